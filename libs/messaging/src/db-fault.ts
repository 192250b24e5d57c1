import { isDomainError } from '@sunshine/errors';
import { describeError, peerFault } from '@sunshine/platform';

const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']);

/**
 * True where the database, not the message, is at fault: connection lost or refused, shutdown, out of room, deadlock, serialization.
 * Such a batch is retried for ever and holds nothing. A statement that runs into its time limit (57014) is the message's fault.
 */
export function isDbFault(error: unknown): boolean {
  if (isDomainError(error) || typeof error !== 'object' || error === null) return false;
  const { driverError, message } = error as { driverError?: object; message?: unknown };
  const { code, syscall } = (driverError ?? error) as { code?: unknown; syscall?: unknown };
  const state = String(code ?? '');
  if (state === '57014') return false;
  if (peerFault(error)) return true; // a password or certificate that was changed on one side
  if (/^(08|53|57|58|40|XX)[0-9A-Z]{3}$/.test(state) || network.has(state)) return true;
  if (syscall === 'connect') return true; // a server that is gone has taken its socket with it: ENOENT
  return /Connection terminated|not queryable|already released|not Connected|timeout exceeded when trying to connect/i.test(
    String(message ?? ''),
  );
}

/** An error in one line fit for logs and the held table: why a server refuses us, type, code, and a message without quoted input. */
export function inShort(error: unknown): string {
  const { type, code, message } = describeError(error);
  return [peerFault(error), type, code, message].filter(Boolean).join(' ').slice(0, 500);
}
