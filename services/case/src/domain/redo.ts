import type { PetitionState } from './petition.js';
import { recordsOf, type CaseRecord } from './records.js';
import { inHandOf, opinionInHand } from './reviews-in-hand.js';
import { mayBeDrafted } from './standing.js';
import type { ComparedText } from './nearly-same.js';

export const REDO_SOURCE = '本系统规则 重新办理（参照山东省信访条例 45、北京市信访条例 50）';

/** The order to redo its opinion that was served on the organ in charge; null where there is none. */
export const redoOrder = (state: Pick<PetitionState, 'records' | 'stage'>): CaseRecord<'review'> | null =>
  state.stage === 'redoing'
    ? (recordsOf(state, 'review', 'decided', 'served').findLast(
        ({ data: { level, decision } }) => level === 'review' && decision?.redoDays != null && decision.organServedOn !== null,
      ) ?? null)
    : null;

/** An opinion as a person compares it: with what it rests on. */
export interface OpinionText extends ComparedText {
  readonly evidence: readonly string[];
  readonly answers: readonly (ComparedText['answers'][number] & { readonly basis: readonly string[] })[];
}

/** Stands in an opinion of a review for its disposition, which is compared as an answer. */
export const DISPOSITION = 'disposition';

/** Whether the organ may draft: while something is redone, only what a review has ordered it to redo. */
export const mayDraft = (state: Pick<PetitionState, 'records' | 'stage' | 'opinion'>): boolean =>
  mayBeDrafted(state.opinion) && (state.stage !== 'redoing' || redoOrder(state) !== null);

/** A text that may not say nearly what was revoked. */
export interface BannedText {
  readonly opinionId: string;
  readonly revision: number;
  readonly draftedBy: string;
  readonly drafted: boolean;
  /** Code of the ground on which the former one was revoked. */
  readonly ground: string;
  /** The opinion that was revoked, of a review the text of its opinion. */
  readonly formerId: string;
  readonly text: OpinionText;
}

/** The redone text of the organ, where the ground of the revocation forbids the same result; null: none. */
export function bannedText(state: PetitionState, organId: string): BannedText | null {
  const { opinion } = state;
  const order = organId === state.organId ? redoOrder(state)?.data : undefined;
  if (order?.decision?.redoBan && opinion && opinion.state !== 'issued')
    return {
      opinionId: opinion.id,
      revision: opinion.revision,
      draftedBy: opinion.draftedBy,
      drafted: opinion.state === 'drafted',
      ground: order.decision.ground ?? '',
      formerId: order.opinionId,
      text: opinion,
    };
  const redo = inHandOf(state, organId)?.reviews.find(({ data }) => data.redo)?.data.redo;
  const draft = redo?.ban ? opinionInHand(state, organId) : null;
  if (!redo || !draft) return null;
  return {
    opinionId: draft.id,
    revision: draft.data.revision,
    draftedBy: draft.data.draftedBy,
    drafted: draft.state === 'drafted',
    ground: redo.ground ?? '',
    formerId: redo.formerId,
    text: textOf(draft),
  };
}

/** The opinion of a review as it is compared: its disposition stands beside the answers. */
export const textOf = ({ data }: CaseRecord<'reviewOpinion'>): OpinionText => ({
  facts: data.facts,
  evidence: [],
  answers: [{ requestId: DISPOSITION, outcome: data.disposition, answer: data.basis.join('；'), basis: [] }, ...data.answers],
});
