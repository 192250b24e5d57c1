import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  calendarFor,
  calendarNamed,
  contentHash,
  dueDate,
  isPublishedDay,
  isWorkingDay,
  localCalendar,
  nationalCalendar,
} from './index.js';
import { nationalPacks, nextWorkingDay, packNamed, readCalendar, acceptCalendar } from './index.js';

const calendar = nationalCalendar();
const pack = packNamed(nationalPacks(), 'CN-2022');
const require = createRequire(import.meta.url);
const DAY = 86_400_000;

const csv = readFileSync(fileURLToPath(new URL('../data/holidays.csv', import.meta.url)), 'utf8');
const rows = csv
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [day, kind, festival, year] = line.split(',') as [string, string, string, string];
    return { day, kind, festival, year };
  });

const plus = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const offDays = new Set(rows.filter(({ kind }) => kind === 'off').map(({ day }) => day));
const makeUpDays = new Set(rows.filter(({ kind }) => kind === 'work').map(({ day }) => day));
/** Second opinion straight from the file, without the calendar under test. */
const works = (day: string) => makeUpDays.has(day) || (!offDays.has(day) && ![0, 6].includes(new Date(day).getUTCDay()));
const firstWorkFrom = (day: string): string => (works(day) ? day : firstWorkFrom(plus(day, 1)));
const lastWorkBefore = (day: string): string => (works(plus(day, -1)) ? plus(day, -1) : lastWorkBefore(plus(day, -1)));

interface Block {
  name: string;
  first: string;
  last: string;
  makeUps: string[];
}

/** Days off in a row of one notice and festival, with the make-up days of that notice and festival. */
const blocks: Block[] = [];
for (const { day, kind, festival, year } of rows) {
  if (kind !== 'off') continue;
  const name = `${year} ${festival}`;
  const known = blocks.find((block) => block.name === name && plus(block.last, 1) === day);
  if (known) known.last = day;
  else {
    const makeUps = rows.filter((row) => row.kind === 'work' && row.year === year && row.festival === festival).map((row) => row.day);
    blocks.push({ name, first: day, last: day, makeUps });
  }
}

/** A 15-day term whose nominal day is the given one. */
const endingOn = (day: string) => dueDate({ pack, term: 'ROUTE', start: plus(day, -15), calendar });

describe('every published block of days off from 2007 to 2026', () => {
  it('has the blocks of twenty years', () => {
    expect(new Set(rows.map(({ year }) => year)).size).toBe(20);
    expect(blocks.length).toBeGreaterThanOrEqual(20 * 6);
  });

  it.each(blocks)('$name $first to $last: a term ending in it moves to the first working day after it', ({ first, last }) => {
    const after = firstWorkFrom(plus(last, 1));
    for (let day = first; day <= last; day = plus(day, 1)) {
      expect(isWorkingDay(calendar, day)).toBe(false);
      expect(endingOn(day)).toMatchObject({ nominalDue: day, effectiveDue: after });
    }
  });

  it.each(blocks)('$name $first to $last: a working-day term steps over it', ({ first, last }) => {
    const eve = lastWorkBefore(first);
    const due = dueDate({ pack, term: 'OBJECT_DECIDE', start: eve, calendar });
    const one = firstWorkFrom(plus(last, 1));
    const two = firstWorkFrom(plus(one, 1));
    expect(due.effectiveDue).toBe(firstWorkFrom(plus(two, 1)));
  });

  const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());
  const makeUps = blocks.flatMap(({ name, makeUps: days }) => days.filter(isWeekend).map((day) => ({ name, day })));
  it.each(makeUps)('$name: the make-up day $day works: a term ending on it stays, a working-day term counts it', ({ day }) => {
    expect(endingOn(day)).toMatchObject({ nominalDue: day, effectiveDue: day });
    const counted = dueDate({ pack, term: 'OBJECT_DECIDE', start: lastWorkBefore(day), calendar });
    const two = firstWorkFrom(plus(day, 1));
    expect(counted.effectiveDue).toBe(firstWorkFrom(plus(two, 1)));
    const step = counted.explanation.find((candidate) => candidate.step === 'not_counted');
    expect(step).toMatchObject({ makeUps: expect.arrayContaining([expect.objectContaining({ day })]) });
  });

  it.each(makeUps)(
    '$name: a term ending on the rest day before the make-up day $day moves onto the next working day, at most it',
    ({ day }) => {
      const before = plus(day, -1);
      expect(endingOn(before).effectiveDue).toBe(works(before) ? before : day);
      const after = plus(day, 1);
      expect(endingOn(after).effectiveDue).toBe(firstWorkFrom(after));
    },
  );
});

describe('a weekday that a notice names as a working day', () => {
  it('is the only one of its kind, 2020-02-03, and is explained as an ordinary working day, not as a make-up day', () => {
    const listed = rows.filter(({ day, kind }) => kind === 'work' && ![0, 6].includes(new Date(day).getUTCDay()));
    expect(listed.map(({ day }) => day)).toEqual(['2020-02-03']);
    const due = dueDate({ pack, term: 'OBJECT', start: '2020-01-23', calendar });
    expect(due.effectiveDue).toBe('2020-02-07');
    expect(due.explanation.find(({ step }) => step === 'not_counted')).toMatchObject({ makeUps: [] });
  });
});

