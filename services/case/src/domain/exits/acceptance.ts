import { PetitionAccepted, PetitionInformed } from '@sunshine/events';
import { CAP_START, dueDate, handleRuns, handleStart, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { claimDuties } from '../claim-duties.js';
import { decided, running } from '../decision.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { handleRunsForAll, informing, isLitigationLetter, notifyOf } from '../duties.js';
import { acceptingOnFastTrack } from '../fast-track.clocks.js';
import { checkParts, issue, noticeParts } from '../papers/papers.js';
import type { ClockMove, Decision, Given, PaperIds, PetitionState } from '../petition.js';
import { droppedObjections } from '../routing/charge.js';
import { requireStage } from '../acts.js';
import { requireNotRefused, requireOrganWithAuthority } from '../standing.js';
import { optional } from '../text.js';
import { exitError } from './exits.errors.js';

export interface AcceptPetition extends PaperIds, Dispatch {
  /** 处理程序 as the letter tells it; that of the pack where none is given. */
  readonly procedure?: string | null;
}

/**
 * 受理 under exit 31(6), decided by the organ. HANDLE starts on this day, at the latest on the last effective day of NOTIFY; a late
 * notice moves no later date. Without an earlier notice the one letter carries both: it tells path and procedure as that would, and meets
 * NOTIFY as well.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, EXIT_OTHER_DECIDED, EXIT_OF_LITIGATION_LETTER, MATTER_REFUSED, ACCEPT_CLAIMS_ONLY, DISPATCH_PROOF_MISSING,
 * DOCUMENT_PART_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 23 ¶3, 31(6), 34; 信访条例 22, 33
 */
export function acceptPetition(given: Given, command: AcceptPetition): Decision {
  const { state, clocks, law, act } = given;
  const packOfDay = law.packOn(act.on);
  const source = packOfDay.terms.HANDLE.source;
  requireStage(state.stage, 'acceptPetition', source);
  requireOrganWithAuthority(state);
  if (state.exit !== null && state.exit !== '31(6)')
    throw exitError('EXIT_OTHER_DECIDED', { source: '信访工作条例 31', details: { exit: state.exit } });
  requireNoLitigationLetter(state);
  requireNotRefused(state, source);
  checkDispatch(command);
  const { startedOn, moves } = startHandle(given, act.on);
  const pack = law.packOn(startedOn);
  if (!handleRuns(pack, { kind: state.kind, exit: '31(6)' })) throw caseError('ACCEPT_CLAIMS_ONLY', { source: pack.handleCap.source });
  const due = dueDate({ pack, term: 'HANDLE', start: startedOn, calendar: law.calendar });
  const procedure = optional('处理程序', 'procedure', command.procedure, 1000) ?? packOfDay.values['acceptanceProcedure']?.value;
  const informedHere = state.stage !== 'informed';
  const paper = issue(given, packOfDay, command, act.organ, {
    kind: 'ACCEPTANCE',
    parts: {
      ...noticeParts(state, act.organ),
      exit: '31(6)',
      acceptedOn: act.on,
      handleFrom: startedOn,
      dueOn: due.effectiveDue,
      procedure,
      dispatch: dispatchPart(command, act.on),
    },
  });
  // One letter that is both bears the parts of both.
  if (informedHere) checkParts(packOfDay, { kind: 'NOTICE', parts: paper.body['parts'] as Record<string, unknown> }, state.requestIds);
  const { documentId } = command;
  const { id: petitionId, organId } = state;
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
      clocks: [
        ...informing(petitionId, clocks, act.on),
        ...claimDuties(given, { stage: 'accepted' }),
        ...moves,
        ...acceptingOnFastTrack(state, clocks, act.on),
      ],
      papers: [paper],
      line: { act: 'acceptPetition', basis: source },
    },
  );
}

/**
 * What came as a 涉法涉诉 letter is no matter of 31(6), at no organ: litigation stands apart (诉访分离).
 * @throws EXIT_OF_LITIGATION_LETTER
 * @source 信访工作条例 22 ¶2, 28 ¶2, 31(1)
 */
export function requireNoLitigationLetter(state: PetitionState): void {
  if (isLitigationLetter(state, state.organId))
    throw exitError('EXIT_OF_LITIGATION_LETTER', { source: '信访工作条例 22 ¶2、28 ¶2、31(1)' });
}

/**
 * HANDLE by the day of acceptance and the cap. Where the cap has started it already it stays, unless an acceptance entered late is
 * dated before: that fact counts by its own date.
 */
export function startHandle({ state, clocks }: Given, acceptedOn: Day): { startedOn: Day; moves: ClockMove[] } {
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
