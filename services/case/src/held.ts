import { heldGraph } from '@sunshine/messaging';
import { CaseGraph } from './graph.js';

/** What this service's bus holds, in the graph. */
export const heldProviders = heldGraph({ service: 'case', registerIn: () => CaseGraph });
