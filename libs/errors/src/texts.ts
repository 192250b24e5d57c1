import type { DomainError } from './domain-error.js';

interface Codes<C extends string> {
  readonly missing: C;
  readonly tooLong: C;
  readonly malformed: C;
}
type Refuse<C extends string> = (
  code: C,
  more: { readonly details: Readonly<Record<string, string | number>>; readonly field: string },
) => DomainError;

/**
 * How a form's texts are checked; each room refuses by its own codes. `label` is what the form calls the text, `field` its path in the input, as
 * `points.1`, `limit` how many UTF-16 units it may have.
 */
export function textRules<C extends string>(refuse: Refuse<C>, { missing, tooLong, malformed }: Codes<C>) {
  /** A text as it was typed, nothing trimmed. */
  function within(label: string, field: string, text: string, limit: number): string {
    if (text.length > limit) throw refuse(tooLong, { details: { label, limit, length: text.length }, field });
    // No table can keep this character.
    if (text.includes('\u0000')) throw refuse(malformed, { details: { label }, field });
    return text;
  }
  /** A text, trimmed. */
  function required(label: string, field: string, text: string | null, limit: number): string {
    const trimmed = text?.trim() ?? '';
    if (!trimmed) throw refuse(missing, { details: { label }, field });
    return within(label, field, trimmed, limit);
  }
  /** As `required`, but nothing is an answer too. */
  function optional(label: string, field: string, text: string | null | undefined, limit: number): string | null {
    return text?.trim() ? required(label, field, text, limit) : null;
  }
  return { required, within, optional };
}
