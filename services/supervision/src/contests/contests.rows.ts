import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Contest, ContestOutcome } from '../domain/contests/contest.records.js';
import type { FigureFact } from '../domain/figures/facts.js';

const FACT = `f.figure, f.clock_id "clockId", f.petition_id "petitionId", f.organ_id "organId", f.started_on "startedOn", f.due_on "dueOn",
  f.answered_on "answeredOn", f.finding, coalesce(f.found, f.finding) found`;

/** SQL of the fact $2, $3 where the person $1 works in the organ whose fact it is, and is not kept from the petition. */
export const ownFact = (free: string): Statement => ({
  name: 'supervision.own-fact',
  text: `select ${FACT} from figure_fact f where f.figure = $2 and f.clock_id = $3::uuid
    and f.organ_id in (select r.organ_id from person_role r where r.person_id = $1::uuid) and ${free}`,
});

const lock: Statement = { name: 'supervision.contested-matter', text: 'select id from petition where id = $1 for update' };
const fact: Statement = {
  name: 'supervision.contested-fact',
  text: `select ${FACT} from figure_fact f where f.figure = $1 and f.clock_id = $2`,
};
/** Whoever writes the facts of a petition anew waits here. */
export const lockMatter = (tx: EntityManager, petitionId: string): Promise<unknown> => sql(tx, lock, [petitionId]);

/** The fact as it stands behind the lock of its petition; null: it is none any more. */
export async function lockedFact(tx: EntityManager, { petitionId, figure, clockId }: FigureFact): Promise<FigureFact | null> {
  await lockMatter(tx, petitionId);
  return (await sql<FigureFact>(tx, fact, [figure, clockId]))[0] ?? null;
}

/** SQL that is true where the contest `s` is of the duty of the fact `f`. */
export const OF_FACT = `s.kind = 'contest' and s.petition_id = f.petition_id and s.by_organ_id = f.organ_id and s.data ->> 'figure' = f.figure
  and s.data ->> 'startedOn' = f.started_on::text`;
const former: Statement = {
  name: 'supervision.contests-of-fact',
  text: `select s.data from figure_fact f join supervision_record s on ${OF_FACT} where f.figure = $1 and f.clock_id = $2
    order by s.opened_on desc, s.id desc`,
};
/** Contests of the same duty in the same figure, newest first. */
export const contestsOf = async (tx: EntityManager, { figure, clockId }: FigureFact): Promise<Contest[]> =>
  (await sql<{ data: Contest }>(tx, former, [figure, clockId])).map(({ data }) => data);

/** The office beside the organ, or beside the nearest one above it, that has a supervisor; one of supervision before a bureau. */
const office: Statement = {
  name: 'supervision.deciding-office',
  text: `select o.id from organ me join organ o on o.parent_id = any(array_remove(me.path, me.id)) and o.id <> me.id
    where me.id = $1 and o.kind in ('supervision_office', 'petition_bureau')
      and exists (select from person_role r where r.organ_id = o.id and r.role = 'SUPERVISOR')
    order by array_position(me.path, o.parent_id) desc, o.kind <> 'supervision_office', o.id limit 1`,
};
export const officeFor = async (tx: EntityManager, organId: string): Promise<string | null> =>
  (await sql<{ id: string }>(tx, office, [organId]))[0]?.id ?? null;

const rule: Statement = {
  name: 'supervision.rule-fact',
  text: `insert into fact_ruling (petition_id, figure, organ_id, started_on, ruling, contest_id) values ($1, $2, $3, $4, $5, $6)
    on conflict (petition_id, figure, organ_id, started_on) do update set ruling = excluded.ruling, contest_id = excluded.contest_id`,
};
/** Keeps what holds of the duty from now on. */
export const keepRuling = (
  tx: EntityManager,
  petitionId: string,
  { id, figure, byOrganId, startedOn }: Contest,
  ruling: Exclude<ContestOutcome, 'dismissed'>,
): Promise<unknown> => sql(tx, rule, [petitionId, figure, byOrganId, startedOn, ruling, id]);
