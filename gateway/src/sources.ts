import http from 'node:http';
import https from 'node:https';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import {
  encodeAfter,
  logOf,
  type After,
  type GatewaySeal,
  type HostedService,
  type Readiness,
  type SubgraphAnswer,
  type SubgraphRequest,
} from '@sunshine/platform';
import { GraphQLError } from 'graphql';
import { gatewayError } from './gateway.errors.js';

/** A way to one subgraph. */
export interface Transport {
  send(request: SubgraphRequest): Promise<SubgraphAnswer>;
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
}

const log = logOf('gateway');
const TIMEOUT_MS = 15_000;

/** A service of this process. */
export function localTransport(service: Pick<HostedService, 'execute' | 'readiness'>): Transport {
  return { send: (request) => service.execute(request), readiness: () => service.readiness(), close: () => undefined };
}

/** A service that listens at `url`; connections are kept. Rejects when it does not answer 200 within 15 seconds. */
export function httpTransport(url: string): Transport {
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
  return {
    async send({ headers, body }) {
      const { status, text } = await call('POST', '/graphql', { ...headers, 'content-length': Buffer.byteLength(body) }, body);
      if (status !== 200) throw new Error(`subgraph answered ${status}`);
      return JSON.parse(text) as SubgraphAnswer;
    },
    async readiness() {
      return JSON.parse((await call('GET', '/health/ready', {}, '')).text) as Readiness;
    },
    close: () => agent.destroy(),
  };
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
      const refusal = gatewayError('SUBGRAPH_UNAVAILABLE');
      throw new GraphQLError(refusal.message, { originalError: refusal });
    }
  }
}

function remember(written: Map<string, After>, after: After): void {
  const id = `${after.source} ${after.key}`;
  const known = written.get(id);
  if (!known || known.seq < after.seq) written.set(id, after);
}
