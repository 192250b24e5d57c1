import {
  CAP_START,
  dayNumber,
  dayOf,
  dueDate,
  handleRuns,
  handleStart,
  nextRight,
  type Day,
  type RulePack,
  type Term,
} from '@sunshine/procedure';
import { RIGHTS } from '../closing/closing.js';
import { GOES_ON, objection, startedAgain } from '../duties.js';
import type { ActLaw, ClockFact, ClockMove, Given, PetitionState } from '../petition.js';
import type { CaseRecord } from '../records.js';
import { hadOn, toldOn, type Elsewhere } from '../elsewhere.js';

type Found = Pick<Given, 'state' | 'clocks' | 'law'>;
type Transfer = CaseRecord<'transfer'>;

/** The day from which the terms of the organ run: that of the transport receipt, where it is later than the sending on. */
export const arrivedOn = ({ on }: Pick<Transfer, 'on'>, { receivedOn = on }: Elsewhere): Day => (receivedOn > on ? receivedOn : on);

/** The latest clock of that organ that was not taken back. */
const standing = (clocks: readonly ClockFact[], term: Term, subject: string): ClockFact | null =>
  clocks.findLast((clock) => clock.term === term && clock.subject === subject && clock.ended !== 'cancelled') ?? null;

/** What a closing that was told before has ended, though a fact told after it is older. */
const endedByClosing = (clocks: readonly ClockFact[], term: Term, subject: string): ClockFact | null =>
  clocks.findLast(
    (clock) =>
      clock.term === term &&
      clock.subject === subject &&
      clock.ended === 'cancelled' &&
      ['closed', 'withdrawn'].includes(clock.endReason ?? ''),
  ) ?? null;

/** Meets a clock on a day, unless it was met by then. */
const met = (petitionId: string, clock: ClockFact, on: Day): ClockMove[] =>
  clock.ended === null || (clock.ended === 'met' && on < (clock.endedOn ?? on))
    ? [{ do: 'stop', petitionId, term: clock.term as Term, subject: clock.subject ?? '', on }]
    : [];

/**
 * What the clocks of the petition lack of all that the other node has said, in the order in which they take it.
 * @param what the fact that was told last
 * @source 信访工作条例 23 ¶3, 34; law 2.4 (across levels)
 */
export function clocksTold(found: Found, transfer: Transfer, told: Elsewhere, what: string): ClockMove[] {
  const moves = [
    ...startedOnReceipt(found, transfer, told),
    ...routedBySender(found, transfer, told),
    ...informedThere(found, transfer, told),
    ...handledThere(found, transfer, told),
    ...servedThere(found, told),
    ...(what === 'assigned-matter-report' ? reportedThere(found, told) : []),
  ];
  return [...moves, ...closedThere(found, told, moves)];
}

/** The terms of the organ, anew from the day of the transport receipt; an option to object that had run out before is open again. */
function startedOnReceipt({ state, clocks, law }: Found, transfer: Transfer, told: Elsewhere): ClockMove[] {
  if (told.receivedOn === undefined) return [];
  const { id: petitionId, organId: subject } = state;
  const startedOn = arrivedOn(transfer, told);
  const pack = law.packOn(startedOn);
  const restarted = (['ROUTE', 'NOTIFY_TRANSFERRED', 'OBJECT'] as const).flatMap((term): ClockMove[] => {
    const clock = standing(clocks, term, subject);
    if (clock === null || clock.startedOn < transfer.on || clock.startedOn === startedOn) return [];
    return [{ do: 'restart', petitionId, term, subject, former: clock.startedOn, startedOn, article: pack.terms[term].source }];
  });
  const options = clocks.filter(({ term, subject: whose }) => term === 'OBJECT' && whose === subject);
  const ranOut =
    options.at(-1)?.ended === 'cancelled' && options.some(({ endReason, startedOn: from }) => endReason === 'not_used' && from < startedOn);
  const opens = ranOut && toldOn(told) === null && !told.closed && options.every(({ startedOn: from }) => from !== startedOn);
  return [...restarted, ...(opens ? objection(pack, petitionId, subject, startedOn) : [])];
}

/** ROUTE of the sender is met once the other node has the matter. */
function routedBySender({ state, clocks }: Found, transfer: Transfer, told: Elsewhere): ClockMove[] {
  const route = standing(clocks, 'ROUTE', transfer.data.fromOrganId);
  const on = hadOn(told);
  return route === null || on === null ? [] : met(state.id, route, on);
}

