import {
  AssistanceAnswered,
  AssistanceEnded,
  AssistanceRequested,
  JointHandlingAgreed,
  type AssistanceForm,
  type RelationMove,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { issue, matterParts } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { Decision, Given, Organ, Paper, PaperIds, PetitionState } from '../petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { checkKeptOut } from './kept-out.js';
import { routingError } from './routing.errors.js';
import { requireStage, type ActName } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 协办（信访工作条例 24 ¶1）';

type AssistanceRecord = CaseRecord<'assistance'>;

export interface AskedOrgan {
  readonly assistanceId: string;
  readonly organ: Organ;
  readonly toAccused: boolean;
  readonly points: readonly string[];
  /** The assistant's own day, inclusive. */
  readonly answerBy: Day;
}

function requireMainOrgan({ state }: Given, name: ActName): void {
  requireStage(state.stage, name, SOURCE);
  if (state.organKind === 'petition_bureau') throw routingError('ASSISTANCE_BY_MAIN_ORGAN', { source: SOURCE });
}

/** @throws ASSISTANCE_OF_ITSELF, ROUTE_TO_CLOSED_ORGAN, the refusals of `checkKeptOut`, ASSISTANCE_ALREADY_ASKED, ASSISTANCE_DATE_TOO_EARLY, ASSISTANCE_POINTS_MISSING */
function asked(
  { state, act }: Given,
  { assistanceId, organ, toAccused, points, answerBy }: AskedOrgan,
  more: { form: AssistanceForm; documentId: string; agreement: string | null },
  /** Of the list of organs in the input, where it is asked of several. */
  at = '',
): AssistanceRecord {
  if (organ.id === state.organId || organ.kind === 'petition_bureau')
    throw routingError('ASSISTANCE_OF_ITSELF', { source: SOURCE, field: `${at}organId` });
  if (organ.closedOn !== null && organ.closedOn <= act.on)
    throw caseError('ROUTE_TO_CLOSED_ORGAN', { source: '信访工作条例 24 ¶2', details: { organ: organ.name }, field: `${at}organId` });
  checkKeptOut(state, toAccused, `${at}organId`);
  if (recordsOf(state, 'assistance', 'asked').some(({ organId }) => organId === organ.id))
    throw routingError('ASSISTANCE_ALREADY_ASKED', { source: SOURCE, details: { organ: organ.name } });
  if (answerBy <= act.on)
    throw routingError('ASSISTANCE_DATE_TOO_EARLY', { source: SOURCE, details: { day: answerBy }, field: `${at}answerBy` });
  if (points.length === 0) throw routingError('ASSISTANCE_POINTS_MISSING', { source: SOURCE, field: `${at}points` });
  return newRecord({
    id: assistanceId,
    kind: 'assistance',
    state: 'asked',
    on: act.on,
    organId: organ.id,
    byPersonId: act.personId,
    until: answerBy,
    data: {
      ...more,
      organName: organ.name,
      points: points.map((point, index) => required('协办事项', `${at}points.${index}`, point, 500)),
      answer: null,
      answeredOn: null,
      endReason: null,
    },
  });
}

const requested = (state: PetitionState, { id, organId, until, data }: AssistanceRecord) =>
  AssistanceRequested.create({
    petitionId: state.id,
    assistanceId: id,
    organId: organId as string,
    form: data.form,
    answerBy: until as Day,
  });

function letter(given: Given, ids: PaperIds, to: readonly AskedOrgan[], agreement: string | null): Paper {
  const { state, law, act } = given;
  return issue(given, law.packOn(act.on), ids, act.organ, {
    kind: 'ASSISTANCE_LETTER',
    when: agreement === null ? [] : ['joint'],
    parts: {
      from: act.organ.name,
      to: to.map(({ organ }) => organ.name).join('、'),
      matter: matterParts(state),
      points: to.map(({ organ, points }) => ({ organ: organ.id, points })),
      deadline: to.map(({ organ, answerBy }) => ({ organ: organ.id, until: answerBy })),
      agreement,
    },
  });
}

const assisting = (records: readonly AssistanceRecord[]) =>
  records.map(({ organId }) => ({ do: 'set', subject: organId as string, relation: 'assisting' }) as const);

/**
 * 协办: the main organ asks another for its part, to the assistant's own day. The main organ's terms do not wait.
 * @throws ACT_NOT_IN_STAGE, ASSISTANCE_BY_MAIN_ORGAN, ASSISTANCE_*, ROUTE_TO_CLOSED_ORGAN, ROUTE_TO_ACCUSED, DOCUMENT_PART_MISSING
 * @source own rule; practice B9
 */
export function requestAssistance(given: Given, command: AskedOrgan & PaperIds): Decision {
  const { state } = given;
  requireMainOrgan(given, 'requestAssistance');
  const record = asked(given, command, { form: 'ASSISTING', documentId: command.documentId, agreement: null });
  return decided(
    given,
    { handlerId: given.act.personId, records: withRecord(state.records, record) },
    {
      events: [requested(state, record)],
      papers: [letter(given, command, [command], null)],
      relations: assisting([record]),
      line: { act: 'requestAssistance', basis: SOURCE, remark: null },
    },
  );
}

export interface AgreeJointHandling extends PaperIds {
  readonly leadOrganId: string;
  readonly others: readonly AskedOrgan[];
  /** How the lead was agreed, or which superior set it. */
  readonly agreement: string;
}

/**
 * 联合办理: the organs agree on the lead, or a superior set it. Each keeps its own acts and its own day in the one course; the lead gives the
 * one reply.
 * @throws ACT_NOT_IN_STAGE, ASSISTANCE_BY_MAIN_ORGAN, JOINT_LEAD_NOT_IN_CHARGE, JOINT_OTHERS_MISSING, and the refusals of `requestAssistance`
 * @source 信访工作条例 24 ¶1; practice B10
 */
export function agreeJointHandling(given: Given, command: AgreeJointHandling): Decision {
  const { state } = given;
  requireMainOrgan(given, 'agreeJointHandling');
  const { leadOrganId, others, documentId } = command;
  if (leadOrganId !== state.organId) throw routingError('JOINT_LEAD_NOT_IN_CHARGE', { source: SOURCE });
  if (others.length === 0) throw routingError('JOINT_OTHERS_MISSING', { source: SOURCE });
  const agreement = required('商定情况', 'agreement', command.agreement, 1000);
  let { records } = state;
  const joined: AssistanceRecord[] = [];
  for (const [index, other] of others.entries()) {
    // An organ named twice is asked already.
    const record = asked({ ...given, state: { ...state, records } }, other, { form: 'JOINT', documentId, agreement }, `others.${index}.`);
    records = withRecord(records, record);
    joined.push(record);
  }
  return decided(
    given,
    { handlerId: given.act.personId, records },
    {
      events: [
        ...joined.map((record) => requested(state, record)),
        JointHandlingAgreed.create({
          petitionId: state.id,
          leadOrganId,
          organIds: joined.map(({ organId }) => organId as string),
          documentId,
        }),
      ],
      papers: [letter(given, command, others, agreement)],
      relations: assisting(joined),
      line: { act: 'agreeJointHandling', basis: '信访工作条例 24 ¶1', remark: agreement },
    },
  );
}

/** A late answer is a finding against the assistant, never against the main organ. */
export const isLateAssistance = ({ until, data }: Pick<AssistanceRecord, 'until' | 'data'>, today: Day): boolean =>
  until !== null && (data.answeredOn ?? today) > until;

function openAssistance({ state }: Given, id: string): AssistanceRecord {
  const found = recordsOf(state, 'assistance', 'asked').find((record) => record.id === id);
  if (!found) throw routingError('ASSISTANCE_NOT_FOUND', { source: SOURCE });
  return found;
}

/**
 * The assistant's own answer, to the main organ alone: the petitioner gets one reply. Its view of the matter ends with its duty.
 * @throws ACT_NOT_IN_STAGE, ASSISTANCE_NOT_FOUND, TEXT_MISSING
 * @source own rule; practice B9
 */
export function answerAssistance(given: Given, command: { readonly assistanceId: string; readonly answer: string }): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'answerAssistance', SOURCE);
  const record = openAssistance(given, command.assistanceId);
  if (record.organId !== act.organ.id) throw routingError('ASSISTANCE_NOT_FOUND', { source: SOURCE });
  const answer = required('协办答复', 'answer', command.answer, 5000);
  const answered: AssistanceRecord = { ...record, state: 'answered', data: { ...record.data, answer, answeredOn: act.on } };
  return decided(
    given,
    { records: withRecord(state.records, answered) },
    {
      events: [
        AssistanceAnswered.create({
          petitionId: state.id,
          assistanceId: record.id,
          organId: act.organ.id,
          answeredOn: act.on,
          late: isLateAssistance(answered, act.on),
        }),
      ],
      relations: [{ do: 'end', subject: act.organ.id, relation: 'assisting' }],
      line: { act: 'answerAssistance', basis: SOURCE },
    },
  );
}

