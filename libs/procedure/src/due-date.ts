import { viewOf, type Calendar, type CalendarView } from './calendar.js';
import { dayNumber, dayOf, yearOf, type Day } from './days.js';
import { explain, replacedInWords, type Explanation, type RestSpan, type Span, type Step } from './explanation.js';
import type { RulePack, Term, TermRule } from './pack.js';
import { procedureError } from './procedure.errors.js';

export interface DueInput {
  readonly pack: RulePack;
  readonly term: Term;
  /** Day of the start fact; not counted. */
  readonly start: Day;
  /** Days in all that were added, natural or working as the term; 0 or absent: none. */
  readonly extended?: number;
  /** Stretches left out of the count, both days inclusive; overlapping days count once. */
  readonly paused?: readonly Span[];
  readonly calendar: Calendar;
  /** The day set in the paper, only for a term whose days the pack leaves to it. */
  readonly dueOn?: Day | null;
}

export interface Due {
  /** Last day without shift; equals `effectiveDue` for a working-day term. */
  readonly nominalDue: Day;
  /** Last day, a working day of the calendar. */
  readonly effectiveDue: Day;
  /** True if a counted day (working-day terms) or a day from nominal to effective (others) lies outside the published years. */
  readonly provisional: boolean;
  /** Article of the term. */
  readonly source: string;
  readonly explanation: Explanation;
}

type Interval = readonly [from: number, to: number];

const START_RULE = '民法典 201（参照）';
const SHIFT_RULE = '民法典 203（参照）';
const REST_RULE = '全国年节及纪念日放假办法';
const UNKNOWN_YEAR_RULE = '本系统规则 未公布年份';

/**
 * Rule of a term in a pack.
 * @throws TERM_UNKNOWN
 */
export function termRule(pack: RulePack, term: string): TermRule {
  const rule = Object.hasOwn(pack.terms, term) ? pack.terms[term as Term] : undefined;
  if (!rule) throw procedureError('TERM_UNKNOWN', { source: pack.source, details: { pack: pack.id, term } });
  return rule;
}

/**
 * Computes when a term ends and why. The start day is not counted; the extension is added to the length first; paused days are
 * skipped while counting; a last day that is a rest day moves to the first working day after it. The pack is used whatever the day.
 * @throws TERM_UNKNOWN, TERM_HAS_NO_LENGTH, TERM_HAS_LENGTH, DAY_MALFORMED, DUE_BEFORE_START, EXTENSION_MALFORMED,
 * EXTENSION_NOT_ALLOWED, PAUSE_NOT_ALLOWED; the article is the source of the refusal
 * @source 民法典 201, 203; 信访工作条例 22, 23, 34-36; 信访条例 21, 22, 33-36
 */
export function dueDate({ pack, term, start, extended = 0, paused = [], calendar, dueOn = null }: DueInput): Due {
  const rule = termRule(pack, term);
  const startNumber = dayNumber(start);
  const steps: Step[] = [{ step: 'start', to: start, source: START_RULE, fact: rule.start.text }];
  const view = viewOf(calendar);

  if (rule.length === null && (rule.given === null || dueOn === null)) throw noLength(pack, term, rule);
  if (rule.length !== null && dueOn !== null) {
    throw procedureError('TERM_HAS_LENGTH', {
      source: rule.length.source,
      details: { title: rule.title, term, pack: pack.id, article: rule.length.source },
    });
  }
  const unit = rule.length?.unit ?? 'day';
  checkExtension(term, rule, extended);
  const pauses = union(paused);
  checkPauses(term, rule, paused.length, pauses);

  const count = (from: number, days: number, skipped: readonly Interval[]) =>
    unit === 'day' ? countDays(from, days, skipped) : countWorkingDays(from, days, skipped, view);

  let nominal: number;
  if (rule.length) {
    nominal = count(startNumber, rule.length.days, []);
    steps.push({
      step: 'length',
      to: dayOf(nominal),
      source: rule.length.source,
      title: rule.title,
      days: rule.length.days,
      unit,
      replaced: replacedInWords(rule),
    });
  } else {
    const given = rule.given as NonNullable<TermRule['given']>;
    nominal = dayNumber(dueOn as Day);
    if (nominal < startNumber) throw procedureError('DUE_BEFORE_START', { source: given.source, details: { day: dueOn as Day, start } });
    steps.push({ step: 'given', to: dueOn as Day, source: given.source, title: rule.title, paper: given.text });
  }
  const length = rule.length?.days ?? nominal - startNumber;
  if (extended > 0 && rule.extension.allowed) {
    nominal = count(startNumber, length + extended, []);
    steps.push({
      step: 'extension',
      to: dayOf(nominal),
      source: rule.extension.source,
      days: extended,
      unit,
      approver: rule.extension.approver,
    });
  }
  if (pauses.length > 0 && rule.pause.allowed) {
    nominal = count(startNumber, length + extended, pauses);
    steps.push({
      step: 'pause',
      to: dayOf(nominal),
      source: rule.pause.source,
      title: rule.pause.title,
      spans: pauses.map(spanOf),
      days: lengthOf(pauses),
    });
  }

  let effective = nominal;
  while (!view.isWorking(effective)) effective += 1;
  const [firstJudged, lastJudged] = unit === 'day' ? [nominal, effective] : [firstCounted(startNumber, pauses, view), nominal];
  if (unit === 'working_day') steps.push(...restSteps('not_counted', startNumber + 1, nominal, REST_RULE, view));
  else if (effective !== nominal) steps.push(...restSteps('shift', nominal, effective, SHIFT_RULE, view));
  steps.push({
    step: 'calendar',
    to: dayOf(effective),
    source: calendar.source,
    calendar: calendar.id,
    revision: calendar.revision,
    hash: calendar.hash,
    firstYear: Math.min(...calendar.years),
    lastYear: Math.max(...calendar.years),
  });
  const unknown = unknownYears(firstJudged, lastJudged, view);
  if (unknown.length > 0) steps.push({ step: 'provisional', to: dayOf(effective), source: UNKNOWN_YEAR_RULE, years: unknown });

  return {
    nominalDue: dayOf(nominal),
    effectiveDue: dayOf(effective),
    provisional: unknown.length > 0,
    source: rule.length?.source ?? rule.given?.source ?? rule.source,
    explanation: explain(steps),
  };
}

