import { caseError } from './case.errors.js';

/**
 * A text of a form, trimmed.
 * @throws TEXT_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED
 */
export function required(field: string, text: string, limit: number): string {
  const trimmed = text.trim();
  if (!trimmed) throw caseError('TEXT_MISSING', { details: { field } });
  return within(field, trimmed, limit);
}

/** A text as it was typed, nothing trimmed. @throws TEXT_TOO_LONG, TEXT_MALFORMED */
export function within(field: string, text: string, limit: number): string {
  if (text.length > limit) throw caseError('TEXT_TOO_LONG', { details: { field, limit } });
  // No table can keep this character.
  if (text.includes('\u0000')) throw caseError('TEXT_MALFORMED', { details: { field } });
  return text;
}

/** As `required`, but nothing is an answer too. @throws TEXT_TOO_LONG, TEXT_MALFORMED */
export function optional(field: string, text: string | null | undefined, limit: number): string | null {
  return text?.trim() ? required(field, text, limit) : null;
}
