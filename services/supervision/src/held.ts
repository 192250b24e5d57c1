import { heldGraph } from '@sunshine/messaging';
import { SupervisionModule } from './supervision.module.js';

/** What this service's bus holds, in the graph. */
export const heldProviders = heldGraph({ service: 'supervision', registerIn: () => SupervisionModule });