function noLength(pack: RulePack, term: string, rule: TermRule) {
  const reason = rule.given ? `以${rule.given.text}为准` : '该规则不设此期限';
  return procedureError('TERM_HAS_NO_LENGTH', {
    source: rule.given?.source ?? rule.source,
    details: { title: rule.title, term, pack: pack.id, reason, article: rule.given?.source ?? rule.source },
  });
}

function checkExtension(term: string, { title, extension }: TermRule, days: number): void {
  if (days === 0) return;
  if (!Number.isInteger(days) || days < 0) throw procedureError('EXTENSION_MALFORMED', { details: { days: String(days) } });
  const refuse = (reason: string) =>
    procedureError('EXTENSION_NOT_ALLOWED', { source: extension.source, details: { title, term, reason, article: extension.source } });
  if (!extension.allowed) throw refuse('不得延长');
  if (extension.maxDays !== null && days > extension.maxDays) throw refuse(`延长不得超过${extension.maxDays}日，不能延长${days}日`);
  if (days > 36_500) throw procedureError('EXTENSION_MALFORMED', { details: { days: String(days) } });
}

function checkPauses(term: string, { title, pause }: TermRule, given: number, pauses: readonly Interval[]): void {
  if (given === 0) return;
  if (!pause.allowed) {
    throw procedureError('PAUSE_NOT_ALLOWED', {
      source: pause.source,
      details: { title, term, reason: '不得中止计算', article: pause.source },
    });
  }
  if (lengthOf(pauses) > pause.max.days) {
    const reason = `${pause.title}不计入期限的天数不得超过${pause.max.days}日`;
    throw procedureError('PAUSE_NOT_ALLOWED', { source: pause.max.source, details: { title, term, reason, article: pause.max.source } });
  }
}

/** Sorted stretches without overlap. @throws DAY_MALFORMED, also where the last day lies before the first */
function union(spans: readonly Span[]): Interval[] {
  const sorted = spans
    .map(({ from, to }): [number, number] => {
      const interval: [number, number] = [dayNumber(from), dayNumber(to)];
      if (interval[1] < interval[0]) throw procedureError('DAY_MALFORMED', { details: { day: `${from}..${to}` } });
      return interval;
    })
    .sort((left, right) => left[0] - right[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

function spanOf([from, to]: Interval): Span {
  return { from: dayOf(from), to: dayOf(to) };
}

function countDays(start: number, days: number, skipped: readonly Interval[]): number {
  let end = start + days;
  for (const [from, to] of skipped) {
    const first = Math.max(from, start + 1);
    if (first <= end && to >= first) end += to - first + 1;
  }
  return end;
}

function countWorkingDays(start: number, days: number, skipped: readonly Interval[], view: CalendarView): number {
  let day = start;
  for (let counted = 0; counted < days;) {
    day += 1;
    if (view.isWorking(day) && !skipped.some(([from, to]) => from <= day && day <= to)) counted += 1;
  }
  return day;
}

function firstCounted(start: number, skipped: readonly Interval[], view: CalendarView): number {
  return countWorkingDays(start, 1, skipped, view);
}

/** Rest days from `first` to `last` grouped by reason, and weekend days that work. */
function restSteps(step: 'not_counted' | 'shift', first: number, last: number, source: string, view: CalendarView): Step[] {
  const rests: RestSpan[] = [];
  const makeUps: { day: Day; festival: string }[] = [];
  for (let number = first; number <= last; number += 1) {
    const rest = view.rest(number);
    const makeUp = view.makeUpFor(number);
    if (makeUp) makeUps.push({ day: dayOf(number), festival: makeUp });
    if (!rest) continue;
    const festival = rest.reason === 'festival' ? rest.festival : null;
    const previous = rests.at(-1);
    const day = dayOf(number);
    if (previous && previous.festival === festival && previous.to === dayOf(number - 1)) rests[rests.length - 1] = { ...previous, to: day };
    else rests.push({ from: day, to: day, festival });
  }
  if (rests.length === 0 && makeUps.length === 0) return [];
  return [{ step, to: dayOf(last), source, rests, makeUps }];
}

function unknownYears(first: number, last: number, view: CalendarView): number[] {
  const years = new Set<number>();
  for (let number = first; number <= last; number += 1) {
    if (!view.isPublished(number)) years.add(yearOf(dayOf(number)));
  }
  return [...years];
}
