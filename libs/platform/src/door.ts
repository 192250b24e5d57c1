import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import { isDomainError, type ErrorKind } from '@sunshine/errors';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { requestContext, type RequestContext } from './context.js';
import type { RefusalLog } from './execute.js';
import { platformError } from './errors.js';
import { formatError, type ErrorExtensions } from './graph-errors.js';
import type { Caller, GatewaySeal } from './signature.js';
import type { Time } from './time.js';
import type { Tokens } from './tokens.js';
import { webStream } from './web-stream.js';

/** Names of people by id, as `directory` tells them to the caller. */
export type PeopleNames = ReadonlyMap<string, string>;

/** What a service serves at a path beside its graph, in process and over HTTP alike: bytes, which a graph cannot carry. */
export interface Door {
  /**
   * Rejects with a refusal, which is answered as the graph answers its own.
   * @param names null until the door has answered `namesWanted`; then the same request comes again with them
   */
  answer(request: Request, ctx: RequestContext, names: PeopleNames | null): Promise<Response>;
  /** Statuses of single codes, where that of their kind is not the usual one. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Injection tokens of a service's doors. */
export const FILE_DOOR = Symbol('what the service answers at /files');
export const EXPORT_DOOR = Symbol('what the service answers at /exports/<its name>');
/** Its callers are nodes, told by the signatures of what they send: nobody is signed in. */
export const EXCHANGE_DOOR = Symbol('what the service answers at /exchange');

/** Where doors are, each with all below it. */
export const DOOR_PATHS = { files: '/files', exports: '/exports', exchange: '/exchange' } as const;

type DoorName = keyof typeof DOOR_PATHS;

const isAt = (pathname: string, path: string): boolean => pathname === path || pathname.startsWith(`${path}/`);

/** One door of several, each at its path; what comes at the path of none is refused as ADDRESS_UNKNOWN. */
export function doorAt(doors: Readonly<Partial<Record<DoorName, Door | null>>>): Door | null {
  const given = Object.entries(DOOR_PATHS).flatMap(([name, path]) => {
    const door = doors[name as DoorName];
    return door ? [{ path, door }] : [];
  });
  if (given.length === 0) return null;
  return {
    statuses: Object.assign({}, ...given.map(({ door }) => door.statuses)) as Door['statuses'],
    answer: async (request, ctx, names) => {
      const { pathname } = new URL(request.url);
      const at = given.find(({ path }) => isAt(pathname, path));
      if (!at) throw platformError('ADDRESS_UNKNOWN');
      return at.door.answer(request, ctx, names);
    },
  };
}

/** Headers of a client that reach the door; those of the upload steer it, so they are sealed with the path. The body is not. */
const STEERING = ['tus-resumable', 'upload-pass', 'upload-length', 'upload-offset', 'upload-defer-length', 'upload-concat'];
const PASSED = [...STEERING, 'content-type', 'content-length'];
const SEALED = ['authorization', 'x-correlation-id', 'x-client-address', 'x-gateway-signature'];

/** Digest of the names that the gateway adds to a request. Sealed, and never passed on from a client. */
const NAMES_DIGEST = 'x-names-digest';
const NAMES_WANTED = 'x-names-wanted';
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The answer of a door that needs names of people for its file, for the gateway alone. Only to a request without a body, which can come twice. */
export const namesWanted = (ids: readonly string[]): Response =>
  Response.json(ids, { status: KINDS.NOT_YET, headers: { [NAMES_WANTED]: 'true', 'cache-control': 'no-store' } });

/** The ids of `namesWanted`; null for any other answer of a door, whose body is left unread. */
export async function wantedNames(answer: Response): Promise<string[] | null> {
  return answer.headers.has(NAMES_WANTED) ? ((await answer.json()) as string[]) : null;
}

/** @throws NOT_FROM_GATEWAY where the body is not the one that was sealed */
async function namesIn(request: Request): Promise<PeopleNames | null> {
  const digest = request.headers.get(NAMES_DIGEST);
  if (digest === null) return null;
  const text = await request.text();
  if (digestOf(text) !== digest) throw platformError('NOT_FROM_GATEWAY');
  return new Map(JSON.parse(text) as [string, string][]);
}

const KINDS: Readonly<Record<ErrorKind, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  RULE_BROKEN: 422,
  NOT_YET: 425,
  TOO_MANY: 429,
  UNAVAILABLE: 503,
};

function steering({ method, url, headers }: Request): string {
  const { pathname, search } = new URL(url);
  return JSON.stringify([method, pathname + search, ...[...STEERING, NAMES_DIGEST].map((name) => headers.get(name))]);
}

/** A client's request on its way to the service `to`. With names it becomes a POST whose body they are. */
export function sealedForDoor(seal: GatewaySeal, to: string, caller: Caller, request: Request, names: PeopleNames | null = null): Request {
  const headers = new Headers();
  const body = names === null ? request.body : JSON.stringify([...names]);
  if (typeof body === 'string') headers.set(NAMES_DIGEST, digestOf(body));
  else for (const name of PASSED) if (request.headers.has(name)) headers.set(name, request.headers.get(name) ?? '');
  const method = names === null ? request.method : 'POST';
  const passed = new Request(request.url, { method, headers, ...(body === null ? {} : { body, duplex: 'half' }) });
  const sealed = seal.seal(to, caller, steering(passed)).headers;
  for (const name of SEALED) if (sealed[name]) passed.headers.set(name, sealed[name]);
  return passed;
}

