import { insertRows, sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { KnownVisit } from '../domain/registration/desk-facts.js';
import type { VisitEvent } from '../domain/visits/visit.js';

const COLUMNS = `v.id, v.organ_id as "organId", v.on_day as "on", v.time_in as "timeIn", v.time_out as "timeOut", v.place, v.head_count as "headCount",
  v.ticket_number as "ticketNumber", v.reception_officer_id as "receptionOfficerId", v.on_duty_ids as "onDutyIds",
  v.called_organ_ids as "calledOrganIds"`;

/** A visit as a row of its table. */
export const visitRow = (visit: VisitEvent) => ({
  id: visit.id,
  organ_id: visit.organId,
  on_day: visit.on,
  time_in: visit.timeIn,
  time_out: visit.timeOut,
  place: visit.place,
  head_count: visit.headCount,
  ticket_number: visit.ticketNumber,
  reception_officer_id: visit.receptionOfficerId,
  on_duty_ids: visit.onDutyIds,
  called_organ_ids: visit.calledOrganIds,
});

/** The insert of visits, as JSON rows in `param`. */
export const insertVisits = (param: string): string => insertRows('visit_event', Object.keys(visitRow({} as VisitEvent)), param);

const insert: Statement = { name: 'intake.visit-insert', text: insertVisits('$1') };
const end: Statement = {
  name: 'intake.visit-end',
  text: 'update visit_event set time_out = $2, called_organ_ids = $3 where id = $1',
};
const lock: Statement = {
  name: 'intake.visit-lock',
  text: `select ${COLUMNS} from visit_event v where v.id = $1 and v.organ_id = $2 for update`,
};
const known: Statement = {
  name: 'intake.visit-known',
  text: 'select id, on_day as "on" from visit_event where id = $1 and organ_id = $2',
};
const byIds: Statement = { name: 'intake.visits-by-id', text: `select ${COLUMNS} from visit_event v where v.id = any($1::uuid[])` };
const ofDay: Statement = {
  name: 'intake.visits-of-day',
  text: `select ${COLUMNS} from visit_event v where v.organ_id = $1 and v.on_day = $2 order by v.time_in nulls last, v.id`,
};

type Row = Omit<VisitEvent, 'timeIn' | 'timeOut'> & { readonly timeIn: Date | null; readonly timeOut: Date | null };

const visitOfRow = ({ timeIn, timeOut, ...visit }: Row): VisitEvent => ({
  ...visit,
  timeIn: timeIn?.toISOString() ?? null,
  timeOut: timeOut?.toISOString() ?? null,
});

export async function insertVisit(tx: EntityManager, visit: VisitEvent): Promise<void> {
  await sql(tx, insert, [JSON.stringify([visitRow(visit)])]);
}

export async function saveEndOfVisit(tx: EntityManager, { id, timeOut, calledOrganIds }: VisitEvent): Promise<void> {
  await sql(tx, end, [id, timeOut, calledOrganIds]);
}

/** A visit of the organ, locked; null where the organ has none of that id. */
export async function lockVisit(tx: EntityManager, id: string, organId: string): Promise<VisitEvent | null> {
  const [row] = await sql<Row>(tx, lock, [id, organId]);
  return row ? visitOfRow(row) : null;
}

/** A visit of the organ to which a petition refers; null where the organ has none of that id. */
export async function knownVisit(tx: EntityManager, id: string, organId: string): Promise<KnownVisit | null> {
  return (await sql<KnownVisit>(tx, known, [id, organId]))[0] ?? null;
}

/** In the order of the ids; null for an unknown one. */
export async function visitsByIds(db: EntityManager, ids: readonly string[]): Promise<(VisitEvent | null)[]> {
  const rows = new Map((await sql<Row>(db, byIds, [[...ids]])).map((row) => [row.id, visitOfRow(row)]));
  return ids.map((id) => rows.get(id) ?? null);
}

export async function visitsOfDay(db: EntityManager, organId: string, on: string): Promise<VisitEvent[]> {
  return (await sql<Row>(db, ofDay, [organId, on])).map(visitOfRow);
}
