import { caseError } from './case.errors.js';

/**
 * A text of a form, trimmed.
 * @throws TEXT_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED
 */
export function required(field: string, text: string, limit: number): string {
  const trimmed = text.trim();
  if (!trimmed) throw caseError('TEXT_MISSING', { details: { field } });
  if (trimmed.length > limit) throw caseError('TEXT_TOO_LONG', { details: { field, limit } });
  // No table can keep this character.
  if (trimmed.includes('\u0000')) throw caseError('TEXT_MALFORMED', { details: { field } });
  return trimmed;
}

/** As `required`, but nothing is an answer too. @throws TEXT_TOO_LONG, TEXT_MALFORMED */
export function optional(field: string, text: string | null | undefined, limit: number): string | null {
  return text?.trim() ? required(field, text, limit) : null;
}
