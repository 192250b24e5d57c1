import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

export interface FerryOut {
  readonly id: string;
  readonly partner: string;
  readonly number: number;
  readonly at: Date;
  readonly envelopes: number;
  readonly receipts: number;
  /** Whether more was due than the file has room for. */
  readonly more: boolean;
  /** Null once it is kept no more. */
  readonly text: string | null;
}

const COLUMNS = 'id, partner, number, at, envelopes, receipts, more, text';

const next: Statement = {
  name: 'exchange.next-ferry',
  text: 'select coalesce(max(number), 0) + 1 number from ferry_out where partner = $1',
};
const add: Statement = {
  name: 'exchange.add-ferry-out',
  text: `insert into ferry_out (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const old: Statement = { name: 'exchange.forget-ferries', text: 'update ferry_out set text = null where at < $1 and text is not null' };
const one: Statement = { name: 'exchange.ferry-out', text: `select ${COLUMNS} from ferry_out where id = $1` };
const takeReceipts: Statement = {
  name: 'exchange.take-ferry-receipts',
  text: `delete from ferry_receipt where id in (select id from ferry_receipt where partner = $1 order by id limit $2 for update) returning id, receipt`,
};
const keepReceipts: Statement = {
  name: 'exchange.keep-ferry-receipts',
  text: `with gone as (delete from ferry_receipt where partner = $1 and message_id = any($2::uuid[]))
    insert into ferry_receipt (partner, message_id, receipt) select $1, * from unnest($2::uuid[], $3::text[])`,
};
const came: Statement = {
  name: 'exchange.ferry-came',
  text: 'insert into ferry_in (partner, number, id, at) values ($1, $2, $3, $4) on conflict do nothing',
};
const missing: Statement = {
  name: 'exchange.missing-ferries',
  text: `select n number from generate_series(1, $2::int - 1) n
    where not exists (select from ferry_in f where f.partner = $1 and f.number = n) order by n desc limit 100`,
};
const others: Statement = {
  name: 'exchange.forget-pieces',
  text: `delete from ferry_piece where (person = $1 and upload <> $2) or at < $3`,
};
const addPiece: Statement = {
  name: 'exchange.add-piece',
  text: `insert into ferry_piece (person, upload, at, piece, pieces, text) values ($1, $2, $3, $4, $5, $6)
    on conflict (upload, person, piece) do update set pieces = excluded.pieces, text = excluded.text`,
};
const piecesOf: Statement = {
  name: 'exchange.pieces',
  text: 'select pieces, text from ferry_piece where person = $1 and upload = $2 order by piece',
};
const dropPieces: Statement = { name: 'exchange.drop-pieces', text: 'delete from ferry_piece where person = $1 and upload = $2' };

/** Of the next file to the partner; to be asked behind the lock of its entry. */
export async function nextFerry(tx: EntityManager, partner: string): Promise<number> {
  return (await sql<{ number: number }>(tx, next, [partner]))[0]!.number;
}

/** @param keptFrom texts of files made before are kept no more */
export async function addFerryOut(
  tx: EntityManager,
  { id, partner, number, at, envelopes, receipts, more, text }: FerryOut,
  keptFrom: Date,
): Promise<void> {
  await sql(tx, old, [keptFrom]);
  await sql(tx, add, [id, partner, number, at, envelopes, receipts, more, text]);
}

export async function ferryOut(tx: EntityManager, id: string): Promise<FerryOut | null> {
  return (await sql<FerryOut>(tx, one, [id]))[0] ?? null;
}

/** Takes the receipts that wait for a file, oldest first. */
export async function takeFerryReceipts(tx: EntityManager, partner: string, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string; receipt: string }>(tx, takeReceipts, [partner, limit]);
  return rows.sort((one, other) => Number(BigInt(one.id) - BigInt(other.id))).map(({ receipt }) => receipt);
}

/** In the place of those that wait for the same messages. */
export async function keepFerryReceipts(
  tx: EntityManager,
  partner: string,
  rows: readonly { readonly messageId: string; readonly receipt: string }[],
): Promise<void> {
  await sql(tx, keepReceipts, [partner, rows.map(({ messageId }) => messageId), rows.map(({ receipt }) => receipt)]);
}

/** Notes a file that came. @returns numbers of those before it that have not, at most the last hundred, ascending */
export async function ferryCame(
  tx: EntityManager,
  { partner, number, id, at }: { readonly partner: string; readonly number: number; readonly id: string; readonly at: Date },
): Promise<number[]> {
  await sql(tx, came, [partner, number, id, at]);
  return (await sql<{ number: number }>(tx, missing, [partner, number])).map((row) => row.number).reverse();
}

/**
 * Keeps a piece of a file; what its person had begun else, and what is older than a day, is dropped.
 * @returns all that are there, in their order
 */
export async function keepPiece(
  tx: EntityManager,
  { person, upload, at, piece, pieces, text }: { person: string; upload: string; at: Date; piece: number; pieces: number; text: string },
): Promise<{ pieces: number; text: string }[]> {
  await sql(tx, others, [person, upload, new Date(at.getTime() - 86_400_000)]);
  await sql(tx, addPiece, [person, upload, at, piece, pieces, text]);
  return sql<{ pieces: number; text: string }>(tx, piecesOf, [person, upload]);
}

export async function forgetPieces(tx: EntityManager, person: string, upload: string): Promise<void> {
  await sql(tx, dropPieces, [person, upload]);
}
