import { envelopeError } from '../envelope.errors.js';
import { fenceOff } from '../kinds/fenced.js';
import { adapterError } from './adapter.errors.js';
import { CODES_BY_NAME, COLUMNS, KIND_BY_PURPOSE, ROW_KINDS, SEEN_NAMES, type CodeTable, type Column } from './columns.js';

export type RowKind = keyof typeof COLUMNS;
export type Row = Readonly<Record<string, string>>;

/** A system of rows: its name, and the names that its codes have there. */
export interface RowSystem {
  readonly system: string;
  readonly names?: { readonly [T in CodeTable]?: Readonly<Record<string, string>> };
}

/** `body` is passed to `readBody`; `unknown` and `dropped` name columns that are not in it. */
export interface RowRead {
  readonly body: Readonly<Record<string, unknown>>;
  readonly unknown: readonly string[];
  readonly dropped: readonly string[];
}

interface Coded {
  readonly code?: string;
  readonly name?: string;
  readonly foreignCode?: string;
}

const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
const namesOf = ({ names }: RowSystem, table: CodeTable): Readonly<Record<string, string>> => ({ ...SEEN_NAMES[table], ...names?.[table] });

/** A cell is a code of that system or a name: they meet by the name, and the cell as it was stays beside. */
function codedOf(cell: string, table: CodeTable, system: RowSystem): Coded {
  const name = own(namesOf(system, table), cell);
  const isName = name === undefined && (own(CODES_BY_NAME[table], cell) !== undefined || /\p{Script=Han}/u.test(cell));
  const called = name ?? (isName ? cell : undefined);
  const code = called === undefined ? undefined : own(CODES_BY_NAME[table], called);
  return { ...(code ? { code } : {}), ...(called ? { name: called } : {}), foreignCode: cell };
}

function cellOf({ code, name, foreignCode }: Coded, table: CodeTable, system: RowSystem): string | undefined {
  if (foreignCode !== undefined) return foreignCode;
  const called = name ?? Object.entries(CODES_BY_NAME[table]).find(([, of]) => of === code)?.[0];
  return Object.entries(namesOf(system, table)).find(([, of]) => of === called)?.[0] ?? called;
}

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/;
const SHANGHAI_MS = 8 * 3600 * 1000;

function valueOf(cell: string, { column, form }: Column, system: RowSystem): unknown {
  const malformed = () => adapterError('ROW_MALFORMED', { details: { column }, field: column });
  switch (form) {
    case 'text':
      return cell;
    case 'day': {
      const day = DAY.exec(cell)?.[1];
      if (day === undefined) throw malformed();
      return day;
    }
    case 'instant': {
      const at = LOCAL.test(cell) ? Date.parse(`${cell.replace(' ', 'T')}+08:00`) : NaN;
      if (Number.isNaN(at)) throw malformed();
      return new Date(at).toISOString();
    }
    case 'flag':
      if (cell !== '0' && cell !== '1') throw malformed();
      return cell === '1';
    case 'count':
      if (!/^\d{1,9}$/.test(cell)) throw malformed();
      return Number(cell);
    default:
      return codedOf(cell, form, system);
  }
}

function textOf(value: unknown, form: Column['form'], system: RowSystem): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (form === 'flag') return value === true ? '1' : '0';
  if (form === 'instant') return new Date(Date.parse(String(value)) + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ');
  if (form === 'text' || form === 'day' || form === 'count') return String(value as string | number);
  return cellOf(value as Coded, form, system);
}

function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.');
  let at: Record<string, unknown> = body;
  for (const [place, part] of parts.slice(0, -1).entries())
    at = (at[part] ??= parts[place + 1] === '0' ? [] : {}) as Record<string, unknown>;
  at[parts.at(-1)!] = value;
}

const find = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined), body);

/**
 * The body of a message from a row. An empty cell says nothing. Local times are those of Asia/Shanghai; the time of a day is not kept.
 * @throws ROW_MALFORMED, BODY_MALFORMED, ENVELOPE_TOO_DEEP
 */
