import { refusals as words } from '../../../../src/texts/acts/refusals';
import { confirmed, day, file, list, long, OPTIONAL, organ, pack, text, yes, type Field } from '../fields';
import { SENT, act, withWords, type ActFields } from './form';

const EARLIER: readonly Field[] = [text('number'), day('servedOn')];
const refusal = (grounds: 'acceptanceRefusalGround' | 'refilingRefusalGround', ...more: readonly Field[]): ActFields =>
  act(
    pack('ground', grounds),
    long('reason'),
    text('instead', OPTIONAL),
    text('insteadDeadline', OPTIONAL),
    pack('channelId', 'channel', OPTIONAL),
    text('matterNumber', OPTIONAL),
    organ('lowerOrganId', OPTIONAL),
    list('earlier', EARLIER, OPTIONAL),
    ...more,
    text('help', OPTIONAL),
  );

/** Forms of the acts of refusing. */
export const refusals = withWords<'refusals'>(words, {
  refuseAcceptance: refusal('acceptanceRefusalGround'),
  refuseRefiling: refusal('refilingRefusalGround', file('rereviewFileId', 'ATTACHMENT', OPTIONAL)),
  confirmRefusal: act(confirmed('confirmRefusal'), yes('rereviewRead', OPTIONAL), ...SENT),
  compareRefiling: act(text('earlierNumber'), list('opinions', EARLIER, OPTIONAL), yes('same'), long('reason')),
});
