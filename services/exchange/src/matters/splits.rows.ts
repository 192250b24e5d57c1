import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';

export interface SplitHeard {
  readonly splitId: string;
  readonly petitionId: string;
  readonly partIds: readonly string[];
  /** Asia/Shanghai. */
  readonly splitOn: string;
}

// One event of a letter at a time: two that each see the other's row not yet would both leave it.
const lock: Statement = {
  name: 'exchange.lock-split',
  text: `select pg_advisory_xact_lock(hashtextextended('split ' || $1::text, 0))`,
};
const keep: Statement = {
  name: 'exchange.keep-split',
  text: `insert into split_heard (split_id, petition_id, part_ids, split_on) values ($1, $2, $3, $4) on conflict do nothing`,
};
const take: Statement = {
  name: 'exchange.take-split',
  text: `update split_heard s set told = true where petition_id = $1 and not told
      and not exists (select from unnest(s.petition_id || s.part_ids) one(id) where not exists (select from petition_known k where k.id = one.id))
    returning split_id "splitId", petition_id "petitionId", part_ids "partIds", split_on::text "splitOn"`,
};

export async function lockSplitOf(tx: EntityManager, petitionId: string): Promise<void> {
  await sql(tx, lock, [petitionId]);
}

export async function keepSplit(tx: EntityManager, { splitId, petitionId, partIds, splitOn }: SplitHeard): Promise<void> {
  await sql(tx, keep, [splitId, petitionId, partIds, splitOn]);
}

/** Splits of the letter whose parts are all registered; each is taken once. */
export const takeSplits = (tx: EntityManager, petitionId: string): Promise<SplitHeard[]> => sql<SplitHeard>(tx, take, [petitionId]);
