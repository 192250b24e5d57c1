import { createHmac, createSecretKey, hash, randomUUID, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Secret } from './config.js';
import { platformError } from './errors.js';

/** A request to a subgraph, the same in process and over HTTP. Header names are lower case; `body` is JSON `{query, variables, operationName}`. */
export interface SubgraphRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What the gateway tells a subgraph about the request it serves. */
export interface Caller {
  readonly authorization?: string | undefined;
  readonly after?: string | undefined;
  readonly correlationId: string;
  readonly address: string;
}

const SIGNED = ['authorization', 'x-after', 'x-correlation-id', 'x-client-address'] as const;
const WINDOW_MS = 30_000;
/** Requests remembered of one window at most; a service that takes more in 30 seconds forgets the oldest early. */
const REMEMBERED = 200_000;

/** Seals that were taken, each for as long as it could be taken again: two windows, as its clock may run ahead by one. */
class Taken {
  private fresh = new Set<string>();
  private former = new Set<string>();
  private since = Date.now();

  /** False where that one was taken before. */
  add(nonce: string): boolean {
    const now = Date.now();
    if (now - this.since > 2 * WINDOW_MS || this.fresh.size >= REMEMBERED) {
      this.former = this.fresh;
      this.fresh = new Set();
      this.since = now;
    }
    if (this.fresh.has(nonce) || this.former.has(nonce)) return false;
    this.fresh.add(nonce);
    return true;
  }
}

/** The seal between gateway and subgraphs: HMAC over target, time, a number used once, body and every header that a subgraph reads. */
export class GatewaySeal {
  private readonly taken = new Taken();
  private readonly keys: readonly { readonly id: string; readonly key: KeyObject }[];

  constructor(secrets: readonly Secret[]) {
    this.keys = secrets.map(({ id, value }) => ({ id, key: createSecretKey(value, 'utf8') }));
  }

  /** A sealed request to the subgraph `to`, with the first live secret. */
  seal(to: string, caller: Caller, body: string): SubgraphRequest {
    const [secret] = this.keys;
    if (!secret) throw new Error('no secret to sign with');
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-correlation-id': caller.correlationId,
      'x-client-address': caller.address,
    };
    if (caller.authorization) headers.authorization = caller.authorization;
    if (caller.after) headers['x-after'] = caller.after;
    const time = String(Date.now());
    const nonce = randomUUID();
    const mac = macOf(secret.key, to, `${time}.${nonce}`, headers, body).toString('base64url');
    headers['x-gateway-signature'] = `${secret.id}.${time}.${nonce}.${mac}`;
    return { headers, body };
  }

  /** @throws NOT_FROM_GATEWAY unless a live secret sealed exactly this request for `to` within the last 30 seconds, and it comes for the first time */
  check(to: string, request: SubgraphRequest): void {
    const [id, time, nonce, mac] = (request.headers['x-gateway-signature'] ?? '').split('.');
    const secret = this.keys.find((candidate) => candidate.id === id);
    if (!secret || !time || !nonce || !mac || !(Math.abs(Date.now() - Number(time)) <= WINDOW_MS)) throw platformError('NOT_FROM_GATEWAY');
    const expected = macOf(secret.key, to, `${time}.${nonce}`, request.headers, request.body);
    const given = Buffer.from(mac, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw platformError('NOT_FROM_GATEWAY');
    if (!this.taken.add(nonce)) throw platformError('NOT_FROM_GATEWAY');
  }
}

function macOf(key: KeyObject, to: string, moment: string, headers: SubgraphRequest['headers'], body: string): Buffer {
  const lines = [to, moment, hash('sha256', body, 'base64url'), ...SIGNED.map((name) => headers[name] ?? '')];
  return createHmac('sha256', key).update(lines.join('\n')).digest();
}
