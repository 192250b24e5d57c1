import { auditGraph } from '@sunshine/audit';
import { CaseGraph } from './graph.js';
import { Organ, Person } from './petition/case.graph.js';

/** The audit of this service in the graph. */
export const { providers: auditProviders } = auditGraph({
  service: 'case',
  registerIn: () => CaseGraph,
  organ: () => Organ,
  person: () => Person,
});
