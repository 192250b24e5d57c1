import { validate as isUuid } from 'uuid';
import { deskError } from './desk.errors.js';
import { clean, lengthOf } from './text.js';

/** @throws DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG; `limit` in characters */
export function required(field: string, given: string | null | undefined, limit: number): string {
  const text = optional(field, given, limit);
  if (text === null) throw deskError('DESK_TEXT_MISSING', { details: { field } });
  return text;
}

/** Null where the text is empty. @throws DESK_TEXT_TOO_LONG */
export function optional(field: string, given: string | null | undefined, limit: number): string | null {
  const text = clean(given ?? '');
  if (lengthOf(text) > limit) throw deskError('DESK_TEXT_TOO_LONG', { details: { field, limit } });
  return text === '' ? null : text;
}

/** An id in lower case, or null. @throws DESK_ID_MALFORMED */
export function idOf(field: string, given: string | null | undefined): string | null {
  if (!given) return null;
  if (!isUuid(given)) throw deskError('DESK_ID_MALFORMED', { details: { field } });
  return given.toLowerCase();
}

/** Ids without repeats. @throws DESK_ID_MALFORMED */
export const idsOf = (field: string, given: readonly string[] | null | undefined): string[] => [
  ...new Set((given ?? []).flatMap((id) => idOf(field, id) ?? [])),
];

export const MOST_FILES = 20;

/** File ids without repeats. @throws DESK_ID_MALFORMED, DESK_FILES_TOO_MANY */
export function filesOf(given: readonly string[] | null | undefined): string[] {
  const files = idsOf('fileIds', given);
  if (files.length > MOST_FILES) throw deskError('DESK_FILES_TOO_MANY', { details: { limit: MOST_FILES } });
  return files;
}
