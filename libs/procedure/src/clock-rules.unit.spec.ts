import { describe, expect, it } from '@jest/globals';
import {
  clockState,
  dueDate,
  firstWarningOn,
  handleStart,
  isLate,
  isWarning,
  isWorkingDay,
  nationalCalendar,
  nationalPacks,
  packNamed,
  stepInstant,
  warningSteps,
  warningsWaitUntil,
  type ClockFacts,
  type ClockState,
  type Term,
} from './index.js';

const calendar = nationalCalendar();
const pack = packNamed(nationalPacks(), 'CN-2022');

const stepsOf = (term: Term, start: string, dueOn?: string) => {
  const due = dueDate({ pack, term, start, dueOn, calendar });
  return warningSteps(pack.terms[term], due.nominalDue, due.effectiveDue, calendar, start);
};

describe('warning steps', () => {
  it('of HANDLE warn on the nominal day’s side and are late after the effective day', () => {
    expect(stepsOf('HANDLE', '2025-03-03')).toEqual([
      { step: 'FIRST_NOTICE', on: '2025-04-17' },
      { step: 'SECOND_NOTICE', on: '2025-04-27' },
      { step: 'DUE_TODAY', on: '2025-05-06' },
      { step: 'OVERDUE', on: '2025-05-07' },
      { step: 'REMINDER', on: '2025-05-07' },
      { step: 'SUPERVISION_PROPOSAL', on: '2025-05-13' },
    ]);
  });

  it('a notice that would fall on a rest day comes on the working day before', () => {
    expect(stepsOf('ROUTE', '2025-03-07')[0]).toEqual({ step: 'FIRST_NOTICE', on: '2025-03-17' });
    expect(stepsOf('ROUTE', '2025-03-06')[0]).toEqual({ step: 'FIRST_NOTICE', on: '2025-03-14' });
  });

  it('OVERDUE is the day after the effective day, work day or not; DUE_TODAY the effective day itself', () => {
    const steps = stepsOf('ROUTE', '2025-03-06');
    expect(steps.find(({ step }) => step === 'DUE_TODAY')?.on).toBe('2025-03-21');
    expect(steps.find(({ step }) => step === 'OVERDUE')?.on).toBe('2025-03-22');
    expect(steps.find(({ step }) => step === 'REMINDER')?.on).toBe('2025-03-24');
  });

  it('of a right end in LAPSED and look at the effective day; of an option in NOT_USED', () => {
    expect(stepsOf('REVIEW_REQUEST', '2024-09-02')).toEqual([
      { step: 'FIRST_NOTICE', on: '2024-09-30' },
      { step: 'LAPSED', on: '2024-10-09' },
    ]);
    expect(stepsOf('OBJECT', '2025-01-24')).toEqual([
      { step: 'FIRST_NOTICE', on: '2025-02-06' },
      { step: 'NOT_USED', on: '2025-02-08' },
    ]);
  });

  it('a notice not after the start is left out', () => {
    expect(stepsOf('EXECUTE', '2025-03-03', '2025-03-07').map(({ step }) => step)).toEqual([
      'SECOND_NOTICE',
      'DUE_TODAY',
      'OVERDUE',
      'REMINDER',
      'SUPERVISION_PROPOSAL',
    ]);
    const short = stepsOf('EXECUTE', '2025-03-03', '2025-03-05');
    expect(short.map(({ step }) => step)).toEqual(['DUE_TODAY', 'OVERDUE', 'REMINDER', 'SUPERVISION_PROPOSAL']);
    const due = stepsOf('EXECUTE', '2025-03-03', '2025-03-03').map(({ step }) => step);
    expect(due).toEqual(['OVERDUE', 'REMINDER', 'SUPERVISION_PROPOSAL']);
    expect(firstWarningOn(stepsOf('EXECUTE', '2025-03-03', '2025-03-07'))).toBe('2025-03-05');
    expect(firstWarningOn(short)).toBe('2025-03-05');
    expect(firstWarningOn(short.slice(1))).toBeNull();
    expect(firstWarningOn([])).toBeNull();
  });

  it('are in order for every term of both packs, notices on working days', () => {
    for (const known of nationalPacks()) {
      for (const rule of Object.values(known.terms)) {
        const steps = warningSteps(rule, '2025-10-03', '2025-10-09', calendar);
        expect(steps.map(({ on }) => on)).toEqual(steps.map(({ on }) => on).toSorted());
        for (const { step, on } of steps) if (isWarning({ step })) expect(isWorkingDay(calendar, on)).toBe(true);
        expect(steps.filter(({ step }) => ['OVERDUE', 'LAPSED', 'NOT_USED'].includes(step))).toEqual([
          { step: expect.any(String), on: '2025-10-10' },
        ]);
      }
    }
  });
});

