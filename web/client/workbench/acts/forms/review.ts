import { review as words } from '../../../../src/texts/acts/review';
import { choice, day, files, long, OPTIONAL, organ, petitioner, type Field } from '../fields';
import { act, each, needing, way, withWords } from './form';

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
const request = needing(act(...REQUEST), ({ way: came }) => each(came === 'POST', 'postedOn'));

/** Forms of the acts of a request for review and re-review. */
export const review = withWords<'review'>(words, {
  requestReview: request,
  requestReReview: request,
});
