import type { ReactNode } from 'react';

const DAY = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' });
const DAY_OF_WEEK = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' });
const INSTANT = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' });

const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });

/** A day `YYYY-MM-DD` of Asia/Shanghai in Chinese, on demand with its weekday. */
export const dayText = (day: string, weekday = false): string => (weekday ? DAY_OF_WEEK : DAY).format(new Date(`${day}T00:00:00Z`));

/** Writes the days in a sentence of the graph in Chinese. */
export const daysInWords = (text: string): string => text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayText(day));

/** An instant in Asia/Shanghai, to the minute. */
export const instantText = (instant: string): string => INSTANT.format(new Date(instant));

/** The time of an instant in Asia/Shanghai, `HH:MM`, which is also the value of a time field. */
export const timeText = (instant: string): string => TIME.format(new Date(instant));

export function Day({ day, weekday = false }: { readonly day: string; readonly weekday?: boolean }): ReactNode {
  return (
    <time dateTime={day} className="number">
      {dayText(day, weekday)}
    </time>
  );
}
