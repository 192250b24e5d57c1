import { validate as isUuid } from 'uuid';
import { deskError } from './desk.errors.js';
import { clean, lengthOf } from './text.js';

/**
 * @param label what the form calls it
 * @param field its path in the input, as `items.1`
 * @param limit in characters
 * @throws DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG
 */
export function required(label: string, field: string, given: string | null | undefined, limit: number): string {
  const text = optional(label, field, given, limit);
  if (text === null) throw deskError('DESK_TEXT_MISSING', { details: { label }, field });
  return text;
}

/** Null where the text is empty. @throws DESK_TEXT_TOO_LONG */
export function optional(label: string, field: string, given: string | null | undefined, limit: number): string | null {
  const text = clean(given ?? '');
  if (lengthOf(text) > limit) throw deskError('DESK_TEXT_TOO_LONG', { details: { label, limit, length: lengthOf(text) }, field });
  return text === '' ? null : text;
}

/** An id in lower case, or null. @throws DESK_ID_MALFORMED */
export function idOf(field: string, given: string | null | undefined): string | null {
  if (!given) return null;
  if (!isUuid(given)) throw deskError('DESK_ID_MALFORMED', { details: { field }, field });
  return given.toLowerCase();
}

/** Ids without repeats. @throws DESK_ID_MALFORMED */
export const idsOf = (field: string, given: readonly string[] | null | undefined): string[] => [
  ...new Set((given ?? []).flatMap((id, at) => idOf(`${field}.${at}`, id) ?? [])),
];

export const MOST_FILES = 20;

/** File ids without repeats. @throws DESK_ID_MALFORMED, DESK_FILES_TOO_MANY */
export function filesOf(given: readonly string[] | null | undefined): string[] {
  const files = idsOf('fileIds', given);
  if (files.length > MOST_FILES) throw deskError('DESK_FILES_TOO_MANY', { details: { limit: MOST_FILES } });
  return files;
}
