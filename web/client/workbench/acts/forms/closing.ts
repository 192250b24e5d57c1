import { closing as words } from '../../../../src/texts/acts/closing';
import { choice, count, document, list, long, OPTIONAL, pack, text } from '../fields';
import { act, withWords } from './form';

/** Forms of the acts of ending, filing away and papers. */
export const closing = withWords<'closing'>(words, {
  closePetition: act(pack('ground', 'closingGround')),
  verifyCompletion: act(long('remark', OPTIONAL), text('helpBy', OPTIONAL)),
  reopenPetition: act(choice('reason', 'reopenReasons'), long('text'), pack('stage', 'reopeningStage')),
  archivePetition: act(list('entries', [document('documentId'), count('pages')])),
  printDocument: {
    fields: [document('documentId'), count('copies'), text('reason', OPTIONAL)],
    answer: 'id number',
    versioned: false,
    apart: true,
  },
  voidDocumentNumber: {
    fields: [choice('kind', 'documentKinds'), text('number'), long('reason')],
    answer: 'id number',
    versioned: false,
    apart: true,
  },
});
