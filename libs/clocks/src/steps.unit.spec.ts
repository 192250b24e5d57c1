import { describe, expect, it } from '@jest/globals';
import { isWarning, isWorkingDay, nationalCalendar, nationalPacks, packNamed, termRule } from '@sunshine/procedure';
import fc from 'fast-check';
import type { Clock } from './clock.js';
import { stepsOf } from './dates.js';
import { extend, judge, pause, restart, start, stop, unpause } from './moves.js';
import { stepsDue } from './steps.js';

const calendar = nationalCalendar();
const pack = packNamed(nationalPacks(), 'CN-2022');
const law = { pack, calendar };
const petitionId = '0190a000-0000-7000-8000-000000000001';
const id = '0190a000-0000-7000-8000-000000000002';

const aClock = (term: string, startedOn: string, recordedOn = startedOn): Clock =>
  start(id, { do: 'start', petitionId, term, startedOn, dueOn: null }, '990100', recordedOn, law).after;
/** An instant of Shanghai. */
const at = (local: string): string => new Date(`${local}+08:00`).toISOString();
const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
const timeOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
const sweptAt = (clock: Clock, local: string) => judge(clock, at(local), dayOf(at(local)), law);
const names = ({ steps }: ReturnType<typeof judge>) => steps.map(({ step }) => step);
const wait = (clock: Clock, local: string) => stepsDue(clock, at(local), law).waitsUntil;

describe('a warning', () => {
  // FIRST_NOTICE lies on Thursday 2025-04-17, SECOND_NOTICE on Sunday 04-27 which is worked, before the holidays of May.
  const clock = aClock('HANDLE', '2025-03-03');

  it('is reached when offices open, not a minute before, and not in the minute in which they close', () => {
    expect(clock.nextStepAt).toBe(at('2025-04-17T09:00:00'));
    expect(names(sweptAt(clock, '2025-04-17T08:59:59'))).toEqual([]);
    expect(names(sweptAt(clock, '2025-04-17T09:00:00'))).toEqual(['FIRST_NOTICE']);
    expect(names(sweptAt(clock, '2025-04-17T16:59:59'))).toEqual(['FIRST_NOTICE']);
    expect(names(sweptAt(clock, '2025-04-17T17:00:00'))).toEqual([]);
  });

  it('missed by closing time waits for the next working day, and says that it was caught up', () => {
    const late = sweptAt(clock, '2025-04-18T17:00:00');
    expect([names(late), late.after.nextStepAt]).toEqual([[], at('2025-04-21T09:00:00')]);
    expect(sweptAt(late.after, '2025-04-21T09:00:00').steps).toMatchObject([{ step: 'FIRST_NOTICE', on: '2025-04-17', caughtUp: true }]);
    expect(sweptAt(clock, '2025-04-17T12:00:00').steps).toMatchObject([{ caughtUp: false }]);
  });

  it('is given on a Sunday that is worked, and not on a weekday that is a holiday', () => {
    const second = sweptAt(clock, '2025-04-17T09:00:00').after;
    expect(names(sweptAt(second, '2025-04-27T09:00:00'))).toEqual(['SECOND_NOTICE']);
    expect([names(sweptAt(second, '2025-05-01T10:00:00')), wait(second, '2025-05-01T10:00:00')]).toEqual([[], at('2025-05-06T09:00:00')]);
  });

  it('of the last day comes on the effective day', () => {
    const warned = sweptAt(clock, '2025-04-27T12:00:00').after;
    expect(names(sweptAt(warned, '2025-05-06T08:59:59'))).toEqual([]);
    expect(sweptAt(warned, '2025-05-06T09:00:00').steps).toMatchObject([{ step: 'DUE_TODAY', on: '2025-05-06', caughtUp: false }]);
  });
});

