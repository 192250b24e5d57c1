import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { ConductFiling } from '../domain/conduct/conduct.js';

/** Organs by themselves and by the organs of persons that stand in a relation to the petition; a bar keeps somebody from it. */
const filing: Statement = {
  name: 'supervision.conduct-filing',
  text: `select coalesce(json_agg(o.path) filter (where o.id is not null), '[]') at from relation x
    left join organ o on o.id = x.subject or o.id in (select r.organ_id from person_role r where r.person_id = x.subject)
    where x.petition_id = $1 and x.relation not in ('barred', 'recused')`,
};

/** Who has to do with the petition by which a complaint came. */
export const organsOfFiling = async (tx: EntityManager, petitionId: string): Promise<ConductFiling['at']> =>
  (await sql<{ at: ConductFiling['at'] }>(tx, filing, [petitionId]))[0]?.at ?? [];

const officers: Statement = {
  name: 'supervision.conduct-officers',
  text: `select distinct r.person_id id from person_role r join organ o on o.id = r.organ_id where $1 = any(o.path) order by 1`,
};

/** Who holds a role in the unit or below it. */
export const officersOf = (tx: EntityManager, unitId: string): Promise<{ id: string }[]> => sql(tx, officers, [unitId]);
