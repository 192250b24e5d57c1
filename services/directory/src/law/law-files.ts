import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDomainError } from '@sunshine/errors';
import {
  acceptCalendar,
  contentHash,
  localCalendar,
  nationalCalendar,
  nationalPacks,
  readPack,
  type Calendar,
  type RulePack,
} from '@sunshine/procedure';
import { parse } from 'yaml';
import { directoryError } from '../domain/directory.errors.js';

export interface Law {
  readonly packs: readonly RulePack[];
  readonly calendars: readonly Calendar[];
}

interface LawFile {
  readonly name: string;
  readonly text: string;
}

const CALENDAR = /\.calendar\.ya?ml$/;
const YAML = /\.ya?ml$/;

/**
 * The built-in law, and over it that of a deployment's folder: `*.calendar.yaml` (own years and days over the national ones),
 * every other `*.yaml` a rule pack.
 * @throws LAW_FOLDER_UNREADABLE; LAW_FILE_REFUSED naming file, path in it, and reason
 */
export function readLaw(folder?: string): Law {
  const files = folder === undefined ? [] : filesOf(folder);
  const own = files.filter(({ name }) => !CALENDAR.test(name));
  return {
    packs: withOwnPacks(own),
    calendars: [nationalCalendar(), ...files.filter(({ name }) => CALENDAR.test(name)).map(calendarOf)],
  };
}

function filesOf(folder: string): LawFile[] {
  try {
    const names = readdirSync(folder).filter((name) => YAML.test(name));
    return names.toSorted().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  } catch (cause) {
    throw Object.assign(directoryError('LAW_FOLDER_UNREADABLE', { details: { folder } }), { cause });
  }
}

/** A pack may build on one that stands in a later file: those without a base yet are tried again while any other was read. */
function withOwnPacks(files: readonly LawFile[]): RulePack[] {
  const packs = [...nationalPacks()];
  for (let open = files; open.length > 0;) {
    const waiting = open.filter((file) => !added(packs, file));
    const stuck = waiting.length === open.length ? waiting[0] : undefined;
    if (stuck) throw directoryError('LAW_FILE_REFUSED', { details: { file: stuck.name, path: 'base', reason: '所依据的规则包不存在' } });
    open = waiting;
  }
  return packs;
}

/** False where the base is not known (yet). */
function added(packs: RulePack[], { name, text }: LawFile): boolean {
  try {
    packs.push(readPack(text, packs, name));
    return true;
  } catch (error) {
    if (isDomainError(error) && error.code === 'PACK_BASE_UNKNOWN') return false;
    throw refused(name, error);
  }
}

function calendarOf({ name, text }: LawFile): Calendar {
  try {
    const content = parse(text) as Parameters<typeof localCalendar>[1];
    const { hash: _hash, ...checked } = acceptCalendar({ ...content, hash: contentHash(content) });
    return localCalendar(nationalCalendar(), checked);
  } catch (error) {
    throw refused(name, error);
  }
}

/** The refusal with the file's name; anything that is no refusal of the law's reader is a fault and stays one. */
function refused(file: string, error: unknown): Error {
  if (isDomainError(error)) {
    return directoryError('LAW_FILE_REFUSED', {
      source: error.source,
      details: { file, path: String(error.details['path'] ?? pathIn(error.message)), reason: error.message },
    });
  }
  if (error instanceof Error && /YAML/.test(error.name))
    return directoryError('LAW_FILE_REFUSED', { details: { file, path: '-', reason: error.message } });
  return error instanceof Error ? error : new Error(String(error));
}

/** The place that zod names in its report (`→ at terms.ROUTE.length`). */
function pathIn(message: string): string {
  return /→ at (\S+)/.exec(message)?.[1] ?? '-';
}
