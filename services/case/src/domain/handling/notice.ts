import { PetitionAccepted, PetitionInformed, ServiceWay } from '@sunshine/events';
import { CAP_START, dueDate, handleRuns, handleStart, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { droppedObjections } from '../routing/charge.js';
import { handleRunsForAll, informing, notifyOf } from '../duties.js';
import { exitError } from '../exits/exits.errors.js';
import { acceptingOnFastTrack } from '../exits/fast-track.clocks.js';
import { guidanceFor, guidanceIssued, requireNotRefused, type GuidanceInput } from '../exits/guidance.js';
import { checkParts, issue, noticeParts } from '../papers/papers.js';
import { decided, running, type ClockMove, type Decision, type Given, type PaperIds, type PetitionState, type Proof } from '../petition.js';
import { withRecord } from '../records.js';
import { requireStage } from '../stages.js';
import { required } from '../text.js';

/** How a paper was sent; without a way the organ's own register of papers sent out is the proof. */
export interface Dispatch {
  readonly way: string | null;
  readonly proof: Proof | null;
}

/**
 * NOTIFY and HANDLE are met by dispatch with proof, not by the date printed on the paper; what the pack asks for of the way is looked
 * at when the paper is issued (`checkSent`).
 * @throws DISPATCH_WAY_UNKNOWN
 * @source own rule, law 2.4
 */
export function checkDispatch({ way }: Dispatch): void {
  if (way === null) return;
  const known = ServiceWay.safeParse(way);
  if (!known.success || known.data === 'undeliverable') throw caseError('DISPATCH_WAY_UNKNOWN', { details: { way } });
}

/** Kept with the paper: the day it went out, how, and what shows it. */
export const dispatchPart = ({ way, proof }: Dispatch, on: Day) => ({ on, way: way ?? 'register', proof: proof ?? {} });

export interface InformPetitioner extends PaperIds, Dispatch {
  readonly path: string;
  readonly procedure: string;
  /** Where an exit 31(1) to 31(5) is decided: the notice is one paper with the guidance notice. */
  readonly guidance?: GuidanceInput | null;
}

/**
 * 告知: receipt, path and procedure, on every path. Meets NOTIFY by dispatch; the organ is bound, so the option to object ends unused.
 * Under a pack that runs HANDLE for all matters (CN-2005) the notice is the decision on acceptance and starts HANDLE.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, TEXT_MISSING, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING, GUIDANCE_MISSING,
 * GUIDANCE_NOT_NEEDED
 * @source 信访工作条例 23; 信访条例 21, 22
 */
export function informPetitioner(given: Given, command: InformPetitioner): Decision {
  const { state, clocks, law, act } = given;
  const pack = law.packOn(act.on);
  const source = (state.senderId === null ? pack.terms.NOTIFY_DIRECT : pack.terms.NOTIFY_TRANSFERRED).source;
  requireStage(state.stage, 'informPetitioner', source);
  requireOrganWithAuthority(state);
  checkDispatch(command);
  const exit = required('处理途径', command.path, 500);
  const procedure = required('处理程序', command.procedure, 1000);
  const acceptsByNotice = handleRunsForAll(pack, state.kind);
  const { documentId } = command;
  const guidance = guidanceFor(state, command.guidance ?? null, { pack, calendar: law.calendar, on: act.on, documentId });
  const paper = issue(given, pack, command, act.organ, {
    kind: guidance ? 'GUIDANCE' : 'NOTICE',
    parts: { ...noticeParts(state, act.organ), exit, procedure, ...guidance?.parts, dispatch: dispatchPart(command, act.on) },
  });
  // One paper that is both bears the parts of both.
  if (guidance) checkParts(pack, { kind: 'NOTICE', parts: paper.body['parts'] as Record<string, unknown> }, state.requestIds);
  return decided(
    given,
    {
      stage: 'informed',
      handlerId: act.personId,
      records: droppedObjections(guidance ? withRecord(state.records, guidance.decision) : state.records),
    },
    {
      events: [
        ...(guidance ? [guidanceIssued(state, guidance.decision, guidance.lastDay)] : []),
        PetitionInformed.create({ petitionId: state.id, organId: state.organId, dispatchedOn: act.on, documentId }),
      ],
      clocks: [
        ...informing(state.id, clocks, act.on),
        ...(acceptsByNotice ? startHandle(given, act.on).moves : []),
        ...(acceptsByNotice || state.kind === 'SUGGESTION' ? acceptingOnFastTrack(state, clocks, act.on) : []),
      ],
      papers: [paper],
      line: { act: 'informPetitioner', basis: source, remark: exit },
    },
  );
}

export interface AcceptPetition extends PaperIds, Dispatch {}

/**
 * 受理 under exit 31(6), decided by the organ. HANDLE starts on this day, at the latest on the last effective day of NOTIFY; a late
 * notice moves no later date. Without an earlier notice the one letter carries both and meets NOTIFY as well.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, EXIT_OTHER_DECIDED, MATTER_REFUSED, ACCEPT_CLAIMS_ONLY, DISPATCH_PROOF_MISSING,
 * DOCUMENT_PART_MISSING
 * @source 信访工作条例 31(6), 34; 信访条例 22, 33
 */
export function acceptPetition(given: Given, command: AcceptPetition): Decision {
  const { state, clocks, law, act } = given;
  const packOfDay = law.packOn(act.on);
  const source = packOfDay.terms.HANDLE.source;
  requireStage(state.stage, 'acceptPetition', source);
  requireOrganWithAuthority(state);
  if (state.exit !== null && state.exit !== '31(6)')
    throw exitError('EXIT_OTHER_DECIDED', { source: '信访工作条例 31', details: { exit: state.exit } });
  requireNotRefused(state, source);
  checkDispatch(command);
  const { startedOn, moves } = startHandle(given, act.on);
  const pack = law.packOn(startedOn);
  if (!handleRuns(pack, { kind: state.kind, exit: '31(6)' })) throw caseError('ACCEPT_CLAIMS_ONLY', { source: pack.handleCap.source });
  const due = dueDate({ pack, term: 'HANDLE', start: startedOn, calendar: law.calendar });
  const paper = issue(given, packOfDay, command, act.organ, {
    kind: 'ACCEPTANCE',
    parts: {
      ...noticeParts(state, act.organ),
      exit: '31(6)',
      acceptedOn: act.on,
      handleFrom: startedOn,
      dueOn: due.effectiveDue,
      dispatch: dispatchPart(command, act.on),
    },
  });
  const { documentId } = command;
  const { id: petitionId, organId } = state;
  const informedHere = state.stage !== 'informed';
  return decided(
    given,
    {
      stage: 'accepted',
      exit: '31(6)',
      acceptedOn: act.on,
      handlerId: act.personId,
      firstHandlingUnitId: state.firstHandlingUnitId ?? state.organId,
      records: droppedObjections(state.records),
    },
    {
      events: [
        ...(informedHere ? [PetitionInformed.create({ petitionId, organId, dispatchedOn: act.on, documentId })] : []),
        PetitionAccepted.create({ petitionId, organId, exit: '31(6)', acceptedOn: act.on, handleFrom: startedOn, documentId }),
      ],
      clocks: [...informing(petitionId, clocks, act.on), ...moves, ...acceptingOnFastTrack(state, clocks, act.on)],
      papers: [paper],
      line: { act: 'acceptPetition', basis: source },
    },
  );
}

/**
 * HANDLE by the day of acceptance and the cap. Where the cap has started it already it stays, unless an acceptance entered late is
 * dated before: that fact counts by its own date.
 */
function startHandle({ state, clocks }: Given, acceptedOn: Day): { startedOn: Day; moves: ClockMove[] } {
  const { id: petitionId, organId: subject } = state;
  const start = handleStart({ acceptedOn, notifyEffectiveDue: notifyOf(clocks)?.effectiveDue ?? null });
  const startedOn = start.startedOn ?? acceptedOn;
  const current = running(clocks, 'HANDLE');
  if (current && current.startedOn <= startedOn) return { startedOn: current.startedOn, moves: [] };
  const fresh: ClockMove = { do: 'start', petitionId, term: 'HANDLE', subject, startedOn, ...(start.capped && { startFact: CAP_START }) };
  if (!current) return { startedOn, moves: [fresh] };
  return { startedOn, moves: [{ do: 'cancel', petitionId, term: 'HANDLE', on: acceptedOn, reason: 'accepted_earlier' }, fresh] };
}

/**
 * What passing the last effective day of NOTIFY brings about: under a pack that runs HANDLE for all matters it starts on that day,
 * notice or not. Under CN-2022 only 31(6) matters run it, so it waits for the acceptance, which then counts from the same day.
 * @param pack in force on that day
 * @source 信访条例 33 with the cap of law 2.4
 */
export function capOfHandle(
  state: Pick<PetitionState, 'id' | 'kind' | 'organId'>,
  clocks: readonly { term: string; ended: string | null }[],
  effectiveDue: Day,
  pack: RulePack,
): ClockMove[] {
  const started = clocks.some(({ term, ended }) => term === 'HANDLE' && ended !== 'cancelled');
  if (started || !handleRunsForAll(pack, state.kind)) return [];
  return [{ do: 'start', petitionId: state.id, term: 'HANDLE', subject: state.organId, startedOn: effectiveDue, startFact: CAP_START }];
}

export function requireOrganWithAuthority(state: PetitionState): void {
  if (state.organKind === 'petition_bureau') throw caseError('BUREAU_DECIDES_NO_EXIT', { source: '信访工作条例 22、31' });
}
