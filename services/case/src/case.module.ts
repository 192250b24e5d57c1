import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ClocksModule } from '@sunshine/clocks';
import { MessagingModule } from '@sunshine/messaging';
import { ENV, SERVICE, dataSourceFor, type ServiceDefinition } from '@sunshine/platform';
import { auditProviders } from './audit.js';
import { heldProviders } from './held.js';
import { ActReads } from './acts/acts.reads.js';
import { ActResolver } from './acts/acts.resolver.js';
import { ActRunner } from './runner/act.runner.js';
import { CapSweep } from './cap.sweep.js';
import { CaseConsumer } from './inbox/case.consumer.js';
import { CaseOpening } from './inbox/case.opening.js';
import { CaseReads } from './petition/case.reads.js';
import { PetitionRequestResolver, PetitionResolver, TrackedPetitionResolver } from './petition/case.resolver.js';
import { CaseService } from './petition/case.service.js';
import { MatterActs } from './routing/matters.acts.js';
import { RoutingActs } from './routing/routing.acts.js';
import { RoutingReads } from './routing/routing.reads.js';
import { RoutingResolver, TrackedRoutingResolver } from './routing/routing.resolver.js';
import { CASE_CONFIG, caseConfig } from './config.js';
import { DocumentNumbers, NUMBERS_DATABASE } from './papers/document.numbers.js';
import { IntakeFacts } from './inbox/intake.facts.js';
import { ExitActs } from './exits/exits.acts.js';
import { ExitReads } from './exits/exits.reads.js';
import { ExitResolver, TrackedGuidanceResolver } from './exits/exits.resolver.js';
import { FastTrackActs } from './exits/fast-track.acts.js';
import { FastTrackResolver } from './exits/fast-track.resolver.js';
import { OpinionReads } from './opinion/opinion.reads.js';
import { CaseOpinionResolver, OpinionResolver } from './opinion/opinion.resolver.js';
import { PaperActs } from './papers/papers.acts.js';
import { PaperReads } from './papers/papers.reads.js';
import { CaseDocumentResolver, DocumentNumberResolver } from './papers/papers.resolver.js';
import { ClosingActs } from './closing/closing.acts.js';
import { ClosingResolver } from './closing/closing.resolver.js';
import { GroupActs } from './groups/groups.acts.js';
import { GroupResolver } from './groups/groups.resolver.js';
import { HandlingActs } from './handling/handling.acts.js';
import { HandlingResolver } from './handling/handling.resolver.js';
import { RecusalActs } from './handling/recusal.acts.js';
import { RecusalResolver } from './handling/recusal.resolver.js';
import { RefilingActs } from './groups/refiling.acts.js';
import { RefilingResolver } from './groups/refiling.resolver.js';
import { RefusalActs } from './exits/refusal.acts.js';
import { RefusalResolver } from './exits/refusal.resolver.js';
import { SettlementActs } from './closing/settlement.acts.js';
import { SettlementResolver } from './closing/settlement.resolver.js';
import { SplitActs } from './groups/split.acts.js';
import { SplitResolver } from './groups/split.resolver.js';
import { SuggestionActs } from './exits/suggestion.acts.js';
import { SuggestionResolver } from './exits/suggestion.resolver.js';
import { WithdrawalActs } from './closing/withdrawal.acts.js';
import { WithdrawalResolver } from './closing/withdrawal.resolver.js';
import { WorkloadReads } from './petition/workload.reads.js';

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
