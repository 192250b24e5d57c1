import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ActsModule } from '@sunshine/acts';
import { LawModule } from '@sunshine/clocks';
import { Limits } from '@sunshine/limits';
import { exportProviders } from '@sunshine/exports';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { ENV, Health, SERVICE, Space, dataSourceFor, connectedTo, type ServiceDefinition } from '@sunshine/platform';
import { KEYS_DATABASE, KeyStore, MasterKeys, keysDataSource } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { ActReads } from './acts/acts.reads.js';
import { ActResolver } from './acts/acts.resolver.js';
import { INTAKE_CONFIG, intakeConfig, type IntakeConfig } from './config.js';
import { PetitionExportResolver } from './exports/exports.resolver.js';
import { PetitionExportSource } from './exports/petition-export.source.js';
import { fileProviders } from './files/providers.js';
import { IntakeGraph } from './graph.js';
import { CodeSlipActs } from './holders/code-slips.acts.js';
import { HolderActs } from './holders/holders.acts.js';
import { HolderReads } from './holders/holders.reads.js';
import { HolderResolver, QueryCodeResolver } from './holders/holders.resolver.js';
import { MemberActs } from './holders/members.acts.js';
import { CourseService } from './inbox/course.js';
import { IntakeConsumer } from './inbox/intake.consumer.js';
import { ArrivedFilesConsumer } from './arrived/files.consumer.js';
import { TravellingFiles } from './levels/files.js';
import { LevelsConsumer } from './levels/levels.consumer.js';
import { Recipients } from './levels/recipients.js';
import { Reports } from './levels/reports.js';
import { Splits } from './levels/splits.js';
import { Supplements } from './levels/supplements.js';
import { UrgentEvents } from './levels/urgent-events.js';
import { HearingPapersResolver, OpinionPreviewResolver, PapersResolver } from './papers/papers.resolver.js';
import { PapersService } from './papers/papers.service.js';
import { pendingProviders } from './pending/providers.js';
import { publicationProviders } from './publication/providers.js';
import { RecordActs } from './record/record.acts.js';
import { RecordReads } from './record/record.reads.js';
import { RecordResolver, TrackedRecordResolver } from './record/record.resolver.js';
import { UrgentActs } from './record/urgent.acts.js';
import { PetitionRequestResolver, PetitionResolver } from './register/petition.resolver.js';
import { Register } from './register/register.reads.js';
import { FormReads } from './registration/form.reads.js';
import { FormResolver } from './registration/form.resolver.js';
import { NoticesResolver } from './registration/notices.resolver.js';
import { LawReads } from './registration/notices.reads.js';
import { Numbers, NUMBERS_DATABASE } from './registration/numbers.js';
import { PetitionWriter } from './registration/petition-writer.js';
import { RegistrationActs } from './registration/registration.acts.js';
import { RegistrationResolver } from './registration/registration.resolver.js';
import { RepeatActs } from './repeats/repeats.acts.js';
import { RepeatsResolver } from './repeats/repeats.resolver.js';
import { RepeatsService } from './repeats/repeats.service.js';
import { SameLetterActs } from './repeats/same-letter.acts.js';
import { PetitionSameLetterResolver, RegisteredSameLetterResolver, SameLetterResolver } from './repeats/same-letter.resolver.js';
import { DeskRunner } from './runner/desk.runner.js';
import { DeskSeal } from './runner/desk.seal.js';
import { sameMatterProviders } from './same-matter/providers.js';
import { SameMatterConsumer } from './same-matter/same-matter.consumer.js';
import { EarlierTexts } from './sealing/earlier.js';
import { PetitionOpeningsResolver, SealedOpeningResolver } from './sealing/opening.resolver.js';
import { OpeningActs } from './sealing/opening.acts.js';
import { SplitActs } from './split/split.acts.js';
import { Letters } from './split/split.letter.js';
import { SplitService } from './split/split.service.js';
import { SplitStore } from './split/split.store.js';
import { QueryCodes } from './tracking/query-codes.js';
import { TrackingService } from './tracking/tracking.reads.js';
import { TrackingResolver } from './tracking/tracking.resolver.js';
import { DeskDays } from './visits/desk-day.reads.js';
import { DeskDayResolver } from './visits/desk-day.resolver.js';
import { VisitActs } from './visits/visits.acts.js';
import { SuccessionActs } from './holders/succession.acts.js';
import { VisitReads } from './visits/visits.reads.js';
import { PetitionVisitResolver, VisitResolver } from './visits/visits.resolver.js';

