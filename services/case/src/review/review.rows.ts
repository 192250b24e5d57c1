import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { ReviewLevel } from '@sunshine/events';
import type { PetitionState } from '../domain/petition.js';
import { latestReviewed } from '../domain/review/requesting.js';
import { organNamed, type KnownOrgan } from '../runner/case.load.js';
import { sql } from '../sealing/sql.js';

/** $1 the paper of the opinion */
const issuerOfPaper: Statement = { name: 'case.opinion-issuer', text: 'select organ_id "organId" from document where id = $1' };

/** The organ whose opinion a request of this level is aimed at, with who reviews it. */
export async function issuerOf(tx: EntityManager, state: PetitionState, level: ReviewLevel): Promise<KnownOrgan> {
  const reviewed = level === 'rereview' ? latestReviewed(state)?.organId : undefined;
  const documentId = state.opinion?.documentId ?? null;
  const [issued] = documentId === null ? [] : await sql<{ organId: string }>(tx, issuerOfPaper, [documentId]);
  return organNamed(tx, state.id, reviewed ?? issued?.organId ?? state.organId);
}
