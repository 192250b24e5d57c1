const LONG = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' });

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A day `YYYY-MM-DD` of Asia/Shanghai in Chinese. */
export const dayText = (day: string): string => LONG.format(at(day));

/** The same with its day of the week. */
export const weekdayText = (day: string): string => `${dayText(day)}（${WEEKDAY.format(at(day))}）`;

/** A sentence of the graph with the days in it as people write them. */
export const inWords = (text: string): string => text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayText(day));

/** Days from today to that day; negative where it has passed. */
export const daysUntil = (day: string): number => (at(day).getTime() - at(today()).getTime()) / 86_400_000;

/** Today in Asia/Shanghai, `YYYY-MM-DD`. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
