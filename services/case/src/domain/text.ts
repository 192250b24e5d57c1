import { textRules } from '@sunshine/errors';
import { caseError } from './case.errors.js';

/** @throws TEXT_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED */
export const { required, within, optional } = textRules(caseError, {
  missing: 'TEXT_MISSING',
  tooLong: 'TEXT_TOO_LONG',
  malformed: 'TEXT_MALFORMED',
});
