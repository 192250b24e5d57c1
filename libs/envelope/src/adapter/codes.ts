import { isDomainError, type DomainError, type ErrorKind } from '@sunshine/errors';
import type { DeliveryState } from '../link/delivery.js';
import { adapterError } from './adapter.errors.js';

type SystemError = Extract<Parameters<typeof adapterError>[0], `ROW_SYSTEM_${string}`>;

export const ROW_OK = '0001';

/** Codes of receipts and what they say. @source law.md 16, as seen (HZI) */
export const ROW_CODES: Readonly<Record<string, SystemError>> = {
  '0202': 'ROW_SYSTEM_FORMAT',
  '0301': 'ROW_SYSTEM_NO_SERVICE',
  '0304': 'ROW_SYSTEM_NOT_ALLOWED',
  '0404': 'ROW_SYSTEM_RULE',
  '04': 'ROW_SYSTEM_FAILED',
  '-1': 'ROW_SYSTEM_BUSY',
  '-2': 'ROW_SYSTEM_TOO_OFTEN',
};
const CODE_OF: ReadonlyMap<string, string> = new Map(Object.entries(ROW_CODES).map(([code, error]) => [error, code]));

/** Own refusals in that style: their codes say less than ours. @source own rule */
const BY_KIND: Readonly<Record<ErrorKind, string>> = {
  INVALID_INPUT: '0202',
  UNAUTHENTICATED: '0304',
  FORBIDDEN: '0304',
  NOT_FOUND: '0404',
  CONFLICT: '0404',
  RULE_BROKEN: '0404',
  NOT_YET: '0404',
  UNAVAILABLE: '-1',
  TOO_MANY: '-2',
};

/**
 * What a code of the other system says; null: all is well.
 * @throws ROW_CODE_UNKNOWN
 */
export function errorOfRowCode(code: string, reason: string): DomainError | null {
  if (code === ROW_OK) return null;
  const error = Object.hasOwn(ROW_CODES, code) ? ROW_CODES[code] : undefined;
  if (!error) throw adapterError('ROW_CODE_UNKNOWN', { details: { rowCode: code } });
  return adapterError(error, { details: { reason } });
}

/** The code by which the other system is told of a refusal; `04` for what is no refusal but a fault. */
export function rowCodeOf(error: unknown): string {
  if (!isDomainError(error)) return '04';
  if (error.code === 'KIND_UNKNOWN') return '0301';
  return CODE_OF.get(error.code) ?? BY_KIND[error.kind];
}

/**
 * Where a row of the intermediate table stands: 0 pending, 1 to 9 attempts, 20 done, 30 key conflict, 40 failed.
 * @source law.md 16, as seen (HZI)
 * @throws ROW_STATE_UNKNOWN
 */
export function deliveryOfRowState(state: number): { readonly state: DeliveryState; readonly attempts: number } {
  if (Number.isInteger(state) && state >= 0 && state <= 9) return { state: 'waiting', attempts: state };
  if (state === 20) return { state: 'sent', attempts: 0 };
  if (state === 30) return { state: 'refused', attempts: 0 };
  if (state === 40) return { state: 'failed', attempts: 0 };
  throw adapterError('ROW_STATE_UNKNOWN', { details: { state } });
}

/** The same for the other system: it knows no giving up, and counts attempts to 9. */
export function rowStateOf(state: DeliveryState, attempts: number): number {
  const states: Readonly<Record<DeliveryState, number>> = {
    waiting: Math.min(attempts, 9),
    sent: 20,
    refused: 30,
    failed: 40,
    dropped: 40,
  };
  return states[state];
}
