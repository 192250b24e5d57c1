import { RedoCompared } from '@sunshine/events';
import { reviewGroundsOf, type RulePack, type Term } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { startedAgain } from '../duties.js';
import type { ClockFact, ClockMove, Decision, Given, PetitionState } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import { required } from '../text.js';
import { decidingError } from './deciding.errors.js';
import { compareOpinions, type ComparedText } from '../nearly-same.js';
import { bannedText, REDO_SOURCE } from '../redo.js';
import { dutyEnds, openReviews, reReviewFollowed, reviewersLeave, stageByReviews } from './standing.js';

/** Why it was revoked, in words. */
export const revokingGround = (pack: RulePack, code: string): string =>
  reviewGroundsOf(pack, 'revoke').find((one) => one.code === code)?.title ?? code;

/**
 * After unclear facts, thin evidence or a wrong basis the redone text goes on only once a person has found it to be another.
 * @throws REDO_NOT_COMPARED, REDO_SAME_AGAIN
 * @source own rule after Shandong 45, Beijing 50; law 10
 */
export function requireRedoCompared({ state, law, act }: Given): void {
  const banned = bannedText(state, act.organ.id);
  if (!banned) return;
  const { opinionId, revision, ground } = banned;
  const found = recordsOf(state, 'redoComparison').findLast(({ data }) => data.opinionId === opinionId && data.revision === revision);
  const details = { ground: revokingGround(law.packOn(act.on), ground) };
  if (!found) throw decidingError('REDO_NOT_COMPARED', { source: REDO_SOURCE, details });
  if (found.state === 'same') throw decidingError('REDO_SAME_AGAIN', { source: REDO_SOURCE, details });
}

export interface CompareRedo {
  readonly recordId: string;
  readonly same: boolean;
  readonly reason: string;
  /** What was revoked. */
  readonly former: ComparedText;
}

/**
 * 比对重新办理的意见: another person than the drafter says whether it is nearly the same as what was revoked. What the comparison of words
 * shows is a help and stands beside it.
 * @throws ACT_NOT_IN_STAGE, REDO_NOTHING_TO_COMPARE, OWN_PROPOSAL, TEXT_MISSING
 * @source own rule; law 10 (compared, a person decides)
 */
export function compareRedo(given: Given, { recordId, same, reason, former }: CompareRedo): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'compareRedo', REDO_SOURCE);
  const banned = bannedText(state, act.organ.id);
  if (!banned?.drafted) throw decidingError('REDO_NOTHING_TO_COMPARE', { source: REDO_SOURCE });
  if (banned.draftedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: REDO_SOURCE });
  const { opinionId, revision, text } = banned;
  const record = newRecord({
    id: recordId,
    kind: 'redoComparison',
    state: same ? 'same' : 'different',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { opinionId, revision, nearness: compareOpinions(former, text).nearness, reason: required('比对理由', 'reason', reason, 2000) },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [RedoCompared.create({ petitionId: state.id, organId: act.organ.id, opinionId, revision, same })],
      line: { act: 'compareRedo', basis: REDO_SOURCE, remark: same ? '相同或者基本相同' : '不同' },
    },
  );
}

/**
 * What a request that is not answered after all, refused or taken back, does where its review was to be redone: once nobody asks for it any more
 * there is nothing to redo, and the matter is where it was. @param reason null: refused, which meets the term
 */
export function redoDropped(
  { state, act }: Pick<Given, 'state'> & { readonly act: Pick<Given['act'], 'on'> },
  review: CaseRecord<'review'>,
  change: Partial<PetitionState>,
  reason: string | null,
): { readonly change: Partial<PetitionState>; readonly clocks: readonly ClockMove[] } {
  const { records = state.records } = change;
  if (recordsOf({ records }, 'review', 'admitted').some(({ data }) => data.redo !== null)) return { change, clocks: [] };
  const followed = records.map((one): CaseRecord => (one.kind === 'review' && one.data.level === 'rereview' ? reReviewFollowed(one) : one));
  const end = { petitionId: state.id, term: 'REDO', subject: review.organId as string, on: act.on } as const;
  return {
    change: { ...change, records: followed, stage: stageByReviews({ records: followed, stage: 'review_requested' }) },
    clocks: [reason === null ? { do: 'stop', ...end, article: REDO_SOURCE } : { do: 'cancel', ...end, reason }],
  };
}

