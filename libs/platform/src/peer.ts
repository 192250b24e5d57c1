import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Why a database or a broker will not have us, in words that stand in docs/operations.md; the same again changes nothing. */
export const PEER_FAULTS = {
  LOGIN_REFUSED: 'user, password or way to sign in is not the one it knows',
  NOT_ALLOWED: 'the user lacks a right there',
  CERTIFICATE_UNTRUSTED: 'no CA that is trusted here signed its certificate',
  CERTIFICATE_OF_ANOTHER: 'its certificate is not for the host name it was called by',
  CERTIFICATE_EXPIRED: 'its certificate is not valid today',
  TLS_MISSING: 'it does not speak TLS at this port',
} as const;
export type PeerFault = keyof typeof PEER_FAULTS;

/** A database or broker that refuses us: no start, since trying again would not help. */
export class PeerRefusal extends Error {
  override readonly name = 'PeerRefusal';

  constructor(
    peer: string,
    readonly code: PeerFault,
    cause: unknown,
  ) {
    super(`${peer} refuses: ${code}, ${PEER_FAULTS[code]} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
  }

  /** The error itself where it is another than a refusal: a peer that is away may come back. */
  static or(peer: string, error: unknown): unknown {
    const code = peerFault(error);
    return code ? new PeerRefusal(peer, code, error) : error;
  }
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly driverError?: unknown;
  readonly errors?: unknown;
}

// Codes of Node's verification: https://nodejs.org/api/tls.html#x509-certificate-error-codes
const UNTRUSTED =
  /^(UNABLE_TO_(GET_ISSUER|VERIFY_LEAF|DECRYPT_CERT|DECODE_ISSUER)|SELF_SIGNED_CERT|DEPTH_ZERO_SELF|CERT_(UNTRUSTED|REJECTED|REVOKED|SIGNATURE|CHAIN)|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

/** The fault of `PEER_FAULTS` found in an error of pg, TypeORM, kafkajs or TLS, or in its causes; null if there is none. */
export function peerFault(error: unknown, deep = 4): PeerFault | null {
  if (typeof error !== 'object' || error === null || deep === 0) return null;
  const { name, code, type, message, cause, driverError, errors } = error as Failure;
  const state = String(code ?? '');
  if (error instanceof PeerRefusal) return error.code;
  if (name === 'KafkaJSSASLAuthenticationError' || /^28[0-9A-Z]{3}$/.test(state)) return 'LOGIN_REFUSED';
  if (/_AUTHORIZATION_FAILED$/.test(String(type ?? ''))) return 'NOT_ALLOWED';
  if (UNTRUSTED.test(state)) return 'CERTIFICATE_UNTRUSTED';
  if (state === 'ERR_TLS_CERT_ALTNAME_INVALID' || state === 'HOSTNAME_MISMATCH') return 'CERTIFICATE_OF_ANOTHER';
  if (state === 'CERT_HAS_EXPIRED' || state === 'CERT_NOT_YET_VALID') return 'CERTIFICATE_EXPIRED';
  if (state === 'ERR_SSL_WRONG_VERSION_NUMBER' || message === 'The server does not support SSL connections') return 'TLS_MISSING';
  for (const inner of [driverError, cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]) {
    const fault = inner === error ? null : peerFault(inner, deep - 1);
    if (fault) return fault;
  }
  return null;
}

/** A variable that names a file of CA certificates in PEM. What is read of it at the start is `pem`; `path` is as it was written. */
export const caFile = z.string().transform((path, ctx) => {
  try {
    const pem = readFileSync(path, 'utf8');
    const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
    for (const certificate of certificates) new X509Certificate(certificate);
    if (certificates.length > 0) return { path, pem };
    ctx.addIssue({ code: 'custom', message: `${path} holds no certificate in PEM` });
  } catch (error) {
    const { syscall, code } = error as NodeJS.ErrnoException;
    ctx.addIssue({ code: 'custom', message: syscall ? `${path} cannot be read (${code})` : `${path} holds a certificate that is broken` });
  }
  return z.NEVER;
});
