import {
  Catch,
  Global,
  Module,
  type ArgumentsHost,
  type DynamicModule,
  type INestApplication,
  type OnApplicationShutdown,
  type Provider,
  type Type,
} from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@sunshine/events';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { throwError, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ConfigError, listenShape, loadConfig, operationsShape, patienceShape, trustShape, type Secret } from './config.js';
import { PeerRefusal } from './peer.js';
import { dataSourceFor, databaseShape, connectedTo, type MigrationClass } from './database.js';
import { DOOR_PATHS, doorAt, EXCHANGE_DOOR, EXPORT_DOOR, FILE_DOOR, keepDoor, serveDoor, type Door } from './door.js';
import { SubgraphExecutor, type ReadWaiter, type RefusalLog, type SubgraphAnswer } from './execute.js';
import { Health, type Readiness } from './health.js';
import { LiveKeys } from './live-keys.js';
import { NestLog, endOnError, logOf } from './log.js';
import { giveMemoryBack } from './memory.js';
import { addressUnknown, hurry, oneAfterAnother, refuseWhenClosing, serveSubgraph } from './http.js';
import { GatewaySeal, type SubgraphRequest } from './signature.js';
import { subgraph, subgraphText } from './subgraph.js';
import { Time } from './time.js';
import { Tokens } from './tokens.js';

export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly schema: string;
  /** Services whose events it reads. */
  readonly sources: readonly ServiceName[];
  /** Root Nest module of the service. */
  readonly module: Type;
  /** The `registerIn` marker of its graph types: a class of a file that imports nothing, so that no type imports the module that provides its resolvers. */
  readonly graph: Type;
  /** Left out where all rows are read and written by prepared SQL. */
  readonly entities?: readonly Function[];
  readonly migrations: readonly MigrationClass[];
  /** Files that composition prints beside the subgraph, by name: what pages read of the rules of the service. */
  readonly printed?: Readonly<Record<string, unknown>>;
}

export interface HostedService {
  readonly name: ServiceName;
  readonly app: INestApplication;
  readonly schema: GraphQLSchema;
  /** The subgraph as text, for composition. */
  readonly sdl: string;
  readonly time: Time;
  execute(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** Answers sealed requests to its doors (`/files`, `/exports/<its name>`, `/exchange`); null where the service has none. */
  readonly door: ((request: Request) => Promise<Response>) | null;
  readiness(): Promise<Readiness>;
  listen(port: number, host?: string): Promise<void>;
  close(): Promise<void>;
}

/** What tests replace. */
export interface HostOverrides {
  readonly time?: Time;
  readonly dataSource?: DataSource;
  readonly providers?: readonly Provider[];
  /** False: no bus is connected. */
  readonly bus?: boolean;
}

/** Injection tokens of the ground every service stands on. */
export const ENV = Symbol('environment of the service');
export const SERVICE = Symbol('definition of the service');
/** The bus as a Nest transport strategy; messaging provides it, `hostService` connects it. */
export const BUS_STRATEGY = Symbol('bus strategy');
/** `ReadWaiter` by which queries wait for events; messaging provides it. */
export const READ_WAITER = Symbol('read waiter');
/** `RefusalLog` of the service; messaging provides it with the audit. */
export const REFUSAL_LOG = Symbol('refusal log');

// What the gateway lets through (1 MB) and what it adds.
const BODY_LIMIT = 4 * 1_048_576;

interface TrustConfig {
  readonly GATEWAY_SECRETS: readonly Secret[];
  readonly TOKEN_KEYS: readonly Secret[];
  readonly PASS_KEYS: readonly Secret[];
  readonly NODE_NAME: string;
  readonly OPERATIONS_TOKEN: readonly Secret[];
  readonly BODY_SECONDS: number;
}

@Global()
@Module({})
class Ground implements OnApplicationShutdown {
  constructor(private readonly db: DataSource) {}