/**
 * What the issue of an opinion does to the reviews of a former one: what they decided stands no more. Where it is redone the redo is met by its
 * dispatch, and whoever still had a request against what was revoked has the new opinion to ask about.
 * @source law 4.1 redoing (opens a new REVIEW_REQUEST when served)
 */
export function formerReviewsOver(
  { state, clocks, law, act }: Given,
  opinionId: string,
): {
  readonly records: readonly CaseRecord[];
  readonly clocks: readonly ClockMove[];
  readonly relations: Decision['relations'];
} {
  const open = state.stage === 'redoing' ? openReviews(state) : [];
  const records = state.records.map((record): CaseRecord => {
    if (record.kind !== 'review') return record;
    const { state: from, data } = record;
    if (from === 'misdirected' || from === 'late' || from === 'admitted')
      return open.includes(record) ? { ...record, state: 'cancelled', data: { ...data, endedBy: { opinionId, from } } } : record;
    if (from !== 'decided' && from !== 'served') return record;
    return { ...record, state: 'replaced', data: { ...data, endedBy: { opinionId, from } } };
  });
  return {
    records,
    relations: reviewersLeave(state.records, open),
    clocks: [
      ...(state.stage === 'redoing'
        ? [{ do: 'stop', petitionId: state.id, term: 'REDO', subject: state.organId, on: act.on, article: REDO_SOURCE } as const]
        : []),
      ...open
        .filter((review) => review.state !== 'misdirected')
        .flatMap((review) => dutyEnds({ id: state.id, records, clocks, law }, review, act.on, 'opinion_replaced')),
    ],
  };
}

/** Reviews and terms as they stood before the issue of a redone opinion. */
interface RedoAgain {
  readonly records: readonly CaseRecord[];
  readonly clocks: readonly ClockMove[];
  readonly relations: Decision['relations'];
}

/**
 * What comes back where the redone opinion is none after all: the review that ordered it and all that was asked against that review stand as they
 * did, the redo runs on from its own service to its own day, and so do the rights and duties that had ended with it. Null: nothing was redone.
 * @source law 2.5 REDO, 4.1 redoing (REDO is met by dispatch); practice C (a number taken out of use)
 */
export function redoAgain({ state, clocks, law }: Given, opinionId: string): RedoAgain | null {
  const ended = recordsOf(state, 'review', 'replaced', 'cancelled').filter(({ data }) => data.endedBy?.opinionId === opinionId);
  const order = ended.findLast(({ data }) => data.level === 'review' && data.decision?.redoDays != null)?.data.decision;
  const redo = clocks.findLast(({ term, subject }) => term === 'REDO' && subject === state.organId);
  if (!order || redo?.ended !== 'met') return null;
  const records = state.records.map((record): CaseRecord => {
    const former = record.kind === 'review' && ended.includes(record) ? record.data.endedBy : null;
    return record.kind === 'review' && former ? { ...record, state: former.from, data: { ...record.data, endedBy: null } } : record;
  });
  const back = clocks.filter(
    (clock, at) =>
      (clock.term === 'REREVIEW_REQUEST' || clock.term === 'REREVIEW') &&
      clock.endReason === 'opinion_replaced' &&
      clock.startedOn >= (order.dispatchedOn ?? clock.startedOn) &&
      !clocks.slice(at + 1).some(({ term, subject }) => term === clock.term && subject === clock.subject),
  );
  const there = ended.flatMap(({ organId, data }) => (organId !== null && data.endedBy?.from !== 'misdirected' ? [organId] : []));
  return {
    records,
    clocks: [startedAgain(state, redo, redo.nominalDue), ...back.flatMap((clock) => runsOn(state, law, clock))],
    relations: [...new Set(there)].map((subject) => ({ do: 'set', subject, relation: 'reviewer' })),
  };
}

/** From its own start, with the days that a hearing has taken. */
function runsOn(state: PetitionState, law: Given['law'], clock: ClockFact): ClockMove[] {
  const article = law.packOf(clock.packHash).terms[clock.term as Term].pause.source;
  const of = { petitionId: state.id, term: clock.term as Term, subject: clock.subject ?? state.organId };
  return [
    startedAgain(state, clock),
    ...(clock.pauses ?? []).map(({ from, to }): ClockMove => ({ do: 'pause', ...of, from, to, article })),
  ];
}
