import type { PassHolder } from '@sunshine/acts';
import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { ReviewLevel } from '@sunshine/events';
import type { PetitionState } from '../domain/petition.js';
import type { CaseRecord } from '../domain/records.js';
import { reviewOf, reviewOfPetitioner } from '../domain/reviews-in-hand.js';
import { organNamed, type KnownOrgan } from '../runner/case.load.js';
import { sql } from '../sealing/sql.js';

/** $1 the paper of the opinion */
const issuerOfPaper: Statement = { name: 'case.opinion-issuer', text: 'select organ_id "organId" from document where id = $1' };

/** The organ whose opinion a request of this level by the petitioner is aimed at, with who reviews it. */
export function issuerOf(tx: EntityManager, state: PetitionState, level: ReviewLevel, petitionerId: string | null): Promise<KnownOrgan> {
  const reviewed = level === 'rereview' && petitionerId !== null ? reviewOfPetitioner(state, petitionerId) : null;
  return reviewedOrgan(tx, state, reviewed);
}

/** The organ whose opinion that request is aimed at. */
export const issuerAttacked = (tx: EntityManager, state: PetitionState, { data }: CaseRecord<'review'>): Promise<KnownOrgan> =>
  reviewedOrgan(tx, state, data.level === 'rereview' ? reviewOf(state, data.attackedDocumentId) : null);

/** @param review of a re-review what is re-reviewed; null: it is the opinion that is reviewed */
async function reviewedOrgan(tx: EntityManager, state: PetitionState, review: CaseRecord<'review'> | null): Promise<KnownOrgan> {
  const documentId = state.opinion?.documentId ?? null;
  const [issued] = documentId === null ? [] : await sql<{ organId: string }>(tx, issuerOfPaper, [documentId]);
  return organNamed(tx, state.id, review?.organId ?? issued?.organId ?? state.organId);
}

export interface AttackedRow {
  readonly documentId: string;
  readonly kind: string;
  readonly number: string | null;
  readonly on: string;
}

/** $1 the paper */
const attacked: Statement = {
  name: 'case.attacked-paper',
  text: 'select id "documentId", kind, number, issued_on "on" from document where id = $1',
};

/** The paper that a request is aimed at; null where it names none. */
export async function attackedPaper(tx: EntityManager, documentId: string | null): Promise<AttackedRow | null> {
  if (documentId === null) return null;
  const [found = null] = await sql<AttackedRow>(tx, attacked, [documentId]);
  return found;
}

/** $1 petition */
const lead: Statement = {
  name: 'case.lead-of-holder',
  text: 'select merged_into "petitionId", petitioner_ids "petitionerIds" from petition where id = $1 and merged_into is not null',
};

/** Whose part of the lead a pass of a merged petition opens: the member's, or that of its only petitioner. */
export async function leadOf(db: EntityManager, holder: PassHolder): Promise<PassHolder> {
  const [found] = await sql<{ petitionId: string; petitionerIds: string[] }>(db, lead, [holder.petitionId]);
  if (!found) return holder;
  const [only = null, ...others] = found.petitionerIds;
  return { petitionId: found.petitionId, petitionerId: holder.petitionerId ?? (others.length === 0 ? only : null) };
}