export function bodyOfRow(kind: RowKind, row: unknown, system: RowSystem): RowRead {
  const { passed, dropped } = fenceOff(row);
  if (typeof passed !== 'object' || passed === null || Array.isArray(passed))
    throw envelopeError('BODY_MALFORMED', { details: { place: '数据行' } });
  const body: Record<string, unknown> = {};
  const cells = new Map(Object.entries(passed));
  for (const column of COLUMNS[kind]) {
    const cell: unknown = cells.get(column.column);
    cells.delete(column.column);
    if (cell === undefined || cell === null || cell === '') continue;
    if (typeof cell !== 'string' && typeof cell !== 'number')
      throw adapterError('ROW_MALFORMED', { details: { column: column.column }, field: column.column });
    put(body, column.path, valueOf(String(cell), column, system));
  }
  if (body['origin']) put(body, 'origin.system', system.system);
  const purpose = find(body, 'purpose.name');
  const sort = typeof purpose === 'string' ? own(KIND_BY_PURPOSE, purpose) : undefined;
  if (sort) body['kind'] = sort;
  if (kind === 'assignment') body['reportRequired'] = body['reportBy'] !== undefined;
  // A report that says when the matter will be closed says that it is not.
  if (kind === 'assigned-matter-report') body['form'] = body['nextDate'] === undefined ? 'final' : 'stage';
  return { body, unknown: [...cells.keys()].sort(), dropped };
}

/** The row of a body, as far as that style has columns: of several petitioners it has the first. */
export function rowOfBody(kind: RowKind, body: Readonly<Record<string, unknown>>, system: RowSystem): Row {
  return Object.fromEntries(
    COLUMNS[kind].flatMap(({ column, path, form }) => {
      const cell = textOf(find(body, path), form, system);
      return cell === undefined ? [] : [[column, cell]];
    }),
  );
}

/** A code of the other system as it stood in a row, and what it meets here; neither `code` nor `name`: nobody has told what it means. */
export interface RowCode {
  readonly column: string;
  readonly foreignCode: string;
  readonly name?: string;
  readonly code?: string;
}

/** The codes of a body that was made of a row. */
export function codesOfRow(kind: RowKind, body: Readonly<Record<string, unknown>>): RowCode[] {
  return COLUMNS[kind].flatMap(({ column, path, form }) => {
    const value = Object.hasOwn(CODES_BY_NAME, form) ? (find(body, path) as Coded | undefined) : undefined;
    if (value?.foreignCode === undefined) return [];
    const { code, name, foreignCode } = value;
    return [{ column, foreignCode, ...(name !== undefined && { name }), ...(code !== undefined && { code }) }];
  });
}

/** Column of the id of a row, which its receipt names: of a matter, or of an action on one. @source law.md 15: xfjid, blfsid */
const ID_COLUMN = { matter: 'xfjid', action: 'blfsid' } as const;
const NUMBER_COLUMN = 'xfjbh';

/** Whether rows of this kind bring a matter; those of the others tell of one, and name it by its number. */
export const bringsMatter = (kind: RowKind): kind is 'transfer' | 'assignment' => kind === 'transfer' || kind === 'assignment';

export const isRowKind = (kind: string): kind is RowKind => (ROW_KINDS as readonly string[]).includes(kind);

export interface RowKeys {
  readonly id: string;
  /** Of the matter. */
  readonly number: string;
  /** The row without those that are no column of its kind. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** What a row names: itself, and its matter. @throws ROW_MALFORMED about the column */
export function keysOfRow(kind: RowKind, row: Readonly<Record<string, unknown>>): RowKeys {
  const told = (column: string, form: RegExp): string => {
    const cell = Object.hasOwn(row, column) ? row[column] : undefined;
    const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
    if (!form.test(text)) throw adapterError('ROW_MALFORMED', { details: { column }, field: column });
    return text;
  };
  const idColumn = bringsMatter(kind) ? ID_COLUMN.matter : ID_COLUMN.action;
  const [id, number] = [told(idColumn, /^[^,，\s\p{Cc}]{1,100}$/u), told(NUMBER_COLUMN, /^[^\p{Cc}]{1,64}$/u)];
  if (bringsMatter(kind)) return { id, number, rest: row };
  const { [idColumn]: _id, [NUMBER_COLUMN]: _number, ...rest } = row;
  return { id, number, rest };
}

/** A row that tells of the matter of that number. */
export function rowAbout(
  kind: RowKind,
  keys: Pick<RowKeys, 'id' | 'number'>,
  body: Readonly<Record<string, unknown>>,
  system: RowSystem,
): Row {
  const row = rowOfBody(kind, body, system);
  return bringsMatter(kind)
    ? { [ID_COLUMN.matter]: keys.id, ...row }
    : { [ID_COLUMN.action]: keys.id, [NUMBER_COLUMN]: keys.number, ...row };
}
