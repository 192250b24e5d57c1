import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { ServedPaper } from './domain/closing.js';
import type { FiledPaper } from './domain/reopening.js';

const servedOf: Statement = {
  name: 'case.papers-served',
  text: `select document_id "documentId", petitioner_id "petitionerId", served_on "servedOn" from service
    where petition_id = $1 and opinion_id is null and served_on is not null`,
};
const papersOf: Statement = {
  name: 'case.papers-in-use',
  text: `select id, kind, number, issued_on "issuedOn" from document where petition_id = $1 and voided_on is null order by issued_on, id`,
};

export const papersServed = (tx: EntityManager, petitionId: string): Promise<ServedPaper[]> => sql<ServedPaper>(tx, servedOf, [petitionId]);

/** Papers of a petition, without those taken out of use. */
export const papersInUse = (tx: EntityManager, petitionId: string): Promise<FiledPaper[]> => sql<FiledPaper>(tx, papersOf, [petitionId]);
