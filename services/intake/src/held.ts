import { heldGraph } from '@sunshine/messaging';
import { IntakeGraph } from './graph.js';

/** What this service's bus holds, in the graph. */
export const heldProviders = heldGraph({ service: 'intake', registerIn: () => IntakeGraph });
