import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { sql } from '../sealing/sql.js';
import type { Staff } from '../domain/handling/recusal.js';

const staffOf: Statement = {
  name: 'case.staff-of-organ',
  text: `select g.path, coalesce((select json_agg(json_build_object('personId', r.person_id, 'role', r.role) order by r.person_id, r.role)
    from person_role r where r.organ_id = g.id), '[]') officers from organ g where g.id = $1`,
};

/** Officers of an organ and the organs above it. */
export async function staffOfOrgan(tx: EntityManager, organId: string): Promise<Staff> {
  const [staff] = await sql<Staff>(tx, staffOf, [organId]);
  return staff ?? { path: [], officers: [] };
}

/** SQL: the officer in charge of an open matter `p`, that is the one the head assigned, else the one who acted on it last. */
export const HOLDER = `coalesce((select (r.data->>'officerId')::uuid from case_record r
  where r.petition_id = p.id and r.kind = 'task' and r.state = 'open'), p.handler_id)`;

const barred: Statement = {
  name: 'case.is-barred',
  text: `select 1 from relation x where x.petition_id = $1::uuid and (x.subject = $2::uuid and x.relation in ('barred', 'recused')
    or x.relation = 'barred' and exists (select from person_role r join organ o on o.id = r.organ_id where r.person_id = $2::uuid and x.subject = any(o.path)))`,
};

/** Whether this person is accused in the matter, works in a unit that is barred from it, or must step back from it. */
export const isKeptOut = async (tx: EntityManager, petitionId: string, personId: string): Promise<boolean> =>
  (await sql(tx, barred, [petitionId, personId])).length > 0;
