import type { OpinionOutcome } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import type { Answer, PetitionState } from '../petition.js';
import { ACTS, notInStage, requireStage } from '../acts.js';
import type { Stage } from '../stages.js';
import { mayDraft } from '../redo.js';
import { within } from '../text.js';
import { checkRequests, knownOutcome, LIMITS, SOURCE, type DraftOpinion } from './opinion.js';

export type DraftAnswer = Omit<Answer, 'outcome'> & { readonly outcome: OpinionOutcome | null };

/** An opinion as its officer has typed it so far, before it goes to the checker: everything may still be missing. */
export interface DraftText {
  readonly facts: string;
  readonly evidence: readonly string[];
  readonly answers: readonly DraftAnswer[];
  readonly executeBy: Day | null;
  readonly performerId: string | null;
}

export interface KeepDraft extends Pick<DraftOpinion, 'facts' | 'evidence' | 'executeBy' | 'performerOrganId'> {
  readonly answers: readonly (Omit<DraftOpinion['answers'][number], 'outcome'> & { readonly outcome: string | null })[];
  /** Version of the draft that was read; null where there was none. */
  readonly formerVersion: string | null;
}

const STAGES: readonly Stage[] = ACTS.draftOpinion.stages;

const canKeep = (state: PetitionState): boolean => STAGES.includes(state.stage) && state.mergedInto === null && mayDraft(state);

/**
 * 存稿: keeps the text exactly as typed. Only a save that names the latest version is accepted, so that nobody's text is lost
 * without anybody having seen it.
 * @param version of the draft that is kept; null when there is none
 * @throws ACT_NOT_IN_STAGE, OPINION_DRAFT_MOVED, OPINION_REQUEST_UNKNOWN, OPINION_REQUEST_TWICE, OPINION_OUTCOME_UNKNOWN, TEXT_TOO_LONG,
 * TEXT_MALFORMED
 */
export function keepDraft(state: PetitionState, version: string | null, command: KeepDraft): DraftText {
  requireStage(state.stage, 'draftOpinion', SOURCE);
  if (!canKeep(state)) throw notInStage(state.stage, 'draftOpinion', SOURCE);
  if (version !== command.formerVersion) throw caseError('OPINION_DRAFT_MOVED');
  checkRequests(state.requestIds, command.answers);
  return {
    facts: within('事实', 'facts', command.facts, LIMITS.facts),
    evidence: command.evidence.map((entry, at) => within('证据', `evidence.${at}`, entry, LIMITS.evidence)),
    answers: command.answers.map(({ id, outcome, answer, basis }, at) => ({
      requestId: id,
      outcome: outcome === null ? null : knownOutcome(outcome, at),
      answer: within('答复', `answers.${at}.answer`, answer, LIMITS.answer),
      basis: basis.map((entry, line) => within('依据', `answers.${at}.basis.${line}`, entry, LIMITS.basis)),
    })),
    executeBy: command.executeBy,
    performerId: command.performerOrganId,
  };
}

/** Whether a draft is erased by what happened: its text went to the checker, or the matter is no more the organ's to answer. */
export function endsDraft(former: PetitionState, now: PetitionState): boolean {
  return canKeep(former) && (!canKeep(now) || now.organId !== former.organId);
}
