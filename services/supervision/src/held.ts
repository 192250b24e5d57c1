import { heldGraph } from '@sunshine/messaging';
import { SupervisionGraph } from './graph.js';

/** What this service's bus holds, in the graph. */
export const heldProviders = heldGraph({ service: 'supervision', registerIn: () => SupervisionGraph });
