import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** The seal between gateway and subgraphs: HMAC over target, time, body and every header that a subgraph reads. */
export class GatewaySeal {
  constructor(private readonly secrets: readonly Secret[]) {}

  /** A sealed request to the subgraph `to`, with the first live secret. */
  seal(to: string, caller: Caller, body: string): SubgraphRequest {
    const secret = this.secrets[0];
    if (!secret) throw new Error('no secret to sign with');
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-correlation-id': caller.correlationId,
      'x-client-address': caller.address,
    };
    if (caller.authorization) headers.authorization = caller.authorization;
    if (caller.after) headers['x-after'] = caller.after;
    const time = String(Date.now());
    headers['x-gateway-signature'] = `${secret.id}.${time}.${this.mac(secret, to, time, headers, body).toString('base64url')}`;
    return { headers, body };
  }

  /** @throws NOT_FROM_GATEWAY unless a live secret sealed exactly this request for `to` within the last 30 seconds */
  check(to: string, request: SubgraphRequest): void {
    const [id, time, mac] = (request.headers['x-gateway-signature'] ?? '').split('.');
    const secret = this.secrets.find((candidate) => candidate.id === id);
    if (!secret || !time || !mac || !(Math.abs(Date.now() - Number(time)) <= WINDOW_MS)) throw platformError('NOT_FROM_GATEWAY');
    const expected = this.mac(secret, to, time, request.headers, request.body);
    const given = Buffer.from(mac, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw platformError('NOT_FROM_GATEWAY');
  }

  private mac(secret: Secret, to: string, time: string, headers: SubgraphRequest['headers'], body: string): Buffer {
    const lines = [to, time, createHash('sha256').update(body).digest('base64url'), ...SIGNED.map((name) => headers[name] ?? '')];
    return createHmac('sha256', secret.value).update(lines.join('\n')).digest();
  }
}
