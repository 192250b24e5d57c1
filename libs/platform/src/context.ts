import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Act, Actor, ServiceName } from '@sunshine/events';
import DataLoader from 'dataloader';
import { z } from 'zod';
import { platformError } from './errors.js';
import type { SubgraphRequest } from './signature.js';
import { shanghaiNoon, type Time } from './time.js';
import type { TokenClaims, Tokens } from './tokens.js';

/** An event that a mutation wrote: what a later query may ask its reader to have seen. */
export interface After {
  readonly source: ServiceName;
  readonly key: string;
  readonly seq: number;
}

/** The right by which an act of this request is done, as `Access` answered it. */
export interface Granted {
  readonly act: string;
  /** Id of what it is done on; null for an act of the node. */
  readonly subject: string | null;
  readonly organId: string | null;
  readonly role: string;
}

/** A refusal of an act. `subject` is set, so that only things that exist are recorded. */
export interface Refused {
  readonly act: string;
  readonly code: string;
  readonly subject: string | null;
}

/** Notes taken while a request runs. */
export interface Remarks {
  /** A command found its request answered before and did nothing; becomes `extensions.repeated`. */
  repeated?: boolean;
  /** Rows of lists that were answered. */
  items?: number;
  /** The last right given; the audit of the act of that name takes it. */
  granted?: Granted;
  /** Becomes lines of the audit when the request has ended. */
  refused?: Refused[];
}

/** Refusals of one request that are kept; whoever asks for more in one request is on record well enough. */
const REFUSED_MAX = 20;

export function noteRefused(remarks: Remarks | undefined, refused: Refused): void {
  if (!remarks) return;
  remarks.refused ??= [];
  const known = remarks.refused.some(
    ({ act, code, subject }) => act === refused.act && code === refused.code && subject === refused.subject,
  );
  if (!known && remarks.refused.length < REFUSED_MAX) remarks.refused.push(refused);
}

/** The caller, the time, and the events that must have been read; one for each request to a subgraph. */
export interface RequestContext extends Act {
  readonly personId: string | null;
  readonly session: string | null;
  readonly kind: Actor['kind'];
  /** The petition that a tracker's token opens. */
  readonly petitionId: string | null;
  readonly address: string;
  readonly waitFor: After[];
  /** Events written by the commands of this request; becomes `extensions.after`. */
  readonly answered: After[];
  /** One object for the request, also where an act goes on with a copy of this context. */
  readonly remarks: Remarks;
  readonly loaders: Map<symbol, unknown>;
}

const Afters = z.array(z.object({ source: z.string().max(40), key: z.string().max(200), seq: z.number().int().nonnegative() }));
/** The most events a request may carry from gateway to subgraph: its caller's, and those that the request itself wrote before. */
const AFTERS_SEALED = 200;

/** The value of `x-after`: the JSON of `extensions.after`, sent back as it came. */
export function encodeAfter(after: readonly After[]): string {
  return JSON.stringify(after);
}

/**
 * @param limit events at most, inclusive
 * @throws AFTER_MALFORMED, AFTER_TOO_LONG
 */
