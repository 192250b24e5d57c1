import { EvidenceAdded, InquiryRecorded, OptionsDecided, OptionsProposed, type InquiryKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { handlingError } from './handling.errors.js';
import { requireAlive } from '../succession.js';
import { INQUIRY_NAMES, OPTION_NAMES, type Inquiry } from './handling.records.js';
import { requireOrganWithAuthority } from '../standing.js';
import { decided } from '../decision.js';
import type { Decision, Given, PetitionState } from '../petition.js';
import { optionalFree, requiredFree } from '../pledge.js';
import { latestRecord, newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '信访工作条例 27、31(6)';
const READ_BACK = '本系统规则 谈话笔录（信访工作条例 19）';
const PHOTOS = '本系统规则 实地调查';

export interface RecordInquiry {
  readonly recordId: string;
  readonly form: InquiryKind;
  /** Day on which it was done, where that is not the day of the act. */
  readonly heldOn: Day | null;
  readonly text: string;
  readonly petitionerId: string | null;
  readonly withWhom: string | null;
  readonly companion: string | null;
  readonly place: string | null;
  readonly people: string | null;
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
  readonly findings: string | null;
  readonly fileIds: readonly string[];
  /** The people on the photos knew that they were taken. */
  readonly photosKnown: boolean;
  readonly readBack: boolean;
  readonly signature: string | null;
  readonly witness: string | null;
  readonly copyGiven: boolean;
  readonly until: Day | null;
}

function checkInterview(command: RecordInquiry): string {
  const { signature, witness, readBack, copyGiven, petitionerId } = command;
  if (!readBack) throw handlingError('INQUIRY_NOT_READ_BACK', { source: READ_BACK });
  const signed = signature?.trim() || (witness?.trim() ? `拒绝签名，见证人：${witness.trim()}` : null);
  if (!signed) throw handlingError('INQUIRY_NOT_SIGNED', { source: READ_BACK });
  if (petitionerId !== null && !copyGiven) throw handlingError('INQUIRY_COPY_NOT_GIVEN', { source: READ_BACK });
  return signed;
}

/** What the form of the inquiry asks for. */
function checkForm({ state, act }: Given, command: RecordInquiry): void {
  const { form, petitionerId, withWhom } = command;
  if (petitionerId !== null && !state.petitionerIds.includes(petitionerId))
    throw handlingError('INQUIRY_PETITIONER_UNKNOWN', { source: SOURCE });
  if (petitionerId !== null) requireAlive(state, petitionerId, act.on);
  const { heldOn } = command;
  if (heldOn !== null && heldOn > act.on) throw handlingError('INQUIRY_DAY_IN_FUTURE', { source: SOURCE });
  if (heldOn !== null && heldOn < state.receivedOn)
    throw handlingError('INQUIRY_BEFORE_RECEIPT', { source: SOURCE, details: { day: state.receivedOn } });
  const toSomebody = form === 'INTERVIEW' || form === 'EXPLANATION' || form === 'QUESTIONS' || form === 'MATERIAL_REQUEST';
  if (toSomebody && petitionerId === null && !withWhom?.trim()) throw handlingError('INQUIRY_WITH_WHOM_MISSING', { source: SOURCE });
  if (form === 'QUESTIONS' && command.questions.length === 0) throw handlingError('INQUIRY_QUESTIONS_MISSING', { source: SOURCE });
  if (form === 'SITE_VISIT') {
    required('地点', 'place', command.place ?? '', 500);
    required('人员', 'people', command.people ?? '', 500);
    required('查明情况', 'findings', command.findings ?? '', 5000);
    if (command.fileIds.length > 0 && !command.photosKnown) throw handlingError('INQUIRY_COVERT_PHOTO', { source: PHOTOS });
  }
  if (form === 'MATERIAL_REQUEST' && command.until === null)
    throw caseError('TEXT_MISSING', { details: { label: '提交日期' }, field: 'until' });
  const askedOn = heldOn ?? act.on;
  if (form === 'MATERIAL_REQUEST' && command.until !== null && command.until < askedOn)
    throw handlingError('INQUIRY_UNTIL_TOO_EARLY', { source: SOURCE, details: { day: askedOn } });
}

/** Neither begins the handling: what is to be done, and what could not be done. */
const BEFORE_HANDLING: readonly InquiryKind[] = ['PLAN', 'NOT_HEARD'];

/**
 * 调查核实: plan, talk, questions and answers, site visit, material asked for, explanation, or the reason why the petitioner could not be
 * heard. The first one of an accepted claim other than a plan or such a reason enters `handling`. A talk is read back and signed, the
 * petitioner gets a copy; nobody is photographed covertly.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, INQUIRY_PETITIONER_UNKNOWN, INQUIRY_DAY_IN_FUTURE,
 * INQUIRY_BEFORE_RECEIPT, INQUIRY_UNTIL_TOO_EARLY, INQUIRY_WITH_WHOM_MISSING, INQUIRY_NOT_READ_BACK,
 * INQUIRY_NOT_SIGNED, INQUIRY_COPY_NOT_GIVEN, INQUIRY_QUESTIONS_MISSING, INQUIRY_COVERT_PHOTO, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source 信访工作条例 27, 31(6); practice A, capabilities 45, 278-283
 */
export function recordInquiry(given: Given, command: RecordInquiry): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'recordInquiry', SOURCE);
  requireOrganWithAuthority(state);
  checkForm(given, command);
  const pack = law.packOn(act.on);
  const { form, petitionerId, fileIds } = command;
  const signature = form === 'INTERVIEW' ? checkInterview(command) : null;
  const data: Inquiry = {
    form,
    heldOn: command.heldOn ?? act.on,
    text: requiredFree(pack, INQUIRY_NAMES[form], 'text', command.text, 10_000),
    petitionerId,
    withWhom: optionalFree(pack, '对象', 'withWhom', command.withWhom, 200),
    companion: optionalFree(pack, '陪同', 'companion', command.companion, 200),
    place: optionalFree(pack, '地点', 'place', command.place, 500),
    people: optionalFree(pack, '人员', 'people', command.people, 500),
    questions: command.questions.map(({ question, answer }, at) => ({
      question: requiredFree(pack, '问', `questions.${at}.question`, question, 1000),
      answer: requiredFree(pack, '答', `questions.${at}.answer`, answer, 2000),
    })),
    findings: optionalFree(pack, '查明情况', 'findings', command.findings, 5000),
    fileIds,
    signature,
  };
  const record = newRecord({
    id: command.recordId,
    kind: 'inquiry',
    state: form === 'MATERIAL_REQUEST' ? 'asked' : 'made',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    until: form === 'MATERIAL_REQUEST' ? command.until : null,
    data,
  });
  const enters = state.stage === 'accepted' && !BEFORE_HANDLING.includes(form);
  return decided(
    given,
    { stage: enters ? 'handling' : state.stage, records: [...state.records, record], handlerId: act.personId },
    {
      events: [InquiryRecorded.create({ petitionId: state.id, inquiryId: record.id, form })],
      line: { act: 'recordInquiry', basis: SOURCE, remark: INQUIRY_NAMES[form] },
    },
  );
}