/**
 * The main organ no longer needs it.
 * @throws ACT_NOT_IN_STAGE, ASSISTANCE_NOT_FOUND, TEXT_MISSING
 */
export function endAssistance(given: Given, command: { readonly assistanceId: string; readonly reason: string }): Decision {
  const { state } = given;
  requireStage(state.stage, 'endAssistance', SOURCE);
  const record = openAssistance(given, command.assistanceId);
  const endReason = required('结束理由', 'reason', command.reason, 1000);
  return decided(
    given,
    { records: withRecord(state.records, { ...record, state: 'ended', data: { ...record.data, endReason } }) },
    {
      events: [AssistanceEnded.create({ petitionId: state.id, assistanceId: record.id, organId: record.organId as string })],
      relations: [{ do: 'end', subject: record.organId as string, relation: 'assisting' }],
      line: { act: 'endAssistance', basis: SOURCE, remark: endReason },
    },
  );
}

/** Ends open requests for assistance when the matter leaves the organ or ends: the assistant's view ends with its duty. */
export function assistanceOver(state: PetitionState): { records: PetitionState['records']; relations: RelationMove[] } {
  const asked = recordsOf(state, 'assistance', 'asked');
  return {
    records: asked.reduce((records, record) => withRecord(records, { ...record, state: 'ended' }), state.records),
    relations: asked.map(({ organId }) => ({ do: 'end', subject: organId as string, relation: 'assisting' })),
  };
}

/** The answers collated in the single reply: organ and day only, their content stays inside. */
export const collated = (state: PetitionState): { readonly organ: string; readonly answeredOn: Day | null }[] =>
  recordsOf(state, 'assistance', 'answered').map(({ data }) => ({ organ: data.organName, answeredOn: data.answeredOn }));
