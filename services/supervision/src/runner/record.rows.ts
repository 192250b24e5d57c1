import { factsOf, type Facts } from '@sunshine/access';
import { useNumber } from '@sunshine/acts';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { MatterState, OrganOfPaper, SupervisionRecord } from '../domain/matter.js';
import type { OrganRecord } from '../domain/organ-record.js';

const lock: Statement = { name: 'supervision.lock', text: 'select id from petition where id = $1 for update' };

const MATTER = `p.id, p.number, k.division,
    coalesce((select json_agg(json_build_object('clockId', c.clock_id, 'term', c.term, 'nature', c.nature, 'organId', c.subject, 'effectiveDue', c.effective_due, 'endedOn', c.ended_on)
      order by c.started_on, c.clock_id) from clock_register c where c.petition_id = p.id and c.nature is not null), '[]') duties,
    coalesce((select json_agg(r.data order by r.opened_on, r.id) from supervision_record r where r.petition_id = p.id), '[]') records`;

// Read behind the lock: a statement that waited for it would else answer what its snapshot had.
const load: Statement = {
  name: 'supervision.load',
  text: `select ${MATTER}, ${factsOf('p.id', '$2')} facts,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name, 'shortName', o.short_name)) from organ o
        where o.id in (select r.organ_id from person_role r where r.person_id = $2)), '[]') organs
    from petition p join petition_known k on k.id = p.id where p.id = $1`,
};

interface Row extends MatterState {
  readonly facts: Facts | null;
  readonly organs: readonly OrganOfPaper[];
}

/** The petition as a reader stands to it, without its lock; null where intake has not told of it. */
export const readMatter = async (tx: EntityManager, petitionId: string, personId: string): Promise<Row | null> =>
  (await sql<Row>(tx, load, [petitionId, personId]))[0] ?? null;

/** The petition under its lock, with what supervision keeps of it; null where intake has not told of it. */
export async function loadMatter(tx: EntityManager, petitionId: string, personId: string | null): Promise<Row | null> {
  const locked = sql(tx, lock, [petitionId]);
  const reading = sql<Row>(tx, load, [petitionId, personId]);
  await locked;
  const [row] = await reading;
  return row ?? null;
}

const save: Statement = {
  name: 'supervision.save',
  text: `insert into supervision_record (id, kind, petition_id, organ_id, by_organ_id, state, number, opened_on, reply_by, data, organ_ids)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::json, $11::uuid[])
    on conflict (id) do update set state = excluded.state, reply_by = excluded.reply_by, data = excluded.data`,
};

/** Writes a record that is new or changed, and what is written of its number. */
export async function saveRecord(tx: EntityManager, petitionId: string | null, record: SupervisionRecord | OrganRecord): Promise<void> {
  const { id, kind, organId, byOrganId, state, number, openedOn, replyBy } = record;
  const organIds = kind === 'round' ? record.parts.map((part) => part.organId) : null;
  await Promise.all([
    sql(tx, save, [id, kind, petitionId, organId, byOrganId, state, number, openedOn, replyBy, JSON.stringify(record), organIds]),
    ...(number === null ? [] : [useNumber(tx, id, number)]),
  ]);
}
