import { describe, expect, it } from '@jest/globals';
import { localCalendar, nationalCalendar, type Calendar } from '@sunshine/procedure';
import { applyNotice, type YearNotice } from './calendar-year.js';

const newYearsDay = { day: '2027-01-01', kind: 'off' as const, festival: '元旦' };
const notice = (more: Partial<YearNotice> = {}): YearNotice => ({
  jurisdiction: 'CN',
  year: 2027,
  days: [newYearsDay],
  source: '国办发明电〔2026〕9号',
  ...more,
});
const heading = { revision: 1, title: '地方工作日历', source: '地方通知', years: [], days: [] as Calendar['days'] };
const code = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const national = nationalCalendar();

describe('the notice of a year', () => {
  it('adds the year, raises the revision, and cites its source beside the former ones', () => {
    const { calendars, changes, newYear } = applyNotice([national], notice());
    expect(calendars).toHaveLength(1);
    expect(calendars[0]).toMatchObject({ id: 'CN', revision: 2, source: `${national.source}；2027年：国办发明电〔2026〕9号` });
    expect(calendars[0].years).toEqual([...national.years, 2027]);
    expect(calendars[0].days).toHaveLength(national.days.length + 1);
    expect(newYear).toBe(true);
    expect(changes).toEqual([{ calendarId: 'CN', day: '2027-01-01', former: null, now: { kind: 'off', festival: '元旦' } }]);
  });

  it('corrects a year whole: days that it no longer lists follow their weekday again', () => {
    const [first] = applyNotice(
      [national],
      notice({ days: [newYearsDay, { day: '2027-01-03', kind: 'work', festival: '元旦' }] }),
    ).calendars;
    const { calendars, changes, newYear } = applyNotice(
      [first],
      notice({ days: [{ ...newYearsDay, festival: '新年' }], source: '更正；通知' }),
    );
    expect(newYear).toBe(false);
    expect(changes).toEqual([
      { calendarId: 'CN', day: '2027-01-01', former: { kind: 'off', festival: '元旦' }, now: { kind: 'off', festival: '新年' } },
      { calendarId: 'CN', day: '2027-01-03', former: { kind: 'work', festival: '元旦' }, now: null },
    ]);
    expect(calendars[0]).toMatchObject({ revision: 3, source: `${national.source}；2027年：更正，通知` });
  });

  it('reaches calendars further down that only repeat the year, and leaves alone those with days of their own', () => {
    const repeats = localCalendar(national, { ...heading, id: 'CN-33', jurisdiction: '33', days: [['2020-02-10', 'off', '防疫']] });
    const differs = localCalendar(national, {
      ...heading,
      id: 'CN-54',
      jurisdiction: '54',
      years: [2027],
      days: [['2027-02-08', 'off', '藏历新年']],
    });
    const { calendars } = applyNotice([national, repeats, differs], notice());
    expect(calendars.map(({ id, revision }) => `${id}@${revision}`)).toEqual(['CN@2', 'CN-33@2']);
    expect(calendars[1]?.days).toContainEqual(['2020-02-10', 'off', '防疫']);
    expect(calendars[1]?.years).toContain(2027);
  });

  it('of a division stands over the days of the calendar above it', () => {
    const [cn] = applyNotice([national], notice()).calendars;
    const local = notice({ jurisdiction: '54', days: [{ day: '2027-02-08', kind: 'off', festival: '藏历新年' }], source: '自治区通知' });
    const { calendars, changes } = applyNotice([cn], local);
    expect(calendars.map(({ id, revision, jurisdiction }) => [id, revision, jurisdiction])).toEqual([['CN-54', 1, '54']]);
    expect(calendars[0].days.filter(([day]) => day.startsWith('2027'))).toEqual([
      ['2027-01-01', 'off', '元旦'],
      ['2027-02-08', 'off', '藏历新年'],
    ]);
    expect(changes.map(({ day }) => day)).toEqual(['2027-02-08']);
    expect(applyNotice([cn, calendars[0]], { ...local, days: [] }).calendars[0]).toMatchObject({ id: 'CN-54', revision: 2 });
  });

  it.each([
    ['a day of the year after', '2028-01-01', 'off', 'CALENDAR_DAY_OUTSIDE_YEAR'],
    ['a day long before the year', '2026-12-21', 'off', 'CALENDAR_DAY_OUTSIDE_YEAR'],
    ['the last days of December before', '2026-12-22', 'off', 'done'],
    ['the last day of the year', '2027-12-31', 'off', 'done'],
    ['a day that stands there twice', '2027-01-01', 'off', 'CALENDAR_DAY_TWICE'],
    ['a Friday as a day of work, which it is anyway', '2027-01-08', 'work', 'CALENDAR_DAY_AS_EVER'],
    ['a Saturday as a day of work', '2027-01-09', 'work', 'done'],
    ['a Sunday as a day of work', '2027-01-10', 'work', 'done'],
    ['a Monday as a day of work, which it is anyway', '2027-01-11', 'work', 'CALENDAR_DAY_AS_EVER'],
  ] as const)('with %s', (_title, day, kind, answer) => {
    expect(code(() => applyNotice([national], notice({ days: [newYearsDay, { day, kind, festival: '元旦' }] })))).toBe(answer);
  });

  it('that changes nothing is no new revision', () => {
    const [first] = applyNotice([national], notice()).calendars;
    expect(code(() => applyNotice([first], notice()))).toBe('LAW_SAME_AS_PUBLISHED');
  });
});
