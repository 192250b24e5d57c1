import { review as words } from '../../../../src/texts/acts/review';
import {
  answers,
  choice,
  confirmed,
  count,
  day,
  file,
  files,
  long,
  OPTIONAL,
  organ,
  pack,
  petitioner,
  record,
  text,
  texts,
  yes,
  type Field,
  type Values,
} from '../fields';
import type { RecordState } from '../rows';
import { SENT, act, each, needing, way, withWords } from './form';

const REQUEST: readonly Field[] = [
  petitioner('petitionerId', OPTIONAL),
  long('requests'),
  long('facts', OPTIONAL),
  organ('organId', OPTIONAL),
  choice('way', 'reviewWays'),
  day('postedOn', { optional: true, when: way('POST') }),
  long('lateReason', OPTIONAL),
  files('fileIds', 'ATTACHMENT', OPTIONAL),
];
const ofReview = (...states: RecordState<'review'>[]): Field => record('reviewId', 'review', states, OPTIONAL);
const request = needing(act(...REQUEST), ({ way: came }) => each(came === 'POST', 'postedOn'));

const changes = ({ disposition }: Values): boolean => disposition === 'CHANGE' || disposition === 'REVOKE';

/** Forms of the acts of review and re-review, from the request to the redo. */
export const review = withWords<'review'>(words, {
  requestReview: request,
  requestReReview: request,
  appointInvestigators: act(pack('firstId', 'investigator'), pack('secondId', 'investigator')),
  askReviewFile: act(day('dueOn')),
  handOverReviewFile: act(),
  decideReview: needing(
    act(
      long('facts'),
      choice('disposition', 'dispositions'),
      pack('ground', 'reviewGround', { optional: true, when: changes }),
      texts('basis'),
      count('redoDays', { optional: true, when: ({ disposition }) => disposition === 'REVOKE' }),
      answers('answers', { optional: true, when: ({ disposition }) => disposition === 'CHANGE' }),
      day('executeBy', { optional: true, when: ({ disposition }) => disposition === 'CHANGE' }),
    ),
    (values) => [
      ...each(changes(values), 'ground'),
      ...each(values['disposition'] === 'REVOKE' && values['ground'] !== 'not_acceptable', 'redoDays'),
    ],
  ),
  checkReviewOpinion: act(long('remark', OPTIONAL)),
  returnReviewOpinion: act(long('remark')),
  issueReviewOpinion: act(...SENT),
  serveReviewedOrgan: act(text('receivedBy')),
  compareRedo: act(yes('same'), long('reason')),
  takeAsReview: needing(
    act(
      text('earlierNumber'),
      long('requests'),
      long('facts', OPTIONAL),
      organ('organId', OPTIONAL),
      choice('way', 'reviewWays', OPTIONAL),
      day('postedOn', { optional: true, when: way('POST') }),
      long('lateReason', OPTIONAL),
      long('reason'),
    ),
    ({ way: came }) => each(came === 'POST', 'postedOn'),
  ),
  passOnReview: act(ofReview('misdirected'), organ('organId', OPTIONAL)),
  admitLateReview: act(ofReview('late'), long('reason')),
  askReviewPapers: act(ofReview('late', 'admitted'), texts('missing'), day('answerBy'), ...SENT),
  refuseReview: act(ofReview('late', 'admitted'), pack('ground', 'reviewRefusalGround'), long('reason')),
  checkReviewRefusal: act(confirmed('checkReviewRefusal', OPTIONAL)),
  confirmReviewRefusal: act(confirmed('confirmReviewRefusal', OPTIONAL), ...SENT),
  withdrawReview: act(ofReview('misdirected', 'late', 'admitted'), file('fileId', 'ATTACHMENT')),
});
