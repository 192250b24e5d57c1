import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Tail } from '@sunshine/messaging';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  DOOR_PATHS,
  GatewaySeal,
  NestLog,
  graphReply,
  headersOf,
  hurry,
  oneAfterAnother,
  logOf,
  refusalOf,
  refuseWhenClosing,
  sealedForDoor,
  serveDoor,
  serveGraphPath,
  serveOperations,
  wantedNames,
  type HostedService,
  type Readiness,
} from '@sunshine/platform';
import { networkOf } from '@sunshine/limits';
import { onBadAddress, servePages, type GraphReply } from '@sunshine/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { gatewayConfig } from './config.js';
import { gatewayError } from './gateway.errors.js';
import { ofPartners } from './exchange.js';
import { Graph, correlationOf } from './graph.js';
import { LIMITS } from './limits.js';
import { Live } from './live.js';
import { namesOf } from './names.js';
import { ProxyWatch } from './proxy.js';
import { httpTransport, localTransport, type Transport } from './sources.js';
import { Turns } from './turns.js';

export interface GatewayParts {
  /** Subgraphs of this process. */
  readonly services?: readonly Pick<HostedService, 'name' | 'execute' | 'door' | 'readiness'>[];
  /** Subgraphs that listen, by name. */
  readonly urls?: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  /** Supergraph text; the committed one by default. */
  readonly supergraph?: string;
  /** Name of the service that answers `/files`; by default intake. */
  readonly filesOf?: string;
  /** Name of the service that answers `/exchange`; by default exchange. */
  readonly exchangeOf?: string;
  /** By which `/live` hears of changes; without it there is no `/live`. The gateway starts and stops it. */
  readonly events?: Tail;
  /** Further checks of readiness, by name: `ok`, or what is wrong. */
  readonly checks?: () => Readonly<Record<string, string>>;
}

export interface RunningGateway {
  readonly app: INestApplication;
  readonly graph: Graph;
  readiness(): Promise<Readiness>;
  /** Answers the address it listens at. */
  listen(port: number, host?: string): Promise<string>;
  close(): Promise<void>;
}

@Module({})
class GatewayModule {}

const log = logOf('gateway');
const JSON_HEADERS = { 'content-type': 'application/json' };

/** The committed supergraph, beside `src` and `dist`. */
export function committedSupergraph(): string {
  return readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
}

/**
 * The gateway as a Nest application that does not listen yet: `/graphql`, `/files`, `/exports/<service>`, `/exchange`, `/live`,
 * `/health/live`, `/health/ready`, `/metrics`, and the pages at `/`.
 * @throws ConfigError
 */
export async function createGateway({
  services = [],
  urls = {},
  env,
  supergraph = committedSupergraph(),
  filesOf = 'intake',
  exchangeOf = 'exchange',
  events,
  checks = () => ({}),
}: GatewayParts): Promise<RunningGateway> {
  const config = gatewayConfig(env);
  const transports: Record<string, Transport> = {
    ...Object.fromEntries(services.map((service) => [service.name, localTransport(service)])),
    ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, httpTransport(url, config.operationsTokens[0]?.value)])),
  };
  const graph = await Graph.over(transports, supergraph, config);
  const adapter = new FastifyAdapter({
    bodyLimit: LIMITS.bodyBytes,
    trustProxy: config.trustProxy,
    return503OnClosing: false,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => void onBadAddress(request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
  });
  const http = app.getHttpAdapter().getInstance() as FastifyInstance;
  const refuseAll = refuseWhenClosing(http);
  oneAfterAnother(http);
  hurry(http, config.bodySeconds);
  const proxy = new ProxyWatch(config, log);
  proxy.watch(http);
  const readiness = async (): Promise<Readiness> => {
    const { ready, checks: found } = await readinessOf(transports, checks());
    return { ready, checks: { ...found, ...proxy.checks() } };
  };
  serveGraph(http, graph);
  const seal = new GatewaySeal(config.secrets);
  const doorOf = (name: string) => {
    const door = transports[name]?.door;
    return door ? sealedDoor(name, door, seal, transports['directory']) : null;
  };
  const files = doorOf(filesOf);
  if (files) serveDoor(app, DOOR_PATHS.files, (request, { ip }) => files(request, ip));
  for (const name of Object.keys(transports)) {
    const door = doorOf(name);
    if (door) serveDoor(app, `${DOOR_PATHS.exports}/${name}`, (request, { ip }) => door(request, ip));
  }
  const exchange = doorOf(exchangeOf);
  if (exchange) {
    const taken = ofPartners(exchange, config.exchangePerAddress);
    serveDoor(app, DOOR_PATHS.exchange, (request, { ip }) => taken(request, ip));
  }
  const live = events ? new Live(config.secrets, events, config.live, graph.tokens.ended) : null;
  live?.serve(app.getHttpAdapter().getInstance());
  serveOperations(app, readiness, config.operationsTokens);
  const pages = new Turns(LIMITS.pagesOfOneAddress);
  await servePages(http, {
    ask: async (query, variables, address, after) => {
      const body = JSON.stringify({ query, variables });
      const headers = { ...JSON_HEADERS, ...(after && { 'x-after': after }) };
      return JSON.parse((await graph.answer({ headers, body, address })).body) as GraphReply;
    },
    files,
    title: config.title,
    turn: (address) => pages.enter(networkOf(address), 0),
  });
  const hangUp = unusedSockets(app.getHttpServer() as Server);
  await app.init();
  live?.start();
  return {
    app,
    graph,
    readiness,
    listen: async (port, host = '127.0.0.1') => {
      await app.listen(port, host);
      return app.getUrl();
    },
    close: async () => {
      refuseAll();
      // First: a server does not close while its streams are open.
      await live?.close();
      const closing = app.close();
      hangUp();
      await closing;
      await graph.stop();
      for (const transport of Object.values(transports)) transport.close();
    },
  };
}

