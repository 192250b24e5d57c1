import { createHash, randomUUID } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import { networkOf } from '@sunshine/limits';
import {
  Documents,
  Tokens,
  GatewaySeal,
  answerTooLarge,
  bearerOf,
  checkAgainst,
  checkLiterals,
  checkVariables,
  decodeAfter,
  formatError,
  graphRequests,
  graphSeconds,
  logOf,
  platformError,
  type After,
} from '@sunshine/platform';
import {
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  print,
  specifiedRules,
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { z } from 'zod';
import { hasConditions, withoutConditions } from './conditions.js';
import type { GatewayConfig } from './config.js';
import { gatewayError } from './gateway.errors.js';
import { LIMITS, checkCost, checkLists, checkShape, listSizes } from './limits.js';
import { Pace } from './pace.js';
import { SubgraphSource, type Journey, type Transport } from './sources.js';
import { Turns } from './turns.js';

/** A client's request as the graph needs it, from whatever server took it. Header names are lower case. */
export interface GraphRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly address: string;
  /** Whether the connection has ended, so that nobody would read the answer. */
  readonly gone?: () => boolean;
}

export interface GraphAnswer {
  readonly status: number;
  readonly correlationId: string;
  readonly body: string;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  extensions?: { after?: After[]; stale?: true; repeated?: true };
}

interface Planned {
  readonly document: DocumentNode;
  /** Under which the plan is kept. */
  readonly hash: string;
}

interface Checked extends Planned {
  readonly conditional: boolean;
}

type GatewayContext = Parameters<ApolloGateway['executor']>[0];

const Body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  // Not read; of the right shape all the same, as the specification has it.
  extensions: z.record(z.string(), z.unknown()).nullish(),
});
const log = logOf('gateway');
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: (text: unknown) => log.warn(String(text)),
  error: (text: unknown) => log.error(String(text)),
};
const CLOSED_RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];
const STATUS: Readonly<Record<string, number>> = { REQUESTS_TOO_MANY: 429, BODY_TOO_LARGE: 413, REQUEST_NOT_JSON: 415 };

/** The federated graph: checks a request, plans it over the subgraphs, gathers their answers. Knows nothing of petitions. */
export class Graph {
  private readonly turns = new Turns(LIMITS.ofOneCaller);
  private readonly pace = new Pace(LIMITS.freshTokens);
  private readonly documents = new Documents<Checked>(LIMITS.depth, (document, query) => {
    checkShape(document, this.introspection);
    checkAgainst(this.schema, document, this.introspection ? specifiedRules : CLOSED_RULES, !this.introspection);
    checkLiterals(this.schema, document);
    checkLists(this.schema, document);
    return { document, hash: hashOf(query), conditional: hasConditions(document) };
  });

  private constructor(
    private readonly gateway: ApolloGateway,
    readonly schema: GraphQLSchema,
    private readonly sizes: ReadonlyMap<string, number>,
    /** Knows the sessions that ended, as the gateway heard of them. */
    readonly tokens: Tokens,
    private readonly introspection: boolean,
  ) {}

  static async over(transports: Readonly<Record<string, Transport>>, supergraphSdl: string, config: GatewayConfig): Promise<Graph> {
    // The gateway reports its use to its maker unless told not to; nothing of a node leaves it.
    process.env.APOLLO_TELEMETRY_DISABLED = 'true';
    const seal = new GatewaySeal(config.secrets);
    const tokens = new Tokens({ tokens: config.tokenKeys, passes: config.passKeys, node: config.node });
    await tokens.ready();
    const gateway = new ApolloGateway({
      supergraphSdl,
      logger: quiet,
      __exposeQueryPlanExperimental: false,
      // Counted as JSON, of which a plan takes three times in the heap; all plans of our own pages take 1 MB.
      experimental_approximateQueryPlanStoreMiB: 8,
      buildService: ({ name }) => {
        const transport = transports[name];
        if (!transport) throw new Error(`no way to the subgraph ${name}`);
        return new SubgraphSource(name, transport, seal);
      },
    });
    await gateway.load();
    if (!gateway.schema) throw new Error('the supergraph gave no schema');
    return new Graph(gateway, gateway.schema, listSizes(parse(supergraphSdl, { noLocation: true })), tokens, config.mode === 'demo');
  }

  stop(): Promise<void> {
    return this.gateway.stop();
  }

