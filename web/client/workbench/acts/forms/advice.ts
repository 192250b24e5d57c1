import { advice as words } from '../../../../src/texts/acts/advice';
import { choice, day, long, organ, OPTIONAL, text, type Values } from '../fields';
import { each, needing, noted, withWords, type ActFields } from './form';

const pursues = ({ kind }: Values): boolean => kind === 'RESPONSIBILITY';
const unwhole = ({ as }: Values): boolean => as === 'partly' || as === 'not_adopted';
const onAdvice = (...fields: ActFields['fields']): ActFields => ({ ...noted(...fields), apart: true });

/** Forms of the three kinds of advice. The advice, and the petition at which it was found, come from the page. */
export const advice = withWords<'advice'>(words, {
  issueAdvice: needing(
    noted(
      choice('kind', 'adviceKinds'),
      organ('organId'),
      organ('unitId', { optional: true, when: pursues }),
      long('found'),
      text('basis'),
      long('advised'),
      long('consequences', { optional: true, when: pursues }),
      day('replyBy', OPTIONAL),
    ),
    // The rules in force leave the day of the answer to the document.
    (values) => [['replyBy'], ...each(pursues(values), 'unitId', 'consequences')],
  ),
  extendAdviceReply: onAdvice(day('replyBy'), long('reason')),
  answerAdvice: needing(
    onAdvice(choice('as', 'adviceAnswers'), long('text'), long('reasons', { optional: true, when: unwhole })),
    (values) => each(unwhole(values), 'reasons'),
  ),
  reviewAdviceEffect: onAdvice(choice('effect', 'adviceEffects'), long('text')),
  recordResponsibilityResult: onAdvice(choice('result', 'responsibilityResults'), text('decidedBy'), day('decidedOn'), long('text')),
});
