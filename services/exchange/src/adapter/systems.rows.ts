import type { CodeTable, RowCode, RowSystem } from '@sunshine/envelope';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

export type CodeNames = NonNullable<RowSystem['names']>;

export interface RowSystemRow {
  readonly node: string;
  readonly names: { readonly [T in CodeTable]?: Readonly<Record<string, string>> };
  /** Name of the connection to its intermediate tables in the configuration; null: JSON calls alone. */
  readonly tables: string | null;
}

export interface RowSecret {
  readonly id: string;
  /** SHA-256. */
  readonly hash: Buffer;
  /** Exclusive. */
  readonly validTo: Date;
}

/** A row that was taken. */
export interface TakenRow {
  readonly node: string;
  readonly kind: string;
  /** There. */
  readonly rowId: string;
  readonly number: string;
  readonly digest: string;
  readonly messageId: string;
  readonly codes: readonly RowCode[];
  /** Of the intermediate table; null: by JSON call. */
  readonly place: string | null;
}

const keep: Statement = {
  name: 'exchange.keep-row-system',
  text: `insert into row_system (node, names, tables) values ($1, $2::jsonb, $3)
    on conflict (node) do update set names = excluded.names, tables = excluded.tables`,
};
const one: Statement = { name: 'exchange.row-system', text: 'select node, names, tables from row_system where node = $1' };
const withTables: Statement = {
  name: 'exchange.row-systems-with-tables',
  text: 'select node, names, tables from row_system where tables is not null order by node',
};
const tablesTaken: Statement = {
  name: 'exchange.row-tables-taken',
  text: 'select 1 taken from row_system where tables = $1 and node <> $2',
};
const addSecret: Statement = {
  name: 'exchange.add-row-secret',
  text: 'insert into row_secret (id, node, hash, made_at, valid_to) values ($1, $2, $3, $4, $5)',
};
const endSecrets: Statement = {
  name: 'exchange.end-row-secrets',
  text: 'update row_secret set valid_to = least(valid_to, $2) where node = $1 and valid_to > $2',
};
/** Those that ended long ago are told from wrong ones no more. */
const secrets: Statement = {
  name: 'exchange.row-secrets',
  text: 'select id, hash, valid_to "validTo" from row_secret where node = $1 order by valid_to desc limit 20',
};
const take: Statement = {
  name: 'exchange.take-row',
  text: `insert into row_taken (node, kind, row_id, number, digest, message_id, codes, place, taken_at) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)
    on conflict (node, kind, row_id) do nothing returning 1 mine`,
};
const again: Statement = {
  name: 'exchange.take-row-again',
  text: `update row_taken set number = $4, digest = $5, message_id = $6, codes = $7::jsonb, place = $8, taken_at = $9 where node = $1 and kind = $2 and row_id = $3`,
};
const TAKEN = 'r.node, r.kind, r.row_id "rowId", r.number, r.digest, r.message_id "messageId", r.codes, r.place';
const before: Statement = {
  name: 'exchange.row-taken-before',
  text: `select ${TAKEN}, coalesce(a.state = 'refused', false) refused from row_taken r left join arrived_matter a on a.message_id = r.message_id
    where r.node = $1 and r.kind = $2 and r.row_id = $3 for update of r`,
};
const ofMessages: Statement = {
  name: 'exchange.rows-of-messages',
  text: `select ${TAKEN} from row_taken r where r.message_id = any($1::uuid[])`,
};
const place: Statement = {
  name: 'exchange.place-of-told',
  text: `select conversation, division from matter where partner = $1 and way = 'sent' and state in ('underway', 'received', 'held')
      and (conversation = $2 or partner_number = $2) and conversation is not null and division is not null
    order by conversation = $2 desc, opened_at desc limit 1`,
};

export async function keepRowSystem(tx: EntityManager, { node, names, tables }: RowSystemRow): Promise<void> {
  await sql(tx, keep, [node, JSON.stringify(names), tables]);
}

export async function rowSystemOf(tx: EntityManager, node: string): Promise<RowSystemRow | null> {
  return (await sql<RowSystemRow>(tx, one, [node]))[0] ?? null;
}

export const rowSystemsWithTables = (tx: EntityManager): Promise<RowSystemRow[]> => sql<RowSystemRow>(tx, withTables, []);

/** Whether the connection is another system's. */
export const areTablesTaken = async (tx: EntityManager, tables: string, node: string): Promise<boolean> =>
  (await sql(tx, tablesTaken, [tables, node])).length > 0;

export async function addRowSecret(tx: EntityManager, node: string, { id, hash, validTo }: RowSecret, at: Date): Promise<void> {
  await sql(tx, addSecret, [id, node, hash, at, validTo]);
}

/** Those of the system end then, where they do not end before. */
export async function endRowSecrets(tx: EntityManager, node: string, then: Date): Promise<void> {
  await sql(tx, endSecrets, [node, then]);
}

/** The one that lasts longest first. */
export const rowSecrets = (tx: EntityManager, node: string): Promise<RowSecret[]> => sql<RowSecret>(tx, secrets, [node]);

const valuesOf = (row: TakenRow, at: Date): unknown[] => [
  ...[row.node, row.kind, row.rowId, row.number, row.digest, row.messageId, JSON.stringify(row.codes), row.place, at],
];

/** False where a row of that id was taken before. */
export const takeRow = async (tx: EntityManager, row: TakenRow, at: Date): Promise<boolean> =>
  (await sql(tx, take, valuesOf(row, at))).length > 0;

export async function takeRowAgain(tx: EntityManager, row: TakenRow, at: Date): Promise<void> {
  await sql(tx, again, valuesOf(row, at));
}

/** Under its lock. `refused`: it brought a matter that was not taken here. */
export async function rowTakenBefore(
  tx: EntityManager,
  { node, kind, rowId }: Pick<TakenRow, 'node' | 'kind' | 'rowId'>,
): Promise<(TakenRow & { readonly refused: boolean }) | null> {
  return (await sql<TakenRow & { readonly refused: boolean }>(tx, before, [node, kind, rowId]))[0] ?? null;
}

export const rowsOfMessages = (tx: EntityManager, messageIds: readonly string[]): Promise<TakenRow[]> =>
  sql<TakenRow>(tx, ofMessages, [messageIds]);

/** Where a matter that is with the system stands, by the number of either side; null: none is there under it. */
export async function placeOfTold(
  tx: EntityManager,
  node: string,
  number: string,
): Promise<{ readonly conversation: string; readonly division: string } | null> {
  return (await sql<{ conversation: string; division: string }>(tx, place, [node, number]))[0] ?? null;
}
