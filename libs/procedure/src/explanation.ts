import { dayInWords, type Day } from './days.js';
import type { Length, Mark } from './pack-terms.js';
import type { Replaced } from './pack.js';

/** A stretch of days, first and last inclusive. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** Rest days in a row with one reason; `festival` is null for a weekend. */
export interface RestSpan extends Span {
  readonly festival: string | null;
}

/** A weekend day that works for a festival. */
export interface MakeUpDay {
  readonly day: Day;
  readonly festival: string;
}

interface Reached {
  /** The day reached by this step. */
  readonly to: Day;
  readonly source: string;
}

export interface StartStep extends Reached {
  readonly step: 'start';
  /** The start fact in words; its day is not counted. */
  readonly fact: string;
  /** The rule that let another fact than the usual one start the term, as a sentence. */
  readonly because: string | null;
}

/** A step that a rule of the pack makes. */
interface Ruled extends Reached {
  readonly pack: string;
  /** The base value that a local pack replaced. */
  readonly replaced: Replaced | null;
}

export interface LengthStep extends Ruled {
  readonly step: 'length';
  readonly title: string;
  readonly days: number;
  readonly unit: Length['unit'];
  readonly mark: Mark;
}

/** The date set in a paper. */
export interface GivenStep extends Ruled {
  readonly step: 'given';
  readonly title: string;
  readonly paper: string;
}

/** Added to the length before anything is skipped. */
export interface ExtensionStep extends Ruled {
  readonly step: 'extension';
  readonly days: number;
  readonly unit: Length['unit'];
  readonly approver: string;
}

/** Days skipped while counting; `spans` are sorted and do not overlap, `days` is their sum. */
export interface PauseStep extends Ruled {
  readonly step: 'pause';
  readonly title: string;
  readonly spans: readonly Span[];
  readonly days: number;
}

/**
 * not_counted: every rest day a working-day term skipped; shift: from the nominal day to the day before the effective day; not_shifted:
 * the nominal day is a weekend day that works.
 */
export interface RestStep extends Reached {
  readonly step: 'not_counted' | 'shift' | 'not_shifted';
  readonly rests: readonly RestSpan[];
  readonly makeUps: readonly MakeUpDay[];
}

export interface CalendarStep extends Reached {
  readonly step: 'calendar';
  readonly calendar: string;
  readonly revision: number;
  readonly hash: string;
  /** Years with a notice, as stretches of years in a row. */
  readonly years: readonly { readonly first: number; readonly last: number }[];
}

export interface ProvisionalStep extends Reached {
  readonly step: 'provisional';
  /** Years without a published notice that the date touches. */
  readonly years: readonly number[];
}

/** The pack was used by name: by its division it does not rule that day, or nobody knows whether it still does. */
export interface ByNameStep extends Reached {
  readonly step: 'by_name';
  readonly pack: string;
  readonly startedOn: Day;
  readonly inForceFrom: Day;
  readonly inForceTo: Day | null;
  /** Last day on which it is known to be in force; null for a pack never verified. */
  readonly verifiedTo: Day | null;
  readonly why: 'not_in_force' | 'unverified';
}

/** One reason in the chain from the start fact to the effective day; `renderStep` gives its text. */
export type Step = StartStep | LengthStep | GivenStep | ExtensionStep | PauseStep | RestStep | CalendarStep | ProvisionalStep | ByNameStep;
export type ExplainedStep = Step & { readonly text: string };
export type Explanation = readonly ExplainedStep[];

export const UNIT_NAMES = { day: '日', working_day: '个工作日' } as const;

/** The Chinese sentence of one step. */
export function renderStep(step: Step): string {
  const to = dayInWords(step.to);
  switch (step.step) {
    case 'start':
      return `${step.because ? `${step.because}（${step.source}）；` : ''}${step.fact}之日为${to}，当日不计入，自次日起算`;
    case 'length':
      return `${step.title}期限依${step.pack}为${step.days}${UNIT_NAMES[step.unit]}${step.mark === 'unverified' ? '（天数未经核实）' : ''}，计至${to}${replacedInWords(step)}`;
    case 'given':
      return `${step.title}期限依${step.pack}以${step.paper}为准，为${to}${replacedInWords(step)}`;
    case 'extension':
      return `经${step.approver}延长${step.days}${UNIT_NAMES[step.unit]}，计至${to}${replacedInWords(step)}`;
    case 'pause':
      return `${step.title}${step.spans.map(spanInWords).join('、')}共${step.days}日不计入，计至${to}${replacedInWords(step)}`;
    case 'not_counted':
      return `${step.rests.length > 0 ? `${restsInWords(step.rests)}不计入` : '期间没有休息日'}${makeUpsInWords(step.makeUps, '计入')}，计至${to}`;
    case 'shift':
      return `计满之日为休息日（${restsInWords(step.rests)}），顺延至其后第一个工作日${to}${makeUpsInWords(step.makeUps, '是工作日')}`;
    case 'not_shifted':
      return `计满之日为${to}${makeUpsInWords(step.makeUps, '是工作日')}，不顺延`;
    case 'calendar':
      return `工作日按日历${step.calendar}第${step.revision}版（${yearsInWords(step)}放假通知）计算`;
    case 'provisional':
      return `${step.years.join('、')}年放假安排未公布，按周一至周五上班暂算，公布后重新计算`;
    case 'by_name':
      return `${byNameInWords(step)}，本次系按名称选用，不按地域适用`;
  }
}

export function explain(steps: readonly Step[]): Explanation {
  return steps.map((step) => ({ ...step, text: renderStep(step) }));
}

function byNameInWords({ pack, startedOn, inForceFrom, inForceTo, verifiedTo, why }: ByNameStep): string {
  if (why === 'not_in_force')
    return `规则版本${pack}${inForceTo === null ? `自${inForceFrom}起施行` : `施行期间为${inForceFrom}至${inForceTo}`}，起算日${startedOn}不在其内`;
  return verifiedTo === null ? `规则版本${pack}的效力未经核实` : `规则版本${pack}在${verifiedTo}之后的效力未经核实，起算日为${startedOn}`;
}

function replacedInWords({ replaced }: Ruled): string {
  if (!replaced) return '';
  const { pack, value, article } = replaced;
  return `；地方规则（${article}），${value === null ? `${pack}无此规定` : `替代${pack}的“${value}”`}`;
}

function yearsInWords({ years }: CalendarStep): string {
  return years.map(({ first, last }) => (first === last ? `${first}年` : `${first}年至${last}年`)).join('、');
}

function spanInWords({ from, to }: Span): string {
  return from === to ? from : `${from}至${to}`;
}

function restsInWords(rests: readonly RestSpan[]): string {
  return rests.map((rest) => `${spanInWords(rest)}${rest.festival ? `${rest.festival}放假` : '周末'}`).join('、');
}

function makeUpsInWords(makeUps: readonly MakeUpDay[], verb: string): string {
  return makeUps.map(({ day, festival }) => `；${dayInWords(day)}为${festival}调休上班，${verb}`).join('');
}
