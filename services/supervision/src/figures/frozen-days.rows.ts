import { sql, type Statement } from '@sunshine/platform';
import { NIL } from 'uuid';
import type { EntityManager } from 'typeorm';
import { FOLD, foldedHash, headHash, type FrozenFact, type FrozenHead } from '../domain/figures/frozen.js';

/** A closed day as it was frozen. */
export interface FrozenDay extends FrozenHead {
  readonly hash: string;
  readonly frozenAt: string;
}

export const DAY_COLUMNS = 'd.day, d.previous, d.versions, d.facts, d.hash, d.frozen_at "frozenAt"';
const last: Statement = { name: 'supervision.last-frozen', text: `select ${DAY_COLUMNS} from frozen_day d order by d.day desc limit 1` };
const write: Statement = {
  name: 'supervision.write-frozen',
  text: 'insert into frozen_day (day, previous, versions, facts, hash, frozen_at) values ($1, $2, $3::json, $4, $5, $6)',
};
const lines: Statement = {
  name: 'supervision.frozen-lines',
  text: `select figure, clock_id "clockId", organ_id "organId", due_on "dueOn", answered_on "answeredOn", finding from frozen_fact
    where day = $1 and (figure, clock_id) > ($2, $3::uuid) order by figure, clock_id limit ${FOLD}`,
};

export const lastDay = async (tx: EntityManager): Promise<FrozenDay | null> => (await sql<FrozenDay>(tx, last, []))[0] ?? null;

export const writeDay = (tx: EntityManager, { day, previous, versions, facts, hash, frozenAt }: FrozenDay): Promise<unknown> =>
  sql(tx, write, [day, previous, JSON.stringify(versions), facts, hash, frozenAt]);

/** The hash of a day from its rows: that with which it was frozen, unless a row is another one now. */
export async function hashOfLines(tx: EntityManager, head: FrozenHead): Promise<string> {
  let hash = headHash(head);
  for (let [figure, clockId] = ['', NIL as string]; ;) {
    const page = await sql<FrozenFact>(tx, lines, [head.day, figure, clockId]);
    const end = page.at(-1);
    if (!end) return hash;
    hash = foldedHash(hash, page);
    ({ figure, clockId } = end);
  }
}
