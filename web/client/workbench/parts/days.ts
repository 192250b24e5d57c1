const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
const DAY_MS = 86_400_000;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Today in Asia/Shanghai, `YYYY-MM-DD`. */
export const today = (now = new Date()): string => TODAY.format(now);

/** The day that is this number of natural days after another. */
export const dayAfter = (day: string, days: number): string => new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Natural days from today in Asia/Shanghai to a day `YYYY-MM-DD`; negative if it has passed. */
export const daysUntil = (day: string, now = new Date()): number => Math.round((midnight(day) - midnight(today(now))) / DAY_MS);