describe('a second opinion on every day from 2007 to 2026', () => {
  /** Days on which chinese-days and the State Council's notices as shipped are known to differ, with the reason. None today. */
  const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {};

  /** chinese-days mixes local and UTC days west of Greenwich, so it is asked in a process of its own under UTC. */
  const secondOpinion = (days: readonly string[]): boolean[] => {
    const script = `const { isWorkday } = require(${JSON.stringify(require.resolve('chinese-days'))}); console.log(JSON.stringify(${JSON.stringify(days)}.map((day) => isWorkday(day))))`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=commonjs'], {
      input: script,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], TZ: 'UTC' },
    });
    return JSON.parse(stdout) as boolean[];
  };

  it('agrees with chinese-days', () => {
    const days: string[] = [];
    for (let day = '2007-01-01'; day <= '2026-12-31'; day = plus(day, 1)) days.push(day);
    expect(days).toHaveLength(7305);
    const opinion = secondOpinion(days);
    const differences = days.filter((day, index) => isWorkingDay(calendar, day) !== opinion[index] && !(day in KNOWN_DIFFERENCES));
    expect(differences).toEqual([]);
  });
});

describe('a year without a notice', () => {
  it('is unknown: Monday to Friday work, no festival is assumed, and dates that touch it are provisional', () => {
    expect(isPublishedDay(calendar, '2026-12-31')).toBe(true);
    expect(isPublishedDay(calendar, '2027-01-01')).toBe(false);
    expect(isPublishedDay(calendar, '2006-12-31')).toBe(false);
    expect(isWorkingDay(calendar, '2027-01-01')).toBe(true);
    expect(isWorkingDay(calendar, '2027-01-02')).toBe(false);
  });

  it('makes a natural-day term provisional only by its nominal to effective days', () => {
    expect(dueDate({ pack, term: 'ROUTE', start: '2026-12-16', calendar })).toMatchObject({ nominalDue: '2026-12-31', provisional: false });
    expect(dueDate({ pack, term: 'ROUTE', start: '2026-12-17', calendar })).toMatchObject({ nominalDue: '2027-01-01', provisional: true });
    expect(dueDate({ pack, term: 'ROUTE', start: '2006-12-20', calendar })).toMatchObject({ nominalDue: '2007-01-04', provisional: false });
    expect(dueDate({ pack, term: 'ROUTE', start: '2006-12-16', calendar })).toMatchObject({ nominalDue: '2006-12-31', provisional: true });
  });

  it('makes a working-day term provisional by any counted day', () => {
    expect(dueDate({ pack, term: 'OBJECT', start: '2026-12-24', calendar })).toMatchObject({
      effectiveDue: '2026-12-31',
      provisional: false,
    });
    const late = dueDate({ pack, term: 'OBJECT', start: '2026-12-25', calendar });
    expect(late).toMatchObject({ effectiveDue: '2027-01-01', provisional: true });
    expect(late.explanation.at(-1)).toMatchObject({ step: 'provisional', years: [2027] });
    expect(dueDate({ pack, term: 'OBJECT', start: '2006-12-30', calendar }).provisional).toBe(true);
    expect(dueDate({ pack, term: 'OBJECT', start: '2006-12-31', calendar }).provisional).toBe(false);
  });
});

describe('calendars as data', () => {
  it('carry the hash of their content through JSON, and a changed one is refused', () => {
    const { hash, ...content } = calendar;
    expect(hash).toBe(contentHash(content));
    expect(acceptCalendar(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
    const forged = { ...calendar, years: [...calendar.years, 2027] };
    expect(() => acceptCalendar(forged)).toThrow(expect.objectContaining({ code: 'PACK_HASH_MISMATCH' }));
    expect(() => acceptCalendar({ id: 'CN' })).toThrow(expect.objectContaining({ code: 'CALENDAR_MALFORMED' }));
  });

  const heading = { id: 'CN-99', jurisdiction: '99', revision: 1, title: '晴川省工作日历', source: '晴川省通知' };

  it('a local calendar stands over the national one for its own divisions only', () => {
    const local = localCalendar(calendar, { ...heading, years: [], days: [['2025-03-05', 'off', '明川节']] });
    expect(isWorkingDay(local, '2025-03-05')).toBe(false);
    expect(isWorkingDay(local, '2025-01-26')).toBe(true);
    expect(calendarFor([calendar, local], '990102').id).toBe('CN-99');
    expect(calendarFor([calendar, local], '110101').id).toBe('CN');
    expect(nextWorkingDay(local, '2025-03-05')).toBe('2025-03-06');
  });

  it('of two revisions the newest is chosen', () => {
    const newer = localCalendar(calendar, { ...calendarContent(), revision: 2 });
    expect(calendarNamed([newer, calendar], 'CN').revision).toBe(2);
    expect(calendarFor([calendar, newer], '990102').revision).toBe(2);
  });

  it('an unknown calendar is refused', () => {
    expect(() => calendarNamed([calendar], 'XX')).toThrow(expect.objectContaining({ code: 'CALENDAR_UNKNOWN' }));
    expect(() => calendarFor([], '990102')).toThrow(expect.objectContaining({ code: 'CALENDAR_UNKNOWN' }));
  });

  it('a file with a bad row or a day twice is refused', () => {
    const bad = 'date,kind,festival,notice_year\n2025-02-30,off,元旦,2025\n';
    const twice = 'date,kind,festival,notice_year\n2025-01-01,off,元旦,2025\n2025-01-01,work,元旦,2025\n';
    for (const text of [bad, twice]) {
      expect(() => readCalendar(text, heading)).toThrow(expect.objectContaining({ code: 'CALENDAR_MALFORMED' }));
    }
  });

  function calendarContent() {
    const { hash: _hash, ...content } = calendar;
    return content;
  }
});