/** Browsers open connections before they need them, and a server that closes waits for their first request: drops those that had none. */
function unusedSockets(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
}

function serveGraph(http: FastifyInstance, graph: Graph): void {
  serveGraphPath(http, log, LIMITS.bodyBytes, async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const gone = () => request.raw.socket.destroyed;
    const answer = await graph.answer({ headers: headersOf(request), body, address: request.ip, gone });
    return graphReply(request, reply.status(answer.status).header('x-correlation-id', answer.correlationId)).send(answer.body);
  });
}

/** Hands on what comes to a door, sealed, without looking into it. Where the door wants names of people, it comes again with them. */
function sealedDoor(
  to: string,
  door: (request: Request) => Promise<Response>,
  seal: GatewaySeal,
  directory: Transport | undefined,
): (request: Request, address: string) => Promise<Response> {
  return async (request, address) => {
    const correlationId = correlationOf(request.headers.get('x-correlation-id') ?? undefined);
    const caller = { authorization: request.headers.get('authorization') ?? undefined, correlationId, address };
    try {
      const answer = await door(sealedForDoor(seal, to, caller, request));
      const wanted = await wantedNames(answer);
      if (wanted === null) return answer;
      if (!directory) throw new Error('no way to the subgraph directory');
      return await door(sealedForDoor(seal, to, caller, request, await namesOf(directory, seal, caller, wanted)));
    } catch (error) {
      log.error({ err: error, subgraph: to, correlationId }, 'the door does not answer');
      return refusalOf(gatewayError('SUBGRAPH_UNAVAILABLE'), log, correlationId);
    }
  };
}

/** A service asks its own checks for up to 3 seconds; one that takes longer hangs. */
const READINESS_MS = 4_000;

/** Ready when every subgraph is, and all else is ok; the checks of subgraphs appear as `service.check`. */
async function readinessOf(transports: Readonly<Record<string, Transport>>, others: Readonly<Record<string, string>>): Promise<Readiness> {
  const answers = await Promise.all(
    Object.entries(transports).map(async ([name, transport]) => {
      const late = new AbortController();
      const silent = (): Promise<Readiness> =>
        sleep(READINESS_MS, { ready: false, checks: { process: 'does not answer in time' } }, { signal: late.signal });
      try {
        return { name, ...(await Promise.race([transport.readiness(), silent()])) };
      } catch {
        return { name, ready: false, checks: { process: 'does not answer' } };
      } finally {
        late.abort();
      }
    }),
  );
  const ofServices = answers.flatMap(({ name, checks }) => Object.entries(checks).map(([check, answer]) => [`${name}.${check}`, answer]));
  return {
    ready: answers.every(({ ready }) => ready) && Object.values(others).every((answer) => answer === 'ok'),
    checks: { ...Object.fromEntries(ofServices), ...others },
  };
}
