import { LeadingInStarted, isPoliticalLegal, PetitionLedIntoProcedure, ProcedureOutcomeReported } from '@sunshine/events';
import { caseError } from '../case.errors.js';
import { exitError } from './exits.errors.js';
import type { LeadingIn } from './exits.records.js';
import { channelOf } from '../channels.js';
import { exitDecisionOf, requireNotRefused, requireOrganWithAuthority } from '../standing.js';
import { claimDuties } from '../claim-duties.js';
import { decided } from '../decision.js';
import { cancelled, toldUnderOwnRules } from '../duties.js';
import type { ClockMove, Decision, Given, PetitionState } from '../petition.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { droppedObjections } from '../routing/charge.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '信访工作条例 31(1)-(4)';
const POLITICAL_LEGAL = '信访工作条例 22 ¶2、31(1)';

export interface LeadIntoProcedure {
  readonly recordId: string;
  /** The receiving body in words. */
  readonly body: string;
  /** What is handed over. */
  readonly text: string;
}

/**
 * 导入: the organ leads the matter into the procedure of its exit, under 31(1) by sending it to the political-legal organ. It stays with
 * the organ until the receipt is on file.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, MATTER_REFUSED, LEADING_IN_OTHER_EXIT, GUIDANCE_NOT_TOLD, LEADING_IN_UNDER_WAY,
 * TEXT_MISSING
 * @source 信访工作条例 31(1)-(4)
 */
export function leadIntoProcedure(given: Given, command: LeadIntoProcedure): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'leadIntoProcedure', SOURCE);
  requireOrganWithAuthority(state);
  requireNotRefused(state, SOURCE);
  const { exit } = state;
  if (exit === null) throw exitError('EXIT_NOT_DECIDED', { source: SOURCE });
  if (exit === '31(5)' || exit === '31(6)') throw exitError('LEADING_IN_OTHER_EXIT', { source: SOURCE, details: { exit } });
  const decision = exitDecisionOf(state);
  if (!decision?.data.toldOn || decision.data.channelId === null) throw exitError('GUIDANCE_NOT_TOLD', { source: SOURCE });
  if (latestRecord(state, 'leadingIn', 'sent')) throw exitError('LEADING_IN_UNDER_WAY', { source: SOURCE });
  const { channelId } = decision.data;
  const record = newRecord({
    id: command.recordId,
    kind: 'leadingIn',
    state: 'sent',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: {
      exit,
      channelId,
      body: required('接收机关', 'body', command.body, 200),
      text: required('移交材料', 'text', command.text, 2000),
      receiptNumber: null,
      receivedOn: null,
    },
  });
  return decided(
    given,
    { records: withRecord(state.records, record), handlerId: act.personId },
    {
      events: [LeadingInStarted.create({ petitionId: state.id, leadingInId: record.id, exit, channelId })],
      line: { act: 'leadIntoProcedure', basis: SOURCE, part: 'proposal', remark: record.data.body },
    },
  );
}

export interface RecordReceipt {
  readonly recordId: string;
  readonly receiptNumber: string;
  readonly body: string;
  readonly channelId: string;
}

/**
 * The receiving body's receipt is on file, read by another person than the one who led the matter in; the day of the act is that of the
 * receipt. A political-legal organ that received a 涉法涉诉 letter from the bureau enters its own. NOTIFY is not met by it; a HANDLE
 * wrongly started is cancelled.
 * @throws ACT_NOT_IN_STAGE, LEADING_IN_MISSING, RECEIPT_POLITICAL_LEGAL_ONLY, OWN_PROPOSAL, EXIT_CLAIMS_ONLY, EXIT_CHANNEL_UNKNOWN,
 * EXIT_CHANNEL_OF_OTHER_EXIT, TEXT_MISSING
 * @source 信访工作条例 22 ¶2, 31(1)-(4)
 */