interface Doorkeeper {
  readonly name: string;
  readonly seal: GatewaySeal;
  readonly tokens: Tokens;
  readonly time: Time;
  readonly log: Logger;
  readonly refusals: RefusalLog | null;
}

/** Takes sealed requests to a door. Refusals are answers, never rejections. */
export function keepDoor({ name, seal, tokens, time, log, refusals }: Doorkeeper, door: Door): (request: Request) => Promise<Response> {
  return async (request) => {
    let ctx: RequestContext | null = null;
    try {
      const headers = Object.fromEntries(SEALED.map((each) => [each, request.headers.get(each) ?? undefined]));
      seal.check(name, { headers, body: steering(request) });
      ctx = await requestContext({ headers, body: '' }, tokens, time);
      return await door.answer(request, ctx, await namesIn(request));
    } catch (error) {
      if (ctx?.remarks.refused)
        await refusals?.refused(ctx).catch((fault: unknown) => log.error({ err: fault }, 'recording refusals failed'));
      return refusalOf(error, log, request.headers.get('x-correlation-id') ?? '', door.statuses);
    }
  };
}

/** A refusal as the graph answers it, with the status of its code or kind, and `retry-after` where its details know the seconds. */
export function refusalOf(error: unknown, log: Logger, correlationId: string, statuses: Readonly<Record<string, number>> = {}): Response {
  const answer = formatError(error, log, correlationId);
  const { code, kind } = answer.extensions as unknown as ErrorExtensions;
  const status = statuses[code] ?? (kind === null ? 500 : KINDS[kind]);
  const seconds = isDomainError(error) ? error.details['retryAfterSeconds'] : undefined;
  const headers = { 'cache-control': 'no-store', ...(seconds !== undefined && { 'retry-after': String(seconds) }) };
  return Response.json({ errors: [answer] }, { status, headers });
}

const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** A path and all below it, every method, bodies as streams and of any length: whoever answers must limit them. */
export function serveDoor(
  app: NestFastifyApplication,
  path: string,
  answer: (request: Request, from: FastifyRequest) => Promise<Response>,
): void {
  const http = app.getHttpAdapter().getInstance();
  void http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const handler = async (request: FastifyRequest, reply: FastifyReply) => give(reply, await answer(requestOf(request, reply), request));
    for (const url of [path, `${path}/*`])
      scope.route({ method: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'], url, exposeHeadRoute: false, handler });
  });
}

function requestOf(from: FastifyRequest, reply: FastifyReply): Request {
  const { method, url, headers: given } = from;
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (value !== undefined && !HOP.has(name)) headers.set(name, String(value));
  const brings = given['transfer-encoding'] !== undefined || Number(given['content-length'] ?? 0) > 0;
  const body = brings && method !== 'GET' && method !== 'HEAD' ? bodyOf(from, reply) : null;
  return new Request(new URL(url, 'http://files'), { method, headers, ...(body ? { body, duplex: 'half' } : {}) });
}

/** Input that a client still sends after the answer is discarded, so that it can read the answer; up to these limits. */
const UNHEARD_MAX = 32 * 1_048_576;
const UNHEARD_MS = 30_000;
/** A body without new data for this time is given up, milliseconds. */
const SILENT_MS = 60_000;

/** The body as it comes, held back while nobody reads it. It may be refused at any byte. */
function bodyOf({ raw }: FastifyRequest, reply: FastifyReply): ReadableStream {
  const { stream, cut } = webStream(raw);
  const silent = setTimeout(() => (raw.isPaused() ? silent.refresh() : raw.destroy(new Error('nothing came'))), SILENT_MS).unref();
  raw.on('data', () => silent.refresh()).once('close', () => clearTimeout(silent));
  hearOut(raw, reply, () => cut(new Error('answered before its end')));
  return stream;
}

/**
 * Takes what still comes of a body that was answered before its end, up to a limit: a client that is still sending does not read, and a
 * closed connection would take the answer from it.
 */
export function hearOut(raw: FastifyRequest['raw'], reply: FastifyReply, begun?: () => void): void {
  reply.raw.once('finish', () => {
    if (raw.readableEnded) return;
    begun?.();
    let unheard = 0;
    raw.on('data', (part: Buffer) => {
      unheard += part.length;
      if (unheard > UNHEARD_MAX) raw.destroy();
    });
    const late = setTimeout(() => raw.destroy(), UNHEARD_MS).unref();
    raw.once('close', () => clearTimeout(late));
    raw.resume();
  });
}

function give(reply: FastifyReply, response: Response): FastifyReply {
  for (const [name, value] of response.headers) if (!HOP.has(name)) void reply.header(name, value);
  return reply.status(response.status).send(response.body ? Readable.fromWeb(response.body as NodeWebStream) : undefined);
}
