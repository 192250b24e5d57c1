import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from './config.js';
import { platformError } from './errors.js';

/** A live key as the gateway reads it. It names its subject and its holder by marks alone. */
export interface LiveKey {
  /** `markOf` the subject. */
  readonly subject: string;
  readonly holder: string;
  /** Milliseconds of the epoch: who signs out and in again within a second has keys of both sessions. */
  readonly issuedAt: number;
  /** Seconds of the epoch. */
  readonly endsAt: number;
}

/** Life of a key. */
export const LIVE_SECONDS = 900;
const VERSION = 2;
// version 1, issued 6, seconds 2, holder 8, subject 16, mac 15: 64 characters, so that a hundred of them fit into an address.
const AT = { issued: 1, seconds: 7, holder: 9, subject: 17, mac: 33, end: 48 } as const;

const digest = (text: string, bytes: number): Buffer => createHash('sha256').update(text).digest().subarray(0, bytes);

/** Stands in a key in place of its subject. */
export const markOf = (subject: string): string => digest(subject, AT.mac - AT.subject).toString('base64url');

/** The holder of keys that a person of the directory was given. */
export const holderOf = (personId: string): string => `person:${personId}`;

/** Stands in a key in place of its holder. */
export const holderMarkOf = (holder: string): string => digest(holder, AT.subject - AT.holder).toString('base64url');

/**
 * Keys to live updates: a service that has checked the right issues one, the gateway lets whoever brings it hear that something
 * happened to its subject, never what. Sealed with the secrets that gateway and services share.
 */
export class LiveKeys {
  constructor(private readonly secrets: readonly Secret[]) {}

  /**
   * Good for fifteen minutes.
   * @param holder whom it was issued to; keys of several holders are not heard by one connection
   * @param endsAt seconds of the epoch at which it ends at the latest, where the right it follows from ends earlier
   */
  issue(subject: string, holder: string, endsAt = Infinity): string {
    const secret = this.secrets[0];
    if (!secret) throw new Error('no secret to seal a live key with');
    const now = Date.now();
    const body = Buffer.alloc(AT.mac);
    body.writeUInt8(VERSION, 0);
    body.writeUIntBE(now, AT.issued, AT.seconds - AT.issued);
    body.writeUInt16BE(Math.max(0, Math.min(LIVE_SECONDS, Math.floor(endsAt) - Math.floor(now / 1000))), AT.seconds);
    digest(holder, AT.subject - AT.holder).copy(body, AT.holder);
    digest(subject, AT.mac - AT.subject).copy(body, AT.subject);
    return Buffer.concat([body, mac(secret, body)]).toString('base64url');
  }

  /** @throws LIVE_KEY_INVALID, LIVE_KEY_EXPIRED */
  check(key: string): LiveKey {
    const bytes = Buffer.from(key, 'base64url');
    const body = bytes.subarray(0, AT.mac);
    const whole = bytes.length === AT.end && bytes.toString('base64url') === key && body[0] === VERSION;
    if (!whole || !this.secrets.some((secret) => timingSafeEqual(mac(secret, body), bytes.subarray(AT.mac))))
      throw platformError('LIVE_KEY_INVALID');
    const issuedAt = body.readUIntBE(AT.issued, AT.seconds - AT.issued);
    const endsAt = Math.floor(issuedAt / 1000) + body.readUInt16BE(AT.seconds);
    if (endsAt * 1000 <= Date.now()) throw platformError('LIVE_KEY_EXPIRED');
    const holder = body.subarray(AT.holder, AT.subject).toString('base64url');
    return { subject: body.subarray(AT.subject).toString('base64url'), holder, issuedAt, endsAt };
  }
}

const mac = (secret: Secret, body: Buffer): Buffer =>
  createHmac('sha256', secret.value)
    .update('live key\n')
    .update(body)
    .digest()
    .subarray(0, AT.end - AT.mac);
