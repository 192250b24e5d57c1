import type { Statement } from '@sunshine/platform';
import type { Day } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';
import { sql } from '../sealing/sql.js';
import type { ServedPaper } from '../domain/closing/closing.js';
import type { FiledPaper } from '../domain/closing/reopening.js';

const servedOf: Statement = {
  name: 'case.papers-served',
  text: `select document_id "documentId", petitioner_id "petitionerId", served_on "servedOn" from service
    where petition_id = $1 and opinion_id is null and served_on is not null`,
};
const leadOf: Statement = { name: 'case.lead-closed', text: 'select closed_on "closedOn" from petition where id = $1' };
const papersOf: Statement = {
  name: 'case.papers-in-use',
  text: `select id, kind, number, issued_on "issuedOn" from document where petition_id = $1 and voided_on is null order by issued_on, id`,
};

export const papersServed = (tx: EntityManager, petitionId: string): Promise<ServedPaper[]> => sql<ServedPaper>(tx, servedOf, [petitionId]);

/** Papers of a petition, without those taken out of use. */
export const papersInUse = (tx: EntityManager, petitionId: string): Promise<FiledPaper[]> => sql<FiledPaper>(tx, papersOf, [petitionId]);

/** The day a lead was closed; null while it is open. */
export async function leadClosed(tx: EntityManager, leadId: string): Promise<Day | null> {
  const [lead] = await sql<{ closedOn: Day | null }>(tx, leadOf, [leadId]);
  return lead?.closedOn ?? null;
}
