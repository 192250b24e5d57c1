import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ClocksModule } from '@sunshine/clocks';
import { MessagingModule } from '@sunshine/messaging';
import { ENV, SERVICE, dataSourceFor, type ServiceDefinition } from '@sunshine/platform';
import { auditProviders } from './audit.js';
import { ActRunner } from './act.runner.js';
import { CapSweep } from './cap.sweep.js';
import { CaseConsumer } from './case.consumer.js';
import { CaseOpening } from './case.opening.js';
import { CaseReads } from './case.reads.js';
import { PetitionRequestResolver, PetitionResolver, TrackedPetitionResolver } from './case.resolver.js';
import { CaseService } from './case.service.js';
import { CASE_CONFIG, caseConfig } from './config.js';
import { IntakeFacts } from './intake.facts.js';
import { DocumentNumbers, NUMBERS_DATABASE } from './document.numbers.js';
import { PaperActs } from './papers.acts.js';
import { PaperReads } from './papers.reads.js';
import { CaseDocumentResolver, DocumentNumberResolver } from './papers.resolver.js';
import { WorkloadReads } from './workload.reads.js';

/** `case`: the one decider of stage, its papers and its clocks. */
@Module({
  imports: [MessagingModule.forService({ name: 'case', schema: 'casework', sources: ['intake', 'directory'] }), AccessModule, ClocksModule],
  controllers: [CaseConsumer, IntakeFacts],
  providers: [
    { provide: CASE_CONFIG, inject: [ENV], useFactory: caseConfig },
    {
      provide: NUMBERS_DATABASE,
      inject: [SERVICE, ENV],
      useFactory: (def: ServiceDefinition, env: NodeJS.ProcessEnv) =>
        dataSourceFor({ ...def, name: 'case-numbers', entities: [], migrations: [] }, { ...env, DATABASE_POOL: '4' }).initialize(),
    },
    DocumentNumbers,
    ActRunner,
    CaseService,
    CaseReads,
    WorkloadReads,
    PaperReads,
    PaperActs,
    CaseDocumentResolver,
    DocumentNumberResolver,
    CaseOpening,
    CapSweep,
    PetitionResolver,
    PetitionRequestResolver,
    TrackedPetitionResolver,
    ...auditProviders,
  ],
})
export class CaseModule {}
