import { supervision as words } from '../../../../src/texts/acts/supervision';
import { choice, day, list, long, pack, text, yes, type Values } from '../fields';
import { each, needing, noted, withWords } from './form';

const spoken = ({ means }: Values): boolean => means === 'phone' || means === 'talk';
const asked = ({ step }: Values): boolean => step === 'questioning';
const back = ({ accepted }: Values): boolean => accepted === 'no';

/** Forms of the acts of supervision. The duty, reminder, proposal or handling comes from the page. */
export const supervision = withWords<'supervision'>(words, {
  issueReminder: needing(
    noted(choice('means', 'reminderMeans'), text('spokenWith', { optional: true, when: spoken }), long('reason'), day('replyBy')),
    (values) => each(spoken(values), 'spokenWith'),
  ),
  answerReminder: noted(long('text')),
  dismissSupervisionProposal: noted(long('reason')),
  openSupervisedHandling: noted(
    list('triggers', [pack('code', 'supervisionTrigger'), long('facts')]),
    long('wrong'),
    long('request'),
    choice('means', 'supervisionMeans'),
    day('replyBy'),
  ),
  recordSupervisionStep: needing(
    noted(choice('step', 'supervisionSteps'), text('with', { optional: true, when: asked }), long('found')),
    (values) => each(asked(values), 'with'),
  ),
  replyToSupervision: noted(long('text')),
  judgeSupervisionReply: needing(
    noted(yes('accepted'), long('missing', { optional: true, when: back }), day('replyBy', { optional: true, when: back })),
    (values) => each(back(values), 'missing', 'replyBy'),
  ),
  extendSupervisionReply: noted(day('replyBy'), long('reason')),
  closeSupervisedHandling: noted(long('result')),
});
