import { hearingError } from './hearing.errors.js';

/**
 * A text of a form, trimmed.
 * @param label what the form calls it
 * @throws HEARING_TEXT_MISSING, HEARING_TEXT_TOO_LONG, HEARING_TEXT_MALFORMED
 */
export function required(label: string, field: string, text: string | null, limit: number): string {
  const trimmed = text?.trim() ?? '';
  if (!trimmed) throw hearingError('HEARING_TEXT_MISSING', { details: { label }, field });
  if (trimmed.length > limit) throw hearingError('HEARING_TEXT_TOO_LONG', { details: { label, limit, length: trimmed.length }, field });
  if (trimmed.includes('\u0000')) throw hearingError('HEARING_TEXT_MALFORMED', { details: { label }, field });
  return trimmed;
}

/** As `required`, but nothing is an answer too. */
export const optional = (label: string, field: string, text: string | null, limit: number): string | null =>
  text?.trim() ? required(label, field, text, limit) : null;

/** One of the codes that a form offers. @throws HEARING_CODE_UNKNOWN */
export function oneOf<Code extends string>(label: string, field: string, codes: readonly Code[], code: string): Code {
  const found = codes.find((one) => one === code);
  if (found === undefined) throw hearingError('HEARING_CODE_UNKNOWN', { details: { label, code }, field });
  return found;
}
