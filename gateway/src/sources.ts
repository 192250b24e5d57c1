import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import {
  answerTooLarge,
  encodeAfter,
  logOf,
  webStream,
  type After,
  type GatewaySeal,
  type HostedService,
  type Readiness,
  type SubgraphAnswer,
  type SubgraphRequest,
} from '@sunshine/platform';
import { GraphQLError } from 'graphql';
import { gatewayError } from './gateway.errors.js';
import { LIMITS } from './limits.js';

/** A way to one subgraph. */
export interface Transport {
  send(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** Passes a sealed request to the service's doors on, bodies as streams. Null: it has none. Rejects when it does not answer. */
  readonly door: ((request: Request) => Promise<Response>) | null;
  readiness(): Promise<Readiness>;
  close(): void;
}

/** What one client request has gathered on its way through the subgraphs. */
export interface Journey {
  readonly authorization: string | undefined;
  readonly correlationId: string;
  readonly address: string;
  /** What the client asked the subgraphs to have seen. */
  readonly asked: readonly After[];
  /** Events that commands of this request wrote, the last of each source and key. */
  readonly written: Map<string, After>;
  stale: boolean;
  repeated: boolean;
  /** Rows of lists that the subgraphs have answered. */
  items: number;
}

const log = logOf('gateway');
const TIMEOUT_MS = 15_000;
const STREAM_TIMEOUT_MS = 60_000;

export type LocalService = Pick<HostedService, 'execute' | 'door' | 'readiness'>;

/** A service of this process. */
export function localTransport(service: LocalService): Transport {
  return {
    send: (request) => service.execute(request),
    door: service.door,
    readiness: () => service.readiness(),
    close: () => undefined,
  };
}

/** A service that listens at `url`; connections are kept. Rejects when it does not answer 200 within 15 seconds. */
export function httpTransport(url: string, operationsToken?: string): Transport {
  const { protocol, hostname, port, pathname } = new URL(url);
  const secure = protocol === 'https:';
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const base = { agent, hostname, port, timeout: TIMEOUT_MS };
  const call = (method: string, path: string, headers: http.OutgoingHttpHeaders, body: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(
        { ...base, method, path: pathname.replace(/\/$/, '') + path, headers },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
          response.on('error', reject);
        },
      );
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.on('error', reject);
      request.end(body);
    });
  /** A stream has no end in sight: it may take as long as something moves. */
  const door = (request: Request): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { pathname: path, search } = new URL(request.url);
      const passing = (secure ? https : http).request({
        ...base,
        timeout: STREAM_TIMEOUT_MS,
        method: request.method,
        path: pathname.replace(/\/$/, '') + path + search,
        headers: Object.fromEntries(request.headers),
      });
      passing.on('response', (response) => resolve(responseOf(response)));
      passing.on('timeout', () => passing.destroy(new Error('no answer in time')));
      passing.on('error', reject);
      if (!request.body) passing.end();
      // A body that breaks off breaks off there too; a refusal before its end is an answer, not a fault.
      else pipeline(Readable.fromWeb(request.body as NodeWebStream), passing).catch((error: Error) => passing.destroy(error));
    });
  return {
    door,
    async send({ headers, body }) {
      const { status, text } = await call('POST', '/graphql', { ...headers, 'content-length': Buffer.byteLength(body) }, body);
      if (status !== 200) throw new Error(`subgraph answered ${status}`);
      return JSON.parse(text) as SubgraphAnswer;
    },
    async readiness() {
      const headers = operationsToken ? { authorization: `Bearer ${operationsToken}` } : {};
      const { ready, checks } = JSON.parse((await call('GET', '/health/ready', headers, '')).text) as Partial<Readiness>;
      // A service on another machine tells its checks to a bearer of the token alone.
      return { ready: ready === true, checks: checks ?? { process: ready === true ? 'ok' : 'not ready' } };
    },
    close: () => agent.destroy(),
  };
}

function responseOf(incoming: http.IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, String(value));
  const status = incoming.statusCode ?? 502;
  const empty = status === 204 || status === 304 || incoming.headers['content-length'] === '0';
  if (empty) incoming.resume();
  return new Response(empty ? null : webStream(incoming, () => incoming.destroy()).stream, { status, headers });
}

/** One subgraph as the query plan sees it: seals each fetch, hands on what earlier fetches wrote, gathers what this one answers. */
export class SubgraphSource implements GraphQLDataSource<{ journey: Journey }> {
  constructor(
    private readonly name: string,
    private readonly transport: Transport,
    private readonly seal: GatewaySeal,
  ) {}

  async process({ request, context }: GraphQLDataSourceProcessOptions<{ journey: Journey }>): ReturnType<GraphQLDataSource['process']> {
    const journey = context.journey as Journey;
    const answer = await this.fetch(
      journey,
      JSON.stringify({ query: request.query, variables: request.variables, operationName: request.operationName }),
    );
    for (const after of answer.extensions?.after ?? []) remember(journey.written, after);
    journey.items += answer.extensions?.items ?? 0;
    if (journey.items > LIMITS.items) throw inGraph(answerTooLarge());
    if (answer.extensions?.stale) journey.stale = true;
    if (answer.extensions?.repeated) journey.repeated = true;
    return { data: answer.data ?? null, ...(answer.errors ? { errors: answer.errors } : {}) };
  }

  private async fetch(journey: Journey, body: string): Promise<SubgraphAnswer> {
    const waitFor = [...journey.asked, ...journey.written.values()];
    const after = waitFor.length > 0 ? encodeAfter(waitFor) : undefined;
    try {
      return await this.transport.send(
        this.seal.seal(
          this.name,
          { authorization: journey.authorization, after, correlationId: journey.correlationId, address: journey.address },
          body,
        ),
      );
    } catch (error) {
      log.error({ err: error, subgraph: this.name, correlationId: journey.correlationId }, 'subgraph does not answer');
      throw inGraph(gatewayError('SUBGRAPH_UNAVAILABLE'));
    }
  }
}

const inGraph = (refusal: Error): GraphQLError => new GraphQLError(refusal.message, { originalError: refusal });

function remember(written: Map<string, After>, after: After): void {
  const id = `${after.source} ${after.key}`;
  const known = written.get(id);
  if (!known || known.seq < after.seq) written.set(id, after);
}
