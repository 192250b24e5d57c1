import { textRules } from '@sunshine/errors';
import { supervisionError } from './supervision.errors.js';

/** @throws SUPERVISION_TEXT_MISSING, SUPERVISION_TEXT_TOO_LONG, SUPERVISION_TEXT_MALFORMED */
export const { required, optional } = textRules(supervisionError, {
  missing: 'SUPERVISION_TEXT_MISSING',
  tooLong: 'SUPERVISION_TEXT_TOO_LONG',
  malformed: 'SUPERVISION_TEXT_MALFORMED',
});

/** One of the codes that a form offers. @throws SUPERVISION_CODE_UNKNOWN */
export function oneOf<Code extends string>(label: string, field: string, codes: readonly Code[], code: string): Code {
  const found = codes.find((one) => one === code);
  if (found === undefined) throw supervisionError('SUPERVISION_CODE_UNKNOWN', { details: { label, code }, field });
  return found;
}
