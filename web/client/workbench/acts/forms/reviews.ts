import { reviews as words } from '../../../../src/texts/acts/reviews';
import { count, day, long, organ, scores } from '../fields';
import { noted, withWords } from './form';

/** Forms of quality reviews. The sample comes from the page, with the items of its sheet. */
export const reviews = withWords<'reviews'>(words, {
  drawSample: { ...noted(organ('organId'), day('from'), day('to'), count('size')), apart: true },
  submitInspection: noted(scores('scores', 'qualityItem'), long('remark')),
  settleInspection: noted(scores('scores', 'qualityItem'), long('reason')),
});
