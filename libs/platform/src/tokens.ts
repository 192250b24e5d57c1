import { LRUCache } from 'lru-cache';
import {
  SignJWT,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  type CryptoKey,
  type JWK,
} from 'jose';
import { z } from 'zod';
import type { Secret } from './config.js';
import { EndedSessions } from './ended.js';
import { platformError } from './errors.js';

/** The petition that a pass opens; of a joint petition only the part of the member whose code it was. */
export interface Tracked {
  readonly petitionId: string;
  /** Null for the code of the petition itself or of an agent. */
  readonly petitionerId: string | null;
}

/** The content of a token. It has no roles: each service keeps those itself. */
export type TokenClaims =
  | { readonly kind: 'person' | 'service'; readonly person: string; readonly session: string | null }
  | ({ readonly kind: 'tracker' } & Tracked);

const Payload = z.union([
  z.object({ kind: z.enum(['person', 'service']), sub: z.string(), sid: z.string().nullish(), exp: z.number() }),
  z.object({ kind: z.literal('tracker'), sub: z.string(), member: z.string().nullish(), exp: z.number() }),
]);

interface Key {
  readonly id: string;
  readonly verify: CryptoKey;
  readonly sign: CryptoKey | null;
  readonly tracker: boolean;
}

/** For whom a token is: a pass of a tracker is never one of a person, whatever keys a room mixes up. */
const AUDIENCE = { person: 'sunshine:office', tracker: 'sunshine:pass' } as const;

const PASS_SECONDS = 600;
/** The longest life of a token of a person: so long an ended session has to be known. */
export const ACCESS_MINUTES = 30;

async function keyOf(secret: Secret, tracker: boolean): Promise<Key> {
  const jwk = JSON.parse(secret.value) as JWK;
  const { d, ...open } = jwk;
  const asymmetric = async (k: JWK): Promise<CryptoKey> => (await importJWK(k, 'EdDSA')) as CryptoKey;
  return { id: secret.id, verify: await asymmetric(open), sign: d === undefined ? null : await asymmetric(jwk), tracker };
}

/** A fresh Ed25519 key pair as JWK texts; the private one contains the public one. */
export async function newSigningKey(): Promise<{ privateJwk: string; publicJwk: string }> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const { d: _secret, ...open } = jwk;
  return { privateJwk: JSON.stringify(jwk), publicJwk: JSON.stringify(open) };
}

/**
 * Issues and verifies EdDSA tokens. Keys are JWKs; a room that only verifies holds public ones.
 * Passes of trackers have keys of their own, so that the room which issues passes cannot sign people in.
 */
export class Tokens {
  /** Whose tokens are refused from now on. */
  readonly ended = new EndedSessions();
  private readonly keys: Promise<readonly Key[]>;
  private readonly verified = new LRUCache<string, { claims: TokenClaims; exp: number }>({ max: 20_000 });

  private readonly issuer: string;

  /** @param secrets with the name of the node, which is the issuer: another node's tokens are no tokens here, even under the same keys */
  constructor(secrets: { tokens: readonly Secret[]; passes: readonly Secret[]; node?: string }) {
    this.issuer = `sunshine:${secrets.node ?? 'local'}`;
    this.keys = Promise.all([...secrets.tokens.map((s) => keyOf(s, false)), ...secrets.passes.map((s) => keyOf(s, true))]);
    this.keys.catch(() => undefined);
  }

  /** Rejects when a key cannot be read; awaited once at start. */
  async ready(): Promise<void> {
    await this.keys;
  }

  /** Signs a token that lives `seconds`, with the first live key of its kind. */
  async issue(claims: TokenClaims, seconds: number): Promise<string> {
    const tracker = claims.kind === 'tracker';
    const key = (await this.keys).find((candidate) => candidate.tracker === tracker && candidate.sign !== null);
    if (!key?.sign) throw new Error(`no private key to sign a ${claims.kind} token`);
    const issuedAt = Math.floor(Date.now() / 1000);
    const body = tracker
      ? { kind: claims.kind, ...(claims.petitionerId !== null && { member: claims.petitionerId }) }
      : { kind: claims.kind, sid: claims.session };
    return new SignJWT(body)
      .setProtectedHeader({ alg: 'EdDSA', kid: key.id })
      .setSubject(tracker ? claims.petitionId : claims.person)
      .setIssuer(this.issuer)
      .setAudience(tracker ? AUDIENCE.tracker : AUDIENCE.person)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(key.sign);
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, SESSION_ENDED */
  async verify(token: string): Promise<TokenClaims> {
    let known = this.verified.get(token);
    if (!known) {
      known = await this.check(token);
      this.verified.set(token, known);
    } else if (known.exp * 1000 <= Date.now()) throw platformError('TOKEN_EXPIRED');
    const { claims } = known;
    if (claims.kind !== 'tracker' && (this.ended.has(claims.session) || this.ended.has(claims.person)))
      throw platformError('SESSION_ENDED');
    return claims;
  }

  /** A pass to one petition, good for ten minutes; of a member of a joint petition with the own part alone. */
  issuePass(petitionId: string, petitionerId: string | null = null): Promise<string> {
    return this.issue({ kind: 'tracker', petitionId, petitionerId }, PASS_SECONDS);
  }

  /**
   * The petition that a pass opens.
   * @throws TOKEN_EXPIRED, TOKEN_INVALID
   */
  async petitionOf(pass: string): Promise<string> {
    return (await this.trackedBy(pass)).petitionId;
  }

  /**
   * The petition that a pass opens, and the member whose pass it is.
   * @throws TOKEN_EXPIRED, TOKEN_INVALID
   */
  async trackedBy(pass: string): Promise<Tracked> {
    const claims = await this.verify(pass);
    if (claims.kind !== 'tracker') throw platformError('TOKEN_INVALID');
    return claims;
  }

  /**
   * When a token ends, in seconds of the epoch.
   * @throws TOKEN_EXPIRED, TOKEN_INVALID
   */
  async endOf(token: string): Promise<number> {
    await this.verify(token);
    return decodeJwt(token).exp ?? 0;
  }

  private async check(token: string): Promise<{ claims: TokenClaims; exp: number }> {
    const keys = await this.keys;
    try {
      const { kid } = decodeProtectedHeader(token);
      const key = keys.find((candidate) => candidate.id === kid);
      if (!key) throw platformError('TOKEN_INVALID');
      const { payload } = await jwtVerify(token, key.verify, {
        algorithms: ['EdDSA', 'Ed25519'],
        issuer: this.issuer,
        audience: key.tracker ? AUDIENCE.tracker : AUDIENCE.person,
      });
      const body = Payload.parse(payload);
      if ((body.kind === 'tracker') !== key.tracker) throw platformError('TOKEN_INVALID');
      const claims: TokenClaims =
        body.kind === 'tracker'
          ? { kind: 'tracker', petitionId: body.sub, petitionerId: body.member ?? null }
          : { kind: body.kind, person: body.sub, session: body.sid ?? null };
      return { claims, exp: body.exp };
    } catch (cause) {
      throw platformError(cause instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID');
    }
  }
}
