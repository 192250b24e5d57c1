import { describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks, packNamed, type RulePack } from '@sunshine/procedure';
import fc from 'fast-check';
import type { Clock } from './clock.js';
import { addDays } from './dates.js';
import { cancel, extend, pause, recompute, restart, resume, runOut, start, stop, unpause } from './moves.js';
import { clockState } from './state.js';
import { stepsAhead } from './steps.js';
import { clockView, explain } from './view.js';

const calendar = nationalCalendar();
const pack = packNamed(nationalPacks(), 'CN-2022');
const law = { pack, calendar };
const petitionId = '0190a000-0000-7000-8000-000000000001';
const id = '0190a000-0000-7000-8000-000000000002';

const aClock = (term: string, startedOn: string, dueOn: string | null = null, recordedOn = startedOn): Clock =>
  start(id, { do: 'start', petitionId, term, startedOn, dueOn }, '990100', recordedOn, law).after;
const on = (day: string) => ({ do: 'stop' as const, petitionId, term: 'HANDLE', on: day });
/** The clock as the sweep leaves it on a day. */
const swept = (clock: Clock, today: string): Clock => ({
  ...clock,
  reached: [
    ...clock.reached,
    ...stepsAhead(clock, pack, calendar)
      .filter((step) => step.on <= today)
      .map(({ step, on: day }) => ({ step, on: day, round: clock.round })),
  ],
});
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a clock', () => {
  it('starts with both dates, its article, and the first step ahead', () => {
    const clock = aClock('HANDLE', '2025-03-03');
    expect(clock).toMatchObject({
      nominalDue: '2025-05-02',
      effectiveDue: '2025-05-06',
      provisional: false,
      length: 60,
      unit: 'day',
      nature: 'duty',
      ended: null,
    });
    expect(clock.source).toContain('34');
    expect(clock.nextStepAt).toBe(stepsAhead(clock, pack, calendar)[0]?.at);
    expect(clock.nextStepAt).toBe(`${clock.warnOn}T01:00:00.000Z`);
  });

  it('takes the date of the paper where the pack leaves the term to one, and refuses to start without', () => {
    expect(aClock('ASSIGNMENT_REPORT', '2025-03-03', '2025-04-05')).toMatchObject({
      dueOn: '2025-04-05',
      length: null,
      nominalDue: '2025-04-05',
      effectiveDue: '2025-04-07',
    });
    expect(() => aClock('ASSIGNMENT_REPORT', '2025-03-03')).toThrow(code('TERM_HAS_NO_LENGTH'));
  });

  it('whose start fact was of another day counts from that day, judged again where it had ended', () => {
    const again = (clock: Clock, startedOn: string, recordedOn: string) =>
      restart(clock, { do: 'restart', petitionId, term: clock.term, former: clock.startedOn, startedOn, article: '更正' }, recordedOn, law);
    const route = aClock('ROUTE', '2025-03-03');
    expect(route.effectiveDue).toBe('2025-03-18');
    const { move, after, on: day, article, detail, revoked } = again(route, '2025-02-28', '2025-03-05');
    expect([move, day, article, detail, revoked]).toEqual(['restarted', '2025-02-28', '更正', '2025-03-03..2025-02-28', []]);
    expect(after).toMatchObject({
      id,
      startedOn: '2025-02-28',
      effectiveDue: '2025-03-17',
      round: 1,
      raiseFrom: '2025-03-05',
      ended: null,
    });

    // Met on 17 March: in time by the day first entered, late by a day of receipt two days earlier.
    const met = stop(route, { ...on('2025-03-17'), term: 'ROUTE' }).after;
    expect(clockState(met, '2025-03-20')).toBe('met');
    const late = again(met, '2025-02-26', '2025-03-20').after;
    expect(late).toMatchObject({ ended: 'met', endedOn: '2025-03-17', effectiveDue: '2025-03-13', nextStep: null });
    expect(clockState(late, '2025-03-20')).toBe('met_late');

    // A later day of receipt withdraws what was reached by the former one.
    const overdue = swept(route, '2025-03-19');
    expect(overdue.reached.map(({ step }) => step)).toContain('OVERDUE');
    const spared = again(overdue, '2025-03-10', '2025-03-20');
    expect(spared.revoked.map(({ step }) => step)).toContain('OVERDUE');
    expect(spared.after).toMatchObject({ effectiveDue: '2025-03-25', nextStepAt: expect.stringMatching(/^2025-03-2/) });
  });

  it('keeps the fact that started it, through extension and recomputation, and explains with it', () => {
    const cap = { do: 'start' as const, petitionId, term: 'HANDLE', startedOn: '2025-03-18', startFact: 'notifyTermEnded' };
    const started = start(id, cap, '990100', '2025-03-18', law);
    const extended = extend(started.after, { do: 'extend', petitionId, term: 'HANDLE', days: 10, article: 'x' }, '2025-04-01', law).after;
    const recomputed = recompute(extended, { pack: { ...pack, revision: pack.revision + 1, hash: 'renamed' }, calendar }).after;
    expect([started.detail, started.after.startFact, recomputed.startFact]).toEqual(Array.from({ length: 3 }, () => 'notifyTermEnded'));
    expect(explain(recomputed, pack, calendar)[0]?.text).toContain('告知期限届满之日为2025-03-18');
    expect(explain(aClock('HANDLE', '2025-03-18'), pack, calendar)[0]?.text).toContain('受理之日为2025-03-18');
    expect(started.after.effectiveDue).toBe(aClock('HANDLE', '2025-03-18').effectiveDue);
    expect(() => start(id, { ...cap, term: 'ROUTE' }, '990100', '2025-03-18', law)).toThrow(code('START_FACT_UNKNOWN'));
  });

  it('raises no step dated before the day it was entered on, but one of that day', () => {
    const whole = stepsAhead(aClock('HANDLE', '2025-03-03'), pack, calendar);
    const second = whole[1] as { on: string };
    const ahead = (day: string) => stepsAhead(aClock('HANDLE', '2025-03-03', null, day), pack, calendar).length;
    expect(ahead(second.on)).toBe(whole.length - 1);
    expect(ahead(addDays(second.on, 1))).toBe(whole.length - 2);
    expect(ahead('2030-01-01')).toBe(0);
  });

  it('of an option still runs out, though nothing is raised, where it was entered long after', () => {
    const ahead = stepsAhead(aClock('OBJECT', '2019-03-04', null, '2025-03-04'), pack, calendar);
    expect(ahead).toEqual([{ step: 'NOT_USED', on: '2019-03-12', at: '2019-03-11T16:00:00.000Z', raised: false }]);
  });
});

