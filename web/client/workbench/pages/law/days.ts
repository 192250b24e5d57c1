import { law } from '../../../../src/texts/law';

/** A day whose kind differs from its weekday, as a row of the form. */
export interface DayLine {
  readonly day: string;
  readonly kind: 'off' | 'work';
  readonly festival: string;
}

interface Read {
  readonly days: readonly DayLine[];
  /** Lines that are no day, counted from 1. */
  readonly bad: readonly { readonly line: number; readonly text: string }[];
}

const KINDS: Readonly<Record<string, DayLine['kind']>> = {
  off: 'off',
  work: 'work',
  [law.calendar.off]: 'off',
  [law.calendar.work]: 'work',
  [law.calendar.offIs]: 'off',
  [law.calendar.workIs]: 'work',
};
// A date as spreadsheets write it: 2027-01-01, 2027/1/1, or with the Chinese characters for year, month and day.
const DATE = /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/;
const COLUMNS = /[\s,;\uff0c\uff1b\u3001]+/;

const exists = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

/** Reads a pasted table with one day per line, its kind and its festival. A first line without a date counts as the heading. */
export function readDays(text: string): Read {
  const days: DayLine[] = [];
  const bad: { line: number; text: string }[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [date = '', kindText = '', ...rest] = line.trim().split(COLUMNS);
    const match = DATE.exec(date);
    const day = match && `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
    const kind = KINDS[kindText.toLowerCase()];
    const festival = rest.join('');
    if (day && exists(day) && kind && festival) days.push({ day, kind, festival });
    else if (at > 0 || match) bad.push({ line: at + 1, text: line.trim() });
  }
  return { days, bad };
}

/** The days of a month by weeks, Monday first; null for days of another month. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells: (string | null)[] = Array.from({ length: (first.getUTCDay() + 6) % 7 }, () => null);
  for (let day = 1; day <= length; day++) cells.push(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
