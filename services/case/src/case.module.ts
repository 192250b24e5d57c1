import { Module } from '@nestjs/common';
import { ActsModule } from '@sunshine/acts';
import { AccessModule } from '@sunshine/access';
import { ClocksModule } from '@sunshine/clocks';
import { MessagingModule } from '@sunshine/messaging';
import { ENV, Health } from '@sunshine/platform';
import { KEYS_DATABASE, KeyStore, MasterKeys, keysDataSource } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { auditProviders } from './audit.js';
import { heldProviders } from './held.js';
import { ActReads } from './acts/acts.reads.js';
import { ActResolver } from './acts/acts.resolver.js';
import { CapSweep } from './cap.sweep.js';
import { CASE_CONFIG, caseConfig, type CaseConfig } from './config.js';
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
import { CaseRunner } from './runner/case.runner.js';
import { EarlierReports } from './sealing/earlier.js';
import { openWith } from './sealing/sql.js';
import { ReportWords } from './sealing/words.js';

/** `case`: the one decider of stage, its papers and its clocks. */
@Module({
  imports: [
    MessagingModule.forService({ name: 'case', schema: 'casework', sources: ['intake', 'directory'] }),
    AccessModule,
    ClocksModule,
    ActsModule,
  ],
  controllers: [CaseConsumer, IntakeFacts],
  providers: [
    { provide: CASE_CONFIG, inject: [ENV], useFactory: caseConfig },
    {
      provide: KEYS_DATABASE,
      inject: [CASE_CONFIG, Health],
      useFactory: async ({ KEYS_DATABASE_URL: url, KEYS_DATABASE_POOL: pool }: CaseConfig, health: Health) => {
        const keys = await keysDataSource({ url, pool, schema: 'casework' }).initialize();
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
    EarlierReports,
    CaseRunner,
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
