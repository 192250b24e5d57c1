import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { sql } from '../sealing/sql.js';
import type { Desk } from '../domain/handling/recusal.js';

const deskOf: Statement = {
  name: 'case.desk',
  text: `select g.path, coalesce((select json_agg(json_build_object('personId', r.person_id, 'role', r.role) order by r.person_id, r.role)
    from person_role r where r.organ_id = g.id), '[]') officers from organ g where g.id = $1`,
};

/** Officers of an organ and the organs above it. */
export async function deskOfOrgan(tx: EntityManager, organId: string): Promise<Desk> {
  const [desk] = await sql<Desk>(tx, deskOf, [organId]);
  return desk ?? { path: [], officers: [] };
}
