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
import { IntakeGraph } from './graph.js';
import { INTAKE_CONFIG, intakeConfig, type IntakeConfig } from './config.js';
import { CourseService } from './course.service.js';
import { IntakeConsumer } from './intake.consumer.js';
import { Numbers, NUMBERS_DATABASE } from './numbers.js';
import { OpeningResolver, PetitionOpeningsResolver, SealedOpeningResolver } from './opening.resolver.js';
import { OpeningService } from './opening.service.js';
import { deskProviders } from './desk/providers.js';
import { PetitionExportResolver } from './exports/exports.resolver.js';
import { PetitionExportSource } from './exports/petition-export.source.js';
import { fileProviders } from './files/providers.js';
import { OpinionPreviewResolver, PapersResolver } from './papers/papers.resolver.js';
import { PapersService } from './papers/papers.service.js';
import { SplitActs } from './split/split.acts.js';
import { Letters } from './split/split.letter.js';
import { SplitService } from './split/split.service.js';
import { SplitStore } from './split/split.store.js';
import { pendingProviders } from './pending/providers.js';
import { PetitionWriter } from './petition-writer.js';
import { PetitionRequestResolver, PetitionResolver } from './petition.resolver.js';
import { QueryCodes } from './query-codes.js';
import { Register } from './register.service.js';
import { RegistrationResolver } from './registration.resolver.js';
import { RegistrationService } from './registration.service.js';
import { RepeatsResolver } from './repeats.resolver.js';
import { RepeatsService } from './repeats.service.js';
import { TrackingResolver } from './tracking.resolver.js';
import { TrackingService } from './tracking.service.js';

/** Registration, sealed identity, query codes and the register. */
@Module({
  imports: [MessagingModule, AccessModule, LawModule, ActsModule],
  controllers: [IntakeConsumer],
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
        dataSourceFor({ ...def, name: 'intake-numbers', entities: [], migrations: [] }, { ...env, DATABASE_POOL: '1' }).initialize(),
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
    Numbers,
    QueryCodes,
    {
      provide: Limits,
      useFactory: (db: DataSource, env: NodeJS.ProcessEnv, codes: QueryCodes) => new Limits(db, env, (text) => codes.addressDigest(text)),
      inject: [DataSource, ENV, QueryCodes],
    },
    PetitionWriter,
    RegistrationService,
    Register,
    TrackingService,
    OpeningService,
    PapersService,
    PapersResolver,
    OpinionPreviewResolver,
    CourseService,
    RepeatsService,
    RegistrationResolver,
    PetitionResolver,
    PetitionRequestResolver,
    TrackingResolver,
    OpeningResolver,
    PetitionOpeningsResolver,
    SealedOpeningResolver,
    RepeatsResolver,
    ...fileProviders,
    ...exportProviders(PetitionExportSource),
    PetitionExportResolver,
    ...deskProviders,
    ...pendingProviders,
    SplitStore,
    Letters,
    SplitActs,
    SplitService,
    ...officeGraph('intake', IntakeGraph),
  ],
})
export class IntakeModule {}