describe('a step of a pack', () => {
  it('that reminds so many days after the end comes on the working day after a rest day; the end itself stays', () => {
    const origin = { source: '本单位', mark: 'own_rule' as const };
    const steps = [
      { step: 'OVERDUE', anchor: 'after_effective' as const, days: 1, unit: 'day' as const, ...origin },
      { step: 'REMINDER', anchor: 'after_effective' as const, days: 2, unit: 'day' as const, ...origin },
    ];
    // Friday 2025-03-21: the day after is a Saturday, the second a Sunday.
    expect(warningSteps({ steps }, '2025-03-21', '2025-03-21', calendar)).toEqual([
      { step: 'OVERDUE', on: '2025-03-22' },
      { step: 'REMINDER', on: '2025-03-24' },
    ]);
  });
});

describe('the hours of warnings', () => {
  const shanghai = (local: string) => new Date(`${local}+08:00`).toISOString();

  it('begin at the opening and end before the closing, on working days of the calendar', () => {
    const wait = (local: string) => warningsWaitUntil(shanghai(local), pack, calendar);
    expect([wait('2025-03-21T08:59:59'), wait('2025-03-21T09:00:00')]).toEqual([shanghai('2025-03-21T09:00:00'), null]);
    expect([wait('2025-03-21T16:59:59'), wait('2025-03-21T17:00:00')]).toEqual([null, shanghai('2025-03-24T09:00:00')]);
    expect(wait('2025-03-22T12:00:00')).toBe(shanghai('2025-03-24T09:00:00'));
    expect([wait('2025-04-27T12:00:00'), wait('2025-05-05T12:00:00')]).toEqual([null, shanghai('2025-05-06T09:00:00')]);
  });

  it('hold for warnings, not for the end of a term, and a pack from before they were known has none', () => {
    expect(stepInstant({ step: 'REMINDER', on: '2025-03-24' }, pack)).toBe(shanghai('2025-03-24T09:00:00'));
    expect(stepInstant({ step: 'OVERDUE', on: '2025-03-22' }, pack)).toBe(shanghai('2025-03-22T00:00:00'));
    expect(stepInstant({ step: 'REMINDER', on: '2025-03-24' }, {})).toBe(shanghai('2025-03-24T00:00:00'));
    expect(warningsWaitUntil(shanghai('2025-03-22T03:00:00'), {}, calendar)).toBeNull();
  });
});

