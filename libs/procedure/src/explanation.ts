import { dayInWords, type Day } from './days.js';
import type { TermRule } from './pack.js';

/** A stretch of days, first and last inclusive. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** Rest days in a row with one reason; `festival` is null for a weekend. */
export interface RestSpan extends Span {
  readonly festival: string | null;
}

interface Base {
  /** The day reached by this step. */
  readonly to: Day;
  readonly source: string;
}

/** One reason in the chain from the start fact to the effective day; text is rendered from it by `renderStep`. */
export type Step =
  | (Base & { readonly step: 'start'; readonly fact: string })
  | (Base & {
      readonly step: 'length';
      readonly title: string;
      readonly days: number;
      readonly unit: 'day' | 'working_day';
      readonly replaced: string | null;
    })
  | (Base & { readonly step: 'given'; readonly title: string; readonly paper: string })
  | (Base & { readonly step: 'extension'; readonly days: number; readonly unit: 'day' | 'working_day'; readonly approver: string })
  | (Base & { readonly step: 'pause'; readonly title: string; readonly spans: readonly Span[]; readonly days: number })
  | (Base & {
      readonly step: 'not_counted';
      readonly rests: readonly RestSpan[];
      readonly makeUps: readonly { readonly day: Day; readonly festival: string }[];
    })
  | (Base & {
      readonly step: 'shift';
      readonly rests: readonly RestSpan[];
      readonly makeUps: readonly { readonly day: Day; readonly festival: string }[];
    })
  | (Base & {
      readonly step: 'calendar';
      readonly calendar: string;
      readonly revision: number;
      readonly hash: string;
      readonly firstYear: number;
      readonly lastYear: number;
    })
  | (Base & { readonly step: 'provisional'; readonly years: readonly number[] });

export type ExplainedStep = Step & { readonly text: string };
export type Explanation = readonly ExplainedStep[];

const UNIT = { day: '日', working_day: '个工作日' } as const;

/** The Chinese sentence of one step. */
export function renderStep(step: Step): string {
  switch (step.step) {
    case 'start':
      return `${step.fact}之日为${dayInWords(step.to)}，当日不计入，自次日起算`;
    case 'length':
      return `${step.title}期限为${step.days}${UNIT[step.unit]}，计至${dayInWords(step.to)}${step.replaced ? `；地方规则，替代${step.replaced}` : ''}`;
    case 'given':
      return `${step.title}以${step.paper}为准，为${dayInWords(step.to)}`;
    case 'extension':
      return `经${step.approver}延长${step.days}${UNIT[step.unit]}，计至${dayInWords(step.to)}`;
    case 'pause':
      return `${step.title}${step.spans.map(spanInWords).join('、')}共${step.days}日不计入，计至${dayInWords(step.to)}`;
    case 'not_counted':
      return `${step.rests.length > 0 ? `${restsInWords(step.rests)}不计入` : '期间没有休息日'}${makeUpsInWords(step.makeUps, '计入')}，计至${dayInWords(step.to)}`;
    case 'shift':
      return `期限届满日为休息日（${restsInWords(step.rests)}），顺延至其后第一个工作日${dayInWords(step.to)}${makeUpsInWords(step.makeUps, '是工作日')}`;
    case 'calendar':
      return `工作日按日历${step.calendar}第${step.revision}版（国务院办公厅${step.firstYear}年至${step.lastYear}年放假通知）计算`;
    case 'provisional':
      return `${step.years.join('、')}年放假安排未公布，按周一至周五上班暂算，公布后重新计算`;
  }
}

export function explain(steps: readonly Step[]): Explanation {
  return steps.map((step) => ({ ...step, text: renderStep(step) }));
}

function spanInWords({ from, to }: Span): string {
  return from === to ? from : `${from}至${to}`;
}

function restsInWords(rests: readonly RestSpan[]): string {
  return rests.map((rest) => `${spanInWords(rest)}${rest.festival ? `${rest.festival}放假` : '周末'}`).join('、');
}

function makeUpsInWords(makeUps: readonly { day: Day; festival: string }[], verb: string): string {
  return makeUps.map(({ day, festival }) => `；${dayInWords(day)}为${festival}调休上班，${verb}`).join('');
}

/** What a local length replaced, for the explanation: `CN-2005的60 day` in words. */
export function replacedInWords(term: TermRule): string | null {
  const replaced = term.replaced?.find(({ path }) => path === 'length');
  return replaced ? `${replaced.pack}的${replaced.value}` : null;
}
