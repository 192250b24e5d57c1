import { heldGraph } from '@sunshine/messaging';
import { CaseModule } from './case.module.js';

/** What this service's bus holds, in the graph. */
export const heldProviders = heldGraph({ service: 'case', registerIn: () => CaseModule });
