import type { OrganKind, PetitionKind } from '@sunshine/events';
import { handleRuns, termRule, type Day, type Exit, type RulePack, type Term } from '@sunshine/procedure';
import { running } from './decision.js';
import type { ClockFact, ClockMove, Given, PetitionState } from './petition.js';

const EXITS: readonly Exit[] = ['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(6)'];

/** Exemptions of a pack by the kind of organ that would owe the notice (Art 23 ¶4). */
const EXEMPT_ORGANS: { readonly [kind: string]: string | undefined } & Partial<Record<OrganKind, string>> = {
  political_legal: 'political_legal_organ',
  discipline: 'discipline_organ',
};

const isExempt = (pack: RulePack, term: Term, code: string | undefined): boolean =>
  code !== undefined && pack.exemptions.some((exemption) => exemption.code === code && exemption.terms.includes(term));

/** Whether the pack has the term, with days or with a date set by a paper; CN-2005 has no OBJECT. */
const exists = (pack: RulePack, term: Term): boolean => termRule(pack, term).length !== null;

/**
 * Duties that a matter brought straight to this organ starts: a bureau has to route, any other organ to tell the petitioner.
 * @source 信访工作条例 22, 23 ¶1-2, ¶4; 信访条例 21, 22
 */
export function dutiesOfDirect(
  pack: RulePack,
  at: { petitionId: string; organId: string; organKind: string; receivedOn: Day; addressUnclear: boolean },
): ClockMove[] {
  const start = (term: Term): ClockMove => ({
    do: 'start',
    petitionId: at.petitionId,
    term,
    subject: at.organId,
    startedOn: at.receivedOn,
  });
  if (at.organKind === 'petition_bureau') return [start('ROUTE')];
  const exempt =
    (at.addressUnclear && isExempt(pack, 'NOTIFY_DIRECT', 'name_or_address_unclear')) ||
    isExempt(pack, 'NOTIFY_DIRECT', EXEMPT_ORGANS[at.organKind]);
  return exempt ? [] : [start('NOTIFY_DIRECT')];
}

/**
 * Duties that the transport receipt starts at the receiver: a bureau routes anew, another organ tells the petitioner (no exemption
 * for an unclear address) and may object; an organ of Art 23 ¶4 has neither.
 * @source 信访工作条例 23 ¶3-4; 信访条例 21
 */
export function dutiesOfReceiver(
  pack: RulePack,
  at: { petitionId: string; organId: string; organKind: string; receivedOn: Day },
): ClockMove[] {
  const start = (term: Term): ClockMove => ({
    do: 'start',
    petitionId: at.petitionId,
    term,
    subject: at.organId,
    startedOn: at.receivedOn,
  });
  if (at.organKind === 'petition_bureau') return [start('ROUTE')];
  if (isExempt(pack, 'NOTIFY_TRANSFERRED', EXEMPT_ORGANS[at.organKind])) return [];
  return exists(pack, 'OBJECT') ? [start('NOTIFY_TRANSFERRED'), start('OBJECT')] : [start('NOTIFY_TRANSFERRED')];
}

/** The notice duty that counts for the cap of HANDLE: the latest one not taken back, met or not. */
export function notifyOf(clocks: readonly ClockFact[]): ClockFact | null {
  return clocks.findLast(({ term, ended }) => (term === 'NOTIFY_DIRECT' || term === 'NOTIFY_TRANSFERRED') && ended !== 'cancelled') ?? null;
}

/** Whether HANDLE runs for this kind whatever exit is decided, so that the notice duty alone can start it (CN-2005). */
export const handleRunsForAll = (pack: RulePack, kind: PetitionKind): boolean => EXITS.every((exit) => handleRuns(pack, { kind, exit }));

/** Ends the notice duty and the option to object, used or not: an organ that has told the petitioner is bound. */
export function informing(petitionId: string, clocks: readonly ClockFact[], on: Day): ClockMove[] {
  const moves: ClockMove[] = [];
  for (const { term, ended } of clocks) {
    if (ended !== null) continue;
    if (term === 'NOTIFY_DIRECT' || term === 'NOTIFY_TRANSFERRED') moves.push({ do: 'stop', petitionId, term, on });
    if (term === 'OBJECT') moves.push({ do: 'cancel', petitionId, term, on, reason: 'not_used' });
    if (term === 'OBJECT_DECIDE') moves.push({ do: 'cancel', petitionId, term, on, reason: 'objection_dropped' });
  }
  return moves;
}

export const cancelled = (
  { state, clocks, act }: Pick<Given, 'state' | 'clocks' | 'act'>,
  terms: readonly Term[],
  reason: string,
): ClockMove[] =>
  terms.filter((term) => running(clocks, term)).map((term) => ({ do: 'cancel', petitionId: state.id, term, on: act.on, reason }));

interface Holder {
  readonly organId: string;
  readonly organKind: string;
  readonly organReceivedOn: Day;
  readonly senderId: string | null;
}

/**
 * The duty to route or to tell, open again at an organ that gets a matter back, from the start it had there at first. No option to
 * object comes back: whoever passed a matter on has used it.
 */
export function dutyBack({ state, clocks, law }: Given, holder: Holder): ClockMove[] {
  const { organId, organKind, organReceivedOn: receivedOn, senderId } = holder;
  const pack: RulePack = law.packOn(receivedOn);
  const at = { petitionId: state.id, organId, organKind, receivedOn };
  const duties = senderId === null ? dutiesOfDirect(pack, { ...at, addressUnclear: state.addressUnclear }) : dutiesOfReceiver(pack, at);
  const ofHolder = (term: string) => clocks.filter((clock) => clock.term === term && clock.subject === organId);
  return duties.flatMap((duty) => {
    if (duty.do !== 'start' || duty.term === 'OBJECT' || ofHolder(duty.term).some(({ ended }) => ended === null)) return [];
    return [{ ...duty, startedOn: firstStart(ofHolder(duty.term)) ?? receivedOn }];
  });
}

const firstStart = (clocks: readonly ClockFact[]): Day | null => clocks.map(({ startedOn }) => startedOn).sort()[0] ?? null;

/** An ended clock that runs again from the fact that had started it. */
export const startedAgain = (state: PetitionState, clock: ClockFact, dueOn: string | null = null): ClockMove => ({
  do: 'start',
  petitionId: state.id,
  term: clock.term as ClockMove['term'],
  subject: clock.subject ?? state.organId,
  startedOn: clock.startedOn,
  ...(clock.startFact ? { startFact: clock.startFact } : {}),
  ...(dueOn === null ? {} : { dueOn }),
});

/** HANDLE continues as if it had not ended: from its start, with all days it was given. */
export function handleAgain({ state }: Pick<Given, 'state'>, handle: ClockFact, article: string): ClockMove[] {
  const { extension } = state;
  const start = startedAgain(state, handle);
  if (handle.extendedBy === 0 || !extension?.approvedOn) return [start];
  return [start, { do: 'extend', petitionId: state.id, term: 'HANDLE', days: handle.extendedBy, article, on: extension.approvedOn }];
}
