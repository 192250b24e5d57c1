import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { PetitionState } from '../domain/petition.js';
import { recordsOf } from '../domain/records.js';
import type { AttackedPaper } from '../domain/reviewing/deciding.js';
import { inHandOf } from '../domain/reviews-in-hand.js';
import { bannedText, textOf, type OpinionText } from '../domain/redo.js';
import { isKeptOut } from '../handling/staff.rows.js';
import { issuedPaper } from '../papers/papers.rows.js';
import { sql } from '../sealing/sql.js';

/** Those of these people who are accused in the matter or had to step back from it. */
export async function keptOutOf(tx: EntityManager, petitionId: string, personIds: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const id of new Set(personIds)) if (await isKeptOut(tx, petitionId, id)) kept.push(id);
  return kept;
}

/** The opinion that was issued last, and what the organ reviews at present: of a re-review the opinion of the review. */
export async function attackedPapers(tx: EntityManager, state: PetitionState, organId: string): Promise<AttackedPaper[]> {
  const attacked = inHandOf(state, organId)?.attackedDocumentId;
  const ids = [...new Set([state.opinion?.documentId, attacked].filter((id) => id != null))];
  const papers: AttackedPaper[] = [];
  for (const id of ids) {
    const { title, number, issuedOn } = await issuedPaper(tx, state.id, id);
    papers.push({ documentId: id, title, number, on: issuedOn });
  }
  return papers;
}

const opinionOf: Statement = {
  name: 'case.revoked-opinion',
  text: 'select facts, evidence, answers from opinion where id = $1 and petition_id = $2',
};

const NOTHING: OpinionText = { facts: '', evidence: [], answers: [] };

/** What was revoked and is redone by that organ; nothing where nothing is to be compared. */
export async function formerText(tx: EntityManager, state: PetitionState, organId: string): Promise<OpinionText> {
  const banned = bannedText(state, organId);
  if (!banned) return NOTHING;
  const review = recordsOf(state, 'reviewOpinion').find(({ id }) => id === banned.formerId);
  if (review) return textOf(review);
  const [row] = await sql<OpinionText>(tx, opinionOf, [banned.formerId, state.id]);
  return row ?? NOTHING;
}
