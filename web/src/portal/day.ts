const LONG = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' });

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A day `YYYY-MM-DD` of Asia/Shanghai in Chinese. */
export const dayText = (day: string): string => LONG.format(at(day));

/** As `dayText`, with the weekday. */
export const weekdayText = (day: string): string => `${dayText(day)}（${WEEKDAY.format(at(day))}）`;

/** Writes the days in a sentence of the graph in Chinese. */
export const inWords = (text: string): string => text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayText(day));

/** Days from today to that day; negative if it has passed. */
export const daysUntil = (day: string): number => (at(day).getTime() - at(today()).getTime()) / 86_400_000;

/** Today in Asia/Shanghai, `YYYY-MM-DD`. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
