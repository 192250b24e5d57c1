import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from './config.js';

/** A request as far as its right to the operator's figures goes. Header names are lower case. */
export interface OperationsRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Address of the peer that opened the connection. */
  readonly peer: string | undefined;
}

/** Any of them says that a proxy speaks for somebody else. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

const isLoopback = (address: string | undefined): boolean => /^(::ffff:)?127\.|^::1$/.test(address ?? '');
const digest = (text: string) => createHash('sha256').update(text).digest();

/** True for a caller on this machine without a proxy in between, and for one that sends an operator's token. */
export function mayOperate({ headers, peer }: OperationsRequest, tokens: readonly Secret[]): boolean {
  const given = /^Bearer (\S+)$/i.exec(String(headers['authorization'] ?? ''))?.[1];
  if (given !== undefined && tokens.some(({ value }) => timingSafeEqual(digest(value), digest(given)))) return true;
  return isLoopback(peer) && PROXIED.every((name) => headers[name] === undefined);
}
