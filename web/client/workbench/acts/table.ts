import type { actWords } from '../../../src/texts/acts';
import {
  answers,
  choice,
  choices,
  confirmed,
  count,
  day,
  document,
  file,
  files,
  group,
  instant,
  list,
  long,
  one,
  OPTIONAL,
  organ,
  organs,
  pack,
  packs,
  person,
  petition,
  petitioner,
  petitioners,
  record,
  text,
  texts,
  yes,
  type Field,
  type Values,
} from './fields';

export type ActName = keyof typeof actWords;

/** Groups of fields that the present values demand: one field of each group must be filled in. */
type Needs = (values: Values) => readonly (readonly string[])[];

interface ActForm {
  readonly fields: readonly Field[];
  /** Fields that the rule of the act requires, depending on the other values. A value of a rule pack brings needs of its own. */
  readonly needs?: Needs;
  /** Selection of the mutation; `id` by default. */
  readonly answer?: string;
  /** Whether the input takes the version that was read. */
  readonly versioned: boolean;
  /** Set if the input names no matter. */
  readonly apart?: true;
}

const act = (...fields: Field[]): ActForm => ({ fields, versioned: true });
const needing = (form: ActForm, needs: Needs): ActForm => ({ ...form, needs });
/** Requires each of these fields if the condition holds. */
const each = (holds: boolean, ...names: string[]): readonly (readonly string[])[] => (holds ? names.map((name) => [name]) : []);
const oneOf = (...names: string[]): readonly (readonly string[])[] => [names];
/** An act of intake, where a petition has no version. */
const noted = (...fields: Field[]): ActForm => ({ fields, versioned: false });

const way = (name: string) => (_: unknown, whole: Record<string, unknown>) => whole['way'] === name;
const ways =
  (...names: string[]) =>
  (_: unknown, whole: Record<string, unknown>) =>
    names.includes(String(whole['way']));

/** Fields that belong to each way of service; the rule pack says which of them are enough. */
const PROOF: readonly Field[] = [
  text('signature', { optional: true, when: ways('in_person', 'household', 'agent') }),
  text('relation', { optional: true, when: way('household') }),
  text('mandate', { optional: true, when: way('agent') }),
  text('receiptNumber', { optional: true, when: way('post') }),
  text('consent', { optional: true, when: way('electronic') }),
  text('witness', { optional: true, when: way('left') }),
  text('photo', { optional: true, when: way('left') }),
  texts('attempts', { optional: true, when: way('undeliverable') }),
];
const chosen = (name: string) => (beside: Record<string, unknown>) => Boolean(beside[name]);
const SENT: readonly Field[] = [
  pack('way', 'dispatchWay', OPTIONAL),
  group('proof', PROOF, { optional: true, when: chosen('way') }),
  text('officer', OPTIONAL),
];
const STARTS = list('starts', [pack('limit', 'limit'), day('on')], OPTIONAL);
const GUIDANCE: readonly Field[] = [text('body', OPTIONAL), texts('papers'), STARTS];
const EXIT: readonly Field[] = [
  pack('exit', 'exit'),
  long('reason'),
  text('basis'),
  pack('channelId', 'channel', { optional: true, when: (beside) => Boolean(beside['exit']) && beside['exit'] !== '31(6)' }),
  { ...STARTS, when: (beside) => Boolean(beside['channelId']) },
];
const EARLIER: readonly Field[] = [text('number'), day('servedOn')];
const refusal = (grounds: 'acceptanceRefusalGround' | 'refilingRefusalGround', ...more: readonly Field[]): ActForm =>
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
/** Whether an inquiry was made. A reason why nobody was heard needs no further field. */
const isInquiry = (beside: Record<string, unknown>): boolean => beside['form'] !== 'NOT_HEARD';
const TALKS: readonly unknown[] = ['INTERVIEW', 'QUESTIONS', 'EXPLANATION'];
const talks = (beside: Record<string, unknown>): boolean => TALKS.includes(beside['form']);
/** Fields that the rule requires for each form of inquiry. */
const inquiryNeeds: Needs = ({ form, petitionerId, fileIds }) => [
  ...(talks({ form }) ? oneOf('petitionerId', 'withWhom') : []),
  ...each(form === 'MATERIAL_REQUEST', 'withWhom', 'until'),
  ...each(form === 'QUESTIONS', 'questions'),
  ...each(form === 'SITE_VISIT', 'place', 'people', 'findings'),
  ...each(form === 'SITE_VISIT' && (fileIds as readonly unknown[]).length > 0, 'photosKnown'),
  ...(form === 'INTERVIEW' ? [['readBack'], ['signature', 'witness'], ...each(petitionerId !== '', 'copyGiven')] : []),
];
const REQUESTS = list('requests', [long('text')]);
const ISSUED_CODE = 'holderId queryCode secret';

