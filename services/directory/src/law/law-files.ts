import {
  builtInPacks,
  isUnreadable,
  nationalCalendar,
  readLawFolder,
  refusedPath,
  type Calendar,
  type LawFile,
  type RulePack,
} from '@sunshine/procedure';
import { directoryError } from '../domain/directory.errors.js';

export interface Law {
  readonly packs: readonly RulePack[];
  readonly calendars: readonly Calendar[];
}

/**
 * The built-in law, extended by a deployment's folder: `*.calendar.yaml` (years and days over the national calendar); every other
 * `*.yaml` is a rule pack.
 * @throws LAW_FOLDER_UNREADABLE; LAW_FILE_REFUSED naming file, path in it, and reason
 */
export function readLaw(folder?: string): Law {
  const files = folder === undefined ? [] : filesOf(folder);
  return {
    packs: [...builtInPacks(), ...files.flatMap((read) => ('pack' in read ? [read.pack] : []))],
    calendars: [nationalCalendar(), ...files.flatMap((read) => ('calendar' in read ? [read.calendar] : []))],
  };
}

function filesOf(folder: string): LawFile[] {
  const files = read(folder);
  for (const one of files) {
    if (!('refused' in one)) continue;
    const { refused } = one;
    throw directoryError('LAW_FILE_REFUSED', {
      source: refused.source,
      details: { file: one.file, path: refusedPath(refused), reason: refused.message },
    });
  }
  return files;
}

function read(folder: string): LawFile[] {
  try {
    return readLawFolder(folder, { packs: builtInPacks(), calendar: nationalCalendar() });
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause;
    throw Object.assign(directoryError('LAW_FOLDER_UNREADABLE', { details: { folder } }), { cause });
  }
}
