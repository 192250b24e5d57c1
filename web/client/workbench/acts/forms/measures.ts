import { measures as words } from '../../../../src/texts/acts/measures';
import { choices, day, leader, long, organ, OPTIONAL, text, yes, type Values } from '../fields';
import { each, needing, noted, withWords, type ActFields } from './form';

const taken = (values: Values): boolean => values['taken'] === 'yes';
const failed = ({ passed }: Values): boolean => passed === 'no';
/** Where something is to be corrected there is a day for it. @source 信访工作条例 39 */
const corrects = ({ means }: Values): boolean =>
  ['LISTED_SUPERVISION', 'ORDERED_CORRECTION'].some((one) => (means as readonly string[]).includes(one));
const correctsThen = (values: Values): boolean => taken(values) && corrects(values);
const onMeasure = (...fields: ActFields['fields']): ActFields => ({ ...noted(...fields), apart: true });

/** Forms of the joint conference's measures. The measure comes from the page. */
export const measures = withWords<'measures'>(words, {
  proposeConferenceMeasure: onMeasure(
    organ('organId'),
    leader('cadreId', OPTIONAL),
    choices('means', 'measureMeans'),
    long('facts'),
    text('basis'),
    long('gravity'),
    day('answerBy'),
  ),
  answerConferenceMeasure: onMeasure(long('text')),
  decideConferenceMeasure: needing(
    onMeasure(
      yes('taken'),
      choices('means', 'measureMeans', { optional: true, when: taken }),
      text('meeting'),
      long('reason'),
      day('correctBy', { optional: true, when: correctsThen }),
    ),
    (values) => [...each(taken(values), 'means'), ...each(correctsThen(values), 'correctBy')],
  ),
  recordConferenceMeasure: onMeasure(long('text')),
  recordCorrection: onMeasure(long('text')),
  checkCorrection: needing(onMeasure(yes('passed'), long('text'), day('correctBy', { optional: true, when: failed })), (values) =>
    each(failed(values), 'correctBy'),
  ),
  removeFromList: onMeasure(long('reason')),
});