export function decodeAfter(header: string | undefined, limit = AFTERS_SEALED): After[] {
  if (!header) return [];
  const parsed = Afters.safeParse(jsonOf(header));
  if (!parsed.success) throw platformError('AFTER_MALFORMED');
  if (parsed.data.length > limit) throw platformError('AFTER_TOO_LONG', { details: { limit } });
  return parsed.data as After[];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws TOKEN_INVALID when the header is there but is no bearer token */
export function bearerOf(authorization: string | undefined): string | null {
  if (!authorization) return null;
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  if (!token) throw platformError('TOKEN_INVALID');
  return token;
}

const actorOf = (claims: TokenClaims | null): Actor => {
  if (claims === null) return { kind: 'anonymous', id: null };
  return claims.kind === 'tracker' ? { kind: 'tracker', id: null } : { kind: claims.kind, id: claims.person };
};

/** A context for work that no request asked for (sweeps, imports, tests): as the given claims, or as nobody. */
export function contextOf(
  time: Time,
  claims: TokenClaims | null,
  more: { address?: string; correlationId?: string; waitFor?: After[] } = {},
): RequestContext {
  const now = time.now().toISOString();
  const actor = actorOf(claims);
  return {
    actor,
    kind: actor.kind,
    at: now,
    on: time.today(),
    recordedAt: now,
    correlationId: more.correlationId ?? crypto.randomUUID(),
    personId: actor.id,
    session: claims !== null && claims.kind !== 'tracker' ? claims.session : null,
    petitionId: claims?.kind === 'tracker' ? claims.petitionId : null,
    address: more.address ?? '',
    waitFor: more.waitFor ?? [],
    answered: [],
    remarks: {},
    loaders: new Map(),
  };
}

/**
 * The context of a sealed request; the seal is checked by the caller.
 * @throws TOKEN_EXPIRED, TOKEN_INVALID, SESSION_ENDED, AFTER_MALFORMED
 */
export async function requestContext(request: SubgraphRequest, tokens: Tokens, time: Time): Promise<RequestContext> {
  const { headers } = request;
  const token = bearerOf(headers.authorization);
  const waitFor = decodeAfter(headers['x-after']);
  const claims = token === null ? null : await tokens.verify(token);
  return contextOf(time, claims, { address: headers['x-client-address'] ?? '', correlationId: headers['x-correlation-id'], waitFor });
}

/** The request context as a resolver parameter: `@Ctx() ctx: RequestContext`. */
export const Ctx = createParamDecorator((_data: unknown, host: ExecutionContext) =>
  GqlExecutionContext.create(host).getContext<RequestContext>(),
);

/** The DataLoader of this request under `key`; `load` answers in the order of its keys, null where there is none. */
export function loader<K, V>(
  ctx: RequestContext,
  key: symbol,
  load: (keys: readonly K[]) => Promise<(V | null)[]>,
): DataLoader<K, V | null> {
  const known = ctx.loaders.get(key);
  if (known) return known as DataLoader<K, V | null>;
  const fresh = new DataLoader<K, V | null>(load);
  ctx.loaders.set(key, fresh);
  return fresh;
}

/** As `loader`, where one key may have several rows: those of `id`, in the order in which `read` answers them. */
export async function listOf<Row>(
  ctx: RequestContext,
  key: symbol,
  id: string,
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): Promise<Row[]> {
  const lists = loader<string, Row[]>(ctx, key, async (ids) => {
    const found = new Map<string, Row[]>(ids.map((one) => [one, []]));
    for (const row of await read(ids)) found.get(keyOf(row))?.push(row);
    return ids.map((one) => found.get(one) ?? []);
  });
  return (await lists.load(id)) ?? [];
}

/**
 * The same request, acting on the legal day `on` (Asia/Shanghai; undefined or null: today). Its instant is noon of that day
 * where the day is not today; `recordedAt` stays.
 * @param notBefore day of the act it follows, inclusive
 * @throws DAY_NOT_YOURS_TO_SET, DAY_IN_FUTURE, DAY_BEFORE_FORMER_ACT
 */
export function actOn(
  ctx: RequestContext,
  on: string | null | undefined,
  rights: { readonly migrator: boolean; readonly paperChannel: boolean },
  notBefore?: string | null,
): RequestContext {
  const day = on ?? ctx.on;
  if (rights.migrator) return day === ctx.on ? ctx : { ...ctx, on: day, at: shanghaiNoon(day) };
  if (day > ctx.on) throw platformError('DAY_IN_FUTURE', { details: { day } });
  if (day !== ctx.on && !rights.paperChannel) throw platformError('DAY_NOT_YOURS_TO_SET');
  if (notBefore && day < notBefore) throw platformError('DAY_BEFORE_FORMER_ACT', { details: { day, former: notBefore } });
  return day === ctx.on ? ctx : { ...ctx, on: day, at: shanghaiNoon(day) };
}

/** @throws SIGN_IN_REQUIRED unless a person or service is signed in; answers its directory id */
export function signedIn(ctx: RequestContext): string {
  if (ctx.personId === null) throw platformError('SIGN_IN_REQUIRED');
  return ctx.personId;
}