describe('a stop', () => {
  it.each([
    ['2025-05-06', 'met'],
    ['2025-05-07', 'met_late'],
  ])('dated %s leaves the clock %s, whenever it is entered', (day, state) => {
    const { after } = stop(aClock('HANDLE', '2025-03-03'), on(day));
    expect(clockState(after, '2026-01-01')).toBe(state);
    expect(after).toMatchObject({ ended: 'met', endedOn: day, nextStep: null });
  });

  it('entered late withdraws the steps after its day and no other', () => {
    const late = swept(aClock('HANDLE', '2025-03-03'), '2025-06-30');
    expect(late.reached.map(({ step }) => step)).toContain('OVERDUE');
    const inTime = stop(late, on('2025-05-06'));
    expect(inTime.revoked.every((step) => step.on > '2025-05-06')).toBe(true);
    expect(inTime.revoked.map(({ step }) => step)).toContain('OVERDUE');
    expect(stop(late, on('2025-05-07')).revoked.map(({ step }) => step)).not.toContain('OVERDUE');
    expect(inTime.after.reached.length + inTime.revoked.length).toBe(late.reached.length);
  });

  it('of a cancelled clock keeps the finding already made', () => {
    const late = swept(aClock('HANDLE', '2025-03-03'), '2025-05-08');
    const { after, revoked } = cancel(late, { do: 'cancel', petitionId, term: 'HANDLE', on: '2025-05-09', reason: 'withdrawn' });
    expect(clockState(after, '2025-06-01')).toBe('cancelled');
    expect(revoked).toEqual([]);
    expect(after.reached.map(({ step }) => step)).toContain('OVERDUE');
  });

  it('that never comes lets a right lapse and an option end unused; an organ’s duty never lapses', () => {
    expect(runOut(aClock('REVIEW_REQUEST', '2024-09-02'), '2024-10-09').after).toMatchObject({
      ended: 'lapsed',
      effectiveDue: '2024-10-08',
    });
    expect(runOut(aClock('OBJECT', '2025-01-24'), '2025-02-08').after).toMatchObject({
      ended: 'cancelled',
      endReason: 'not_used',
      effectiveDue: '2025-02-07',
    });
    expect(clockState(aClock('HANDLE', '2025-03-03'), '2099-01-01')).toBe('overdue');
  });
});