/** Registration, sealed identity, query codes and the register. */
@Module({
  imports: [MessagingModule, AccessModule, LawModule, ActsModule],
  controllers: [IntakeConsumer, LevelsConsumer, SameMatterConsumer, ArrivedFilesConsumer],
  providers: [
    { provide: INTAKE_CONFIG, useFactory: intakeConfig, inject: [ENV] },
    {
      provide: MasterKeys,
      useFactory: (config: IntakeConfig) => new MasterKeys({ ordinary: config.INTAKE_MASTER_KEYS, report: config.INTAKE_REPORT_KEYS }),
      inject: [INTAKE_CONFIG],
    },
    {
      provide: KEYS_DATABASE,
      useFactory: async (config: IntakeConfig, health: Health) => {
        const keys = await connectedTo(
          keysDataSource({ url: config.KEYS_DATABASE_URL, pool: config.KEYS_DATABASE_POOL, schema: 'intake' }),
        );
        health.register('keys database', async () => (await keys.query('select 1')) && null);
        return keys;
      },
      inject: [INTAKE_CONFIG, Health],
    },
    {
      provide: KeyStore,
      useFactory: (keys: DataSource, masters: MasterKeys) => new KeyStore(keys, masters),
      inject: [KEYS_DATABASE, MasterKeys],
    },
    {
      provide: NUMBERS_DATABASE,
      inject: [SERVICE, ENV],
      useFactory: (def: ServiceDefinition, env: NodeJS.ProcessEnv) =>
        connectedTo(dataSourceFor({ ...def, name: 'intake-numbers', entities: [], migrations: [] }, { ...env, DATABASE_POOL: '1' })),
    },
    {
      provide: Space,
      useFactory: ({ SPACE_VOLUMES, SPACE_MIN_MB, FILES_DIR }: IntakeConfig, health: Health) => {
        const volumes = (SPACE_VOLUMES ?? `files=${FILES_DIR}`).split(',').map((each) => {
          const [name = '', ...path] = each.split('=');
          return { name, path: path.join('=') };
        });
        const space = new Space(volumes, SPACE_MIN_MB);
        health.warn('space', space.check);
        return space;
      },
      inject: [INTAKE_CONFIG, Health],
    },
    TravellingFiles,
    Numbers,
    QueryCodes,
    {
      provide: Limits,
      useFactory: (db: DataSource, env: NodeJS.ProcessEnv, codes: QueryCodes) => new Limits(db, env, (text) => codes.addressDigest(text)),
      inject: [DataSource, ENV, QueryCodes],
    },
    PetitionWriter,
    RegistrationActs,
    RegistrationResolver,
    FormReads,
    FormResolver,
    LawReads,
    NoticesResolver,
    Register,
    PetitionResolver,
    PetitionRequestResolver,
    TrackingService,
    TrackingResolver,
    OpeningActs,
    PetitionOpeningsResolver,
    SealedOpeningResolver,
    EarlierTexts,
    PapersService,
    PapersResolver,
    HearingPapersResolver,
    OpinionPreviewResolver,
    CourseService,
    DeskSeal,
    DeskRunner,
    ActReads,
    ActResolver,
    VisitActs,
    VisitReads,
    PetitionVisitResolver,
    VisitResolver,
    DeskDays,
    DeskDayResolver,
    RecordActs,
    UrgentActs,
    RecordReads,
    RecordResolver,
    TrackedRecordResolver,
    HolderActs,
    CodeSlipActs,
    MemberActs,
    SuccessionActs,
    HolderReads,
    HolderResolver,
    QueryCodeResolver,
    RepeatActs,
    RepeatsService,
    RepeatsResolver,
    SameLetterActs,
    SameLetterResolver,
    RegisteredSameLetterResolver,
    PetitionSameLetterResolver,
    SplitStore,
    Letters,
    Recipients,
    UrgentEvents,
    Reports,
    Supplements,
    Splits,
    SplitActs,
    SplitService,
    ...fileProviders,
    ...exportProviders(PetitionExportSource),
    PetitionExportResolver,
    ...pendingProviders,
    ...publicationProviders,
    ...sameMatterProviders,
    ...officeGraph('intake', IntakeGraph),
  ],
})
export class IntakeModule {}
