import { textRules } from '@sunshine/errors';
import { hearingError } from './hearing.errors.js';

/** @throws HEARING_TEXT_MISSING, HEARING_TEXT_TOO_LONG, HEARING_TEXT_MALFORMED */
export const { required, optional } = textRules(hearingError, {
  missing: 'HEARING_TEXT_MISSING',
  tooLong: 'HEARING_TEXT_TOO_LONG',
  malformed: 'HEARING_TEXT_MALFORMED',
});

/** One of the codes that a form offers. @throws HEARING_CODE_UNKNOWN */
export function oneOf<Code extends string>(label: string, field: string, codes: readonly Code[], code: string): Code {
  const found = codes.find((one) => one === code);
  if (found === undefined) throw hearingError('HEARING_CODE_UNKNOWN', { details: { label, code }, field });
  return found;
}
