import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

/** A line of the proof log as it is written. */
export interface NewLeaf {
  readonly messageId: string;
  /** Digest of the signed bytes of the message. */
  readonly message: string;
  /** Digest of its transport receipt. */
  readonly receipt: string;
}

export interface Leaf extends NewLeaf {
  readonly id: string;
  /** To the millisecond. */
  readonly at: Date;
  /** Number of the root that it stands under, and its place there. */
  readonly root: number | null;
  readonly place: number | null;
}

export interface RootRow {
  readonly number: number;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  readonly size: number;
  readonly root: string;
  readonly signed: string;
}

const LEAF = `id, at, message_id "messageId", message, receipt, root, place`;
const ROOT = `number, from_at "from", to_at "to", size, root, signed`;
const LOCK = `hashtextextended('sunshine.exchange.proof', 0)`;

/** Who writes lines lets others write as well, and keeps a root from being made till the end of the transaction. */
const among: Statement = { name: 'exchange.proof-among', text: `select pg_advisory_xact_lock_shared(${LOCK})` };
/** Who makes a root does so when nobody writes, so that no line comes before its end later. */
const alone: Statement = { name: 'exchange.proof-alone', text: `select pg_advisory_xact_lock(${LOCK})` };
const add: Statement = {
  name: 'exchange.add-leaves',
  text: `insert into proof_leaf (at, message_id, message, receipt) select $1, * from unnest($2::uuid[], $3::text[], $4::text[])`,
};
const open: Statement = {
  name: 'exchange.open-leaves',
  text: `select ${LEAF} from proof_leaf where root is null order by at, id limit $1`,
};
const oldest: Statement = { name: 'exchange.oldest-leaf', text: 'select min(at) at from proof_leaf where root is null' };
const under: Statement = {
  name: 'exchange.leaves-under',
  text: `update proof_leaf l set root = $1, place = p.place from unnest($2::timestamptz[], $3::bigint[], $4::int[]) p(at, id, place) where l.at = p.at and l.id = p.id`,
};
const lastRoot: Statement = { name: 'exchange.last-root', text: `select ${ROOT} from proof_root order by number desc limit 1` };
const addRoot: Statement = {
  name: 'exchange.add-root',
  text: 'insert into proof_root (number, from_at, to_at, size, root, signed) values ($1, $2, $3, $4, $5, $6)',
};
const leafFor: Statement = {
  name: 'exchange.leaf-of-message',
  text: `select ${LEAF} from proof_leaf where message_id = $1 and receipt = $2 order by at, id limit 1`,
};
const leavesOf: Statement = {
  name: 'exchange.leaves-of-root',
  text: `select ${LEAF} from proof_leaf where root = $1 and at >= $2 and at < $3 order by place`,
};
const rootOf: Statement = { name: 'exchange.root', text: `select ${ROOT} from proof_root where number = $1` };

export async function writeAmong(tx: EntityManager): Promise<void> {
  await sql(tx, among, []);
}

export async function writeAlone(tx: EntityManager): Promise<void> {
  await sql(tx, alone, []);
}

export async function addLeaves(tx: EntityManager, at: Date, leaves: readonly NewLeaf[]): Promise<void> {
  const column = (name: keyof NewLeaf) => leaves.map((leaf) => leaf[name]);
  await sql(tx, add, [at, column('messageId'), column('message'), column('receipt')]);
}

export const openLeaves = (tx: EntityManager, limit: number): Promise<Leaf[]> => sql<Leaf>(tx, open, [limit]);

export async function oldestOpenLeaf(tx: EntityManager): Promise<Date | null> {
  return (await sql<{ at: Date | null }>(tx, oldest, []))[0]?.at ?? null;
}

/** Puts the leaves under the root, in their order. */
export async function placeLeaves(tx: EntityManager, root: number, leaves: readonly Leaf[]): Promise<void> {
  await sql(tx, under, [root, leaves.map(({ at }) => at), leaves.map(({ id }) => id), leaves.map((_leaf, place) => place)]);
}

export async function lastRootRow(tx: EntityManager): Promise<RootRow | null> {
  return (await sql<RootRow>(tx, lastRoot, []))[0] ?? null;
}

export async function addRootRow(tx: EntityManager, { number, from, to, size, root, signed }: RootRow): Promise<void> {
  await sql(tx, addRoot, [number, from, to, size, root, signed]);
}

/** @param receipt its digest */
export async function leafOfMessage(tx: EntityManager, messageId: string, receipt: string): Promise<Leaf | null> {
  return (await sql<Leaf>(tx, leafFor, [messageId, receipt]))[0] ?? null;
}

export const leavesUnder = (tx: EntityManager, { number, from, to }: RootRow): Promise<Leaf[]> =>
  sql<Leaf>(tx, leavesOf, [number, from, to]);

export async function rootRow(tx: EntityManager, number: number): Promise<RootRow | null> {
  return (await sql<RootRow>(tx, rootOf, [number]))[0] ?? null;
}