describe('the end of a term', () => {
  it('is a fact at the first instant of its day, a rest day too; the reminder waits for the office', () => {
    // Effective day Friday 2025-03-21.
    const warned = sweptAt(aClock('ROUTE', '2025-03-06'), '2025-03-21T12:00:00').after;
    expect(warned.nextStepAt).toBe(at('2025-03-22T00:00:00'));
    expect(names(sweptAt(warned, '2025-03-21T23:59:59'))).toEqual([]);
    const overdue = sweptAt(warned, '2025-03-22T00:00:00');
    expect(overdue.steps).toMatchObject([{ step: 'OVERDUE', on: '2025-03-22', caughtUp: false }]);
    expect(overdue.after.nextStepAt).toBe(at('2025-03-24T09:00:00'));
  });

  it('waits behind a warning that was missed, keeps its day, and both come when offices open', () => {
    const option = aClock('OBJECT', '2025-01-24');
    const night = sweptAt(option, '2025-02-08T00:00:00');
    expect([names(night), night.after.ended]).toEqual([[], null]);
    const [notice, end] = sweptAt(night.after, '2025-02-08T09:00:00').steps; // a Saturday that is worked
    expect([notice, end]).toMatchObject([
      { step: 'FIRST_NOTICE', caughtUp: true },
      { step: 'NOT_USED', on: '2025-02-08', moved: { after: { endedOn: '2025-02-08' } } },
    ]);
  });

  it('of an imported clock comes at night, since no warning of it is raised', () => {
    const option = aClock('OBJECT', '2019-03-04', '2025-03-04');
    expect(sweptAt(option, '2025-03-04T02:00:00').steps).toMatchObject([{ step: 'NOT_USED', on: '2019-03-12', raised: false }]);
  });
});

describe('an imported clock', () => {
  it.each([
    ['2025-05-07', ['OVERDUE', 'REMINDER', 'SUPERVISION_PROPOSAL']],
    ['2025-05-08', ['SUPERVISION_PROPOSAL']],
    ['2025-05-14', []],
  ])('brought in on %s starts of its steps those from that day on: %j', (imported, expected) => {
    expect(names(sweptAt(aClock('HANDLE', '2025-03-03', imported), '2025-06-30T12:00:00'))).toEqual(expected);
  });

  it('with its extension starts none of the days before the import either', () => {
    const imported = aClock('HANDLE', '2025-03-03', '2025-05-20');
    const { after } = extend(imported, { do: 'extend', petitionId, term: 'HANDLE', days: 30, article: 'x' }, '2025-05-06', law);
    expect(after).toMatchObject({ effectiveDue: '2025-06-03', raiseFrom: '2025-05-20' });
    expect(sweptAt(after, '2025-06-30T12:00:00').steps.every(({ on }) => on >= '2025-05-20')).toBe(true);
  });
});