/**
 * The form of every act that staff do on a matter: the fields of its input, in the order in which they are filled in. `petitionId`,
 * `requestId` and `expectedVersion` come from the caller; `on` is for papers that are entered later.
 */
export const ACT_FORMS: Readonly<Record<ActName, ActForm>> = {
  routePetition: needing(
    act(
      choice('kind', 'routeKind'),
      organ('toOrganId'),
      long('reason'),
      day('reportBy', { optional: true, when: (beside) => beside['kind'] === 'ASSIGNMENT' }),
      texts('points', { optional: true, when: (beside) => beside['kind'] === 'ASSIGNMENT' }),
      text('officer', OPTIONAL),
    ),
    ({ kind }) => each(kind === 'ASSIGNMENT', 'reportBy', 'points'),
  ),
  submitForDecision: act(organ('toOrganId'), long('reason'), long('proposal'), text('reference'), day('answerBy')),
  recordSubmittedDecision: act(text('reference'), text('post'), long('text')),
  recallTransfer: act(long('reason')),
  objectToTransfer: act(long('reason'), text('basis'), organ('proposedOrganId'), text('sender', OPTIONAL)),
  confirmObjection: act(),
  recordObjectionAnswer: act(yes('upheld'), text('reference'), long('reason')),
  decideObjection: act(
    yes('upheld'),
    long('reason'),
    organ('newOrganId', { optional: true, when: (beside) => beside['upheld'] === 'yes' }),
    day('reportBy', { optional: true, when: (beside) => beside['upheld'] === 'yes' }),
  ),
  confirmObjectionDecision: act(),
  designateOrgan: needing(
    act(
      organ('toOrganId'),
      choice('by', 'designatedBy'),
      organ('deciderOrganId', { optional: true, when: (beside) => beside['by'] !== 'JOINT_CONFERENCE' }),
      text('reference'),
      file('decisionFileId', 'ATTACHMENT', OPTIONAL),
      long('reason'),
      text('reorganisation', { optional: true, when: (beside) => beside['by'] === 'PARTY_AND_GOVERNMENT' }),
      list('heard', [organ('organId'), day('on'), long('position')]),
    ),
    ({ by }) => [
      ...each(Boolean(by) && by !== 'JOINT_CONFERENCE', 'deciderOrganId'),
      ...each(by === 'PARTY_AND_GOVERNMENT', 'reorganisation'),
    ],
  ),
  handDown: act(organ('toOrganId'), long('reason'), day('reportBy', OPTIONAL), text('line', OPTIONAL), ...SENT),
  requestAssistance: act(organ('organId'), texts('points'), day('answerBy')),
  answerAssistance: act(record('assistanceId', 'assistance', ['asked']), long('answer')),
  endAssistance: act(record('assistanceId', 'assistance', ['asked', 'answered']), long('reason')),
  agreeJointHandling: act(organ('leadOrganId'), list('others', [organ('organId'), texts('points'), day('answerBy')]), long('agreement')),
  keepForReference: needing(
    act(
      choice('ground', 'keepingGrounds'),
      long('reason'),
      group('asked', [day('on'), text('how')], {
        optional: true,
        when: (beside) => ['NO_REQUEST', 'UNREADABLE'].includes(String(beside['ground'])),
      }),
      petition('duplicateOfId', { optional: true, when: (beside) => beside['ground'] === 'DUPLICATE' }),
    ),
    ({ ground }) => [
      ...each(ground === 'NO_REQUEST' || ground === 'UNREADABLE', 'asked.on', 'asked.how'),
      ...each(ground === 'DUPLICATE', 'duplicateOfId'),
    ],
  ),
  confirmKeeping: act(...SENT),
  objectToKeeping: act(long('reason')),
  pointElsewhere: needing(act(organ('toOrganId', OPTIONAL), text('toName', OPTIONAL), text('basis'), text('place'), long('reason')), () =>
    oneOf('toOrganId', 'toName'),
  ),
  confirmPointing: act(...SENT),
  guideVisitor: act(organ('toOrganId'), pack('channelId', 'channel'), STARTS, long('reason')),
  sendToPoliticalLegalOrgan: act(organ('toOrganId'), long('reason')),
  identifyAccused: act(
    list('accused', [organ('organId', OPTIONAL), person('personId', OPTIONAL), text('who', OPTIONAL)], OPTIONAL),
    long('unnamedReason', OPTIONAL),
    list('denied', [organ('organId'), long('reason')], OPTIONAL),
  ),
  confirmAccused: act(),
  handOverReport: act(organ('toOrganId'), long('authority'), long('despiteAccused', OPTIONAL), yes('cadreMatter'), yes('grave')),
  confirmHandOver: act(day('organisationNotifiedOn', OPTIONAL), day('leadersNotifiedOn', OPTIONAL)),
  recordHandOverReceipt: act(text('receiptNumber'), day('receivedOn', OPTIONAL)),
  noteFeedback: act(text('reference'), long('text'), yes('reporterTold')),
  markCrossing: act(choices('kinds', 'crossings', { mayBeNone: true }), long('reason')),
  moveMatters: {
    fields: [organ('organId', OPTIONAL), person('fromPersonId'), person('toPersonId'), long('reason')],
    answer: 'matters { __typename } left',
    versioned: false,
    apart: true,
  },

  informPetitioner: act(long('path'), long('procedure'), group('guidance', GUIDANCE, OPTIONAL), ...SENT),
  acceptPetition: act(long('procedure', OPTIONAL), ...SENT),
  requestExtension: act(count('days'), long('reason')),
  extendHandling: act(confirmed('extendHandling'), count('days', OPTIONAL), text('post', OPTIONAL), ...SENT),
  declineExtension: act(one('extensionId', 'extension'), long('reason')),

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

  refuseAcceptance: refusal('acceptanceRefusalGround'),
  refuseRefiling: refusal('refilingRefusalGround', file('rereviewFileId', 'ATTACHMENT')),
  confirmRefusal: act(confirmed('confirmRefusal'), yes('rereviewRead', OPTIONAL), ...SENT),
  compareRefiling: act(text('earlierNumber'), list('opinions', EARLIER, OPTIONAL), yes('same'), long('reason')),

  startStudy: act(long('plan'), organs('withOrganIds', OPTIONAL)),
  decideSuggestion: needing(
    act(
      choice('outcome', 'suggestionOutcomes'),
      long('reason'),
      long('measure', OPTIONAL),
      list('views', [organ('organId'), long('view')], OPTIONAL),
    ),
    ({ outcome }) => each(outcome === 'ADOPTED' || outcome === 'PARTLY_ADOPTED', 'measure'),
  ),
  replySuggestion: act(long('text'), choice('answerBy', 'answerWays', OPTIONAL), text('award', OPTIONAL), ...SENT),
  followMeasure: act(long('text'), day('doneOn')),

  chooseFastTrack: act(
    yes('first'),
    packs('fits', 'fastTrackFit'),
    packs('checked', 'fastTrackExclusion', { mayBeNone: true }),
    long('reason'),
  ),
  leaveFastTrack: act(long('reason')),
  answerFastTrack: needing(
    act(
      long('facts'),
      answers('answers'),
      day('executeBy', OPTIONAL),
      choice('answerBy', 'answerWays'),
      long('record'),
      yes('paperOffered'),
    ),
    ({ answers: given }) =>
      each(
        (given as readonly Values[]).some(({ outcome }) => outcome === 'SUPPORTED'),
        'executeBy',
      ),
  ),
  issueFastTrackPaper: act(...SENT),

  recordInquiry: needing(
    act(
      choice('form', 'inquiryForms'),
      day('heldOn', { preset: true, when: (beside) => beside['form'] !== 'NOT_HEARD' }),
      long('text'),
      petitioner('petitionerId', { optional: true, preset: true, when: talks }),
      text('withWhom', { optional: true, when: isInquiry }),
      text('companion', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      text('place', { optional: true, when: isInquiry }),
      text('people', { optional: true, when: (beside) => beside['form'] === 'SITE_VISIT' }),
      list('questions', [text('question'), long('answer')], {
        optional: true,
        when: (beside) => ['INTERVIEW', 'QUESTIONS'].includes(String(beside['form'])),
      }),
      long('findings', { optional: true, when: (beside) => beside['form'] === 'SITE_VISIT' }),
      files('fileIds', 'INQUIRY', OPTIONAL),
      yes('photosKnown', { optional: true, when: (beside) => beside['form'] === 'SITE_VISIT' }),
      yes('readBack', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      text('signature', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      text('witness', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      yes('copyGiven', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      day('until', { optional: true, when: (beside) => beside['form'] === 'MATERIAL_REQUEST' }),
    ),
    inquiryNeeds,
  ),
  addEvidence: act(text('what'), text('source'), text('heldBy'), file('fileId', 'EVIDENCE', OPTIONAL)),
  proposeOptions: act(long('root'), long('interim', OPTIONAL), choice('recommended', 'options')),
  decideOptions: act(choice('choice', 'options'), long('reason')),
  askCountersign: needing(act(organ('organId', OPTIONAL), text('unit', OPTIONAL)), () => oneOf('organId', 'unit')),
  countersignOpinion: needing(
    act(confirmed('countersignOpinion'), yes('agreed'), long('view', { optional: true, when: (beside) => beside['agreed'] === 'no' })),
    ({ agreed }) => each(agreed === 'no', 'view'),
  ),
  draftOpinion: act(long('facts'), texts('evidence'), answers('answers'), day('executeBy', OPTIONAL), organ('performerOrganId', OPTIONAL)),
  checkOpinion: act(long('remark', OPTIONAL)),
  returnOpinion: act(long('remark')),
  issueOpinion: act(...SENT),
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

  requestRecusal: act(long('reason'), person('officerId', OPTIONAL), yes('ofHead', OPTIONAL)),
  decideRecusal: act(
    confirmed('decideRecusal', OPTIONAL),
    yes('granted'),
    long('reason'),
    person('namedHandlerId', { optional: true, when: (beside) => beside['granted'] === 'yes' }),
  ),
  withdrawPetition: act(long('reason', OPTIONAL), file('fileId', 'ATTACHMENT'), petitioners('signedBy')),
  confirmWithdrawal: act(long('contact'), yes('willing')),
  revokeWithdrawal: act(),
  mergePetitions: act(list('joined', [petition('petitionId')]), long('reason')),
  confirmMerge: act(confirmed('confirmMerge')),
  unmergePetitions: act(record('mergeId', 'merge', ['merged']), long('reason')),
  confirmUnmerge: act(confirmed('confirmUnmerge')),
  prepareSplit: {
    ...noted(
      list('parts', [
        choice('kind', 'petitionKinds'),
        text('summary'),
        long('text'),
        REQUESTS,
        text('contentClass', OPTIONAL),
        list('respondent', [organ('organId', OPTIONAL), text('text', OPTIONAL)], OPTIONAL),
        list('accused', [organ('organId', OPTIONAL), person('personId', OPTIONAL), text('text', OPTIONAL)], {
          optional: true,
          when: (beside) => beside['kind'] === 'REPORT',
        }),
      ]),
    ),
  },
  splitPetition: act(record('splitId', 'split', ['prepared']), long('reason')),
  confirmSplit: act(confirmed('confirmSplit')),
  revokeSuccession: act(petitioner('petitionerId'), long('reason')),
  confirmSuccessionRevocation: act(confirmed('confirmSuccessionRevocation'), yes('accepted')),
  openSplit: { ...noted(text('purpose')), answer: 'petitionId number' },
  recordSettlement: act(
    list('parties', [petitioner('petitionerId', OPTIONAL), organ('organId', OPTIONAL), text('other', OPTIONAL), text('signature')]),
    text('mediator', OPTIONAL),
    long('dispute'),
    long('terms'),
    list('promises', [count('party'), long('text'), day('dueOn')]),
  ),
  recordPromisePerformed: act(record('promiseId', 'promise', ['open']), long('evidence'), yes('otherPartyAsked')),
  recordPromiseBroken: act(record('promiseId', 'promise', ['open']), long('reason'), yes('refusedByParty', OPTIONAL)),

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
};

/** `routePetition` → `RoutePetitionInput`. */
export const inputOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
