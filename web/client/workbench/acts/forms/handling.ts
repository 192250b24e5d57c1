import { handling as words } from '../../../../src/texts/acts/handling';
import { day, document, file, group, long, OPTIONAL, pack, person, petitioner, record, text, texts, yes } from '../fields';
import { PROOF, act, chosen, needing, oneOf, withWords } from './form';

/** Forms of the acts of service, execution, promises, instructions and work inside an organ. */
export const handling = withWords<'handling'>(words, {
  recordService: act(
    document('documentId'),
    petitioner('petitionerId'),
    pack('way', 'serviceWay'),
    group('proof', PROOF, { optional: true, when: chosen('way') }),
    day('servedOn', { optional: true, when: (beside) => beside['way'] !== 'undeliverable' }),
    file('receiptFileId', 'RECEIPT', OPTIONAL),
    yes('forAll', OPTIONAL),
  ),
  recordExecution: act(long('evidence'), yes('petitionerAsked')),
  checkExecution: act(yes('carriedOut'), long('finding')),
  pendingCommitment: act(long('reason'), long('plan'), day('reviewOn')),
  reviewCommitment: act(long('text'), day('nextReviewOn', OPTIONAL)),
  recordInstruction: act(long('text'), text('post'), text('unit'), day('dueOn', OPTIONAL)),
  answerInstruction: act(record('instructionId', 'instruction', ['open']), long('result')),
  assignPetition: needing(
    act(person('officerId', OPTIONAL), text('section', OPTIONAL), day('dueOn'), long('text', OPTIONAL), long('reason', OPTIONAL)),
    () => oneOf('officerId', 'section'),
  ),
  takeBackPetition: act(long('reason')),
  reportStage: act(long('reason'), long('progress'), day('nextDate')),
  reportAssignment: act(long('report'), texts('pointsAnswered', OPTIONAL), text('signer', OPTIONAL), text('officer', OPTIONAL)),
  acceptAssignmentReport: act(),
  returnAssignmentReport: act(long('reason'), long('todo'), day('deadline')),
  moveReportDate: act(day('reportBy'), long('reason')),
});