/** What an opinion rests on besides its text, each with its source in law. */
export const FOUNDATIONS = [
  {
    part: 'heard',
    title: '听取信访人陈述事实和理由',
    source: '信访工作条例 31(6)',
    code: 'OPINION_PETITIONER_NOT_HEARD',
    /** A talk with a petitioner, or the reason on file why there was none: nobody has to be found, and nobody is silently passed over. */
    laid: ({ form, petitionerId }: Inquiry) => form === 'NOT_HEARD' || hears(form, petitionerId),
  },
  {
    part: 'inquired',
    title: '调查核实',
    source: '信访工作条例 28 ¶1、31(6)',
    code: 'OPINION_INQUIRY_MISSING',
    /** What finds facts besides what the petitioner says of them. */
    laid: ({ form, petitionerId }: Inquiry) => FINDS_FACTS.includes(form) && !hears(form, petitionerId),
  },
] as const;
const FINDS_FACTS: readonly InquiryKind[] = ['INTERVIEW', 'QUESTIONS', 'SITE_VISIT', 'MATERIAL_REQUEST'];
const hears = (form: InquiryKind, petitionerId: string | null): boolean => form === 'INTERVIEW' && petitionerId !== null;

/** Of each foundation of an opinion whether it is on file, whichever organ had the matter then. */
export const foundationsOf = (state: Pick<PetitionState, 'records'>) => {
  const inquiries = recordsOf(state, 'inquiry');
  return FOUNDATIONS.map((one) => ({ ...one, present: inquiries.some(({ data }) => one.laid(data)) }));
};

/**
 * 听取陈述、调查核实: before an opinion says that facts were found, a petitioner was heard and the facts were looked into.
 * @throws OPINION_PETITIONER_NOT_HEARD, OPINION_INQUIRY_MISSING
 * @source 信访工作条例 31(6), 28 ¶1; 信访条例 31, 32
 */
export function requireFounded(state: PetitionState): void {
  const lacking = foundationsOf(state).find(({ present }) => !present);
  if (lacking) throw handlingError(lacking.code, { source: lacking.source });
}

export interface AddEvidence {
  readonly recordId: string;
  readonly what: string;
  readonly source: string;
  readonly fileId: string | null;
  readonly heldBy: string;
  /** The request for material that it answers. */
  readonly inquiryId?: string | null;
}

/**
 * The next number of the matter's evidence register.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, MATERIAL_REQUEST_NOT_FOUND, TEXT_MISSING
 * @source capabilities 279
 */