describe('an extension', () => {
  const act = { do: 'extend' as const, petitionId, term: 'HANDLE', days: 30, article: '信访工作条例 34' };

  it('moves HANDLE by its days, approved up to the last effective day', () => {
    const { after, move } = extend(aClock('HANDLE', '2025-08-04'), act, '2025-10-09', law);
    expect([move, after.nominalDue, after.effectiveDue, after.extendedBy]).toEqual(['extended', '2025-11-02', '2025-11-03', 30]);
    expect(() => extend(aClock('HANDLE', '2025-08-04'), act, '2025-10-10', law)).toThrow(code('CLOCK_EXTENSION_TOO_LATE'));
  });

  it('is given once, for thirty days at most, and to no term whose pack has none', () => {
    const clock = aClock('HANDLE', '2025-08-04');
    expect(() => extend(clock, { ...act, days: 31 }, '2025-09-01', law)).toThrow(code('EXTENSION_NOT_ALLOWED'));
    const once = extend(clock, { ...act, days: 10 }, '2025-09-01', law).after;
    expect(() => extend(once, { ...act, days: 10 }, '2025-09-02', law)).toThrow(code('EXTENSION_USED'));
    expect(() => extend(aClock('ROUTE', '2025-08-04'), { ...act, term: 'ROUTE', days: 1 }, '2025-08-05', law)).toThrow(
      code('EXTENSION_NOT_ALLOWED'),
    );
  });

  it('makes the steps due anew at their new days', () => {
    const warned = swept(aClock('HANDLE', '2025-03-03'), '2025-05-01');
    const { after, revoked } = extend(warned, act, '2025-05-01', law);
    expect(revoked).toEqual([]);
    expect(stepsAhead(after, pack, calendar).map(({ step }) => step)).toEqual(
      stepsAhead(aClock('HANDLE', '2025-03-03'), pack, calendar).map(({ step }) => step),
    );
  });

  it('entered late withdraws an overdue that came after it', () => {
    const late = swept(aClock('HANDLE', '2025-03-03'), '2025-05-10');
    const { after, revoked } = extend(late, act, '2025-05-06', law);
    expect(revoked.map(({ step }) => step)).toContain('OVERDUE');
    expect(clockState(after, '2025-05-10')).not.toBe('overdue');
  });
});

