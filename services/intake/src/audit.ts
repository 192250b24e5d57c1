import { auditGraph } from '@sunshine/audit';
import { IntakeGraph } from './graph.js';
import { OrganStub, PersonStub } from './petition.types.js';

/** The audit of this service in the graph. */
export const { providers: auditProviders } = auditGraph({
  service: 'intake',
  registerIn: () => IntakeGraph,
  organ: () => OrganStub,
  person: () => PersonStub,
});
