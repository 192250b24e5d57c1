import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import { paperError } from '../domain/papers/papers.errors.js';
import type { IssuedPaper } from '../domain/papers/delivery.js';

const paperOf: Statement = {
  name: 'case.paper',
  text: `select d.id, d.kind, d.body::json ->> 'title' title, d.number, d.organ_id "organId", d.issued_on "issuedOn", d.voided_on "voidedOn",
    d.void_reason "voidReason", d.body, coalesce((select json_agg(json_build_object('id', s.id, 'opinionId', s.opinion_id, 'documentId', s.document_id,
      'petitionerId', s.petitioner_id, 'throughId', s.through_id, 'way', s.way, 'servedOn', s.served_on, 'proof', s.proof) order by s.id)
      from service s where s.document_id = d.id), '[]') deliveries
    from document d where d.id = $2 and d.petition_id = $1`,
};

/** A paper of the petition with its deliveries, and its content as it was issued. @throws DOCUMENT_UNKNOWN */
export async function issuedPaper(
  tx: EntityManager,
  petitionId: string,
  documentId: string,
): Promise<IssuedPaper & { readonly body: Readonly<Record<string, unknown>> }> {
  const [row] = isUuid(documentId) ? await sql<IssuedPaper & { body: string }>(tx, paperOf, [petitionId, documentId]) : [];
  if (!row) throw paperError('DOCUMENT_UNKNOWN');
  return { ...row, body: JSON.parse(row.body) as Record<string, unknown> };
}
