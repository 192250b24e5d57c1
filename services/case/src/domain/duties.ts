import { isPoliticalLegal, type Act, type PetitionKind } from '@sunshine/events';
import { handleRuns, termRule, type Day, type Exit, type RulePack, type Term } from '@sunshine/procedure';
import { running } from './decision.js';
import type { ActLaw, ClockFact, ClockMove, Given, Organ, PetitionState } from './petition.js';
import { recordsOf } from './records.js';

const EXITS: readonly Exit[] = ['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(6)'];

/** What is owed beyond the end of a matter, however it ends. @source law 4.1 closed */
export const GOES_ON: readonly string[] = ['EXECUTE', 'PROMISE'];

/** What an organ has received, as far as the duty to tell depends on it. */
interface Matter {
  readonly petitionId: string;
  readonly kind: PetitionKind;
  readonly organId: string;
  readonly organKind: string;
  readonly receivedOn: Day;
  /** A matter of litigation relief: a 涉法涉诉 letter, or decided to be one of 31(1). */
  readonly litigation: boolean;
}

const LITIGATION = 'litigation_relief_at_political_legal_organ';

/** The exemption of the notice in a pack that fits the matter, never the organ alone. @source 信访工作条例 23 ¶4 */
function ownRulesOf({ kind, organKind, litigation }: Pick<Matter, 'kind' | 'organKind' | 'litigation'>): string | undefined {
  if (litigation && isPoliticalLegal(organKind)) return LITIGATION;
  return kind === 'REPORT' && organKind === 'discipline' ? 'report_at_discipline_organ' : undefined;
}

/** Why a notice that had started is not owed after all: the organ tells under its own rules. It still caps HANDLE if the exit is corrected. */
export const OWN_RULES = 'own_rules_of_notice';

/** Whether that organ received the matter as a 涉法涉诉 letter, be it handed down to it by the one that had. @source 信访工作条例 22 ¶2 */
export function isLitigationLetter(state: Pick<PetitionState, 'records'>, organId: string): boolean {
  const sent = recordsOf(state, 'transfer').findLast(({ data }) => data.toOrganId === organId)?.data;
  return sent?.kind === 'LETTER' || (sent?.kind === 'HAND_DOWN' && isLitigationLetter(state, sent.fromOrganId));
}

const isExempt = (pack: RulePack, term: Term, code: string | undefined): boolean =>
  code !== undefined && pack.exemptions.some((exemption) => exemption.code === code && exemption.terms.includes(term));

/** Whether the pack has the term, with days or with a date set by a paper; CN-2005 has no OBJECT. */
const exists = (pack: RulePack, term: Term): boolean => termRule(pack, term).length !== null;

/**
 * Duties that a matter brought straight to this organ starts: a bureau has to route, any other organ to tell the petitioner. What a body outside
 * transferred or assigned to it is told as what came by transfer, unclear address or not.
 * @source 信访工作条例 22, 23 ¶1-2, ¶4; 信访条例 21, 22
 */
export function dutiesOfDirect(pack: RulePack, at: Matter & { addressUnclear: boolean; fromOutside: boolean }): ClockMove[] {
  const start = (term: Term): ClockMove => ({
    do: 'start',
    petitionId: at.petitionId,
    term,
    subject: at.organId,
    startedOn: at.receivedOn,
  });
  if (at.organKind === 'petition_bureau') return [start('ROUTE')];
  const term = at.fromOutside ? 'NOTIFY_TRANSFERRED' : 'NOTIFY_DIRECT';
  const exempt = (at.addressUnclear && isExempt(pack, term, 'name_or_address_unclear')) || isExempt(pack, term, ownRulesOf(at));
  return exempt ? [] : [start(term)];
}

/** The option to object to whoever sent the matter. @source 信访工作条例 23 ¶3 */
export const objection = (pack: RulePack, petitionId: string, subject: string, startedOn: Day): ClockMove[] =>
  exists(pack, 'OBJECT') ? [{ do: 'start', petitionId, term: 'OBJECT', subject, startedOn }] : [];

/** The matter as it comes to an organ on a day. @param litigation it is told there under the organ's own rules (23 ¶4) */
export const arrival = ({ id, kind }: PetitionState, organ: Pick<Organ, 'id' | 'kind'>, receivedOn: Day, litigation = false): Matter => ({
  petitionId: id,
  kind,
  organId: organ.id,
  organKind: organ.kind,
  receivedOn,
  litigation,
});

