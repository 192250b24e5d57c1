import { auditGraph } from '@sunshine/audit';
import { SupervisionGraph } from './graph.js';
import { Organ, Person } from './supervision.graph.js';

/** The audit of this service in the graph. */
export const { providers: auditProviders } = auditGraph({
  service: 'supervision',
  registerIn: () => SupervisionGraph,
  organ: () => Organ,
  person: () => Person,
});
