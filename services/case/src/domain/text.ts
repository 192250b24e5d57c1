import { caseError } from './case.errors.js';

/**
 * A text of a form, trimmed.
 * @param label what the form calls it
 * @param field its path in the input, as `points.1`
 * @throws TEXT_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED
 */
export function required(label: string, field: string, text: string, limit: number): string {
  const trimmed = text.trim();
  if (!trimmed) throw caseError('TEXT_MISSING', { details: { label }, field });
  return within(label, field, trimmed, limit);
}

/** A text as it was typed, nothing trimmed. @throws TEXT_TOO_LONG, TEXT_MALFORMED */
export function within(label: string, field: string, text: string, limit: number): string {
  if (text.length > limit) throw caseError('TEXT_TOO_LONG', { details: { label, limit, length: text.length }, field });
  // No table can keep this character.
  if (text.includes('\u0000')) throw caseError('TEXT_MALFORMED', { details: { label }, field });
  return text;
}

/** As `required`, but nothing is an answer too. @throws TEXT_TOO_LONG, TEXT_MALFORMED */
export function optional(label: string, field: string, text: string | null | undefined, limit: number): string | null {
  return text?.trim() ? required(label, field, text, limit) : null;
}
