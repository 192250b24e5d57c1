import { heldGraph } from '@sunshine/messaging';
import { IntakeModule } from './intake.module.js';

/** What this service's bus holds, in the graph. */
export const heldProviders = heldGraph({ service: 'intake', registerIn: () => IntakeModule });
