import { exits as words } from '../../../../src/texts/acts/exits';
import { choice, confirmed, day, group, long, OPTIONAL, pack, text, type Field } from '../fields';
import { GUIDANCE, SENT, STARTS, act, withWords } from './form';

const EXIT: readonly Field[] = [
  pack('exit', 'exit'),
  long('reason'),
  text('basis'),
  pack('channelId', 'channel', { optional: true, when: (beside) => Boolean(beside['exit']) && beside['exit'] !== '31(6)' }),
  { ...STARTS, when: (beside) => Boolean(beside['channelId']) },
];

/** Forms of the acts of the ways of Art 31. */
export const exits = withWords<'exits'>(words, {
  proposeExit: act(pack('exit', 'exit'), long('reason')),
  decideExit: act(...EXIT),
  correctExit: act(...EXIT),
  confirmExit: act(confirmed('confirmExit')),
  issueGuidance: act(group('guidance', GUIDANCE), ...SENT),
  leadIntoProcedure: act(text('body'), long('text')),
  recordReceipt: act(text('receiptNumber'), text('body'), pack('channelId', 'channel'), day('receivedOn', OPTIONAL)),
  recordProcedureOutcome: act(long('text'), choice('toldBy', 'toldBy')),
  performDuty: act(long('text'), text('basis'), text('remedy', OPTIONAL)),
  answerUnderLaw: act(long('text'), text('basis'), text('remedy', OPTIONAL)),
  confirmPerformance: act(...SENT),
});