  /** Answers always; what was refused before it reached a subgraph has a status of its own, what was executed has 200. */
  async answer(request: GraphRequest): Promise<GraphAnswer> {
    const started = performance.now();
    const correlationId = correlationOf(request.headers['x-correlation-id']);
    let kind = 'none';
    let status = 200;
    let answer: Answer;
    try {
      const { journey, caller } = await this.journey(request, correlationId);
      answer = await this.turns.take(caller, request.body.length, async () => {
        if (request.gone?.()) throw gatewayError('CALLER_GONE'); // while it stood in line
        const body = bodyOf(request);
        const longest = journey.authorization === undefined ? LIMITS.tokensOfNobody : LIMITS.tokens;
        const read = () => this.documents.read(body.query, longest, (tokens) => this.pace.spend(caller, tokens));
        const checked = this.documents.knows(body.query) ? read() : await this.pace.read(caller, read);
        const operation = operationOf(checked.document, body.operationName);
        kind = operation.operation;
        const variables = body.variables ?? {};
        checkVariables(this.schema, operation, variables);
        checkCost(this.schema, this.sizes, checked.document, operation, variables);
        return this.execute(this.decided(checked, operation, variables), { ...body, variables }, journey);
      });
    } catch (error) {
      const refusal = formatError(error, log, correlationId);
      status = statusOf(refusal);
      answer = { errors: [refusal] };
    }
    graphRequests.inc({
      room: 'gateway',
      operation: kind,
      outcome: String(answer.errors?.[0]?.extensions?.code ?? 'ok'),
    });
    graphSeconds.observe({ room: 'gateway', operation: kind }, (performance.now() - started) / 1000);
    let text = JSON.stringify(answer);
    if (Buffer.byteLength(text) > LIMITS.answerBytes) {
      status = 400;
      text = JSON.stringify({ errors: [formatError(answerTooLarge(), log, correlationId)] });
    }
    return { status, correlationId, body: text };
  }

  /** With whom it stands in line: a person, or all who come from one address without an account. */
  private async journey({ headers, address }: GraphRequest, correlationId: string): Promise<{ journey: Journey; caller: string }> {
    const token = bearerOf(headers.authorization);
    const claims = token === null ? null : await this.tokens.verify(token);
    const caller = claims && claims.kind !== 'tracker' ? `person ${claims.person}` : `address ${networkOf(address)}`;
    const journey: Journey = {
      authorization: headers.authorization,
      correlationId,
      address,
      asked: decodeAfter(headers['x-after'], LIMITS.after).slice(token === null ? -LIMITS.afterOfNobody : 0),
      written: new Map(),
      stale: false,
      repeated: false,
      items: 0,
    };
    return { journey, caller };
  }

  private decided(checked: Checked, operation: OperationDefinitionNode, variables: Record<string, unknown>): Planned {
    if (!checked.conditional) return checked;
    const document = withoutConditions(this.schema, checked.document, operation, variables);
    return { document, hash: hashOf(print(document)) };
  }

  private async execute({ document, hash }: Planned, body: z.infer<typeof Body>, journey: Journey): Promise<Answer> {
    const { data, errors } = await this.gateway.executor({
      request: { query: body.query, operationName: body.operationName ?? undefined, variables: body.variables ?? {} },
      document,
      operation: operationOf(document, body.operationName),
      operationName: body.operationName ?? null,
      queryHash: hash,
      schema: this.schema,
      source: body.query,
      context: { journey },
      logger: quiet,
      metrics: {},
    } as unknown as GatewayContext);
    const answer: Answer = {};
    if (errors) answer.errors = errors.map((error) => this.outward(error, journey));
    // A field that must be there was answered by no subgraph: the reference is not visible, or not known there yet.
    if (data === null && !errors) answer.errors = [formatError(gatewayError('ANSWER_INCOMPLETE'), log, journey.correlationId)];
    if (data !== undefined) answer.data = data;
    const extensions: Answer['extensions'] = {};
    if (journey.written.size > 0) extensions.after = [...journey.written.values()];
    if (journey.stale) extensions.stale = true;
    if (journey.repeated) extensions.repeated = true;
    if (Object.keys(extensions).length > 0) answer.extensions = extensions;
    return answer;
  }

  /** A subgraph's refusal as it came, without the name of the subgraph; anything else through the error filter. */
  private outward(error: GraphQLError, journey: Journey): GraphQLFormattedError {
    const { code, kind, source, field, serviceName } = error.extensions ?? {};
    if (serviceName === undefined || code === undefined) return formatError(error, log, journey.correlationId);
    return {
      message: error.message,
      ...(error.path ? { path: error.path } : {}),
      extensions: { code, kind: kind ?? null, source: source ?? null, ...(typeof field === 'string' && { field }) },
    };
  }
}

function bodyOf({ headers, body }: GraphRequest): z.infer<typeof Body> {
  // Only this content type makes a browser ask first (CSRF).
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) throw platformError('REQUEST_NOT_JSON');
  if (Buffer.byteLength(body) > LIMITS.bodyBytes)
    throw platformError('BODY_TOO_LARGE', { details: { limit: LIMITS.bodyBytes / 1_048_576 } });
  try {
    return Body.parse(JSON.parse(body));
  } catch {
    throw platformError('REQUEST_MALFORMED');
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION);
  const [found, ...others] = name ? operations.filter((operation) => operation.name?.value === name) : operations;
  if (!found || others.length > 0 || found.operation === 'subscription') throw platformError('REQUEST_MALFORMED');
  return found;
}

/** The client's own, where it has the shape of one. */
export const correlationOf = (given: string | undefined): string => (given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID());

function statusOf({ extensions }: GraphQLFormattedError): number {
  const { code, kind } = extensions as { code: string; kind: string | null };
  if (STATUS[code]) return STATUS[code];
  if (kind === 'UNAUTHENTICATED') return 401;
  if (kind === 'UNAVAILABLE') return 503;
  return kind === null ? 500 : 400;
}