export function addEvidence(given: Given, { recordId, what, source, fileId, heldBy, inquiryId = null }: AddEvidence): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'addEvidence', SOURCE);
  requireOrganWithAuthority(state);
  const asked = inquiryId === null ? null : recordsOf(state, 'inquiry', 'asked').find(({ id }) => id === inquiryId);
  if (asked === undefined) throw handlingError('MATERIAL_REQUEST_NOT_FOUND', { source: SOURCE });
  const records = asked === null ? state.records : withRecord(state.records, { ...asked, state: 'answered' });
  const number = recordsOf(state, 'evidence').length + 1;
  const record = newRecord({
    id: recordId,
    kind: 'evidence',
    state: 'held',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: {
      number,
      what: required('证据', 'what', what, 400),
      source: required('来源', 'source', source, 500),
      fileId,
      heldBy: required('保管', 'heldBy', heldBy, 200),
    },
  });
  return decided(
    given,
    { records: [...records, record], handlerId: act.personId },
    {
      events: [EvidenceAdded.create({ petitionId: state.id, evidenceId: recordId, number })],
      line: { act: 'addEvidence', basis: SOURCE, remark: `证${number}` },
    },
  );
}

/** Evidence as an opinion names it: `证3` of the register with what it is, or in words as they are. @throws EVIDENCE_UNKNOWN */
export function evidenceNamed(state: Pick<PetitionState, 'records'>, entry: string, field: string): string {
  const number = /^证(?:据)?\s*(\d{1,4})$/u.exec(entry)?.[1];
  if (number === undefined) return entry;
  const known = recordsOf(state, 'evidence').find(({ data }) => data.number === Number(number));
  if (!known) throw handlingError('EVIDENCE_UNKNOWN', { source: SOURCE, details: { number: `证${number}` }, field });
  return `证${known.data.number} ${known.data.what}`;
}

export interface ProposeOptions {
  readonly recordId: string;
  readonly root: string;
  readonly interim: string | null;
  readonly recommended: 'root' | 'interim';
}

/**
 * A root solution and an interim one for the head to choose; inside the organ.
 * @throws ACT_NOT_IN_STAGE, OPTIONS_ALREADY_PROPOSED, OPTION_UNKNOWN, PLEDGE_NOT_TO_PETITION, TEXT_MISSING
 * @source capabilities 272
 */
export function proposeOptions(given: Given, command: ProposeOptions): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'proposeOptions', SOURCE);
  requireOrganWithAuthority(state);
  if (latestRecord(state, 'decisionOptions', 'proposed')) throw handlingError('OPTIONS_ALREADY_PROPOSED', { source: SOURCE });
  const pack = law.packOn(act.on);
  const { recommended } = command;
  const root = requiredFree(pack, OPTION_NAMES.root, 'root', command.root, 5000);
  const interim = optionalFree(pack, OPTION_NAMES.interim, 'interim', command.interim, 5000);
  if (recommended === 'interim' && interim === null) throw optionUnknown(recommended);
  const record = newRecord({
    id: command.recordId,
    kind: 'decisionOptions',
    state: 'proposed',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { root, interim, recommended, choice: null, reason: null },
  });
  return decided(
    given,
    { records: [...state.records, record], handlerId: act.personId },
    {
      events: [OptionsProposed.create({ petitionId: state.id, optionsId: record.id })],
      line: { act: 'proposeOptions', basis: SOURCE, part: 'proposal' },
    },
  );
}

const optionUnknown = (choice: keyof typeof OPTION_NAMES) =>
  handlingError('OPTION_UNKNOWN', { source: SOURCE, details: { choice: OPTION_NAMES[choice] } });

/** @throws ACT_NOT_IN_STAGE, OPTIONS_NOT_FOUND, OWN_PROPOSAL, OPTION_UNKNOWN, TEXT_MISSING @source capabilities 272, 275 */
export function decideOptions(
  given: Given,
  { choice, reason }: { readonly choice: 'root' | 'interim'; readonly reason: string },
): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'decideOptions', SOURCE);
  const options = latestRecord(state, 'decisionOptions', 'proposed');
  if (!options) throw handlingError('OPTIONS_NOT_FOUND', { source: SOURCE });
  if (options.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  if (options.data[choice] === null) throw optionUnknown(choice);
  const record: CaseRecord<'decisionOptions'> = {
    ...options,
    state: 'decided',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...options.data, choice, reason: required('理由', 'reason', reason, 2000) },
  };
  return decided(
    given,
    { records: withRecord(state.records, record) },
    {
      events: [OptionsDecided.create({ petitionId: state.id, optionsId: options.id })],
      line: { act: 'decideOptions', basis: SOURCE, part: 'confirmation', remark: OPTION_NAMES[choice] },
    },
  );
}