/**
 * Duties that the transport receipt starts at the receiver: a bureau routes anew, another organ tells the petitioner (no exemption
 * for an unclear address); both may object. Of a matter that it tells under its own rules it owes us no notice; it may object to it all the same.
 * @source 信访工作条例 23 ¶3-4; 信访条例 21
 */
export function dutiesOfReceiver(pack: RulePack, at: Matter): ClockMove[] {
  const start = (term: Term): ClockMove => ({
    do: 'start',
    petitionId: at.petitionId,
    term,
    subject: at.organId,
    startedOn: at.receivedOn,
  });
  const object = objection(pack, at.petitionId, at.organId, at.receivedOn);
  if (at.organKind === 'petition_bureau') return [start('ROUTE'), ...object];
  return [...(isExempt(pack, 'NOTIFY_TRANSFERRED', ownRulesOf(at)) ? [] : [start('NOTIFY_TRANSFERRED')]), ...object];
}

const isNotify = ({ term }: Pick<ClockFact, 'term'>): boolean => term === 'NOTIFY_DIRECT' || term === 'NOTIFY_TRANSFERRED';

/** The notice duty that counts for the cap of HANDLE: the latest one not taken back, met or not. */
export function notifyOf(clocks: readonly ClockFact[]): ClockFact | null {
  return clocks.findLast((clock) => isNotify(clock) && (clock.ended !== 'cancelled' || clock.endReason === OWN_RULES)) ?? null;
}

/** What turns out to be litigation relief at a political-legal organ is told under that organ's rules: our notice ends without finding. */
export function toldUnderOwnRules({ state, clocks, law, act }: Given): ClockMove[] {
  if (!isPoliticalLegal(state.organKind)) return [];
  return clocks
    .filter((clock) => clock.ended === null && isNotify(clock) && isExempt(law.packOf(clock.packHash), clock.term as Term, LITIGATION))
    .map(({ term }) => ({ do: 'cancel', petitionId: state.id, term: term as Term, on: act.on, reason: OWN_RULES }));
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

/** The same of every clock of the terms, whoever's it is. */
export const cancelledEach = (
  { state, clocks, act }: Pick<Given, 'state' | 'clocks'> & { readonly act: Act },
  terms: readonly Term[],
  reason: string,
): ClockMove[] =>
  clocks
    .filter(({ term, ended }) => ended === null && terms.includes(term as Term))
    .map(({ term, subject }) => ({
      do: 'cancel',
      petitionId: state.id,
      term: term as Term,
      ...(subject === null ? {} : { subject }),
      on: act.on,
      reason,
    }));

export const cancelled = (
  { state, clocks, act }: Pick<Given, 'state' | 'clocks'> & { readonly act: Act },
  terms: readonly Term[],
  reason: string,
): ClockMove[] =>
  terms.filter((term) => running(clocks, term)).map((term) => ({ do: 'cancel', petitionId: state.id, term, on: act.on, reason }));

interface Holder {
  readonly organId: string;
  readonly organKind: string;
  readonly organReceivedOn: Day;
  readonly senderId: string | null;
  /** As it stands once the holder has it back; left out: none. */
  readonly exit?: Exit | null;
}

/**
 * The duty to route or to tell, open again at an organ that gets a matter back, from the start it had there at first. No option to
 * object comes back: whoever passed a matter on has used it.
 */
export function dutyBack(
  { state, clocks, law }: Pick<Given, 'state' | 'clocks'> & { readonly law: Pick<ActLaw, 'packOn'> },
  holder: Holder,
): ClockMove[] {
  const { organId, organKind, organReceivedOn: receivedOn, senderId } = holder;
  const pack: RulePack = law.packOn(receivedOn);
  const litigation = holder.exit === '31(1)' || isLitigationLetter(state, organId);
  const at = { petitionId: state.id, kind: state.kind, organId, organKind, receivedOn, litigation };
  const duties =
    senderId === null
      ? dutiesOfDirect(pack, { ...at, addressUnclear: state.addressUnclear, fromOutside: state.channel === 'TRANSFER_IN' })
      : dutiesOfReceiver(pack, at);
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
