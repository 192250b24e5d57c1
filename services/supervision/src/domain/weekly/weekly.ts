import { dayNumber, dayOf } from '@sunshine/procedure';
import { supervisionError } from '../supervision.errors.js';
import { weeksTo, type Span } from '../figures/weeks.js';

/** What the report of a week is made of; all counts leave reports out, as the figures do. */
export interface WeeklyNumbers {
  readonly office: string;
  readonly area: string;
  readonly week: Span;
  /** The day on which it is frozen, Asia/Shanghai. */
  readonly today: string;
  /** Matters: received and closed in the week, open at its end. */
  readonly flow: { readonly received: number; readonly closed: number; readonly open: number };
  /** Duties whose last day lies in the week. */
  readonly due: { readonly due: number; readonly inTime: number; readonly late: number };
  /** Duties that are overdue today. */
  readonly late: readonly { readonly organ: string; readonly duty: string; readonly count: number }[];
  readonly done: readonly { readonly kind: SupervisionKind; readonly opened: number; readonly ended: number; readonly open: number }[];
  readonly figures: readonly {
    readonly title: string;
    readonly numerator: number;
    readonly denominator: number;
    readonly rate: number | null;
    /** A smaller set is hidden. */
    readonly hiddenBelow: number;
  }[];
  /** Open duties by working day from today on, each with the rest days before it. */
  readonly ahead: readonly { readonly day: string; readonly count: number }[];
}

export type SupervisionKind = 'warning' | 'reminder' | 'proposal' | 'handling';
const KINDS: Readonly<Record<SupervisionKind, string>> = {
  warning: '预警（了结为撤销）',
  reminder: '催办',
  proposal: '拟督办',
  handling: '督办',
};

interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The report as it is frozen: its words and numbers, so that no later change of words or figures changes it. */
export interface WeeklyContent {
  /** Year and week by ISO 8601, as `2026-W49`. */
  readonly week: string;
  /** Monday and Sunday. */
  readonly from: string;
  readonly to: string;
  /** The day whose standing it tells. */
  readonly asOf: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly sections: readonly Section[];
}

/**
 * The week that `day` lies in, Monday to Sunday: this one or the last, since what stood earlier is not known any more.
 * @throws WEEKLY_REPORT_WEEK
 */
export function reportedWeek(day: string, today: string): Span {
  const week = weeksTo(today, 2).find(({ from, to }) => from <= day && day <= to);
  if (!week) throw supervisionError('WEEKLY_REPORT_WEEK');
  return week;
}

/** Year and number of a week by ISO 8601: the year of its Thursday, counted from the week with the first Thursday. */
export function isoWeek({ from }: Span): { readonly year: number; readonly number: number } {
  const thursday = dayNumber(from) + 3;
  const year = Number(dayOf(thursday).slice(0, 4));
  return { year, number: Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1 };
}

/** The week behind that one. */
export const weekAfter = ({ from, to }: Span): Span => ({ from: dayOf(dayNumber(from) + 7), to: dayOf(dayNumber(to) + 7) });

const spoken = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const byName = (one: string, other: string): number => one.localeCompare(other, 'zh-Hans-CN');
const sum = (of: readonly { readonly count: number }[]): number => of.reduce((all, { count }) => all + count, 0);

function received({ flow, week, today }: WeeklyNumbers): Section {
  const end = today <= week.to ? `截至${spoken(today)}` : '周末';
  return {
    title: '一、收办情况',
    paragraphs: [`本周收到信访事项${flow.received}件，办结${flow.closed}件；${end}在办${flow.open}件。`],
    heads: [],
    rows: [],
  };
}

/** The late organs by name: the order says nothing of who has how many. */
function late({ due, late: all, today }: WeeklyNumbers): Section {
  const organs = [...new Set(all.map(({ organ }) => organ))].toSorted(byName);
  const rows = organs.map((organ) => {
    const own = all.filter((one) => one.organ === organ).toSorted((one, other) => byName(one.duty, other.duty));
    return [organ, own.map(({ duty, count }) => `${duty}${count}项`).join('、'), String(sum(own))];
  });
  const ends = `本周到期的职责${due.due}项：按期完成${due.inTime}项，逾期${due.late}项，尚未到期${due.due - due.inTime - due.late}项。`;
  const stands = organs.length === 0 ? '没有逾期未完成的职责' : `逾期未完成的职责共${sum(all)}项，涉及${organs.length}个单位`;
  return {
    title: '二、到期和逾期情况',
    paragraphs: [ends, `截至${spoken(today)}，${stands}。${organs.length === 0 ? '' : '下表按单位名称排列，不排名次。'}`],
    heads: organs.length === 0 ? [] : ['单位', '逾期未完成的职责', '合计（项）'],
    rows,
  };
}

const supervised = ({ done }: WeeklyNumbers): Section => ({
  title: '三、预警、催办、督办情况',
  paragraphs: [],
  heads: ['事项', '本周发出', '本周了结', '周末未了结'],
  rows: done.map(({ kind, opened, ended, open }) => [KINDS[kind], String(opened), String(ended), kind === 'warning' ? '—' : String(open)]),
});

const rates = ({ figures, week, today }: WeeklyNumbers): Section => ({
  title: '四、按期情况',
  paragraphs: [
    `期间为${spoken(week.from)}至${spoken(week.to < today ? week.to : dayOf(dayNumber(today) - 1))}，按到期日计算；逾期未办的计入分母。`,
  ].map((text) => (today === week.from ? '本周尚无已经到期的职责。' : text)),
  heads: ['指标', '分子', '分母', '比率'],
  rows: figures.map(({ title, numerator, denominator, rate, hiddenBelow }) => {
    if (denominator === 0) return [title, '0', '0', '没有到期的'];
    if (denominator < hiddenBelow) return [title, '—', '—', `不足${hiddenBelow}项，不列示`];
    return [title, String(numerator), String(denominator), rate === null ? '—' : `${rate}%`];
  }),
});

function ahead({ ahead: days, late: all, week, today }: WeeklyNumbers): Section {
  const { to } = weekAfter(week);
  const coming = days.filter(({ day }) => day <= to);
  const [due, overdue] = [sum(coming), sum(all)];
  return {
    title: '五、至下周末的到期情况',
    paragraphs: [
      `${spoken(today)}至${spoken(to)}将到期${due}项；如均未完成，连同目前逾期的${overdue}项，届时逾期未完成的为${due + overdue}项。`,
    ],
    heads: coming.length === 0 ? [] : ['到期日', '将到期（项）'],
    rows: coming.map(({ day, count }) => [spoken(day), String(count)]),
  };
}

/** The report of a week in words, as it is frozen. @source capabilities (督查周报): what is due and late by organ, no ranking by number of petitions */
export function weeklyContent(numbers: WeeklyNumbers): WeeklyContent {
  const { office, area, week, today } = numbers;
  const { year, number } = isoWeek(week);
  return {
    week: `${year}-W${String(number).padStart(2, '0')}`,
    ...week,
    asOf: today,
    title: `督查周报（${year}年第${number}周）`,
    lead: [office, `${spoken(week.from)}至${spoken(week.to)}`, `范围：${area}及其下级单位；检举控告件不列入。数据截至${spoken(today)}。`],
    sections: [received(numbers), late(numbers), supervised(numbers), rates(numbers), ahead(numbers)],
  };
}
