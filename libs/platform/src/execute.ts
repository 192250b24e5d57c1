import {
  Kind,
  execute,
  specifiedRules,
  getOperationAST,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Logger } from 'pino';
import { z } from 'zod';
import { requestContext, type After, type RequestContext } from './context.js';
import { Documents, checkAgainst } from './documents.js';
import { platformError } from './errors.js';
import { formatError } from './graph-errors.js';
import { checkLiterals, checkVariables } from './inputs.js';
import { graphRequests, graphSeconds } from './metrics.js';
import type { GatewaySeal, SubgraphRequest } from './signature.js';
import type { Time } from './time.js';
import type { Tokens } from './tokens.js';

/** Messaging's answer to "has this service read that far": false after `ms`. */
export interface ReadWaiter {
  reached(after: readonly After[], ms: number): Promise<boolean>;
  /** True while the service cannot hear its sources and they have gone on: whatever is read of its copies is old. */
  behind?(): Promise<boolean>;
}

/** Keeps what a request was refused (`ctx.remarks.refused`). */
export interface RefusalLog {
  refused(ctx: RequestContext): Promise<void>;
}

export interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  /** `items`: rows of its lists, for the gateway alone. */
  extensions?: { after?: After[]; stale?: true; repeated?: true; items?: number };
}

export interface ExecutorParts {
  readonly name: string;
  readonly sources: readonly string[];
  readonly schema: GraphQLSchema;
  readonly seal: GatewaySeal;
  readonly tokens: Tokens;
  readonly time: Time;
  readonly waiter: ReadWaiter | null;
  readonly refusals: RefusalLog | null;
  readonly log: Logger;
}

const Body = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish(), operationName: z.string().nullish() });
type RequestBody = z.infer<typeof Body>;

const WAIT_MS = 2_000;
// Fewer do not matter to the gateway's sum.
const ITEMS_TOLD = 500;
// Entity fetches put `_entities` and a type condition above what the client asked for (10 at most).
const DEPTH_MAX = 13;
// A fetch repeats the fragments that the client's document (4,000 at most) spreads.
const TOKENS_MAX = 40_000;

/** Runs sealed requests on one subgraph; both transports end here. Every answer has passed through JSON. */
export class SubgraphExecutor {
  private readonly documents = new Documents(DEPTH_MAX, (document) => {
    if (depthOf(document) > DEPTH_MAX) throw platformError('REQUEST_TOO_DEEP', { details: { limit: DEPTH_MAX } });
    checkAgainst(this.parts.schema, document, specifiedRules, true);
    checkLiterals(this.parts.schema, document);
    return { document };
  });

  constructor(private readonly parts: ExecutorParts) {}

  async execute(request: SubgraphRequest): Promise<SubgraphAnswer> {
    return JSON.parse(await this.executeToText(request)) as SubgraphAnswer;
  }

  /** The answer as JSON text. Refusals are answers, never rejections. */
  async executeToText(request: SubgraphRequest): Promise<string> {
    const { name, seal, tokens, time, log } = this.parts;
    const started = performance.now();
    let operation = 'none';
    let answer: SubgraphAnswer;
    try {
      seal.check(name, request);
      const ctx = await requestContext(request, tokens, time);
      const body = bodyOf(request.body);
      const document = this.documents.read(body.query, TOKENS_MAX).document;
      const asked = getOperationAST(document, body.operationName);
      operation = asked?.operation ?? 'none';
      if (asked) checkVariables(this.parts.schema, asked, body.variables ?? {});
      answer = await this.executeDocument(ctx, document, operation, body);
    } catch (error) {
      answer = { errors: [formatError(error, log, request.headers['x-correlation-id'] ?? '')] };
    }
    graphRequests.inc({ room: name, operation, outcome: String(answer.errors?.[0]?.extensions?.code ?? 'ok') });
    graphSeconds.observe({ room: name, operation }, (performance.now() - started) / 1000);
    return JSON.stringify(answer);
  }

  private async executeDocument(
    ctx: RequestContext,
    document: DocumentNode,
    operation: string,
    body: RequestBody,
  ): Promise<SubgraphAnswer> {
    const stale = operation === 'query' && !(await this.caughtUp(ctx));
    const result = await execute({
      schema: this.parts.schema,
      document,
      contextValue: ctx,
      variableValues: body.variables ?? {},
      operationName: body.operationName ?? undefined,
    });
    if (ctx.remarks.refused) await this.keepRefusals(ctx);
    const answer: SubgraphAnswer = {};
    if (result.data !== undefined) answer.data = result.data;
    if (result.errors) answer.errors = result.errors.map((error) => formatError(error, this.parts.log, ctx.correlationId));
    const extensions: SubgraphAnswer['extensions'] = {};
    if (ctx.answered.length > 0) extensions.after = ctx.answered;
    if (stale) extensions.stale = true;
    if (ctx.remarks.repeated) extensions.repeated = true;
    if ((ctx.remarks.items ?? 0) > ITEMS_TOLD) extensions.items = ctx.remarks.items;
    if (Object.keys(extensions).length > 0) answer.extensions = extensions;
    return answer;
  }

  /** A refusal stands whether or not it could be kept. */
  private async keepRefusals(ctx: RequestContext): Promise<void> {
    try {
      await this.parts.refusals?.refused(ctx);
    } catch (error) {
      this.parts.log.error({ err: error, correlationId: ctx.correlationId }, 'recording refusals failed');
    }
  }

  /** A query waits for the events it must have seen; a command waits by itself, in its own transaction's order. */
  private async caughtUp(ctx: RequestContext): Promise<boolean> {
    const { waiter, sources } = this.parts;
    if (!waiter) return true;
    const relevant = ctx.waitFor.filter(({ source }) => sources.includes(source));
    if (relevant.length > 0 && !(await waiter.reached(relevant, WAIT_MS))) return false;
    return !(await waiter.behind?.());
  }
}

function bodyOf(text: string): RequestBody {
  try {
    return Body.parse(JSON.parse(text));
  } catch {
    throw platformError('REQUEST_MALFORMED');
  }
}

/** Fields nested in one another, fragments followed; a fragment that leads back to itself counts as endless. */
export function depthOf(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d.selectionSet] as const] : [])),
  );
  const known = new Map<string, number>();
  const below = (set: SelectionSetNode, open: ReadonlySet<string>): number => {
    let deepest = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD)
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? below(selection.selectionSet, open) : 0));
      else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, below(selection.selectionSet, open));
      else deepest = Math.max(deepest, ofFragment(selection.name.value, open));
    }
    return deepest;
  };
  const ofFragment = (name: string, open: ReadonlySet<string>): number => {
    if (open.has(name)) return Infinity;
    const set = fragments.get(name);
    if (!set) return 0;
    const depth = known.get(name) ?? below(set, new Set([...open, name]));
    known.set(name, depth);
    return depth;
  };
  return Math.max(0, ...document.definitions.map((d) => (d.kind === Kind.OPERATION_DEFINITION ? below(d.selectionSet, new Set()) : 0)));
}
