import { auditGraph } from '@sunshine/audit';
import { CaseModule } from './case.module.js';
import { Organ, Person } from './petition/case.graph.js';

/** The audit of this service in the graph. */
export const { providers: auditProviders } = auditGraph({
  service: 'case',
  registerIn: () => CaseModule,
  organ: () => Organ,
  person: () => Person,
});
