import { loader, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { DataSource } from 'typeorm';

/** `organ` as the stub that the graph shows. */
export const ORGAN = `json_build_object('id', organ_id) as organ`;

/** Rows that belong to petitions, for `byPetition`. @param from a table with `petition_id` */
export const rowsOfPetitions = (name: string, columns: string, from: string, order: string): Statement => ({
  name: `intake.${name}`,
  text: `select petition_id as "petitionId", ${columns} from ${from} where petition_id = any($1::uuid[]) order by petition_id, ${order}`,
});

/** Rows of a petition that the caller was allowed to load, by one statement for all petitions of a request. @param statement `$1` takes their ids */
export async function byPetition<R extends { readonly petitionId: string }>(
  db: DataSource,
  ctx: RequestContext,
  statement: Statement,
  petitionId: string,
): Promise<R[]> {
  const rows = await loader<string, R[]>(ctx, Symbol.for(statement.name), async (ids) => {
    const of = new Map<string, R[]>(ids.map((id) => [id, []]));
    for (const row of await sql<R>(db.manager, statement, [ids])) of.get(row.petitionId)?.push(row);
    return ids.map((id) => of.get(id) ?? []);
  }).load(petitionId);
  return rows ?? [];
}
