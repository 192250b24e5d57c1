import { type Day, dayNumber, dayOf, isWorkingDay, nationalCalendar, nextWorkingDay } from '@sunshine/procedure';
import type { PlacedOrgan } from '../../src/domain/routing/designation.js';
import type { Model, ModelClock } from './state.js';

export const CALENDAR = nationalCalendar();

/** Law 2.5: days and unit by name. Terms that are left out run to the day of a paper. */
const LENGTH: Readonly<Record<string, readonly [number, 'd' | 'wd']>> = {
  ROUTE: [15, 'd'],
  NOTIFY_DIRECT: [15, 'd'],
  NOTIFY_TRANSFERRED: [15, 'd'],
  OBJECT: [5, 'wd'],
  OBJECT_DECIDE: [3, 'wd'],
  HANDLE: [60, 'd'],
  SIMPLE_ACCEPT: [3, 'wd'],
  SIMPLE_HANDLE: [10, 'wd'],
  DECIDE_EXIT: [15, 'd'],
  REVIEW_REQUEST: [30, 'd'],
  REVIEW: [30, 'd'],
  REREVIEW_REQUEST: [30, 'd'],
  REREVIEW: [30, 'd'],
};
/** 信访工作条例 is in force from this day; before it, 信访条例. */
const FROM_2022 = '2022-05-01';
export const is2022 = (on: Day): boolean => on >= FROM_2022;

export const plus = (on: Day, days: number): Day => dayOf(dayNumber(on) + days);

export function workingDays(from: Day, days: number): Day {
  let on = from;
  for (let left = days; left > 0;) {
    on = plus(on, 1);
    if (isWorkingDay(CALENDAR, on)) left -= 1;
  }
  return on;
}

export function dated(clock: ModelClock): ModelClock {
  const [days, unit] = LENGTH[clock.term] ?? [0, 'd'];
  const from = clock.paper ?? clock.from;
  clock.nominal = unit === 'wd' ? workingDays(from, days) : plus(from, days + clock.extended);
  clock.due = nextWorkingDay(CALENDAR, clock.nominal);
  return clock;
}

/** Whether HANDLE runs for every matter that is told: the decision on acceptance is the notice (信访条例 22, 33). */
export const noticeAccepts = (on: Day): boolean => !is2022(on);
export const isBureau = ({ kind }: PlacedOrgan): boolean => kind === 'petition_bureau';
export const POLITICAL_LEGAL: readonly string[] = ['political_legal', 'court', 'procuratorate'];
/** 23 ¶4: litigation relief at a political-legal organ and a report at a discipline organ are told under their own rules. */
const ownRules = (m: Model, { kind }: PlacedOrgan, on: Day, litigation: boolean): boolean =>
  is2022(on) && ((POLITICAL_LEGAL.includes(kind) && litigation) || (kind === 'discipline' && m.kind === 'REPORT'));
/** The holder got it as a 涉法涉诉 letter, or from one that did, inside its system. */
export const isLetter = ({ transfer, former }: Model): boolean => {
  const last = [...former, ...(transfer ? [transfer] : [])].findLast(({ kind }) => kind !== 'HAND_DOWN');
  return last?.kind === 'LETTER';
};
/** Our notice of such a matter ends without finding. */
export function toldByOwnRules(m: Model): void {
  if (!POLITICAL_LEGAL.includes(m.at.kind)) return;
  for (const clock of m.clocks)
    if (clock.ended === null && NOTIFY.includes(clock.term) && is2022(clock.from))
      Object.assign(clock, { ended: 'cancelled', why: OWN_RULES });
}
const OWN_RULES = 'own_rules';
/** The notice that caps HANDLE: one that own rules took the place of counts if the exit is corrected. */
const capping = (m: Model) =>
  m.clocks.findLast(({ term, ended, why }) => NOTIFY.includes(term) && (ended !== 'cancelled' || why === OWN_RULES))?.due;

export const runs = (m: Model, term: string): ModelClock | null =>
  m.clocks.find((clock) => clock.term === term && clock.ended === null) ?? null;

export function start(m: Model, term: string, subject: string, from: Day, paper: Day | null = null): void {
  m.clocks.push(dated({ term, subject, from, nominal: from, due: from, extended: 0, ended: null, why: null, paper }));
}

function end(m: Model, how: 'met' | 'cancelled', why: string | null, ...terms: string[]): void {
  for (const clock of m.clocks) if (clock.ended === null && terms.includes(clock.term)) Object.assign(clock, { ended: how, why });
}
export const meet = (m: Model, ...terms: string[]): void => end(m, 'met', null, ...terms);
export const cancel = (m: Model, why: string, ...terms: string[]): void => end(m, 'cancelled', why, ...terms);

/** The petitioner's own. */
export const RIGHTS = ['REVIEW_REQUEST', 'REREVIEW_REQUEST'];
export const NOTIFY = ['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'];
export const SIMPLE = ['SIMPLE_ACCEPT', 'SIMPLE_HANDLE'];
/** What is owed beyond the end of a matter. */
export const GOES_ON = ['EXECUTE', 'PROMISE'];
/** Duties and options of the organ in charge that end where it is no longer so. */
export const OF_CLAIM = ['DECIDE_EXIT', 'PERFORM'];
export const OF_HOLDER = [...NOTIFY, 'OBJECT', 'OBJECT_DECIDE', ...SIMPLE, ...OF_CLAIM];

