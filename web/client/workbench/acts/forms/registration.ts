import { registration as words } from '../../../../src/texts/acts/registration';
import {
  choice,
  confirmed,
  day,
  file,
  files,
  instant,
  list,
  long,
  one,
  OPTIONAL,
  organ,
  pack,
  petition,
  petitioner,
  text,
  texts,
  yes,
} from '../fields';
import { act, needing, noted, oneOf, way, withWords } from './form';

const ISSUED_CODE = 'holderId queryCode secret';

/** Forms of the acts of what was registered and of its petitioners. */
export const registration = withWords<'registration'>(words, {
  linkRepeat: noted(petition('repeatOf'), choice('kind', 'linkKinds')),
  unlinkRepeat: noted(petition('repeatOf'), long('reason')),
  attachFile: noted(choice('role', 'fileRoles'), file('fileId', null)),
  openSealedField: { ...noted(petitioner('ownerId', OPTIONAL), choice('field', 'sealedFields'), text('purpose')), answer: 'value' },
  openFile: { ...noted(one('fileId', 'files'), text('purpose', OPTIONAL)), answer: 'link' },
  giveCodeSlip: noted(choice('way', 'codeSlipWays'), text('receiptNumber', { when: way('POST') }), petitioner('petitionerId', OPTIONAL)),
  issuePartCodes: {
    ...noted(choice('way', 'codeSlipWays'), text('receiptNumber', { when: way('POST') })),
    answer: 'number queryCode secret',
  },
  issueMemberCode: { ...noted(petitioner('petitionerId'), choice('identityCheck', 'identityChecks')), answer: ISSUED_CODE },
  reissueQueryCode: { ...noted(one('mandateId', 'mandates', OPTIONAL), choice('identityCheck', 'identityChecks')), answer: ISSUED_CODE },
  recordConsent: noted(petitioner('petitionerId'), choice('way', 'consentWays'), file('fileId', 'ATTACHMENT', OPTIONAL)),
  recordSuccession: noted(
    petitioner('petitionerId'),
    choice('cause', 'successionCauses'),
    day('endedOn'),
    choice('finding', 'successionFindings'),
    list('proofs', [choice('kind', 'successionProofs'), file('fileId', 'EVIDENCE')], { mayBeNone: true }),
    list(
      'successors',
      [text('name'), text('idType', OPTIONAL), text('idNumber', OPTIONAL), text('phone', OPTIONAL), text('address', OPTIONAL)],
      { when: (beside) => beside['finding'] === 'FOUND' },
    ),
    long('search', { when: (beside) => beside['finding'] === 'NONE_FOUND' }),
  ),
  confirmSuccession: noted(confirmed('confirmSuccession'), yes('accepted')),
  revokeSuccession: act(petitioner('petitionerId'), long('reason')),
  confirmSuccessionRevocation: act(confirmed('confirmSuccessionRevocation'), yes('accepted')),
  leaveGroup: { ...noted(petitioner('petitionerId'), file('fileId', 'ATTACHMENT')), answer: 'petitionId' },
  supplementPetition: needing(noted(long('text', OPTIONAL), files('fileIds', null, OPTIONAL)), () => oneOf('text', 'fileIds')),
  askSupplement: noted(texts('items'), day('answerBy')),
  correctRegistration: noted(
    choice('field', 'correctedFields'),
    petitioner('petitionerId', {
      optional: true,
      when: (beside) => ['name', 'idType', 'idNumber', 'phone', 'address'].includes(String(beside['field'])),
    }),
    long('value', OPTIONAL),
    long('reason'),
    long('evidence', { optional: true, when: (beside) => beside['field'] === 'receivedOn' }),
    file('evidenceFileId', 'EVIDENCE', { optional: true, when: (beside) => beside['field'] === 'receivedOn' }),
  ),
  confirmCorrection: noted(confirmed('confirmCorrection'), yes('accepted')),
  classifyPetition: noted(
    choice('kind', 'petitionKinds', OPTIONAL),
    text('contentClass', OPTIONAL),
    text('purpose', OPTIONAL),
    pack('proposedExit', 'exit', OPTIONAL),
    long('reason'),
  ),
  recordInterview: noted(
    list('answers', [text('question'), long('answer')]),
    yes('readBack'),
    file('signatureFileId', 'INTERVIEW', OPTIONAL),
    text('refusalWitness', OPTIONAL),
    yes('copyGiven'),
  ),
  issueGuidanceSlip: noted(
    organ('competentOrganId'),
    text('place'),
    text('receptionTimes', OPTIONAL),
    instant('calledAt', OPTIONAL),
    text('callAnswer', OPTIONAL),
  ),
  recordMandate: {
    ...noted(text('agentName'), text('scope'), day('from'), day('endsOn'), file('fileId', 'MANDATE')),
    answer: ISSUED_CODE,
  },
  endMandate: noted(one('mandateId', 'mandates'), long('reason')),
  linkSameLetter: noted(text('firstNumber')),
  reportUrgentMatter: noted(
    choice('kind', 'urgentKinds'),
    long('reason', OPTIONAL),
    day('endsOn', OPTIONAL),
    list('reports', [choice('to', 'urgentAddressees'), organ('organId', OPTIONAL), instant('at'), text('receipt', OPTIONAL)]),
  ),
});
