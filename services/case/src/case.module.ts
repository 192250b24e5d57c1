import { Module } from '@nestjs/common';
import { ActsModule, numbersProviders } from '@sunshine/acts';
import { AccessModule } from '@sunshine/access';
import { ClocksModule, ledgerGraph, previewGraph } from '@sunshine/clocks';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { ENV, Health, connectedTo } from '@sunshine/platform';
import { KEYS_DATABASE, KeyStore, MasterKeys, keysDataSource } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { CaseGraph } from './graph.js';
import { ActsNowReads } from './acts-now/acts-now.reads.js';
import { ActsNowResolver } from './acts-now/acts-now.resolver.js';
import { CapSweep } from './cap.sweep.js';
import { CASE_CONFIG, caseConfig, type CaseConfig } from './config.js';
import { ClosingActs } from './closing/closing.acts.js';
import { MediationActs } from './closing/mediation.acts.js';
import { TrackedSettlingResolver } from './closing/tracked-settling.resolver.js';
import { SettlementActs } from './closing/settlement.acts.js';
import { WithdrawalActs } from './closing/withdrawal.acts.js';
import { ExitActs } from './exits/exits.acts.js';
import { ExitReads } from './exits/exits.reads.js';
import { ExitResolver, TrackedGuidanceResolver } from './exits/exits.resolver.js';
import { FastTrackActs } from './exits/fast-track.acts.js';
import { RefusalActs } from './exits/refusal.acts.js';
import { SuggestionActs } from './exits/suggestion.acts.js';
import { GroupActs } from './groups/groups.acts.js';
import { RefilingActs } from './groups/refiling.acts.js';
import { RevocationActs } from './groups/revocation.acts.js';
import { SplitActs } from './groups/split.acts.js';
import { HandlingActs } from './handling/handling.acts.js';
import { HandlingReads } from './handling/handling.reads.js';
import { HandlingResolver } from './handling/handling.resolver.js';
import { RecusalActs } from './handling/recusal.acts.js';
import { CaseConsumer } from './inbox/case.consumer.js';
import { CaseOpening } from './inbox/case.opening.js';
import { HearingFacts } from './inbox/hearing.facts.js';
import { LevelsConsumer } from './levels/levels.consumer.js';
import { IntakeFacts } from './inbox/intake.facts.js';
import { OpinionDrafts } from './opinion/draft.acts.js';
import { OpinionActs } from './opinion/opinion.acts.js';
import { OpinionReads } from './opinion/opinion.reads.js';
import { CaseOpinionResolver, OpinionResolver } from './opinion/opinion.resolver.js';
import { DeliveryActs } from './papers/delivery.acts.js';
import { PaperActs } from './papers/papers.acts.js';
import { PaperReads } from './papers/papers.reads.js';
import { CaseDocumentResolver, DocumentNumberResolver } from './papers/papers.resolver.js';
import { CaseReads } from './petition/petition.reads.js';
import { PetitionRequestResolver, PetitionResolver, TrackedPetitionResolver } from './petition/petition.resolver.js';
import { WorkloadReads } from './petition/workload.reads.js';
import { DecidingActs } from './review/deciding.acts.js';
import { RecomputationResolver } from './recomputation/recomputation.resolver.js';
import { ReviewActs } from './review/review.acts.js';
import { RedoResolver } from './review/redo.resolver.js';
import { TrackedReviewReads } from './review/tracked.reads.js';
import { TrackedReviewResolver } from './review/tracked.resolver.js';
import { MatterActs } from './routing/matters.acts.js';
import { RoutingActs } from './routing/routing.acts.js';
import { RoutingReads } from './routing/routing.reads.js';
import { RoutingResolver, TrackedRoutingResolver } from './routing/routing.resolver.js';
import { CaseRunner } from './runner/case.runner.js';
import { EarlierReports } from './sealing/earlier.js';
import { openWith } from './sealing/sql.js';
import { ReportWords } from './sealing/words.js';

/** `case`: the one decider of stage, its papers and its clocks. */
@Module({
  imports: [MessagingModule, AccessModule, ClocksModule, ActsModule],
  controllers: [CaseConsumer, IntakeFacts, HearingFacts, LevelsConsumer],
  providers: [
    { provide: CASE_CONFIG, inject: [ENV], useFactory: caseConfig },
    {
      provide: KEYS_DATABASE,
      inject: [CASE_CONFIG, Health],
      useFactory: async ({ KEYS_DATABASE_URL: url, KEYS_DATABASE_POOL: pool }: CaseConfig, health: Health) => {
        const keys = await connectedTo(keysDataSource({ url, pool, schema: 'casework' }));
        health.register('keys database', async () => (await keys.query('select 1')) && null);
        return keys;
      },
    },
    {
      provide: KeyStore,
      inject: [KEYS_DATABASE, CASE_CONFIG],
      useFactory: (keys: DataSource, { CASE_REPORT_KEYS: report }: CaseConfig) =>
        new KeyStore(keys, new MasterKeys({ ordinary: [], report }), false),
    },
    {
      provide: ReportWords,
      inject: [DataSource, KeyStore],
      useFactory: (db: DataSource, keys: KeyStore) => {
        const words = new ReportWords(keys);
        openWith(db, words);
        return words;
      },
    },
    ...numbersProviders,
    EarlierReports,
    CaseRunner,
    ActsNowReads,
    ActsNowResolver,
    CaseReads,
    WorkloadReads,
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
    ExitActs,
    ExitReads,
    ExitResolver,
    TrackedGuidanceResolver,
    RefusalActs,
    SuggestionActs,
    FastTrackActs,
    HandlingActs,
    HandlingReads,
    HandlingResolver,
    RecusalActs,
    OpinionActs,
    OpinionDrafts,
    OpinionReads,
    OpinionResolver,
    CaseOpinionResolver,
    PaperActs,
    PaperReads,
    CaseDocumentResolver,
    DocumentNumberResolver,
    DeliveryActs,
    ClosingActs,
    WithdrawalActs,
    MediationActs,
    TrackedSettlingResolver,
    SettlementActs,
    ReviewActs,
    DecidingActs,
    RedoResolver,
    TrackedReviewReads,
    TrackedReviewResolver,
    GroupActs,
    SplitActs,
    RevocationActs,
    RefilingActs,
    RecomputationResolver,
    ...officeGraph('case', CaseGraph),
    ...ledgerGraph({ service: 'case', registerIn: () => CaseGraph, asked: true }),
    ...previewGraph({ service: 'case', registerIn: () => CaseGraph, asked: true }),
  ],
})
export class CaseModule {}
