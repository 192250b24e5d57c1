import { ReviewFileAsked, ReviewFileHandedOver, ReviewInvestigatorsAppointed } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { decided } from '../decision.js';
import type { Staff } from '../handling/recusal.js';
import type { Decision, Given, PetitionState } from '../petition.js';
import { recordsOf, type CaseRecord } from '../records.js';
import { decidingError } from '../review/deciding.errors.js';
import { requireInHand } from './guards.js';
import { filesAskedOf, inHandOf, reviewOf, SOURCES, tookPart } from '../reviews-in-hand.js';
import { LEVEL_NAMES, type Review } from '../review/review.records.js';

const INVESTIGATORS = '本系统规则 复查复核调查（两名以上人员）';
const FILE = '本系统规则 复查复核调卷';

/** The requests with this of each of them. */
function changed({ records }: PetitionState, ids: readonly string[], change: Partial<Review>): readonly CaseRecord[] {
  return records.map((record): CaseRecord =>
    record.kind === 'review' && ids.includes(record.id) ? { ...record, data: { ...record.data, ...change } } : record,
  );
}

export interface AppointInvestigators {
  readonly investigatorIds: readonly string[];
  /** Of the reviewing organ. */
  readonly staff: Staff;
  /** Those of them who are accused in the matter or had to step back from it. */
  readonly keptOut: readonly string[];
}

/** Those who asked to step back from the matter, or of whom that was asked. */
const askedToStepBack = (state: PetitionState): readonly string[] =>
  recordsOf(state, 'recusal', 'requested').map(({ data }) => data.officerId);

/**
 * Officers whom the organ may name to investigate what it has in hand, in the order of the staff; nobody where it has nothing in hand.
 * @param organId of the reviewing organ, whose `staff` it is
 */
export function mayInvestigate(
  state: PetitionState,
  organId: string,
  { staff, keptOut }: Pick<AppointInvestigators, 'staff' | 'keptOut'>,
): readonly string[] {
  const hand = inHandOf(state, organId);
  if (!hand) return [];
  const not = new Set([...tookPart(state, hand.level), ...keptOut, ...askedToStepBack(state)]);
  return [...new Set(staff.officers.map(({ personId }) => personId))].filter((id) => !not.has(id));
}

/**
 * 指定调查人员: two officers of the reviewing organ, of whom neither took part in what is attacked and none has to step back. Others may be
 * named in their place until the opinion is issued.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, REVIEW_INVESTIGATORS_TWO, REVIEW_INVESTIGATOR_UNKNOWN, REVIEW_INVESTIGATOR_RECUSED,
 * REVIEW_INVESTIGATOR_TOOK_PART
 * @source own rule; law 10 (at least two investigators); practice E3; 信访工作条例 28 ¶3
 */
export function appointInvestigators(given: Given, { investigatorIds, staff, keptOut }: AppointInvestigators): Decision {
  const { state, act } = given;
  const { level, reviews } = requireInHand(given, 'appointInvestigators');
  const named = [...new Set(investigatorIds)];
  const source = INVESTIGATORS;
  if (named.length !== 2) throw decidingError('REVIEW_INVESTIGATORS_TWO', { source });
  if (named.some((id) => !staff.officers.some(({ personId }) => personId === id)))
    throw decidingError('REVIEW_INVESTIGATOR_UNKNOWN', { source });
  const asked = askedToStepBack(state);
  if (named.some((id) => keptOut.includes(id) || asked.includes(id)))
    throw decidingError('REVIEW_INVESTIGATOR_RECUSED', { source: '信访工作条例 28 ¶3' });
  const part = tookPart(state, level);
  if (named.some((id) => part.has(id)))
    throw decidingError('REVIEW_INVESTIGATOR_TOOK_PART', { source, details: { level: LEVEL_NAMES[level] } });
  const reviewIds = reviews.map(({ id }) => id);
  return decided(
    given,
    { records: changed(state, reviewIds, { investigatorIds: named }) },
    {
      events: [
        ReviewInvestigatorsAppointed.create({
          petitionId: state.id,
          reviewIds,
          organId: act.organ.id,
          investigators: named.length,
          investigatorIds: named,
        }),
      ],
      line: { act: 'appointInvestigators', basis: source },
    },
  );
}

/**
 * 调卷: the file of the organ whose opinion is attacked, by a day of its own; the term of the reviewer runs on.
 * @throws ACT_NOT_IN_STAGE, REVIEW_NOT_IN_HAND, REVIEW_FILE_ALREADY_ASKED, REVIEW_FILE_DUE_TOO_EARLY
 * @source own rule; practice E3
 */
export function askReviewFile(given: Given, { dueOn }: { readonly dueOn: Day }): Decision {
  const { state, act } = given;
  const { level, attackedDocumentId, reviews } = requireInHand(given, 'askReviewFile');
  const open = reviews.find(({ data }) => data.fileAsked !== null)?.data.fileAsked;
  if (open) throw decidingError('REVIEW_FILE_ALREADY_ASKED', { source: FILE, details: { day: open.on } });
  if (dueOn < act.on) throw decidingError('REVIEW_FILE_DUE_TOO_EARLY', { source: FILE, details: { day: dueOn } });
  const from = (level === 'rereview' ? reviewOf(state, attackedDocumentId)?.organId : null) ?? state.organId;
  const reviewIds = reviews.map(({ id }) => id);
  return decided(
    given,
    { records: changed(state, reviewIds, { fileAsked: { on: act.on, dueOn, from, handedOn: null } }) },
    {
      events: [ReviewFileAsked.create({ petitionId: state.id, reviewIds, organId: act.organ.id, fromOrganId: from, dueOn })],
      line: { act: 'askReviewFile', basis: FILE, remark: `交卷期限${dueOn}` },
    },
  );
}

/**
 * 交卷 by the organ that was asked.
 * @throws ACT_NOT_IN_STAGE, REVIEW_FILE_NOT_ASKED
 * @source own rule; practice E3
 */
export function handOverReviewFile(given: Given): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'handOverReviewFile', SOURCES.review);
  const waiting = filesAskedOf(state, act.organ.id);
  const [first] = waiting;
  if (!first?.data.fileAsked) throw decidingError('REVIEW_FILE_NOT_ASKED', { source: FILE });
  const asked = { ...first.data.fileAsked, handedOn: act.on };
  // Two organs may review for two petitioners: each is handed the file by itself.
  const reviewIds = waiting.filter(({ organId }) => organId === first.organId).map(({ id }) => id);
  return decided(
    given,
    { records: changed(state, reviewIds, { fileAsked: asked }) },
    {
      events: [ReviewFileHandedOver.create({ petitionId: state.id, reviewIds, organId: act.organ.id, toOrganId: first.organId as string })],
      line: { act: 'handOverReviewFile', basis: FILE },
    },
  );
}