  static under(
    def: ServiceDefinition,
    env: NodeJS.ProcessEnv,
    overrides: HostOverrides,
    db: DataSource,
    config: TrustConfig,
  ): DynamicModule {
    const providers: Provider[] = [
      { provide: ENV, useValue: env },
      { provide: SERVICE, useValue: def },
      { provide: Time, useValue: overrides.time ?? Time.shared },
      { provide: GatewaySeal, useValue: new GatewaySeal(config.GATEWAY_SECRETS) },
      { provide: LiveKeys, useValue: new LiveKeys(config.GATEWAY_SECRETS) },
      {
        provide: Tokens,
        useFactory: async () => {
          const tokens = new Tokens({ tokens: config.TOKEN_KEYS, passes: config.PASS_KEYS, node: config.NODE_NAME });
          await tokens.ready();
          return tokens;
        },
      },
      { provide: DataSource, useValue: db },
      {
        provide: Health,
        useFactory: () => {
          const health = new Health();
          health.register('database', async () => (await db.query('select 1')) && null);
          return health;
        },
      },
      ...(overrides.providers ?? []),
    ];
    return {
      module: Ground,
      providers,
      exports: [
        ENV,
        SERVICE,
        Time,
        GatewaySeal,
        LiveKeys,
        Tokens,
        DataSource,
        Health,
        ...(overrides.providers ?? []).map((p) => (typeof p === 'function' ? p : p.provide)),
      ],
    };
  }

  /** The same tokens with nothing behind them, for an application that is only looked at. */
  static empty(def: ServiceDefinition): DynamicModule {
    const tokens = [ENV, Time, GatewaySeal, LiveKeys, Tokens, DataSource, Health];
    return {
      module: Ground,
      providers: [{ provide: SERVICE, useValue: def }, ...tokens.map((provide) => ({ provide, useFactory: () => null }))],
      exports: [SERVICE, ...tokens],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.db.isInitialized) await this.db.destroy();
  }
}

@Module({})
class Host {
  static of(...imports: DynamicModule['imports'] & object): DynamicModule {
    return { module: Host, imports };
  }
}

/**
 * Nest would answer every error of a bus handler with "Internal server error", and log every refusal of a resolver with its text.
 * The bus must see what went wrong; the graph's error filter decides what is answered and logged.
 */
@Catch()
class Rethrow {
  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    if (host.getType() === 'rpc') return throwError(() => error);
    throw error;
  }
}

/**
 * One service as a Nest application that does not listen yet, its bus connected.
 * Reads `DATABASE_URL`, `DATABASE_POOL`, `GATEWAY_SECRETS`, `TOKEN_KEYS`, `PASS_KEYS`, `OPERATIONS_TOKEN`, `BODY_SECONDS`, `SUNSHINE_MODE` of `env`, plus what its module reads.
 * @throws ConfigError, PeerRefusal
 */
export async function hostService(def: ServiceDefinition, env: NodeJS.ProcessEnv, overrides: HostOverrides = {}): Promise<HostedService> {
  const config: TrustConfig = loadConfig(
    z.object({ ...trustShape(env), ...operationsShape(env), ...patienceShape, ...(overrides.dataSource ? {} : databaseShape(env)) }),
    env,
  );
  const db = overrides.dataSource ?? dataSourceFor(def, env);
  if (!db.isInitialized) await connectedTo(db);
  try {
    return await host(def, Ground.under(def, env, overrides, db, config), config, overrides.bus !== false);
  } catch (error) {
    if (db.isInitialized) await db.destroy();
    throw error;
  }
}