describe('a fact entered late', () => {
  const overdue = sweptAt(aClock('HANDLE', '2025-03-03'), '2025-05-20T12:00:00').after;
  const revokedBy = ({ revoked }: { revoked: readonly { step: string }[] }) => revoked.map(({ step }) => step);

  it('of extending withdraws the steps that it moves back, no earlier one, and they come again on their new days', () => {
    const moved = extend(overdue, { do: 'extend', petitionId, term: 'HANDLE', days: 30, article: 'x' }, '2025-05-06', law);
    expect(revokedBy(moved)).toEqual(['OVERDUE', 'REMINDER', 'SUPERVISION_PROPOSAL']);
    expect(sweptAt(moved.after, '2025-06-12T12:00:00').steps.map(({ step, on }) => `${step} ${on}`)).toEqual([
      'FIRST_NOTICE 2025-05-16',
      'SECOND_NOTICE 2025-05-27',
      'DUE_TODAY 2025-06-03',
      'OVERDUE 2025-06-04',
      'REMINDER 2025-06-04',
      'SUPERVISION_PROPOSAL 2025-06-10',
    ]);
  });

  it.each([
    ['2025-05-06', ['OVERDUE', 'REMINDER', 'SUPERVISION_PROPOSAL']],
    ['2025-05-07', ['SUPERVISION_PROPOSAL']],
    ['2025-05-13', []],
  ])('of having done it on %s withdraws %j', (day, expected) => {
    expect(revokedBy(stop(overdue, { do: 'stop', petitionId, term: 'HANDLE', on: day }))).toEqual(expected);
  });

  it('of a pause withdraws what it moves back, and taking the pause back raises nothing twice', () => {
    const clock = sweptAt(aClock('REREVIEW', '2025-03-03'), '2025-04-03T12:00:00').after;
    expect(clock.reached.map(({ step }) => step)).toContain('OVERDUE');
    const paused = pause(clock, { do: 'pause', petitionId, term: 'REREVIEW', from: '2025-03-10', to: '2025-03-14', article: 'x' }, law);
    expect(revokedBy(paused)).toEqual(['FIRST_NOTICE', 'SECOND_NOTICE', 'DUE_TODAY', 'OVERDUE', 'REMINDER']);
    const later = sweptAt(paused.after, '2025-04-20T12:00:00').after;
    const back = unpause(later, { do: 'unpause', petitionId, term: 'REREVIEW', from: '2025-03-10', article: 'x' }, '2025-04-20', law);
    expect(back?.revoked).toEqual([]);
    expect(names(sweptAt((back as { after: Clock }).after, '2025-06-30T12:00:00'))).toEqual([]);
  });

  it('of an earlier start raises no step again that stands', () => {
    const act = { do: 'restart' as const, petitionId, term: 'HANDLE', former: '2025-03-03', startedOn: '2025-02-28', article: 'x' };
    const { after, revoked } = restart(overdue, act, '2025-05-20', law);
    expect(revoked).toEqual([]);
    expect(names(sweptAt(after, '2025-06-30T12:00:00'))).toEqual([]);
  });
});

describe('the steps of any clock', () => {
  const terms = Object.keys(pack.terms).filter((term) => termRule(pack, term).length);
  const day = fc.integer({ min: 0, max: 700 }).map((days) => new Date(Date.UTC(2024, 0, 2 + days)).toISOString().slice(0, 10));
  /** A look at the clock some minutes later; `lost`: the worker died before it had written. */
  const looks = fc.array(fc.record({ after: fc.integer({ min: 1, max: 12_000 }), lost: fc.boolean() }), { maxLength: 60 });

  it('are each raised once, in order, warnings in office hours, facts not before their day, however often its workers die', () => {
    fc.assert(
      fc.property(fc.constantFrom(...terms), day, looks, (term, startedOn, times) => {
        let clock = aClock(term, startedOn);
        const all = stepsOf(clock, pack, calendar);
        const raised: string[] = [];
        let now = Date.parse(`${startedOn}T00:00:00+08:00`);
        const look = (lost: boolean) => {
          const instant = new Date(now).toISOString();
          const judged = judge(clock, instant, dayOf(instant), law);
          if (lost) return;
          clock = judged.after;
          for (const { step, on, caughtUp } of judged.steps) {
            raised.push(step);
            expect(dayOf(instant) >= on).toBe(true);
            expect(caughtUp).toBe(dayOf(instant) > on);
            if (!isWarning({ step })) continue;
            expect(isWorkingDay(calendar, dayOf(instant))).toBe(true);
            expect(timeOf(instant) >= '09:00' && timeOf(instant) < '17:00').toBe(true);
          }
        };
        for (const { after, lost } of times) {
          now += after * 60_000;
          look(lost);
        }
        // Whoever looks whenever the row says so leaves none behind.
        for (let turns = 0; clock.nextStepAt !== null; turns += 1) {
          expect(turns).toBeLessThan(20);
          now = Math.max(now, Date.parse(clock.nextStepAt));
          look(false);
        }
        expect(raised).toEqual(all.map(({ step }) => step));
      }),
      { numRuns: 500 },
    );
  });
});
