import { auditGraph } from '@sunshine/audit';
import { SupervisionModule } from './supervision.module.js';
import { Organ, Person } from './supervision.graph.js';

/** The audit of this service in the graph. */
export const { providers: auditProviders } = auditGraph({
  service: 'supervision',
  registerIn: () => SupervisionModule,
  organ: () => Organ,
  person: () => Person,
});
