import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { calendarContentSchema, calendarSchema, type Calendar, type CalendarContent } from './calendar.js';
import { mergeLocalPack } from './local-pack.js';
import { lineNestedTooDeep } from './nesting.js';
import { localPackSchema, packContentSchema, packSchema, type PackContent, type RulePack } from './pack.js';
import { procedureError } from './procedure.errors.js';

/** SHA-256, hex, over the canonical JSON (RFC 8785) of the value. */
export function contentHash(value: unknown): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError('value has no JSON');
  return createHash('sha256').update(canonical).digest('hex');
}

function hashed<T extends object>(content: T): T & { hash: string } {
  return { ...content, hash: contentHash(content) };
}

/**
 * Reads one pack file. A national pack stands alone; a local one names its base among `known` and is laid over it.
 * @throws PACK_MALFORMED, PACK_BASE_UNKNOWN, PACK_OVERREACHES, PACK_OVERRIDE_UNFOUNDED
 */
export function readPack(yaml: string, known: readonly RulePack[] = [], name = 'pack'): RulePack {
  const raw = yamlObject(yaml, name);
  const id = typeof raw['id'] === 'string' ? raw['id'] : name;
  if (raw['base'] === null || raw['base'] === undefined) return hashed(checked(packContentSchema, { ...raw, base: null }, id));
  const local = checked(localPackSchema, raw, id);
  const base = known.filter((pack) => pack.id === local.base).toSorted((left, right) => right.revision - left.revision)[0];
  if (!base) throw procedureError('PACK_BASE_UNKNOWN', { details: { pack: id, base: local.base } });
  return hashed<PackContent>(checked(packContentSchema, mergeLocalPack(base, local), id));
}

/**
 * Checks a pack that came from outside (an event, a row) against its shape and its hash.
 * @throws PACK_MALFORMED, PACK_HASH_MISMATCH
 */
export function acceptPack(value: unknown): RulePack {
  const { hash, ...content } = checked(packSchema, value, 'pack');
  if (contentHash(content) !== hash) throw procedureError('PACK_HASH_MISMATCH', { details: { id: content.id } });
  return { ...content, hash };
}

/**
 * Checks a calendar that came from outside against its shape and its hash.
 * @throws CALENDAR_MALFORMED, PACK_HASH_MISMATCH
 */
export function acceptCalendar(value: unknown): Calendar {
  const parsed = calendarSchema.safeParse(value);
  if (!parsed.success) throw malformedCalendar('calendar', z.prettifyError(parsed.error));
  const { hash, ...content } = parsed.data;
  if (contentHash(content) !== hash) throw procedureError('PACK_HASH_MISMATCH', { details: { id: content.id } });
  return { ...content, hash };
}

const notice = z.object({ date: z.iso.date(), kind: z.enum(['off', 'work']), festival: z.string(), notice_year: z.coerce.number().int() });

/**
 * Reads `date,kind,festival,notice_year` rows into a national calendar; the years are those with a notice.
 * @throws CALENDAR_MALFORMED
 */
export function readCalendar(
  csv: string,
  heading: Pick<CalendarContent, 'id' | 'jurisdiction' | 'revision' | 'title' | 'source'>,
): Calendar {
  const rows = z.array(notice).safeParse(parseCsv(csv, { columns: true, bom: true, skip_empty_lines: true }));
  if (!rows.success) throw malformedCalendar(heading.id, z.prettifyError(rows.error));
  const days = rows.data.map(({ date, kind, festival }): CalendarContent['days'][number] => [date, kind, festival]);
  const years = [...new Set(rows.data.map((row) => row.notice_year))].toSorted((left, right) => left - right);
  return makeCalendar({ ...heading, years, days });
}

/**
 * A local calendar: the national days with some of its own over them, complete by itself. Own years are added to the published ones.
 * @throws CALENDAR_MALFORMED
 */
export function localCalendar(national: CalendarContent, own: CalendarContent): Calendar {
  const days = new Map([...national.days, ...own.days].map((entry) => [entry[0], entry]));
  return makeCalendar({
    ...own,
    years: [...new Set([...national.years, ...own.years])].toSorted((a, b) => a - b),
    days: [...days.values()],
  });
}

/** A calendar with its days in order and its hash. @throws CALENDAR_MALFORMED */
export function makeCalendar(content: CalendarContent): Calendar {
  const sorted = { ...content, days: content.days.toSorted(([left], [right]) => (left < right ? -1 : 1)) };
  const parsed = calendarContentSchema.safeParse(sorted);
  if (!parsed.success) throw malformedCalendar(content.id, z.prettifyError(parsed.error));
  if (new Set(sorted.days.map(([day]) => day)).size < sorted.days.length) throw malformedCalendar(content.id, 'a day stands there twice');
  return hashed(parsed.data);
}

/**
 * Reads a local calendar: own years and days over the national ones.
 * @throws CALENDAR_MALFORMED
 */
export function readLocalCalendar(yaml: string, national: CalendarContent, name = 'calendar'): Calendar {
  const parsed = calendarContentSchema.safeParse(yamlOf(yaml, (reason) => malformedCalendar(name, reason)));
  if (!parsed.success) throw malformedCalendar(name, z.prettifyError(parsed.error));
  return localCalendar(national, parsed.data);
}

function yamlOf(yaml: string, malformed: (reason: string) => Error): unknown {
  const tooDeep = lineNestedTooDeep(yaml);
  if (tooDeep !== null) throw malformed(`line ${tooDeep} nests too deep`);
  try {
    return parseYaml(yaml);
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : String(cause));
  }
}

function yamlObject(yaml: string, name: string): Record<string, unknown> {
  const malformed = (reason: string) => procedureError('PACK_MALFORMED', { details: { pack: name, reason } });
  const raw = yamlOf(yaml, malformed);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw malformed('not a table');
  const { definitions: _anchors, ...content } = raw as Record<string, unknown>;
  return content;
}

function checked<S extends z.ZodType>(schema: S, value: unknown, id: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw procedureError('PACK_MALFORMED', { details: { pack: id, reason: z.prettifyError(parsed.error) } });
  return parsed.data;
}

function malformedCalendar(calendar: string, reason: string) {
  return procedureError('CALENDAR_MALFORMED', { details: { calendar, reason } });
}
