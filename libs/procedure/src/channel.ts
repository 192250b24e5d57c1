import { Temporal } from 'temporal-polyfill';
import { viewOf, type Calendar } from './calendar.js';
import { countDays, countWorkingDays, unknownYears } from './counting.js';
import { dayInWords, dayNumber, dayOf, type Day } from './days.js';
import type { ChannelLimit } from './pack.js';

export interface ChannelDay {
  /** Last day without shift; equals `lastDay` for a limit in working days. */
  readonly nominal: Day;
  /** Last day, a working day of the calendar; inclusive. */
  readonly lastDay: Day;
  /** True if a counted day (working days) or a day from nominal to last lies outside the published years. */
  readonly provisional: boolean;
  readonly source: string;
  readonly text: string;
}

const UNITS = { day: '日', working_day: '个工作日', month: '个月', year: '年' } as const;

/** The rule of a limit as a sentence, for notices where the day of its start is not known. */
export const channelRule = ({ name, start, amount, unit }: ChannelLimit): string => `${name}：自${start}之日起${amount}${UNITS[unit]}内`;

/**
 * When a term of a statutory channel ends. The day of the event is not counted; a term of months or years ends on the day of its last
 * month that has the number of the start day, where there is none on the last of that month; a last day that is a rest day moves to the
 * first working day after it. Filing a petition does not stop it.
 * @param startedOn day of the event the limit starts from
 * @throws DAY_MALFORMED
 * @source 民法典 201-203（参照）
 */
export function channelLastDay(limit: ChannelLimit, startedOn: Day, calendar: Calendar): ChannelDay {
  const start = dayNumber(startedOn);
  const view = viewOf(calendar);
  const { amount, unit, source } = limit;
  const nominal =
    unit === 'working_day'
      ? countWorkingDays(start, amount, [], view)
      : unit === 'day'
        ? countDays(start, amount, [])
        : dayNumber(sameDayLater(startedOn, { [unit === 'month' ? 'months' : 'years']: amount }));
  let last = nominal;
  while (!view.isWorking(last)) last += 1;
  const unknown = unknownYears(unit === 'working_day' ? countWorkingDays(start, 1, [], view) : nominal, last, view);
  const text = `${channelRule(limit)}，自${inChinese(startedOn)}起算，最后一天为${dayInWords(dayOf(last))}${unknown.length > 0 ? '（该年放假安排未公布，暂定）' : ''}`;
  return { nominal: dayOf(nominal), lastDay: dayOf(last), provisional: unknown.length > 0, source, text };
}

const inChinese = (day: Day): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

const sameDayLater = (day: Day, span: Temporal.DurationLike): Day =>
  Temporal.PlainDate.from(day).add(span, { overflow: 'constrain' }).toString();