/** An organ that has told the petitioner has met its notice, or its ROUTE as a bureau, and is bound. */
function informedThere({ state, clocks }: Found, transfer: Transfer, told: Elsewhere): ClockMove[] {
  const on = toldOn(told);
  if (on === null) return [];
  const { id: petitionId, organId: subject } = state;
  const duties = (['ROUTE', 'NOTIFY_TRANSFERRED'] as const).flatMap((term): ClockMove[] => {
    const clock = standing(clocks, term, subject);
    if (clock) return met(petitionId, clock, on);
    const ended = endedByClosing(clocks, term, subject);
    if (!ended) return [];
    const again = { ...ended, startedOn: told.receivedOn === undefined ? ended.startedOn : arrivedOn(transfer, told) };
    return [startedAgain(state, again), { do: 'stop', petitionId, term, subject, on }];
  });
  const open = (term: Term) => clocks.filter((clock) => clock.term === term && clock.ended === null);
  const cancels = (term: Term, reason: string): ClockMove[] =>
    open(term).map((clock) => ({ do: 'cancel', petitionId, term, subject: clock.subject ?? subject, on, reason }));
  return [...duties, ...cancels('OBJECT', 'not_used'), ...cancels('OBJECT_DECIDE', 'objection_dropped')];
}

/** The start of HANDLE there, and its last day without an extension. */
interface Counted {
  readonly pack: RulePack;
  readonly startedOn: Day;
  readonly startFact: string | null;
  readonly due: Day;
}

const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

function countedFrom(law: ActLaw, startedOn: Day, capped: boolean): Counted & { readonly nominalDue: Day } {
  const pack = law.packOn(startedOn);
  const startFact = capped ? CAP_START : null;
  const { effectiveDue: due, nominalDue } = dueDate({ pack, term: 'HANDLE', start: startedOn, startFact, calendar: law.calendar });
  return { pack, startedOn, startFact, due, nominalDue };
}

/**
 * HANDLE counts from the acceptance, at the latest from the last day of the notice, as the law here has it; where that gives another last
 * day than the node in charge tells, so that it ends on the day told.
 */
function counted(found: Found, transfer: Transfer, told: Elsewhere): Counted | null {
  const { accepted } = told;
  const { state, clocks, law } = found;
  if (!accepted) return null;
  if (!handleRuns(law.packOn(accepted.on), { kind: state.kind, exit: '31(6)' })) return null;
  const { startedOn, capped } = handleStart({
    acceptedOn: accepted.on,
    notifyEffectiveDue: noticeDue(state, clocks, law, arrivedOn(transfer, told)),
  });
  const own = countedFrom(law, startedOn ?? accepted.on, capped);
  if (accepted.due === null || own.due === accepted.due) return own;
  const plain = countedFrom(law, accepted.on, false);
  if (plain.due === accepted.due) return plain;
  return countedFrom(law, dayOf(dayNumber(accepted.on) + daysBetween(plain.nominalDue, accepted.due)), false);
}

/** The last day of the notice that the organ owes from that day; null: it owes none. */
function noticeDue({ organId }: PetitionState, clocks: readonly ClockFact[], law: ActLaw, start: Day): Day | null {
  if (!clocks.some(({ term, subject }) => term === 'NOTIFY_TRANSFERRED' && subject === organId)) return null;
  return dueDate({ pack: law.packOn(start), term: 'NOTIFY_TRANSFERRED', start, calendar: law.calendar }).effectiveDue;
}

/** The fewest days by which HANDLE lasts to the day told; of an extension that the law here does not know, none. */
function extendedBy({ pack, startedOn, startFact, due }: Counted, told: Elsewhere, law: ActLaw): number {
  const { extension } = pack.terms.HANDLE;
  const { extended } = told;
  if (!extended || extended.due === null || extended.due <= due || !extension.allowed || extended.on > due) return 0;
  const most = Math.min(extension.maxDays ?? Infinity, daysBetween(startedOn, extended.due));
  for (let days = 1; days < most; days += 1) {
    const longer = dueDate({ pack, term: 'HANDLE', start: startedOn, startFact, extended: days, calendar: law.calendar });
    if (longer.effectiveDue >= extended.due) return days;
  }
  return most;
}

