import { telling as words } from '../../../../src/texts/acts/telling';
import { confirmed, count, group, long, one, OPTIONAL, text } from '../fields';
import { GUIDANCE, SENT, act, withWords } from './form';

/** Forms of the acts of notices, acceptance and extension. */
export const telling = withWords<'telling'>(words, {
  informPetitioner: act(long('path'), long('procedure'), group('guidance', GUIDANCE, OPTIONAL), ...SENT),
  acceptPetition: act(long('procedure', OPTIONAL), ...SENT),
  requestExtension: act(count('days'), long('reason')),
  extendHandling: act(confirmed('extendHandling'), count('days', OPTIONAL), text('post', OPTIONAL), ...SENT),
  declineExtension: act(one('extensionId', 'extension'), long('reason')),
});
