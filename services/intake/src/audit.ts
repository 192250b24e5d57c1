import { auditGraph } from '@sunshine/audit';
import { IntakeModule } from './intake.module.js';
import { OrganStub, PersonStub } from './petition.types.js';

/** The audit of this service in the graph. */
export const { providers: auditProviders } = auditGraph({
  service: 'intake',
  registerIn: () => IntakeModule,
  organ: () => OrganStub,
  person: () => PersonStub,
});
