import { ExitDecided, ExitDecisionProposed, ExitProposed, type Exit } from '@sunshine/events';
import type { Day, RulePack } from '@sunshine/procedure';
import { EXIT_NAMES } from '@sunshine/words';
import { caseError } from '../case.errors.js';
import { dutyBack, notifyOf, toldUnderOwnRules } from '../duties.js';
import { requireNoLitigationLetter } from './acceptance.js';
import { exitError } from './exits.errors.js';
import type { ExitDecision } from './exits.records.js';
import { type LimitStart, channelOf, checkStarts } from '../channels.js';
import { leavingFastTrack } from '../fast-track.clocks.js';
import { exitDecisionOf, requireNotRefused, requireOrganWithAuthority } from '../standing.js';
import { guidanceFor, guidanceIssued, type GuidanceEntered } from './guidance.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { issue, noticeParts } from '../papers/papers.js';
import { claimDuties } from '../claim-duties.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds, PetitionState } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, recordsOf, withRecord, type CaseRecord, type KindIn } from '../records.js';
import { requireStage, type ActName } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '信访工作条例 31';
const TWO_PEOPLE = '本系统规则 途径决定须经第二人审核';

const isExit = (exit: string): exit is Exit => /^31\([1-6]\)$/.test(exit);

/** @throws EXIT_UNKNOWN */
export function exitNamed(exit: string): Exit {
  if (!isExit(exit)) throw exitError('EXIT_UNKNOWN', { source: SOURCE, details: { exit } });
  return exit;
}

/** A new proposal takes the place of one that nobody has confirmed yet. */
export const proposed = <K extends KindIn<'proposed'>>({ records }: PetitionState, record: CaseRecord<K>): PetitionState['records'] =>
  withRecord(proposalsReplaced(records, record.kind), record as CaseRecord);

export interface ProposeExit {
  readonly recordId: string;
  readonly exit: Exit;
  readonly reason: string;
}

/**
 * 拟办: the bureau says which exit it thinks of; the transfer slip carries it, and it binds nobody.
 * @throws ACT_NOT_IN_STAGE, EXIT_PROPOSED_BY_BUREAU_ONLY, EXIT_CLAIMS_ONLY, TEXT_MISSING
 * @source 信访工作条例 22, 31
 */
export function proposeExit(given: Given, { recordId, exit, reason }: ProposeExit): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'proposeExit', SOURCE);
  if (state.organKind !== 'petition_bureau') throw exitError('EXIT_PROPOSED_BY_BUREAU_ONLY', { source: SOURCE });
  if (state.kind !== 'CLAIM') throw exitError('EXIT_CLAIMS_ONLY', { source: SOURCE });
  const text = required('拟议理由', 'reason', reason, 2000);
  const record = newRecord({
    id: recordId,
    kind: 'exitProposal',
    state: 'proposed',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: { exit, reason: text },
  });
  return decided(
    given,
    { records: proposed(state, record) },
    {
      events: [ExitProposed.create({ petitionId: state.id, organId: state.organId, exit })],
      line: { act: 'proposeExit', basis: SOURCE, part: 'proposal', remark: EXIT_NAMES[exit] },
    },
  );
}

/** The exit the desk proposed when it classified the matter; used only while a bureau still has to route it. */
export function proposedByDesk(
  state: PetitionState,
  { recordId, ...by }: { recordId: string; exit: Exit; on: Day; organId: string; byPersonId: string | null },
): PetitionState {
  const { exit, ...head } = by;
  if (state.kind !== 'CLAIM' || state.organKind !== 'petition_bureau' || state.stage === 'closed') return state;
  const record = newRecord({ id: recordId, kind: 'exitProposal', state: 'proposed', ...head, data: { exit, reason: '登记分类时拟议' } });
  return { ...state, records: proposed(state, record) };
}

export interface DecideExit {
  readonly recordId: string;
  readonly exit: Exit;
  readonly reason: string;
  readonly basis: string;
  readonly channelId: string | null;
  readonly starts: readonly LimitStart[];
}

/** The exits that the pack lets the organ decide, and the channel of each. */
function checkChoice(pack: RulePack, { exit, channelId, starts }: Pick<ExitDecision, 'exit' | 'channelId' | 'starts'>, on: Day): void {
  const rule = pack.exits.find((one) => one.exit === exit);
  if (!rule) throw new Error(`pack ${pack.id} has no exit ${exit}`);
  const { title, way, source } = rule;
  // Under CN-2005 the bureau itself declines statutory routes, and what else there is takes an opinion.
  if (way === 'decline' || (way === 'opinion' && exit !== '31(6)')) {
    const instead = way === 'decline' ? '由信访工作机构不予受理并告知' : '按信访事项受理、答复';
    throw exitError('EXIT_NOT_BY_ORGAN', { source, details: { law: pack.source, title, instead } });
  }
  if (exit === '31(6)') {
    if (channelId !== null || starts.length > 0) throw exitError('EXIT_CHANNEL_NOT_NEEDED', { source });
    return;
  }
  if (channelId === null) throw exitError('EXIT_CHANNEL_MISSING', { source, details: { exit } });
  const channel = channelOf(pack, channelId);
  if (channel.exit !== exit) throw exitError('EXIT_CHANNEL_OF_OTHER_EXIT', { source, details: { title: channel.title, exit } });
  checkStarts(channel, starts, on);
}