export function recordReceipt(given: Given, command: RecordReceipt): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'recordReceipt', SOURCE);
  requireNotRefused(state, SOURCE);
  const own = state.stage !== 'informed';
  const former = own ? ownReceipt(given, command) : ledIn(given);
  const { exit } = former.data;
  checkChannel(given, exit, command.channelId);
  const data: LeadingIn = {
    ...former.data,
    channelId: command.channelId,
    body: required('接收机关', 'body', command.body, 200),
    receiptNumber: required('回执编号', 'receiptNumber', command.receiptNumber, 100),
    receivedOn: act.on,
  };
  const record: CaseRecord<'leadingIn'> = { ...former, state: 'received', confirmedBy: act.personId, confirmedOn: act.on, data };
  const change = {
    stage: 'led_into_procedure',
    exit,
    outcome: 'led_in',
    records: withRecord(own ? supersededByOwn(state.records) : state.records, record),
  } as const;
  return decided(given, change, {
    events: [
      PetitionLedIntoProcedure.create({
        petitionId: state.id,
        leadingInId: record.id,
        exit,
        channelId: command.channelId,
        receivedOn: act.on,
      }),
    ],
    clocks: [...cancelled(given, ['HANDLE'], 'led_into_procedure'), ...(own ? endsOfOwn(given) : []), ...claimDuties(given, change)],
    line: { act: 'recordReceipt', basis: SOURCE, part: 'confirmation', remark: data.receiptNumber },
  });
}

function ledIn({ state, act }: Given): CaseRecord<'leadingIn'> {
  const record = latestRecord(state, 'leadingIn', 'sent');
  if (!record) throw exitError('LEADING_IN_MISSING', { source: SOURCE });
  if (record.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 导入法定程序须经第二人审核' });
  return record;
}

function ownReceipt({ state, act }: Given, { recordId, channelId }: RecordReceipt): CaseRecord<'leadingIn'> {
  if (!isPoliticalLegal(state.organKind)) throw exitError('RECEIPT_POLITICAL_LEGAL_ONLY', { source: POLITICAL_LEGAL });
  if (state.kind !== 'CLAIM') throw exitError('EXIT_CLAIMS_ONLY', { source: POLITICAL_LEGAL });
  if (state.exit !== null && state.exit !== '31(1)')
    throw exitError('LEADING_IN_OTHER_EXIT', { source: POLITICAL_LEGAL, details: { exit: state.exit } });
  return newRecord({
    id: recordId,
    kind: 'leadingIn',
    state: 'sent',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { exit: '31(1)', channelId, body: '', text: '信访工作机构转送的涉法涉诉信件', receiptNumber: null, receivedOn: null },
  });
}

/** What an organ before it had sent on, and nobody received, leads nowhere any more; and its own objection lapses. */
const supersededByOwn = (records: PetitionState['records']): PetitionState['records'] =>
  droppedObjections(records).map((record): CaseRecord =>
    record.kind === 'leadingIn' && record.state === 'sent' ? { ...record, state: 'turned_down' } : record,
  );

/** An organ that takes the matter into its procedure is bound: no notice of ours is owed, and what it could object has lapsed. */
const endsOfOwn = (given: Given): ClockMove[] => [
  ...toldUnderOwnRules(given),
  ...cancelled(given, ['OBJECT'], 'not_used'),
  ...cancelled(given, ['OBJECT_DECIDE'], 'objection_dropped'),
];

function checkChannel({ law, act }: Given, exit: LeadingIn['exit'], channelId: string): void {
  const channel = channelOf(law.packOn(act.on), channelId);
  if (channel.exit !== exit) throw exitError('EXIT_CHANNEL_OF_OTHER_EXIT', { source: SOURCE, details: { title: channel.title, exit } });
}

export interface RecordProcedureOutcome {
  readonly recordId: string;
  readonly text: string;
  readonly toldBy: string;
}

/**
 * The body's result, or the petitioner's word, is noted; no clock of ours hangs on it.
 * @throws ACT_NOT_IN_STAGE, PROCEDURE_OUTCOME_SOURCE_UNKNOWN, TEXT_MISSING
 * @source law 4.1
 */
export function recordProcedureOutcome(given: Given, { recordId, text, toldBy }: RecordProcedureOutcome): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'recordProcedureOutcome', SOURCE);
  if (toldBy !== 'body' && toldBy !== 'petitioner') throw exitError('PROCEDURE_OUTCOME_SOURCE_UNKNOWN', { source: SOURCE });
  const result = required('法定程序结果', 'text', text, 2000);
  const record = newRecord({
    id: recordId,
    kind: 'procedureOutcome',
    state: 'noted',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { text: result, toldBy },
  });
  return decided(
    given,
    { stage: 'outcome_reported', records: withRecord(state.records, record) },
    {
      events: [ProcedureOutcomeReported.create({ petitionId: state.id, toldBy })],
      line: { act: 'recordProcedureOutcome', basis: SOURCE, remark: result },
    },
  );
}
