import { viewOf, type Calendar, type CalendarView } from './calendar.js';
import { countDays, countWorkingDays, restsBetween, spanOf, totalDays, union, unknownYears, type Interval } from './counting.js';
import { dayNumber, dayOf, type Day } from './days.js';
import { explain, type Explanation, type Span, type Step } from './explanation.js';
import type { Term, TermRule } from './pack-terms.js';
import type { Replaced, RulePack } from './pack.js';
import { procedureError } from './procedure.errors.js';
import { standingOn } from './standing.js';

export interface DueInput {
  readonly pack: RulePack;
  readonly term: Term;
  /** Day of the start fact; not counted. */
  readonly start: Day;
  /** The start fact, where the pack knows others for the term (`startAlternatives`); null or absent: the usual one. Moves no date. */
  readonly startFact?: string | null;
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

const START_RULE = '民法典 201（参照）';
const SHIFT_RULE = '民法典 203（参照）';
const REST_RULE = '全国年节及纪念日放假办法';
const UNKNOWN_YEAR_RULE = '本系统规则 未公布年份';
const LONGEST_EXTENSION = 36_500;

/** @throws TERM_UNKNOWN */
export function termRule(pack: RulePack, term: string): TermRule {
  const rule = Object.hasOwn(pack.terms, term) ? pack.terms[term as Term] : undefined;
  if (!rule) throw procedureError('TERM_UNKNOWN', { source: pack.source, details: { pack: pack.id, term } });
  return rule;
}

/**
 * Computes when a term ends and why. The start day is not counted; the extension is added to the length first; paused days are
 * skipped while counting; a last day that is a rest day moves to the first working day after it. The pack is used whatever the day;
 * where it does not rule that day by its division, the explanation says so.
 * @throws TERM_UNKNOWN, START_FACT_UNKNOWN, TERM_HAS_NO_LENGTH, TERM_HAS_LENGTH, DAY_MALFORMED, DUE_BEFORE_START, EXTENSION_MALFORMED,
 * EXTENSION_NOT_ALLOWED, PAUSE_NOT_ALLOWED; the article is the source of the refusal
 * @source 民法典 201, 203; 信访工作条例 22, 23, 34-36, 40 (from 2022-05-01); 信访条例 21, 22, 33-36 (from 2005-05-01)
 */
export function dueDate(input: DueInput): Due {
  const { pack, term, calendar, extended = 0, paused = [] } = input;
  const rule = termRule(pack, term);
  const start = dayNumber(input.start);
  const view = viewOf(calendar);
  const dueOn = givenDay(pack, term, rule, input);
  checkExtension(term, rule, extended);
  const pauses = union(paused);
  checkPauses(term, rule, paused.length > 0, pauses);

  const unit = rule.length?.unit ?? 'day';
  const counted = countedSteps({ pack, term, rule, start, extended, pauses, dueOn, view });
  const nominal = counted.nominal;
  let effective = nominal;
  while (!view.isWorking(effective)) effective += 1;

  const judgedFrom = unit === 'day' ? nominal : countWorkingDays(start, 1, pauses, view);
  const unknown = unknownYears(judgedFrom, effective, view);
  const steps: Step[] = [
    startStep(input, rule),
    ...counted.steps,
    ...restSteps(unit, start, nominal, effective, view),
    calendarStep(calendar, dayOf(effective)),
  ];
  if (unknown.length > 0) steps.push({ step: 'provisional', to: dayOf(effective), source: UNKNOWN_YEAR_RULE, years: unknown });
  const byName = byNameStep(pack, input.start, dayOf(effective));
  if (byName) steps.push(byName);

  return {
    nominalDue: dayOf(nominal),
    effectiveDue: dayOf(effective),
    provisional: unknown.length > 0,
    source: (rule.length ?? rule.given ?? rule).source,
    explanation: explain(steps),
  };
}

function startStep({ pack, term, start: to, startFact = null }: DueInput, { title, start, startAlternatives = [] }: TermRule): Step {
  if (startFact === null || startFact === start.fact) return { step: 'start', to, source: START_RULE, fact: start.text, because: null };
  const other = startAlternatives.find(({ fact }) => fact === startFact);
  if (!other)
    throw procedureError('START_FACT_UNKNOWN', { source: start.source, details: { title, term, pack: pack.id, fact: startFact } });
  return { step: 'start', to, source: `${other.source}；${START_RULE}`, fact: other.text, because: other.because };
}

function byNameStep(pack: RulePack, startedOn: Day, to: Day): Step | null {
  const why = standingOn(pack, startedOn);
  if (why === 'ruling') return null;
  const { id, inForceFrom, inForceTo, verifiedTo = null, source } = pack;
  return { step: 'by_name', to, source, pack: id, startedOn, inForceFrom, inForceTo, verifiedTo, why };
}

/** The day of the paper as a day number, null for a term with a length of its own. */
function givenDay(pack: RulePack, term: string, rule: TermRule, { start, dueOn = null }: DueInput): number | null {
  const { length, given, title } = rule;
  const article = (length ?? given ?? rule).source;
  const refuse = (code: 'TERM_HAS_NO_LENGTH' | 'TERM_HAS_LENGTH', reason: string) =>
    procedureError(code, { source: article, details: { title, term, pack: pack.id, reason, article } });
  if (length) {
    if (dueOn !== null) throw refuse('TERM_HAS_LENGTH', '');
    return null;
  }
  if (!given) throw refuse('TERM_HAS_NO_LENGTH', '该规则不设此期限');
  if (dueOn === null) throw refuse('TERM_HAS_NO_LENGTH', `以${given.text}为准`);
  if (dayNumber(dueOn) < dayNumber(start)) throw procedureError('DUE_BEFORE_START', { source: article, details: { day: dueOn, start } });
  return dayNumber(dueOn);
}

interface Counting {
  readonly pack: RulePack;
  readonly term: Term;
  readonly rule: TermRule;
  readonly start: number;
  readonly extended: number;
  readonly pauses: readonly Interval[];
  readonly dueOn: number | null;
  readonly view: CalendarView;
}

/** Length or given date, then extension, then pauses: each step with the day it reaches. */
function countedSteps({ pack, term, rule, start, extended, pauses, dueOn, view }: Counting): { nominal: number; steps: Step[] } {
  const { title, length, given, extension, pause } = rule;
  const unit = length?.unit ?? 'day';
  const count = (days: number, skipped: readonly Interval[]) =>
    unit === 'day' ? countDays(start, days, skipped) : countWorkingDays(start, days, skipped, view);
  const ruled = (field: string): { pack: string; replaced: Replaced | null } => ({
    pack: pack.id,
    replaced: pack.replaced.find(({ path }) => path === `terms.${term}.${field}`) ?? null,
  });
  const steps: Step[] = [];
  let days = 0;
  let nominal = start;
  if (length) {
    days = length.days;
    nominal = count(days, []);
    const { source, mark } = length;
    steps.push({ step: 'length', to: dayOf(nominal), source, title, ...ruled('length'), days, unit, mark });
  } else if (given && dueOn !== null) {
    days = dueOn - start;
    nominal = dueOn;
    steps.push({ step: 'given', to: dayOf(nominal), source: given.source, title, ...ruled('given'), paper: given.text });
  }
  if (extended > 0 && extension.allowed) {
    days += extended;
    nominal = count(days, []);
    const { source, approver } = extension;
    steps.push({ step: 'extension', to: dayOf(nominal), source, ...ruled('extension'), days: extended, unit, approver });
  }
  if (pauses.length > 0 && pause.allowed) {
    nominal = count(days, pauses);
    const spans = pauses.map(spanOf);
    const { source, title: reason } = pause;
    steps.push({ step: 'pause', to: dayOf(nominal), source, ...ruled('pause'), title: reason, spans, days: totalDays(pauses) });
  }
  return { nominal, steps };
}

function restSteps(unit: 'day' | 'working_day', start: number, nominal: number, effective: number, view: CalendarView): Step[] {
  if (unit === 'working_day') {
    return [{ step: 'not_counted', to: dayOf(nominal), source: REST_RULE, ...restsBetween(start + 1, nominal, view) }];
  }
  if (effective === nominal) {
    const worked = restsBetween(nominal, nominal, view);
    return worked.makeUps.length > 0 ? [{ step: 'not_shifted', to: dayOf(nominal), source: REST_RULE, ...worked }] : [];
  }
  return [{ step: 'shift', to: dayOf(effective), source: SHIFT_RULE, ...restsBetween(nominal, effective, view) }];
}

function calendarStep({ id, revision, hash, years, source }: Calendar, to: Day): Step {
  return { step: 'calendar', to, source, calendar: id, revision, hash, years: yearSpans(years) };
}

/** Years in a row as one stretch; a published calendar has them sorted. */
function yearSpans(years: readonly number[]): { first: number; last: number }[] {
  const spans: { first: number; last: number }[] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last && year === last.last + 1) last.last = year;
    else spans.push({ first: year, last: year });
  }
  return spans;
}

function checkExtension(term: string, { title, extension }: TermRule, days: number): void {
  if (days === 0) return;
  const malformed = () => procedureError('EXTENSION_MALFORMED', { details: { days: String(days) } });
  if (!Number.isInteger(days) || days < 0) throw malformed();
  const refuse = (reason: string) =>
    procedureError('EXTENSION_NOT_ALLOWED', { source: extension.source, details: { title, term, reason, article: extension.source } });
  if (!extension.allowed) throw refuse('不得延长');
  if (extension.maxDays !== null && days > extension.maxDays) throw refuse(`延长不得超过${extension.maxDays}日，不能延长${days}日`);
  if (days > LONGEST_EXTENSION) throw malformed();
}

function checkPauses(term: string, { title, pause }: TermRule, asked: boolean, pauses: readonly Interval[]): void {
  if (!asked) return;
  const refuse = (reason: string, article: string) =>
    procedureError('PAUSE_NOT_ALLOWED', { source: article, details: { title, term, reason, article } });
  if (!pause.allowed) throw refuse('不得中止计算', pause.source);
  if (totalDays(pauses) > pause.max.days) throw refuse(`${pause.title}不计入期限的天数不得超过${pause.max.days}日`, pause.max.source);
}
