import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { AssessmentScheme, OrganAssessment } from '../domain/assessment/assessment.records.js';

const keepScheme: Statement = {
  name: 'supervision.keep-assessment-scheme',
  text: 'insert into assessment_scheme (id, by_organ_id, year, published_on, data) values ($1, $2, $3, $4, $5::json)',
};
export const insertScheme = (tx: EntityManager, scheme: AssessmentScheme): Promise<unknown> =>
  sql(tx, keepScheme, [scheme.id, scheme.byOrganId, scheme.year, scheme.publishedOn, JSON.stringify(scheme)]);

const keepOrgan: Statement = {
  name: 'supervision.keep-organ-assessment',
  text: `insert into organ_assessment (scheme_id, organ_id, by_organ_id, year, data) values ($1, $2, $3, $4, $5::json)
    on conflict (by_organ_id, year, organ_id) do nothing returning organ_id`,
};
/** Whether the organ was not assessed by the same organ for that year before. */
export async function insertOrgan(tx: EntityManager, { byOrganId, year }: AssessmentScheme, one: OrganAssessment): Promise<boolean> {
  const kept = await sql(tx, keepOrgan, [one.schemeId, one.organId, byOrganId, year, JSON.stringify(one)]);
  return kept.length > 0;
}

const lock: Statement = {
  name: 'supervision.organ-assessment-lock',
  text: `select s.data scheme, o.data one from organ_assessment o join assessment_scheme s on s.id = o.scheme_id
    where o.scheme_id = $1 and o.organ_id = $2 for update of o`,
};
/** The assessment of an organ under its lock, so that two acts on it come one after the other. */
export async function lockAssessment(
  tx: EntityManager,
  schemeId: string,
  organId: string,
): Promise<{ scheme: AssessmentScheme; one: OrganAssessment } | null> {
  const [row] = await sql<{ scheme: AssessmentScheme; one: OrganAssessment }>(tx, lock, [schemeId, organId]);
  return row ?? null;
}

const write: Statement = {
  name: 'supervision.write-organ-assessment',
  text: 'update organ_assessment set data = $3::json where scheme_id = $1 and organ_id = $2',
};
export const updateAssessment = (tx: EntityManager, one: OrganAssessment): Promise<unknown> =>
  sql(tx, write, [one.schemeId, one.organId, JSON.stringify(one)]);