/** HANDLE from the acceptance, with the extension, met by the opinion. Until the acceptance is told, its start is not known. */
function handledThere(found: Found, transfer: Transfer, told: Elsewhere): ClockMove[] {
  const { state, clocks, law } = found;
  const { id: petitionId, organId: subject } = state;
  const { opinionOn, extended } = told;
  const handle = standing(clocks, 'HANDLE', subject);
  const from = counted(found, transfer, told);
  // The cap alone may have started it (CN-2005).
  if (from === null) return handle && opinionOn !== undefined ? met(petitionId, handle, opinionOn) : [];
  if (told.closed && opinionOn === undefined) return [];
  const { startedOn, startFact, pack } = from;
  const started = { petitionId, term: 'HANDLE', subject, startedOn, ...(startFact !== null && { startFact }) } as const;
  const moves: ClockMove[] = [];
  if (handle === null) moves.push({ do: 'start', ...started });
  else if (handle.startedOn !== startedOn)
    moves.push({ do: 'restart', ...started, former: handle.startedOn, article: pack.terms.HANDLE.source });
  const days = (handle?.extendedBy ?? 0) > 0 ? 0 : extendedBy(from, told, law);
  if (days > 0 && extended)
    moves.push({ do: 'extend', petitionId, term: 'HANDLE', subject, days, article: pack.terms.HANDLE.extension.source, on: extended.on });
  if (opinionOn === undefined) return moves;
  return [
    ...moves,
    ...(handle ? met(petitionId, handle, opinionOn) : [{ do: 'stop', petitionId, term: 'HANDLE', subject, on: opinionOn } as const]),
  ];
}

/** Each petitioner's own term to ask for a review, from the service there; a withdrawal has ended it. @source 信访工作条例 35 */
function servedThere({ state, clocks, law }: Found, { served = [], closed }: Elsewhere): ClockMove[] {
  if (state.kind !== 'CLAIM' || state.exit !== '31(6)' || closed?.ground === 'withdrawn') return [];
  return served.flatMap(({ petitionerId: subject, on: startedOn }): ClockMove[] => {
    const right = nextRight({ pack: law.packOn(startedOn), after: 'OPINION', servedOn: startedOn, calendar: law.calendar });
    if (right === null || !state.petitionerIds.includes(subject)) return [];
    const start = { petitionId: state.id, term: 'REVIEW_REQUEST', subject, startedOn } as const;
    const former = clocks.findLast(({ term, subject: whose }) => term === 'REVIEW_REQUEST' && whose === subject);
    if (!former) return [{ do: 'start', ...start }];
    const moves = former.ended === null && former.startedOn !== startedOn;
    return moves ? [{ do: 'restart', ...start, former: former.startedOn, article: right.source }] : [];
  });
}

/** The report to the assigner, by the day it was made there. */
function reportedThere({ state, clocks }: Found, { reportedOn }: Elsewhere): ClockMove[] {
  const { id: petitionId, organId: subject } = state;
  if (reportedOn === undefined) return [];
  const clock = standing(clocks, 'ASSIGNMENT_REPORT', subject);
  if (clock) return met(petitionId, clock, reportedOn);
  const ended = endedByClosing(clocks, 'ASSIGNMENT_REPORT', subject);
  return ended
    ? [startedAgain(state, ended, ended.nominalDue), { do: 'stop', petitionId, term: 'ASSIGNMENT_REPORT', subject, on: reportedOn }]
    : [];
}

/** What a closing here ends, the closing there ends as well: what runs on is what goes on after any closing. */
function closedThere({ state, clocks }: Found, { closed }: Elsewhere, moves: readonly ClockMove[]): ClockMove[] {
  if (!closed) return [];
  const withdrawn = closed.ground === 'withdrawn';
  const ends = ({ term, subject }: ClockFact) =>
    !moves.some((move) => (move.do === 'stop' || move.do === 'cancel') && move.term === term && move.subject === subject);
  return clocks
    .filter((clock) => clock.ended === null && !GOES_ON.includes(clock.term) && (withdrawn || !RIGHTS.includes(clock.term)) && ends(clock))
    .map((clock) => ({
      do: 'cancel',
      petitionId: state.id,
      term: clock.term as Term,
      ...(clock.subject === null ? {} : { subject: clock.subject }),
      on: closed.on < clock.startedOn ? clock.startedOn : closed.on,
      reason: withdrawn ? 'withdrawn' : 'closed',
    }));
}