describe('a pause', () => {
  const act = { do: 'pause' as const, petitionId, term: 'REREVIEW', from: '2025-03-10', article: '信访工作条例 36' };
  const clock = aClock('REREVIEW', '2025-03-03');

  it('is refused with the article where the pack gives the term none', () => {
    expect(() => pause(aClock('HANDLE', '2025-03-03'), { ...act, term: 'HANDLE' }, law)).toThrow(code('PAUSE_NOT_ALLOWED'));
  });

  it('without an end holds what the pack can give at most, and counts only its days once it is resumed', () => {
    const open = pause(clock, act, law).after;
    expect(open.pauses).toEqual([{ from: '2025-03-10', to: '2025-04-08' }]);
    expect(clockState(open, '2025-03-20')).toBe('paused');
    const closed = resume(open, { do: 'resume', petitionId, term: 'REREVIEW', on: '2025-03-14', article: '信访工作条例 36' }, law).after;
    expect(closed.nominalDue).toBe(addDays(clock.nominalDue, 5));
    expect(clockState(closed, '2025-03-14')).toBe('paused');
    expect(clockState(closed, '2025-03-15')).toBe('running');
    expect(() => resume(closed, { do: 'resume', petitionId, term: 'REREVIEW', on: '2025-03-20', article: 'x' }, law)).toThrow(
      code('PAUSE_NOT_OPEN'),
    );
  });

  it('adds up: pauses inside the term move the nominal day by their days together, in whatever order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 4, 8, 12, 16], { minLength: 1 }), fc.integer({ min: 1, max: 4 }), (offsets, days) => {
        const paused = offsets.reduce(
          (c, offset) => pause(c, { ...act, from: addDays('2025-03-05', offset), to: addDays('2025-03-05', offset + days - 1) }, law).after,
          clock,
        );
        expect(paused.nominalDue).toBe(addDays(clock.nominalDue, offsets.length * days));
      }),
    );
  });
});

