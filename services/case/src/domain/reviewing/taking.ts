import { FilingTakenAsReview, PetitionClosed, type ReviewLevel, type ReviewWay } from '@sunshine/events';
import { isDomainError } from '@sunshine/errors';
import type { Day, Term } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { decided } from '../decision.js';
import { GOES_ON } from '../duties.js';
import { joinedTo } from '../groups/groups.js';
import { mayBeTaken } from '../needs.js';
import type { Decision, Given } from '../petition.js';
import { newRecord, recordsOf } from '../records.js';
import { required } from '../text.js';
import { reviewError } from '../review/review.errors.js';
import { LEVEL_NAMES } from '../review/review.records.js';
import { applicantOf, requestReview } from './requesting.js';
import { reviewOfPetitioner } from '../reviews-in-hand.js';
import type { Issuer } from './reviewers.js';

const SOURCE = '信访工作条例 35、36；本系统规则 复查复核申请（送错单位、误作信访登记的）';

export interface TakeAsReview {
  readonly recordId: string;
  readonly reviewId: string;
  /** The number of the petition whose opinion is attacked, as it stands on the opinion. */
  readonly earlierNumber: string;
  /** Null: of the review where one is decided, else of the opinion. */
  readonly level: ReviewLevel | null;
  /** Who asks, of several petitioners of the earlier matter; null: the only one. */
  readonly petitionerId: string | null;
  readonly organId: string | null;
  /** Null: a letter as a letter, all else at the window. */
  readonly way: ReviewWay | null;
  readonly postedOn: Day | null;
  readonly lateReason: string | null;
  readonly requests: string;
  readonly facts: string | null;
  readonly reason: string;
}

/** The petition whose opinion is attacked, under its lock. */
export interface EarlierPetition {
  readonly given: Given;
  readonly issuerOf: (level: ReviewLevel) => Issuer;
  /** The officer may read it. */
  readonly seen: boolean;
}

/** What is asked of: the review of this petitioner where one is decided, else the opinion. */
function levelOf({ state }: Given, named: string | null): ReviewLevel {
  const petitionerId = applicantOf(state, null, named);
  return petitionerId !== null && reviewOfPetitioner(state, petitionerId) ? 'rereview' : 'review';
}

/**
 * A filing that is really a request for review becomes one: it ends here, and the request is at once with the organ that may review, with the
 * first day of the filing. Whoever has the filing may do so without a right to the earlier matter, the reviewer before it has one included; to
 * such an officer every refusal about that matter says the same, so that nobody learns of a matter by its number.
 * @param earlier null where there is no such petition
 * @returns the decision on the filing, then the one on the earlier petition
 * @throws ACT_NOT_IN_STAGE, REVIEW_FILING_UNFIT, REVIEW_EARLIER_NOT_FOUND, TEXT_MISSING, and where the earlier matter may be read what
 * `requestReview` refuses
 * @source 信访工作条例 35, 36; law 2.4 (wrong organ in time), 10; practice E1
 */
export function takeAsReview(filing: Given, earlier: EarlierPetition | null, command: TakeAsReview): readonly [Decision, Decision] {
  const { state, clocks, act } = filing;
  requireStage(state.stage, 'takeAsReview', SOURCE);
  if (!mayBeTaken(state) || state.organId !== act.organ.id || joinedTo(state).length > 0)
    throw reviewError('REVIEW_FILING_UNFIT', { source: SOURCE });
  const reason = required('理由', 'reason', command.reason, 2000);
  const requests = required('请求', 'requests', command.requests, 5000);
  const unknown = () => reviewError('REVIEW_EARLIER_NOT_FOUND', { source: SOURCE, details: { number: command.earlierNumber } });
  if (!earlier || earlier.given.state.id === state.id || earlier.given.state.kind !== 'CLAIM') throw unknown();
  const { given } = earlier;
  const level = command.level ?? levelOf(given, command.petitionerId);
  const asked = requested(filing, earlier, { ...command, requests }, level);
  if (asked === null) throw unknown();
  const [review] = recordsOf(asked.state, 'review').filter(({ id }) => id === command.reviewId);
  const { id: earlierId, number: earlierNumber } = given.state;
  const record = newRecord({
    id: command.recordId,
    kind: 'takenAsReview',
    state: 'taken',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { earlierId, earlierNumber, reviewId: command.reviewId, level, reason },
  });
  const taken = { petitionId: state.id, organId: act.organ.id, earlierPetitionId: earlierId, reviewId: command.reviewId, level };
  const ended = decided(
    filing,
    { stage: 'closed', closedOn: act.on, outcome: 'taken_as_review', records: [...state.records, record] },
    {
      clocks: clocks
        .filter(({ term, ended: how }) => how === null && !GOES_ON.includes(term))
        .map(({ term, subject }) => ({
          do: 'cancel',
          petitionId: state.id,
          term: term as Term,
          ...(subject !== null && { subject }),
          on: act.on,
          reason: 'taken_as_review',
        })),
      events: [
        FilingTakenAsReview.create({ ...taken, receivedOn: review?.data.firstReceivedOn ?? state.receivedOn }),
        PetitionClosed.create({ petitionId: state.id, ground: 'taken_as_review', closedOn: act.on }),
      ],
      line: { act: 'takeAsReview', basis: SOURCE, remark: `${earlierNumber}，申请${LEVEL_NAMES[level]}` },
    },
  );
  return [ended, asked];
}

/** The request on the earlier petition; null where it refuses and the officer may not know why. */
function requested(
  { state, act }: Given,
  { given, issuerOf, seen }: EarlierPetition,
  command: TakeAsReview,
  level: ReviewLevel,
): Decision | null {
  const way = command.way ?? (command.postedOn !== null ? 'post' : state.channel === 'LETTER' ? 'letter' : 'window');
  const taken = {
    firstReceivedOn: state.receivedOn,
    firstOrganId: state.registeringOrganId,
    organId: act.organ.id,
    receivedOn: state.organReceivedOn ?? state.receivedOn,
  };
  try {
    return requestReview(given, { ...command, way, fileIds: [], issuer: issuerOf(level), taken }, level);
  } catch (error) {
    if (seen || !isDomainError(error)) throw error;
    return null;
  }
}