async function host(
  def: ServiceDefinition,
  ground: DynamicModule,
  { OPERATIONS_TOKEN: operationsTokens, BODY_SECONDS: bodySeconds }: TrustConfig,
  withBus: boolean,
): Promise<HostedService> {
  const log = logOf(def.name);
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, return503OnClosing: false, frameworkErrors: addressUnknown(log) });
  const app = await NestFactory.create<NestFastifyApplication>(Host.of(ground, def.module, subgraph(def)), adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
  });
  const http = app.getHttpAdapter().getInstance() as FastifyInstance;
  const closing = refuseWhenClosing(http);
  oneAfterAnother(http);
  hurry(http, bodySeconds);
  app.useGlobalFilters(new Rethrow());
  const strategy = withBus ? optional<CustomTransportStrategy>(app, BUS_STRATEGY) : null;
  if (strategy) app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  let executor: SubgraphExecutor | null = null;
  const running = (): SubgraphExecutor => {
    if (!executor) throw new Error(`${def.name} is not ready`);
    return executor;
  };
  const health = app.get(Health);
  // Routes must stand before the application is made ready, the schema exists after it.
  const [seal, tokens, time] = [app.get(GatewaySeal), app.get(Tokens), app.get(Time)];
  const doors = {
    files: optional<Door>(app, FILE_DOOR),
    exports: optional<Door>(app, EXPORT_DOOR),
    exchange: optional<Door>(app, EXCHANGE_DOOR),
  };
  const kept = doorAt(doors);
  const refusals = optional<RefusalLog>(app, REFUSAL_LOG);
  const door = kept ? keepDoor({ name: def.name, seal, tokens, time, log, refusals }, kept) : null;
  if (door && doors.files) serveDoor(app, DOOR_PATHS.files, door);
  if (door && doors.exports) serveDoor(app, `${DOOR_PATHS.exports}/${def.name}`, door);
  if (door && doors.exchange) serveDoor(app, DOOR_PATHS.exchange, door);
  serveSubgraph(app, log, BODY_LIMIT, {
    execute: (request) => running().executeToText(request),
    readiness: () => health.readiness(),
    operationsTokens,
  });
  await app.init().catch(async (error: unknown) => {
    await app.close(); // what its providers began would keep a process alive that has nothing to do
    throw error;
  });
  const { schema } = app.get(GraphQLSchemaHost, { strict: false });
  executor = new SubgraphExecutor({
    name: def.name,
    sources: def.sources,
    schema,
    seal,
    tokens,
    time,
    waiter: optional<ReadWaiter>(app, READ_WAITER),
    refusals,
    log,
  });
  if (strategy) {
    await app.startAllMicroservices().catch(async (error: unknown) => {
      await app.close(); // what is open would keep a process alive that has nothing to do
      throw error;
    });
  }
  return {
    name: def.name,
    app,
    schema,
    sdl: subgraphText(schema),
    time,
    execute: (request) => running().execute(request),
    door,
    readiness: () => health.readiness(),
    listen: async (port, address = '127.0.0.1') => void (await app.listen(port, address)),
    close: () => {
      closing();
      return app.close();
    },
  };
}

function optional<T>(app: INestApplication, token: symbol): T | null {
  const offered = [...app.get(ModulesContainer).values()].some(({ providers }) => providers.has(token));
  return offered ? app.get<T>(token, { strict: false }) : null;
}

/** The subgraph of a service as text, with no provider made and nothing connected: for composition. */
export async function describeService(def: ServiceDefinition): Promise<string> {
  const app = await NestFactory.create(Host.of(Ground.empty(def), def.module, subgraph(def)), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  await app.init();
  const text = subgraphText(app.get(GraphQLSchemaHost, { strict: false }).schema);
  await app.close();
  return text;
}

/** A service alone in its process: listens on `HOST`:`PORT` and stops on SIGTERM or SIGINT. Wrong configuration ends it with exit code 1. */
export async function runService(def: ServiceDefinition): Promise<void> {
  const log = logOf(def.name);
  endOnError(def.name);
  try {
    const { HOST, PORT } = loadConfig(
      z.object({ ...listenShape(), ...trustShape(process.env), ...databaseShape(process.env) }),
      process.env,
    );
    const service = await hostService(def, process.env);
    await service.listen(PORT, HOST);
    log.info({ port: PORT }, 'listening');
    giveMemoryBack();
    const stop = (): void =>
      void service.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof PeerRefusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
