import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDomainError, type DomainError } from '@sunshine/errors';
import type { Calendar } from './calendar.js';
import { readLocalCalendar, readPack } from './load.js';
import type { RulePack } from './pack.js';

/** A file of law as it was read: a pack, a calendar, or why it was refused. */
export type LawFile =
  | { readonly file: string; readonly pack: RulePack }
  | { readonly file: string; readonly calendar: Calendar }
  | { readonly file: string; readonly refused: DomainError };

interface SourceFile {
  readonly file: string;
  readonly text: string;
}

const YAML = /\.ya?ml$/;
const CALENDAR = /\.calendar\.ya?ml$/;

/**
 * Reads a folder over the law already known: `*.calendar.yaml` over the national calendar, every other `*.yaml` a rule pack. A pack
 * may build on one that stands in a later file. In the order of the file names; a refused file stops no other.
 */
export function readLawFolder(folder: string, known: { packs: readonly RulePack[]; calendar: Calendar }): LawFile[] {
  const sources = sourcesIn(folder);
  const calendars = sources.filter(({ file }) => CALENDAR.test(file)).map((source) => calendarIn(source, known.calendar));
  const packs = packsIn(
    sources.filter(({ file }) => !CALENDAR.test(file)),
    known.packs,
  );
  return [...packs, ...calendars].toSorted((left, right) => (left.file < right.file ? -1 : 1));
}

/** Every pack of the folder, each after the one it builds on. @throws the refusal of the first file that is refused */
export function loadPacks(folder: string, known: readonly RulePack[] = []): RulePack[] {
  return packsIn(sourcesIn(folder), known).map((read) => {
    if ('refused' in read) throw read.refused;
    return read.pack;
  });
}

function sourcesIn(folder: string): SourceFile[] {
  const names = readdirSync(folder).filter((name) => YAML.test(name));
  return names.toSorted().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

type PackFile = Exclude<LawFile, { calendar: Calendar }>;

/** Packs whose base is not known yet are tried again while any other was read. */
function packsIn(sources: readonly SourceFile[], known: readonly RulePack[]): PackFile[] {
  const done: PackFile[] = [];
  for (let open = sources; open.length > 0;) {
    const tried = open.map((source) => ({ source, read: packIn(source, [...known, ...packsOf(done)]) }));
    const waiting = tried.filter(({ read }) => 'refused' in read && read.refused.code === 'PACK_BASE_UNKNOWN');
    const stuck = waiting.length === open.length;
    done.push(...(stuck ? waiting : tried.filter((one) => !waiting.includes(one))).map(({ read }) => read));
    open = stuck ? [] : waiting.map(({ source }) => source);
  }
  return done;
}

const packsOf = (files: readonly PackFile[]) => files.flatMap((read) => ('pack' in read ? [read.pack] : []));

function packIn({ file, text }: SourceFile, known: readonly RulePack[]): PackFile {
  return refusing(file, () => ({ file, pack: readPack(text, known, file) }));
}

function calendarIn({ file, text }: SourceFile, national: Calendar): LawFile {
  return refusing<LawFile>(file, () => ({ file, calendar: readLocalCalendar(text, national, file) }));
}

function refusing<F>(file: string, read: () => F): F | { file: string; refused: DomainError } {
  try {
    return read();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { file, refused: error };
  }
}

/** Whether an error is the file system's: no such folder, or one that may not be read. */
export function isUnreadable(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/** Where in the file the refused entry stands, `terms.ROUTE.length`; `-` where it is the file as a whole. */
export function refusedPath({ code, details, message }: DomainError): string {
  if (code === 'PACK_BASE_UNKNOWN') return 'base';
  return String(details['path'] ?? /→ at (\S+)/.exec(message)?.[1] ?? '-');
}