/** A direct receipt: ROUTE at a bureau, else NOTIFY_DIRECT. */
export function directDuties(m: Model, organ: PlacedOrgan, on: Day): string[] {
  if (isBureau(organ)) return ['ROUTE'];
  // 23 ¶3: it came by transfer, whoever sent it, with no exemption for an unclear address.
  if (m.channel === 'TRANSFER_IN') return ownRules(m, organ, on, m.exit === '31(1)') ? [] : ['NOTIFY_TRANSFERRED'];
  return m.unclear || ownRules(m, organ, on, m.exit === '31(1)') ? [] : ['NOTIFY_DIRECT'];
}
/** The transport receipt: ROUTE anew at a bureau, else NOTIFY_TRANSFERRED and, under 2022, OBJECT. */
export function receiverDuties(m: Model, organ: PlacedOrgan, on: Day): string[] {
  if (isBureau(organ)) return is2022(on) ? ['ROUTE', 'OBJECT'] : ['ROUTE'];
  const owned = ownRules(m, organ, on, isLetter(m) || m.exit === '31(1)') ? [] : ['NOTIFY_TRANSFERRED'];
  return is2022(on) ? [...owned, 'OBJECT'] : owned;
}

/** A duty that is open again runs from its first start. */
export function dutyBack(m: Model): void {
  const duties = m.sender === null ? directDuties(m, m.at, m.since) : receiverDuties(m, m.at, m.since);
  for (const term of duties.filter((one) => one !== 'OBJECT')) {
    const own = m.clocks.filter((clock) => clock.term === term && clock.subject === m.at.id);
    if (own.some(({ ended }) => ended === null)) continue;
    start(m, term, m.at.id, own.map(({ from }) => from).sort()[0] ?? m.since);
  }
}

/** HANDLE by the day of acceptance, at the latest the last effective day of NOTIFY; what runs from an earlier day stays. */
export function startHandle(m: Model, on: Day): void {
  const cap = capping(m);
  const from = cap !== undefined && cap < on ? cap : on;
  const current = runs(m, 'HANDLE');
  if (current && current.from <= from) return;
  cancel(m, 'accepted_earlier', 'HANDLE');
  start(m, 'HANDLE', m.at.id, from);
}

/** A clock that ended counts on as if it had never ended: from its start, with the days it was given. */
export function again(m: Model, clock: ModelClock | undefined): void {
  if (!clock || m.clocks.some(({ term, ended }) => ended === null && term === clock.term)) return;
  m.clocks.push({ ...clock, ended: null, why: null });
}
export const lastOf = (m: Model, term: string) => m.clocks.findLast((clock) => clock.term === term);

/** The clock of the step that the matter is back at, by its own start fact. */
export function clockOfStep(m: Model, on: Day): void {
  const handle = lastOf(m, 'HANDLE');
  if (m.stage === 'registered' || m.stage === 'received') dutyBack(m);
  if (m.stage === 'accepted' || m.stage === 'handling') again(m, handle);
  if (m.stage === 'redoing')
    again(
      m,
      m.clocks.findLast(({ term, subject }) => term === 'REDO' && subject === m.at.id),
    );
  // Under CN-2005 HANDLE runs from the notice, whatever was decided.
  const ranForAll =
    handle && !is2022(handle.from) && (handle.ended === 'met' || ['closed', 'withdrawn', 'settled'].includes(handle.why ?? ''));
  if (['registered', 'received', 'informed'].includes(m.stage) && ranForAll) again(m, handle);
  claimDuties(m, on, m.exit);
}

function monthsLater(on: Day, months: number): Day {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/**
 * No claim that was told is without a duty until it is answered: to take its way, and under 31(5) to perform or answer within two months of
 * the receipt (the channel of every 31(5) here).
 */
export function claimDuties(m: Model, on: Day, formerExit: Model['exit'], why: string | null = null): void {
  const shall: Record<string, boolean> = {
    DECIDE_EXIT: m.kind === 'CLAIM' && m.stage === 'informed' && m.exit !== '31(5)' && m.outcome === null,
    PERFORM: m.exit === '31(5)' && ['registered', 'received', 'informed'].includes(m.stage) && m.outcome === null,
  };
  for (const term of OF_CLAIM) {
    if (!shall[term]) end(m, why === null ? 'met' : 'cancelled', why, term);
    if (!shall[term] || runs(m, term) || !is2022(on)) continue;
    const former = m.clocks.findLast((clock) => clock.term === term && clock.subject === m.at.id);
    if (former && formerExit === m.exit) m.clocks.push({ ...former, ended: null, why: null });
    else if (term === 'DECIDE_EXIT') start(m, term, m.at.id, on);
    else if (m.decided !== null) {
      const [from, by] = [is2022(m.since) ? m.since : on, monthsLater(m.since, 2)];
      start(m, term, m.at.id, from, by < from ? from : by);
    }
  }
}

/** What the passing of days does by itself. */
export function pass(m: Model, today: Day): void {
  for (const clock of m.clocks) {
    if (clock.term === 'OBJECT' && clock.ended === null && clock.due < today) Object.assign(clock, { ended: 'cancelled', why: 'not_used' });
    else if (RIGHTS.includes(clock.term) && clock.ended === null && clock.due < today) clock.ended = 'lapsed';
  }
  const late = m.clocks.find(
    ({ term, ended, due, from }) => NOTIFY.includes(term) && ended === null && due < today && !is2022(due) && !is2022(from),
  );
  if (late && !m.clocks.some(({ term, ended }) => term === 'HANDLE' && ended !== 'cancelled')) start(m, 'HANDLE', m.at.id, late.due);
}

export function handleFrom(m: Model, on: Day): Day {
  const cap = capping(m);
  const from = cap !== undefined && cap < on ? cap : on;
  const current = runs(m, 'HANDLE');
  return current && current.from <= from ? current.from : from;
}