function requireDecidable(given: Given, act: ActName): void {
  const { state } = given;
  requireStage(state.stage, act, SOURCE);
  requireOrganWithAuthority(state);
  if (state.kind !== 'CLAIM') throw exitError('EXIT_CLAIMS_ONLY', { source: SOURCE });
  requireNotRefused(state, SOURCE);
}

function propose(given: Given, command: DecideExit, act: 'decideExit' | 'correctExit', corrects: string | null): Decision {
  const { state, law, act: by } = given;
  const { exit, channelId, starts } = command;
  if (exit === '31(6)') requireNoLitigationLetter(state);
  checkChoice(law.packOn(by.on), command, by.on);
  const reason = required('理由', 'reason', command.reason, 2000);
  const basis = required('依据', 'basis', command.basis, 500);
  const record = newRecord({
    id: command.recordId,
    kind: 'exitDecision',
    state: 'proposed',
    on: by.on,
    organId: state.organId,
    byPersonId: by.personId,
    data: { exit, reason, basis, channelId, starts, corrects, lateAfter: null, toldOn: null, documentId: null, body: null, papers: [] },
  });
  return decided(
    given,
    { records: proposed(state, record), handlerId: by.personId },
    {
      events: [ExitDecisionProposed.create({ petitionId: state.id, decisionId: record.id, exit, channelId })],
      line: { act, basis: SOURCE, part: 'proposal', remark: EXIT_NAMES[exit] },
    },
  );
}

/**
 * The organ with authority decides the exit of Art 31, with reason, basis and, for 31(1) to 31(5), the statutory channel; a second
 * reader confirms. Nothing moves before that.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, EXIT_CLAIMS_ONLY, MATTER_REFUSED, EXIT_ALREADY_DECIDED, EXIT_NOT_BY_ORGAN,
 * EXIT_OF_LITIGATION_LETTER,
 * EXIT_CHANNEL_MISSING, EXIT_CHANNEL_UNKNOWN, EXIT_CHANNEL_OF_OTHER_EXIT, EXIT_CHANNEL_NOT_NEEDED, EXIT_LIMIT_UNKNOWN, EXIT_LIMIT_TWICE,
 * EXIT_LIMIT_IN_FUTURE, TEXT_MISSING
 * @source 信访工作条例 22, 31
 */
export function decideExit(given: Given, command: DecideExit): Decision {
  const { state } = given;
  requireDecidable(given, 'decideExit');
  if (state.exit !== null) throw exitError('EXIT_ALREADY_DECIDED', { source: SOURCE, details: { exit: state.exit } });
  return propose(given, command, 'decideExit', null);
}

/**
 * A decided exit is corrected with a reason, as it was decided: by two people.
 * @throws EXIT_NOT_DECIDED, EXIT_UNCHANGED, and the refusals of `decideExit`
 * @source 信访工作条例 31; own rule
 */
export function correctExit(given: Given, command: DecideExit): Decision {
  const { state } = given;
  requireDecidable(given, 'correctExit');
  if (state.exit === null) throw exitError('EXIT_NOT_DECIDED', { source: SOURCE });
  const former = exitDecisionOf(state);
  if (state.exit === command.exit && (former?.data.channelId ?? null) === command.channelId)
    throw exitError('EXIT_UNCHANGED', { source: SOURCE });
  return propose(given, command, 'correctExit', former?.id ?? state.id);
}

/**
 * The second reader, never the proposer, makes it the organ's decision. Later than NOTIFY it is a finding, not a bar. A corrected exit
 * leads back to the notice, which has to tell the new one; a HANDLE that was wrongly started is cancelled.
 * @throws ACT_NOT_IN_STAGE, EXIT_DECISION_NOT_FOUND, OWN_PROPOSAL, EXIT_ALREADY_DECIDED, and the refusals of `decideExit`
 * @source 信访工作条例 31; own rule
 */
