import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ClocksModule } from '@sunshine/clocks';
import { MessagingModule } from '@sunshine/messaging';
import { ENV, SERVICE, dataSourceFor, type ServiceDefinition } from '@sunshine/platform';
import { auditProviders } from './audit.js';
import { heldProviders } from './held.js';
import { ActReads } from './acts.reads.js';
import { ActResolver } from './acts.resolver.js';
import { ActRunner } from './act.runner.js';
import { CapSweep } from './cap.sweep.js';
import { CaseConsumer } from './case.consumer.js';
import { CaseOpening } from './case.opening.js';
import { CaseReads } from './case.reads.js';
import { PetitionRequestResolver, PetitionResolver, TrackedPetitionResolver } from './case.resolver.js';
import { CaseService } from './case.service.js';
import { MatterActs } from './matters.acts.js';
import { RoutingActs } from './routing.acts.js';
import { RoutingReads } from './routing.reads.js';
import { RoutingResolver, TrackedRoutingResolver } from './routing.resolver.js';
import { CASE_CONFIG, caseConfig } from './config.js';
import { DocumentNumbers, NUMBERS_DATABASE } from './document.numbers.js';
import { IntakeFacts } from './intake.facts.js';
import { ExitActs } from './exits.acts.js';
import { ExitReads } from './exits.reads.js';
import { ExitResolver, TrackedGuidanceResolver } from './exits.resolver.js';
import { FastTrackActs } from './fast-track.acts.js';
import { FastTrackResolver } from './fast-track.resolver.js';
import { OpinionReads } from './opinion.reads.js';
import { CaseOpinionResolver, OpinionResolver } from './opinion.resolver.js';
import { PaperActs } from './papers.acts.js';
import { PaperReads } from './papers.reads.js';
import { CaseDocumentResolver, DocumentNumberResolver } from './papers.resolver.js';
import { ClosingActs } from './closing.acts.js';
import { ClosingResolver } from './closing.resolver.js';
import { GroupActs } from './groups.acts.js';
import { GroupResolver } from './groups.resolver.js';
import { HandlingActs } from './handling.acts.js';
import { HandlingResolver } from './handling.resolver.js';
import { RecusalActs } from './recusal.acts.js';
import { RecusalResolver } from './recusal.resolver.js';
import { RefilingActs } from './refiling.acts.js';
import { RefilingResolver } from './refiling.resolver.js';
import { RefusalActs } from './refusal.acts.js';
import { RefusalResolver } from './refusal.resolver.js';
import { SettlementActs } from './settlement.acts.js';
import { SettlementResolver } from './settlement.resolver.js';
import { SplitActs } from './split.acts.js';
import { SplitResolver } from './split.resolver.js';
import { SuggestionActs } from './suggestion.acts.js';
import { SuggestionResolver } from './suggestion.resolver.js';
import { WithdrawalActs } from './withdrawal.acts.js';
import { WithdrawalResolver } from './withdrawal.resolver.js';
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
    ActReads,
    ActResolver,
    CaseService,
    CaseReads,
    WorkloadReads,
    OpinionReads,
    OpinionResolver,
    CaseOpinionResolver,
    PaperReads,
    PaperActs,
    CaseDocumentResolver,
    DocumentNumberResolver,
    ExitActs,
    ExitReads,
    ExitResolver,
    TrackedGuidanceResolver,
    RefusalActs,
    RefusalResolver,
    SuggestionActs,
    SuggestionResolver,
    FastTrackActs,
    FastTrackResolver,
    ClosingActs,
    ClosingResolver,
    HandlingActs,
    HandlingResolver,
    RecusalActs,
    RecusalResolver,
    WithdrawalActs,
    WithdrawalResolver,
    GroupActs,
    GroupResolver,
    RefilingActs,
    RefilingResolver,
    SplitActs,
    SplitResolver,
    SettlementActs,
    SettlementResolver,
    CaseOpening,
    CapSweep,
    PetitionResolver,
    PetitionRequestResolver,
    TrackedPetitionResolver,
    RoutingActs,
    MatterActs,
    RoutingReads,
    RoutingResolver,
    TrackedRoutingResolver,
    ...auditProviders,
    ...heldProviders,
  ],
})
export class CaseModule {}
