import type { Stage } from '@sunshine/events';
import type { Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import type { LowerOrgan, MatterInHand, RefusalFacts } from '../domain/exits/refusal.js';
import type { EarlierOpinion } from '../domain/groups/refiling.records.js';
import { reviewEnded } from '../domain/review/ending.js';
import { issuedPaper } from '../papers/papers.rows.js';
import { readCases } from '../runner/case.load.js';

/**
 * Organ `a` is a superior of organ `o`: above it in the tree, the one that reviews its opinions, or the bureau of a level above its own.
 * @source 信访工作条例 19 ¶3, 35
 */
const BELOW = `((a.id = any(o.path) and a.id <> o.id) or o.reviewed_by = a.id
  or (a.kind = 'petition_bureau' and a.parent_id = any(o.path) and o.parent_id <> a.parent_id))`;

// Finds open matters below the acting organ, its own, and those that came through it; never a report or a closed matter. A bureau only
// passes matters on, so none counts as in hand there.
const inHand: Statement = {
  name: 'case.in-hand',
  text: `select p.id "petitionId", p.number, p.stage, o.id "organId", o.name, coalesce(${BELOW}, false) below,
    (select min(c.effective_due) from clock c where c.petition_id = p.id and c.subject = p.organ_id and c.ended is null
      and c.term in ('NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED', 'HANDLE')) until
    from petition p join organ o on o.id = p.organ_id join organ a on a.id = $2
    where p.number = $1 and p.kind <> 'REPORT' and p.stage <> 'closed' and p.organ_kind <> 'petition_bureau'
      and (${BELOW} or a.id in (o.id, p.registering_organ_id, p.sender_id))`,
};

const organBelow: Statement = {
  name: 'case.organ-below',
  text: `select o.id "organId", o.name, coalesce(${BELOW}, false) below from organ o join organ a on a.id = $2 where o.id = $1`,
};

/** The facts that a ground of refusal needs from the tables. */
export async function refusalFacts(
  tx: EntityManager,
  organId: string,
  {
    matterNumber,
    lowerOrganId,
    earlierId,
  }: { readonly matterNumber: string | null; readonly lowerOrganId: string | null; readonly earlierId: string | null },
): Promise<RefusalFacts> {
  return {
    matter: matterNumber === null ? null : await matterInHand(tx, organId, matterNumber),
    lowerOrgan: lowerOrganId === null || !isUuid(lowerOrganId) ? null : await lowerOrgan(tx, organId, lowerOrganId),
    rereview: earlierId === null ? null : await rereviewServed(tx, earlierId),
  };
}

/** The 复核 opinion that ended a matter: number, and the day on which the last one was served; null where none did. */
async function rereviewServed(tx: EntityManager, petitionId: string): Promise<EarlierOpinion | null> {
  const state = (await readCases(tx, [petitionId])).get(petitionId);
  const documentId = state && reviewEnded(state, 'rereview')?.documentId;
  if (!documentId) return null;
  const { number, deliveries } = await issuedPaper(tx, petitionId, documentId);
  const servedOn = deliveries
    .flatMap((row) => row.servedOn ?? [])
    .toSorted()
    .at(-1);
  return number === null || servedOn === undefined ? null : { number, servedOn };
}

/** The open matter of that number at or below the organ, or passed on by it; null for any other. */
export async function matterInHand(tx: EntityManager, organId: string, number: string): Promise<(MatterInHand & { stage: Stage }) | null> {
  const [row] = await sql<Omit<MatterInHand, 'organ'> & LowerOrgan & { stage: Stage }>(tx, inHand, [number, organId]);
  if (!row) return null;
  const { petitionId, stage, until, name, below } = row;
  return { petitionId, number, stage, until, organ: { organId: row.organId, name, below } };
}

async function lowerOrgan(tx: EntityManager, organId: string, lowerId: string): Promise<LowerOrgan | null> {
  const [row] = await sql<LowerOrgan>(tx, organBelow, [lowerId, organId]);
  return row ?? null;
}