describe('a sequence of pauses', () => {
  const article = '信访工作条例 36';
  const REREVIEW = { petitionId, term: 'REREVIEW', article };
  const most = (pack.terms.REREVIEW.pause as { max: { days: number } }).max.days;
  /** Days to wait before the decision is served, days until the conclusion, and whether it is cancelled instead. */
  const hearings = fc.array(
    fc.record({ wait: fc.integer({ min: 1, max: 12 }), days: fc.integer({ min: 0, max: 40 }), cancelled: fc.boolean() }),
    { maxLength: 8 },
  );

  it('moves the day by exactly the days that stood still: due = start + term + stopped days; cancelled ones stop nothing', () => {
    fc.assert(
      fc.property(hearings, (planned) => {
        const startedOn = '2025-03-03';
        let clock = aClock('REREVIEW', startedOn);
        let stopped = 0;
        let day = startedOn;
        for (const { wait, days, cancelled } of planned) {
          const from = addDays(day, wait);
          // A decision served after the last day stops a count that is over.
          if (from > clock.nominalDue) break;
          if (stopped === most) {
            expect(() => pause(clock, { ...REREVIEW, do: 'pause', from }, law)).toThrow(code('PAUSE_NOT_ALLOWED'));
            break;
          }
          const before = clock;
          clock = pause(clock, { ...REREVIEW, do: 'pause', from }, law).after;
          expect(clock.nominalDue).toBe(addDays(startedOn, 30 + most));
          const to = addDays(from, days);
          if (cancelled) {
            clock = unpause(clock, { ...REREVIEW, do: 'unpause', from }, to, law)?.after ?? clock;
            expect([clock.pauses, clock.nominalDue, clock.effectiveDue]).toEqual([before.pauses, before.nominalDue, before.effectiveDue]);
          } else if (days + 1 <= most - stopped) {
            clock = resume(clock, { ...REREVIEW, do: 'resume', on: to }, law).after;
            stopped += days + 1;
          } else {
            // The pack's most is used up: a later conclusion finds no pause and moves nothing.
            expect(() => resume(clock, { ...REREVIEW, do: 'resume', on: to }, law)).toThrow(code('PAUSE_NOT_OPEN'));
            stopped = most;
          }
          day = to;
          expect(clock.nominalDue).toBe(addDays(startedOn, 30 + stopped));
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(Object.keys(pack.terms).filter((term) => !pack.terms[term as 'REREVIEW'].pause.allowed))(
    'of %s is refused with the article, since its pack gives it none',
    (term) => {
      const rule = pack.terms[term as 'REREVIEW'];
      if (!rule.length && !rule.given) return;
      const running = aClock(term, '2025-03-03', rule.given ? '2025-06-03' : null);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 60 }), fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), (wait, days) => {
          const from = addDays('2025-03-03', wait);
          const to = days === undefined ? undefined : addDays(from, days);
          expect(() => pause(running, { petitionId, term, article, do: 'pause', from, ...(to && { to }) }, law)).toThrow(
            expect.objectContaining({ code: 'PAUSE_NOT_ALLOWED', source: rule.pause.source }),
          );
        }),
        { numRuns: 20 },
      );
    },
  );

  it('takes back the pause of the hearing that was cancelled, and no other', () => {
    const clock = aClock('REREVIEW', '2025-03-03');
    const held = resume(
      pause(clock, { ...REREVIEW, do: 'pause', from: '2025-03-05' }, law).after,
      { ...REREVIEW, do: 'resume', on: '2025-03-07' },
      law,
    );
    const second = pause(held.after, { ...REREVIEW, do: 'pause', from: '2025-03-20' }, law).after;
    const back = unpause(second, { ...REREVIEW, do: 'unpause', from: '2025-03-20' }, '2025-03-25', law);
    expect(back).toMatchObject({ move: 'unpaused', on: '2025-03-25', detail: '2025-03-20..2025-04-15' });
    expect(back?.after.pauses).toEqual([{ from: '2025-03-05', to: '2025-03-07' }]);
    expect(back?.after.nominalDue).toBe(addDays(clock.nominalDue, 3));
    expect(unpause(second, { ...REREVIEW, do: 'unpause', from: '2025-03-06' }, '2025-03-25', law)).toBeNull();
  });
});

describe('a recomputation', () => {
  const corrected: RulePack = {
    ...pack,
    revision: pack.revision + 1,
    hash: 'corrected',
    terms: { ...pack.terms, HANDLE: { ...pack.terms.HANDLE, length: { ...pack.terms.HANDLE.length!, days: 90 } } },
  };

  it('moves the dates to the corrected law, withdraws what was not due, and is done once', () => {
    const late = swept(aClock('HANDLE', '2025-03-03'), '2025-05-10');
    const { after, moved } = recompute(late, { pack: corrected, calendar });
    expect([moved?.move, after.effectiveDue, after.packHash]).toEqual(['recomputed', '2025-06-03', 'corrected']);
    expect(moved?.revoked.map(({ step }) => step)).toContain('OVERDUE');
    expect(stepsAhead(after, corrected, calendar).map(({ step }) => step)).toContain('OVERDUE');
    const again = recompute(after, { pack: corrected, calendar });
    expect(again).toEqual({ after, moved: null });
  });

  it('keeps extension and pauses, and tells nobody where nothing moves', () => {
    const extended = extend(
      aClock('HANDLE', '2025-03-03'),
      { do: 'extend', petitionId, term: 'HANDLE', days: 10, article: 'x' },
      '2025-03-10',
      law,
    ).after;
    const renamed = { ...pack, revision: pack.revision + 1, hash: 'renamed', title: '更正标题' };
    expect(recompute(extended, { pack: renamed, calendar })).toMatchObject({
      moved: null,
      after: { packHash: 'renamed', extendedBy: 10, effectiveDue: extended.effectiveDue },
    });
  });
});

describe('the view', () => {
  it('gives the fields of the graph, and the explanation reaches the same day', () => {
    const clock = aClock('HANDLE', '2025-03-03');
    expect(clockView(clock, '2025-05-05')).toEqual({
      id,
      term: 'HANDLE',
      state: 'after_nominal',
      startedOn: '2025-03-03',
      length: 60,
      unit: 'day',
      nominalDue: '2025-05-02',
      effectiveDue: '2025-05-06',
      extendedBy: 0,
      provisional: false,
      source: clock.source,
    });
    expect(explain(clock, pack, calendar).at(-1)?.to).toBe('2025-05-06');
  });

  it.each([
    ['2025-05-01', 'warning'],
    ['2025-05-02', 'due_today'],
    ['2025-05-03', 'after_nominal'],
    ['2025-05-06', 'after_nominal'],
    ['2025-05-07', 'overdue'],
  ])('on %s the clock is %s', (day, state) => {
    expect(clockState(aClock('HANDLE', '2025-03-03'), day)).toBe(state);
  });
});
