import { reviews as words } from '../../../../src/texts/acts/reviews';
import { count, day, long, OPTIONAL, organ, packs, scores, yes, type Values } from '../fields';
import { each, needing, noted, withWords } from './form';

const failed = ({ passed }: Values): boolean => passed === 'no';

/** Forms of quality reviews and what follows from them. The sample comes from the page, with the items of its sheet, and the correction. */
export const reviews = withWords<'reviews'>(words, {
  drawSample: { ...noted(organ('organId'), day('from'), day('to'), count('size')), apart: true },
  submitInspection: noted(scores('scores', 'qualityItem'), long('remark')),
  settleInspection: noted(scores('scores', 'qualityItem'), long('reason')),
  openQualityCorrection: noted(
    packs('items', 'qualityItem'),
    long('defect'),
    long('request'),
    long('reopening', OPTIONAL),
    day('correctBy'),
  ),
  answerQualityCorrection: { ...noted(long('text')), apart: true },
  checkQualityCorrection: {
    ...needing(noted(yes('passed'), long('text'), day('correctBy', { optional: true, when: failed })), (values) =>
      each(failed(values), 'correctBy'),
    ),
    apart: true,
  },
});
