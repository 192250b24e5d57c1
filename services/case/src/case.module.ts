import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ClocksModule } from '@sunshine/clocks';
import { MessagingModule } from '@sunshine/messaging';
import { ENV } from '@sunshine/platform';
import { auditProviders } from './audit.js';
import { heldProviders } from './held.js';
import { ActReads } from './acts/acts.reads.js';
import { ActResolver } from './acts/acts.resolver.js';
import { CapSweep } from './cap.sweep.js';
import { CASE_CONFIG, caseConfig } from './config.js';
import { closingProviders } from './closing/providers.js';
import { exitProviders } from './exits/providers.js';
import { groupProviders } from './groups/providers.js';
import { handlingProviders } from './handling/providers.js';
import { CaseConsumer } from './inbox/case.consumer.js';
import { CaseOpening } from './inbox/case.opening.js';
import { IntakeFacts } from './inbox/intake.facts.js';
import { opinionProviders } from './opinion/providers.js';
import { paperProviders } from './papers/providers.js';
import { CaseReads } from './petition/case.reads.js';
import { PetitionRequestResolver, PetitionResolver, TrackedPetitionResolver } from './petition/case.resolver.js';
import { WorkloadReads } from './petition/workload.reads.js';
import { routingProviders } from './routing/providers.js';
import { ActRunner } from './runner/act.runner.js';

/** `case`: the one decider of stage, its papers and its clocks. */
@Module({
  imports: [MessagingModule.forService({ name: 'case', schema: 'casework', sources: ['intake', 'directory'] }), AccessModule, ClocksModule],
  controllers: [CaseConsumer, IntakeFacts],
  providers: [
    { provide: CASE_CONFIG, inject: [ENV], useFactory: caseConfig },
    ActRunner,
    ActReads,
    ActResolver,
    CaseReads,
    WorkloadReads,
    CaseOpening,
    CapSweep,
    PetitionResolver,
    PetitionRequestResolver,
    TrackedPetitionResolver,
    ...routingProviders,
    ...exitProviders,
    ...handlingProviders,
    ...opinionProviders,
    ...paperProviders,
    ...closingProviders,
    ...groupProviders,
    ...auditProviders,
    ...heldProviders,
  ],
})
export class CaseModule {}
