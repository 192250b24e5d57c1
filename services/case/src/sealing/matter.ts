import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { keepFor, sql } from './sql.js';
import { sealedBody } from './words.js';

const OF_PETITION = 'petition_id = $1';
const OF_ITS_PAPERS = 'document_id in (select d.id from document d where d.petition_id = $1)';

/** Every column of this service that holds words about a matter, by table, with the condition that finds the rows of a petition. */
export const WORDS = [
  ['petition_request', ['basis'], OF_PETITION],
  ['extension', ['reason', 'decline_reason'], OF_PETITION],
  ['opinion', ['facts', 'evidence', 'answers', 'remark'], OF_PETITION],
  ['opinion_draft', ['facts', 'evidence', 'answers'], OF_PETITION],
  ['case_record', ['data'], OF_PETITION],
  ['service', ['proof'], OF_PETITION],
  ['document', ['body', 'void_reason'], OF_PETITION],
  ['document_register', ['void_reason'], OF_ITS_PAPERS],
  ['seal_register', ['reason'], OF_ITS_PAPERS],
  ['history', ['remark'], OF_PETITION],
] as const;

const read = (table: string, columns: readonly string[], of: string): Statement => ({
  name: `case.words-${table}`,
  text: `select ctid::text place, ${columns.join(', ')} from ${table} where ${of} for update`,
});
const write = (table: string, columns: readonly string[]): Statement => ({
  name: `case.words-sealed-${table}`,
  text: `update ${table} t set ${columns.map((column) => `${column} = v.${column}`).join(', ')}
    from json_populate_record(null::${table}, $2::json) v where t.ctid = $1::tid`,
});

/** Seals what was written about a petition before it was known to be a report; the caller holds its row. */
export async function sealMatter(tx: EntityManager, petitionId: string): Promise<void> {
  const keep = await keepFor(tx, { id: petitionId, kind: 'REPORT' });
  for (const [table, columns, of] of WORDS) {
    for (const { place, ...row } of await sql<Record<string, unknown> & { place: string }>(tx, read(table, columns, of), [petitionId])) {
      const { body, ...words } = row;
      const sealed = { ...keep(words), ...(typeof body === 'string' && { body: sealedBody(keep, body) }) };
      await sql(tx, write(table, columns), [place, JSON.stringify(sealed)]);
    }
  }
}
