import { accessError } from '@sunshine/access';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { MatterCourse } from '../domain/figures/course.js';
import type { ClosedMatter, Inspection, Sample, Settlement } from '../domain/quality/sample.js';

const closed: Statement = {
  name: 'supervision.closed-matters',
  text: `select id "petitionId", closed_on "closedOn" from petition where organ_id = $1 and closed_on between $2 and $3 and listed and merged_into is null order by id`,
};
/** Matters that an organ has closed, reports never among them. */
export const readClosed = (tx: EntityManager, organId: string, from: string, to: string): Promise<ClosedMatter[]> =>
  sql(tx, closed, [organId, from, to]);

const lock: Statement = { name: 'supervision.sample-lock', text: 'select data from quality_sample where id = $1 for update' };
/** The sample under its lock, so that a matter never has three inspectors. */
export async function lockSample(tx: EntityManager, id: string): Promise<Sample | null> {
  const [row] = await sql<{ data: Sample }>(tx, lock, [id]);
  return row?.data ?? null;
}

const inspections: Statement = {
  name: 'supervision.inspections',
  text: `select sample_id "sampleId", data from quality_inspection where sample_id = any($1::uuid[]) order by petition_id, data ->> 'on', person_id`,
};
export type OfSample<Row> = { readonly sampleId: string; readonly data: Row };
export const readInspections = (tx: EntityManager, sampleIds: readonly string[]): Promise<OfSample<Inspection>[]> =>
  sql(tx, inspections, [sampleIds]);

const settlements: Statement = {
  name: 'supervision.settlements',
  text: 'select sample_id "sampleId", data from quality_settlement where sample_id = any($1::uuid[]) order by petition_id',
};
export const readSettlements = (tx: EntityManager, sampleIds: readonly string[]): Promise<OfSample<Settlement>[]> =>
  sql(tx, settlements, [sampleIds]);

const keepSample: Statement = {
  name: 'supervision.keep-sample',
  text: 'insert into quality_sample (id, organ_id, by_organ_id, drawn_on, data) values ($1, $2, $3, $4, $5::json)',
};
export const insertSample = (tx: EntityManager, sample: Sample): Promise<unknown> =>
  sql(tx, keepSample, [sample.id, sample.organId, sample.byOrganId, sample.drawnOn, JSON.stringify(sample)]);

const keepInspection: Statement = {
  name: 'supervision.keep-inspection',
  text: 'insert into quality_inspection (sample_id, petition_id, person_id, data) values ($1, $2, $3, $4::json)',
};
export const insertInspection = (tx: EntityManager, sampleId: string, inspection: Inspection): Promise<unknown> =>
  sql(tx, keepInspection, [sampleId, inspection.petitionId, inspection.personId, JSON.stringify(inspection)]);

const keepSettlement: Statement = {
  name: 'supervision.keep-settlement',
  text: 'insert into quality_settlement (sample_id, petition_id, data) values ($1, $2, $3::json)',
};
export const insertSettlement = (tx: EntityManager, sampleId: string, settlement: Settlement): Promise<unknown> =>
  sql(tx, keepSettlement, [sampleId, settlement.petitionId, JSON.stringify(settlement)]);

const corrected: Statement = {
  name: 'supervision.correction-runs',
  text: `select 1 from supervision_record where petition_id = $1 and kind = 'correction' and state <> 'checked' limit 1`,
};
/** Whether a correction of the matter has not been checked yet. */
export const correctionRuns = async (tx: EntityManager, petitionId: string): Promise<boolean> =>
  (await sql(tx, corrected, [petitionId])).length > 0;

const correcting: Statement = {
  name: 'supervision.corrections-running',
  text: `select distinct petition_id id from supervision_record where petition_id = any($1::uuid[]) and kind = 'correction' and state <> 'checked'`,
};
/** Those of the matters of which a correction has not been checked yet. */
export const underCorrection = async (tx: EntityManager, petitionIds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await sql<{ id: string }>(tx, correcting, [petitionIds])).map(({ id }) => id));

const course: Statement = { name: 'supervision.course-of', text: 'select course from petition where id = $1' };
/** The course of a matter as case has told it. */
export async function readCourse(tx: EntityManager, petitionId: string | null): Promise<MatterCourse> {
  const [row] = await sql<{ course: MatterCourse }>(tx, course, [petitionId]);
  if (!row) throw accessError('PETITION_NOT_FOUND');
  return row.course;
}

const roles: Statement = {
  name: 'supervision.organs-of',
  text: 'select distinct organ_id "organId" from person_role where person_id = $1 and organ_id is not null order by organ_id',
};
/** Organs in which a person holds any role. */
export const organsOf = async (tx: EntityManager, personId: string): Promise<string[]> =>
  (await sql<{ organId: string }>(tx, roles, [personId])).map(({ organId }) => organId);