export function confirmExit(given: Given, { decisionId }: { readonly decisionId: string }): Decision {
  const { state, clocks, law, act } = given;
  requireDecidable(given, 'confirmExit');
  const proposal = latestRecord(state, 'exitDecision', 'proposed');
  if (proposal?.id !== decisionId) throw exitError('EXIT_DECISION_NOT_FOUND', { source: SOURCE });
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: TWO_PEOPLE });
  const { exit, channelId, corrects, reason } = proposal.data;
  // Accepted or decided in between by another hand.
  if (corrects === null && state.exit !== null) throw exitError('EXIT_ALREADY_DECIDED', { source: SOURCE, details: { exit: state.exit } });
  if (exit === '31(6)') requireNoLitigationLetter(state);
  checkChoice(law.packOn(act.on), proposal.data, act.on);

  const notify = notifyOf(clocks);
  const lateAfter = notify && act.on > notify.effectiveDue ? notify.effectiveDue : null;
  const former = exitDecisionOf(state);
  const decision: CaseRecord<'exitDecision'> = {
    ...proposal,
    state: 'decided',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...proposal.data, lateAfter },
  };
  const untold = state.exit === '31(1)' && (state.stage === 'registered' || state.stage === 'received');
  const back = corrects === null ? null : goingBack(given, exit, reason);
  const fast = exit === '31(6)' ? null : leavingFastTrack(state, clocks, act.on, 'other_exit', '决定了其他途径');
  const corrected: CaseRecord<'exitDecision'> | null = former && { ...former, state: 'corrected' };
  const records = [corrected, decision, ...(back?.records ?? []), fast?.record ?? null];
  const change: Partial<PetitionState> = {
    exit,
    ...back?.change,
    records: records.reduce<PetitionState['records']>((all, one) => (one ? withRecord(all, one) : all), state.records),
  };
  return decided(given, change, {
    events: [
      ExitDecided.create({
        petitionId: state.id,
        organId: state.organId,
        decisionId,
        exit,
        channelId,
        decidedOn: act.on,
        lateAfter,
        corrects,
      }),
    ],
    clocks: [
      ...(back?.clocks ?? []),
      ...(fast?.clocks ?? []),
      ...(exit === '31(1)' ? toldUnderOwnRules(given) : []),
      ...(exit !== '31(1)' && untold ? dutyBack(given, { ...state, exit }) : []),
      ...claimDuties(given, change, corrects === null ? null : 'other_exit'),
    ],
    line: { act: 'confirmExit', basis: SOURCE, part: 'confirmation', remark: EXIT_NAMES[exit] },
  });
}

interface Back {
  readonly change: Partial<PetitionState>;
  readonly clocks: readonly ClockMove[];
  readonly records: readonly CaseRecord[];
}

/** What a correction undoes after the matter had proceeded by the wrong exit. */
function goingBack({ state, clocks, act }: Given, exit: Exit, reason: string): Back {
  const left = state.stage === 'accepted' || state.stage === 'handling' || state.stage === 'led_into_procedure';
  const { opinion } = state;
  const handle = exit !== '31(6)' && running(clocks, 'HANDLE') !== null;
  return {
    change: left
      ? {
          stage: 'informed',
          outcome: null,
          acceptedOn: null,
          ...(opinion && opinion.state !== 'issued' && { opinion: { ...opinion, state: 'returned', checkedBy: null, remark: reason } }),
        }
      : {},
    clocks: handle ? [{ do: 'cancel', petitionId: state.id, term: 'HANDLE', on: act.on, reason: 'other_exit' }] : [],
    records: recordsOf(state, 'leadingIn', 'sent', 'received').map((record) => ({ ...record, state: 'turned_down' })),
  };
}

export interface IssueGuidance extends PaperIds, Dispatch {
  readonly guidance: GuidanceEntered;
}

/**
 * The guidance notice to an exit that was decided, corrected or whose start became known after the petitioner was told path and
 * procedure. It moves no date of ours.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, GUIDANCE_NOT_NEEDED, DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING, TEXT_MISSING,
 * EXIT_LIMIT_UNKNOWN, DOCUMENT_PART_MISSING
 * @source 信访工作条例 31; own rule, practice F14
 */
export function issueGuidance(given: Given, command: IssueGuidance): Decision {
  const { state, law, act } = given;
  const { documentId } = command;
  requireStage(state.stage, 'issueGuidance', SOURCE);
  requireOrganWithAuthority(state);
  const pack = law.packOn(act.on);
  checkDispatch(command);
  const guidance = guidanceFor(state, command.guidance, given, documentId);
  if (!guidance) throw exitError('GUIDANCE_NOT_NEEDED', { source: SOURCE });
  const { kind, decision, parts, lastDay } = guidance;
  const notice = kind === 'NOTICE' && { exit: '31(5)', procedure: pack.values['performanceProcedure']?.value };
  const paper = issue(given, pack, command, act.organ, {
    kind,
    ...(notice && { when: ['performs'] }),
    parts: { ...noticeParts(state, act.organ), ...notice, ...parts, dispatch: dispatchPart(command, act.on) },
  });
  return decided(
    given,
    { records: withRecord(state.records, decision), handlerId: act.personId },
    {
      events: [guidanceIssued(state, decision, lastDay)],
      papers: [paper],
      line: { act: 'issueGuidance', basis: SOURCE, remark: decision.data.channelId && channelOf(pack, decision.data.channelId).title },
    },
  );
}
