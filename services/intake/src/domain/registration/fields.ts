import { isDay } from '@sunshine/procedure';
import { validate as isUuid } from 'uuid';
import { FILING_LIMITS } from '@sunshine/words';
import { registrationError } from './registration.errors.js';
import { clean, lengthOf } from '../text.js';

const CONTENT_CLASS = /^\d{6}$/;

export function purposeOf(given: string | null | undefined): string | null {
  const purpose = clean(given ?? '');
  if (lengthOf(purpose) > FILING_LIMITS.purpose)
    throw registrationError('PURPOSE_TOO_LONG', { details: { limit: FILING_LIMITS.purpose, length: lengthOf(purpose) } });
  return purpose || null;
}

export function contentClassOf(given: string | null | undefined): string | null {
  if (!given) return null;
  if (!CONTENT_CLASS.test(given)) throw registrationError('CONTENT_CLASS_MALFORMED');
  return given;
}

export function textOf(
  given: string,
  limit: number,
  missing: 'SUMMARY_MISSING' | 'TEXT_MISSING',
  tooLong: 'SUMMARY_TOO_LONG' | 'TEXT_TOO_LONG',
): string {
  const text = clean(given);
  if (text === '') throw registrationError(missing);
  if (lengthOf(text) > limit) throw registrationError(tooLong, { details: { limit, length: lengthOf(text) } });
  return text;
}

export function idOf(id: string | null | undefined, field: string): string | null {
  if (!id) return null;
  if (!isUuid(id)) throw registrationError('FILING_ID_MALFORMED', { details: { field }, field });
  return id.toLowerCase();
}

/** @throws FILING_DAY_MALFORMED */
export function dayOf(day: string, field: string): string {
  if (!isDay(day)) throw registrationError('FILING_DAY_MALFORMED', { details: { field }, field });
  return day;
}
