import { Catch, Global, Module, type DynamicModule, type INestApplication, type OnApplicationShutdown, type Provider, type Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { printSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { throwError, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ConfigError, loadConfig, secretList } from './config.js';
import type { ServiceName } from './context.js';
import { dataSourceFor, type MigrationClass } from './database.js';
import { SubgraphExecutor, type ReadWaiter, type SubgraphAnswer } from './execute.js';
import { Health, type Readiness } from './health.js';
import { NestLog, describeError, logOf } from './log.js';
import { serveSubgraph } from './http.js';
import { GatewaySeal, type SubgraphRequest } from './signature.js';
import { subgraph } from './subgraph.js';
import { Time } from './time.js';
import { Tokens } from './tokens.js';

export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly schema: string;
  /** Services whose events it reads. */
  readonly sources: readonly ServiceName[];
  /** Root Nest module of the service and `registerIn` marker of its graph types. */
  readonly module: Type;
  readonly entities: readonly Function[];
  readonly migrations: readonly MigrationClass[];
}

export interface HostedService {
  readonly name: ServiceName;
  readonly app: INestApplication;
  readonly schema: GraphQLSchema;
  /** The subgraph as text, for composition. */
  readonly sdl: string;
  readonly time: Time;
  execute(request: SubgraphRequest): Promise<SubgraphAnswer>;
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

const BODY_LIMIT = 1_048_576;

@Global()
@Module({})
class Ground implements OnApplicationShutdown {
  constructor(private readonly db: DataSource) {}

  static under(def: ServiceDefinition, env: NodeJS.ProcessEnv, overrides: HostOverrides): DynamicModule {
    const config = loadConfig(z.object({ GATEWAY_SECRETS: secretList(env), TOKEN_KEYS: secretList(env), PASS_KEYS: secretList(env) }), env);
    const providers: Provider[] = [
      { provide: ENV, useValue: env },
      { provide: SERVICE, useValue: def },
      { provide: Time, useValue: overrides.time ?? Time.shared },
      { provide: GatewaySeal, useValue: new GatewaySeal(config.GATEWAY_SECRETS) },
      {
        provide: Tokens,
        useFactory: async () => {
          const tokens = new Tokens({ tokens: config.TOKEN_KEYS, passes: config.PASS_KEYS });
          await tokens.ready();
          return tokens;
        },
      },
      {
        provide: DataSource,
        useFactory: async () => {
          const db = overrides.dataSource ?? dataSourceFor(def, env);
          return db.isInitialized ? db : db.initialize();
        },
      },
      {
        provide: Health,
        useFactory: (db: DataSource) => {
          const health = new Health();
          health.register('database', async () => (await db.query('select 1')) && null);
          return health;
        },
        inject: [DataSource],
      },
      ...(overrides.providers ?? []),
    ];
    return { module: Ground, providers, exports: [ENV, SERVICE, Time, GatewaySeal, Tokens, DataSource, Health, ...(overrides.providers ?? []).map((p) => (typeof p === 'function' ? p : p.provide))] };
  }

  /** The same tokens with nothing behind them, for an application that is only looked at. */
  static empty(def: ServiceDefinition): DynamicModule {
    const tokens = [ENV, Time, GatewaySeal, Tokens, DataSource, Health];
    return { module: Ground, providers: [{ provide: SERVICE, useValue: def }, ...tokens.map((provide) => ({ provide, useFactory: () => null }))], exports: [SERVICE, ...tokens] };
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

// Nest would answer every error of a handler with "Internal server error"; the bus must see what it was.
@Catch()
class RethrowToBus {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

// Nest would log every refusal with its text; the graph's error filter decides what is logged.
@Catch()
class RethrowToGraph {
  catch(error: unknown): never {
    throw error;
  }
}

/**
 * One service as a Nest application that does not listen yet, its bus connected.
 * Reads `DATABASE_URL`, `DATABASE_POOL`, `GATEWAY_SECRETS`, `TOKEN_KEYS`, `PASS_KEYS`, `SUNSHINE_MODE` of `env`, plus what its module reads.
 * @throws ConfigError
 */
export async function hostService(def: ServiceDefinition, env: NodeJS.ProcessEnv, overrides: HostOverrides = {}): Promise<HostedService> {
  const log = logOf(def.name);
  const root = Host.of(Ground.under(def, env, overrides), def.module, subgraph(def.module));
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter({ bodyLimit: BODY_LIMIT }), { bodyParser: false, logger: new NestLog(log), abortOnError: false });
  app.useGlobalFilters(new RethrowToGraph());
  const strategy = optional<CustomTransportStrategy>(app, BUS_STRATEGY);
  if (strategy && overrides.bus !== false) {
    const bus = app.connectMicroservice({ strategy }, { inheritAppConfig: false });
    bus.useGlobalFilters(new RethrowToBus());
  }
  let executor: SubgraphExecutor | null = null;
  const running = (): SubgraphExecutor => {
    if (!executor) throw new Error(`${def.name} is not ready`);
    return executor;
  };
  const health = app.get(Health);
  serveSubgraph(app, { execute: (request) => running().executeToText(request), readiness: () => health.readiness() });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost, { strict: false });
  executor = new SubgraphExecutor({
    name: def.name,
    sources: def.sources,
    schema,
    seal: app.get(GatewaySeal),
    tokens: app.get(Tokens),
    time: app.get(Time),
    waiter: optional<ReadWaiter>(app, READ_WAITER),
    log,
  });
  if (strategy && overrides.bus !== false) await app.startAllMicroservices();
  return {
    name: def.name,
    app,
    schema,
    sdl: printSubgraphSchema(schema),
    time: app.get(Time),
    execute: (request) => running().execute(request),
    readiness: () => health.readiness(),
    listen: async (port, host = '127.0.0.1') => void (await app.listen(port, host)),
    close: () => app.close(),
  };
}

function optional<T>(app: INestApplication, token: symbol): T | null {
  const offered = [...app.get(ModulesContainer).values()].some(({ providers }) => providers.has(token));
  return offered ? app.get<T>(token, { strict: false }) : null;
}

/** The subgraph of a service as text, with no provider made and nothing connected: for composition. */
export async function describeService(def: ServiceDefinition): Promise<string> {
  const app = await NestFactory.create(Host.of(Ground.empty(def), def.module, subgraph(def.module)), new FastifyAdapter(), { preview: true, logger: new NestLog(logOf(def.name)), abortOnError: false });
  await app.init();
  const text = printSubgraphSchema(app.get(GraphQLSchemaHost, { strict: false }).schema);
  await app.close();
  return text;
}

/** A service alone in its process: listens on `HOST`:`PORT` and stops on SIGTERM or SIGINT. Wrong configuration ends it with exit code 1. */
export async function runService(def: ServiceDefinition): Promise<void> {
  const log = logOf(def.name);
  try {
    const { HOST, PORT } = loadConfig(z.object({ HOST: z.string().default('127.0.0.1'), PORT: z.coerce.number().int().min(0).max(65_535) }), process.env);
    const service = await hostService(def, process.env);
    await service.listen(PORT, HOST);
    log.info({ port: PORT }, 'listening');
    const stop = (): void => void service.close().then(() => process.exit(0), (error: unknown) => {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    });
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : JSON.stringify(describeError(error))}\n`);
    process.exit(1);
  }
}
