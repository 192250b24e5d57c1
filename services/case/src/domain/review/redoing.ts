import { RedoCompared } from '@sunshine/events';
import { reviewGroundsOf, type RulePack } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import type { ClockMove, Decision, Given } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import { required } from '../text.js';
import { decidingError } from './deciding.errors.js';
import { compareOpinions, type ComparedText } from '../nearly-same.js';
import { bannedText, REDO_SOURCE } from '../redo.js';
import { dutyEnds, openReviews } from './standing.js';

const groundTitle = (pack: RulePack, code: string): string =>
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
  const details = { ground: groundTitle(law.packOn(act.on), ground) };
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
 * What the issue of an opinion does to the reviews of a former one: what they decided stands no more. Where it is redone the redo is met by its
 * dispatch, and whoever still had a request against what was revoked has the new opinion to ask about.
 * @source law 4.1 redoing (opens a new REVIEW_REQUEST when served)
 */
export function formerReviewsOver({ state, clocks, law, act }: Given): {
  readonly records: readonly CaseRecord[];
  readonly clocks: readonly ClockMove[];
} {
  const open = state.stage === 'redoing' ? openReviews(state) : [];
  const records = state.records.map((record): CaseRecord => {
    if (record.kind !== 'review') return record;
    if (open.some(({ id }) => id === record.id)) return { ...record, state: 'cancelled' };
    return record.state === 'decided' || record.state === 'served' ? { ...record, state: 'replaced' } : record;
  });
  return {
    records,
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