describe('the cap on HANDLE', () => {
  const notifyEffectiveDue = '2025-02-05';

  it('acceptance on or before the last effective day of NOTIFY starts it', () => {
    expect(handleStart({ acceptedOn: '2025-01-20', notifyEffectiveDue })).toEqual({ startedOn: '2025-01-20', capped: false });
    expect(handleStart({ acceptedOn: '2025-02-05', notifyEffectiveDue })).toEqual({ startedOn: '2025-02-05', capped: false });
  });

  it('a later acceptance, or none, buys nothing', () => {
    expect(handleStart({ acceptedOn: '2025-02-06', notifyEffectiveDue })).toEqual({ startedOn: '2025-02-05', capped: true });
    expect(handleStart({ acceptedOn: null, notifyEffectiveDue })).toEqual({ startedOn: '2025-02-05', capped: true });
  });

  it('where the address is unclear and NOTIFY_DIRECT is exempt, only the acceptance starts it', () => {
    expect(handleStart({ acceptedOn: '2025-03-06', notifyEffectiveDue, addressUnclear: true })).toEqual({
      startedOn: '2025-03-06',
      capped: false,
    });
    expect(handleStart({ acceptedOn: null, notifyEffectiveDue: null, addressUnclear: true })).toEqual({ startedOn: null, capped: false });
    expect(handleStart({ acceptedOn: '2025-03-06', notifyEffectiveDue: null })).toEqual({ startedOn: '2025-03-06', capped: false });
  });
});

describe('lateness', () => {
  it('begins the day after the effective day', () => {
    const due = { effectiveDue: '2025-05-06' };
    expect([isLate('2025-05-02', due), isLate('2025-05-06', due), isLate('2025-05-07', due)]).toEqual([false, false, true]);
  });
});

describe('the state of a clock', () => {
  const base = { ended: null, endedOn: null, nominalDue: '2025-05-02', effectiveDue: '2025-05-06', firstWarningOn: '2025-04-17' } as const;
  const duty: ClockFacts = { ...base, term: { nature: 'duty' } };
  const right: ClockFacts = { ...base, term: { nature: 'right' } };
  const option: ClockFacts = { ...base, term: { nature: 'option' }, nominalDue: '2025-05-06' };

  const table: [who: string, clock: ClockFacts, today: string, state: ClockState][] = [
    ['duty', duty, '2025-03-03', 'running'],
    ['duty', duty, '2025-04-16', 'running'],
    ['duty', duty, '2025-04-17', 'warning'],
    ['duty', duty, '2025-05-01', 'warning'],
    ['duty', duty, '2025-05-02', 'due_today'],
    ['duty', duty, '2025-05-03', 'after_nominal'],
    ['duty', duty, '2025-05-06', 'after_nominal'],
    ['duty', duty, '2025-05-07', 'overdue'],
    ['duty without notice', { ...duty, firstWarningOn: null }, '2025-05-01', 'running'],
    ['right', right, '2025-05-02', 'warning'],
    ['right', right, '2025-05-05', 'warning'],
    ['right', right, '2025-05-06', 'due_today'],
    ['right', right, '2025-05-07', 'lapsed'],
    ['option', option, '2025-05-06', 'due_today'],
    ['option', option, '2025-05-07', 'cancelled'],
    ['met on the effective day', { ...duty, ended: 'met', endedOn: '2025-05-06' }, '2026-01-01', 'met'],
    ['met a day later', { ...duty, ended: 'met', endedOn: '2025-05-07' }, '2026-01-01', 'met_late'],
    ['met late, date corrected into time', { ...duty, ended: 'met_late', endedOn: '2025-05-06' }, '2026-01-01', 'met'],
    ['late request admitted', { ...right, ended: 'met', endedOn: '2025-05-20' }, '2026-01-01', 'met_late'],
    ['lapsed on record', { ...right, ended: 'lapsed', endedOn: '2025-05-07' }, '2026-01-01', 'lapsed'],
    ['cancelled', { ...duty, ended: 'cancelled', endedOn: '2025-04-01' }, '2026-01-01', 'cancelled'],
    ['ended in a way of a later release', { ...duty, ended: 'unheard_of', endedOn: '2025-06-01' }, '2026-01-01', 'cancelled'],
    ['paused', { ...duty, pausedNow: true }, '2025-04-20', 'paused'],
    ['ended while paused', { ...duty, pausedNow: true, ended: 'met', endedOn: '2025-04-20' }, '2025-04-20', 'met'],
  ];
  it.each(table)('%s %#', (_who, clock, today, state) => {
    expect(clockState(clock, today)).toBe(state);
  });
});
