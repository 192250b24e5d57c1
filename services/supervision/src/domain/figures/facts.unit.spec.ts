import { describe, expect, it } from '@jest/globals';
import { tries } from '@sunshine/testing';
import fc from 'fast-check';
import { factsOf, type FigureFact, type Matter, type MatterClock, type Ruling } from './facts.js';
import type { FigureId } from './definitions.js';

const [A, B] = ['organ-a', 'organ-b'];
const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const clock = (term: string, due: number, more: Partial<MatterClock> = {}): MatterClock => ({
  id: `${term}-${due}`,
  term,
  organId: A,
  startedOn: day(0),
  effectiveDue: day(due),
  ended: null,
  endedOn: null,
  endReason: null,
  ...more,
});
const met = (on: number): Partial<MatterClock> => ({ ended: 'met', endedOn: day(on) });
const ended = (endReason: string, on: number): Partial<MatterClock> => ({ ended: 'cancelled', endedOn: day(on), endReason });
const matter = (clocks: MatterClock[], more: Partial<Matter> = {}): Matter => ({
  id: 'p',
  kind: 'CLAIM',
  listed: true,
  course: { exits: [], accepted: [], closings: [] },
  clocks,
  lead: null,
  rulings: [],
  ...more,
});
const closings = (...spans: [number, number | null][]) => ({
  exits: [],
  accepted: [],
  closings: spans.map(([on, reopened]) => ({ on: day(on), reopenedOn: reopened === null ? null : day(reopened) })),
});
const found = (figure: FigureId, ...family: Matter[]): string[] =>
  factsOf(family).flatMap((fact) => (fact.figure === figure ? [fact.finding] : []));

describe('telling in time', () => {
  it('is on the last effective day at the latest', () => {
    expect(found('told_in_time', matter([clock('NOTIFY_DIRECT', 15, met(15))]))).toEqual(['in_time']);
    expect(found('told_in_time', matter([clock('NOTIFY_DIRECT', 15, met(16))]))).toEqual(['late']);
    expect(found('told_in_time', matter([clock('NOTIFY_TRANSFERRED', 15)]))).toEqual(['unmet']);
  });

  it('never counts a report, nor what an organ tells under its own rules by its last day', () => {
    expect(found('told_in_time', matter([clock('NOTIFY_TRANSFERRED', 15)], { kind: 'REPORT', listed: false }))).toEqual([]);
    expect(found('told_in_time', matter([clock('NOTIFY_TRANSFERRED', 15, ended('own_rules_of_notice', 15))]))).toEqual([]);
    expect(found('told_in_time', matter([clock('NOTIFY_TRANSFERRED', 15, ended('own_rules_of_notice', 16))]))).toEqual(['late']);
  });

  it('is a line of its own beside acceptance and handling', () => {
    const late = matter([clock('NOTIFY_DIRECT', 15, met(20)), clock('HANDLE', 75, met(70))], {
      course: { exits: [], accepted: [{ organId: A, on: day(20) }], closings: [] },
    });
    expect([found('told_in_time', late), found('accepted_in_time', late), found('handled_in_time', late)]).toEqual([
      ['late'],
      ['late'],
      ['in_time'],
    ]);
  });
});

describe('acceptance in time', () => {
  const told = clock('NOTIFY_DIRECT', 15, met(10));
  const course = (exits: [string, number][], accepted: number | null = null) => ({
    exits: exits.map(([exit, on]) => ({ exit, on: day(on) })),
    accepted: accepted === null ? [] : [{ organId: A, on: day(accepted) }],
    closings: [],
  });

  it('is by the last day of the notice, and a matter still not accepted then stays below the line', () => {
    expect(found('accepted_in_time', matter([told], { course: course([], 15) }))).toEqual(['in_time']);
    expect(found('accepted_in_time', matter([told], { course: course([], 16) }))).toEqual(['late']);
    expect(found('accepted_in_time', matter([told]))).toEqual(['unmet']);
  });

  it('is owed for claims alone', () => expect(found('accepted_in_time', matter([told], { kind: 'SUGGESTION' }))).toEqual([]));

  it('is not owed where another way was decided and told by the last day; a way decided after it takes nothing away', () => {
    expect(found('accepted_in_time', matter([told], { course: course([['31(1)', 15]]) }))).toEqual([]);
    expect(found('accepted_in_time', matter([told], { course: course([['31(1)', 16]]) }))).toEqual(['unmet']);
    const untold = clock('NOTIFY_DIRECT', 15, met(16));
    expect(found('accepted_in_time', matter([untold], { course: course([['31(1)', 15]]) }))).toEqual(['unmet']);
    expect(found('accepted_in_time', matter([told], { course: course([['31(1)', 12]], 16) }))).toEqual(['late']);
  });
});

describe('handling and closing in time', () => {
  it('stays late after closing, and whoever ended it', () => {
    expect(found('handled_in_time', matter([clock('HANDLE', 60, met(61))], { course: closings([61, null]) }))).toEqual(['late']);
    expect(found('handled_in_time', matter([clock('HANDLE', 60, ended('withdrawn', 61))]))).toEqual(['late']);
    expect(found('handled_in_time', matter([clock('HANDLE', 60, ended('withdrawn', 60))]))).toEqual([]);
  });

  it('was no answer where the matter is reopened inside thirty days', () => {
    const handled = [clock('HANDLE', 60, met(50))];
    expect(found('handled_in_time', matter(handled, { course: closings([55, 85]) }))).toEqual(['unmet']);
    expect(found('handled_in_time', matter(handled, { course: closings([55, 86]) }))).toEqual(['in_time']);
    expect(found('closed_in_time', matter(handled, { course: closings([55, 85], [90, null]) }))).toEqual(['unmet']);
  });

  it('closes in time what was handled in time, by the same day', () => {
    expect(found('closed_in_time', matter([clock('HANDLE', 60, met(50))], { course: closings([60, null]) }))).toEqual(['in_time']);
    expect(found('closed_in_time', matter([clock('HANDLE', 60, met(50))], { course: closings([61, null]) }))).toEqual(['late']);
    expect(found('closed_in_time', matter([clock('HANDLE', 60, met(50))]))).toEqual(['unmet']);
  });

  it('counts a duty that passed to another organ there and not here, and one that came back by what followed', () => {
    const back = matter([
      { ...clock('HANDLE', 60, ended('recalled', 20)), id: 'h1' },
      { ...clock('HANDLE', 60, met(59)), id: 'h2' },
      { ...clock('HANDLE', 80), id: 'h3', organId: B, startedOn: day(20) },
    ]);
    expect(factsOf([back]).flatMap(({ figure, organId, finding }) => (figure === 'handled_in_time' ? [[organId, finding]] : []))).toEqual([
      [A, 'in_time'],
      [B, 'unmet'],
    ]);
  });

  it('counts an answer that stood longer than thirty days however the matter went on', () => {
    const again = matter(
      [
        { ...clock('HANDLE', 60, met(50)), id: 'h1' },
        { ...clock('HANDLE', 60, met(200)), id: 'h2' },
      ],
      { course: closings([55, 150], [201, null]) },
    );
    expect(found('handled_in_time', again)).toEqual(['in_time']);
  });

  it('leaves a duty below the line that ended for a reason this release does not know', () =>
    expect(found('handled_in_time', matter([clock('HANDLE', 60, ended('unheard_of', 1))]))).toEqual(['unmet']));
});

/** Above and below the line of an organ. */
const line = (facts: readonly FigureFact[], figure: FigureId, organId: string): [number, number] => {
  const below = facts.filter((fact) => fact.figure === figure && fact.organId === organId);
  return [below.filter(({ finding }) => finding === 'in_time').length, below.length];
};
const notRaised = (before: readonly FigureFact[], after: readonly FigureFact[]): void => {
  for (const figure of ['told_in_time', 'accepted_in_time', 'handled_in_time', 'closed_in_time'] as const)
    for (const organ of [A, B]) {
      const [[n, d], [m, e]] = [line(before, figure, organ), line(after, figure, organ)];
      // m/e <= n/d in whole numbers; an empty set has no rate to raise, and none may come of one that had late duties.
      if (d > 0) expect(m * d).toBeLessThanOrEqual(n * e);
      if (d > n) expect(e).toBeGreaterThan(0);
    }
};

describe('no figure is raised', () => {
  const on = fc.option(fc.integer({ min: 1, max: 120 }));
  /** A claim at one organ: told, accepted, answered and closed on some day or never. */
  const claim = fc.record({
    told: on,
    accepted: on,
    handled: on,
    closed: on,
    start: fc.integer({ min: 0, max: 20 }),
    organ: fc.constantFrom(A, B),
  });
  type Claim = typeof claim extends fc.Arbitrary<infer T> ? T : never;
  const build = (id: string, c: Claim, more: Partial<Matter> = {}): Matter => {
    const at = { organId: c.organ, startedOn: day(c.start) };
    const done = (n: number | null): Partial<MatterClock> => (n === null ? {} : met(c.start + n));
    return matter(
      [
        { ...clock('NOTIFY_DIRECT', c.start + 15, done(c.told)), ...at, id: `${id}-n` },
        { ...clock('HANDLE', c.start + 60, done(c.handled)), ...at, id: `${id}-h` },
      ],
      {
        id,
        course: {
          exits: [],
          accepted: c.accepted === null ? [] : [{ organId: c.organ, on: day(c.start + c.accepted) }],
          closings: c.closed === null || c.handled === null ? [] : [{ on: day(c.start + Math.max(c.closed, c.handled)), reopenedOn: null }],
        },
        ...more,
      },
    );
  };
  const claims = fc.array(claim, { minLength: 2, maxLength: 8 });
  const all = (matters: readonly Matter[]): FigureFact[] => matters.flatMap((one) => factsOf([one]));
  const isOpen = (c: MatterClock, n: number): boolean => c.ended === null || (c.endedOn as string) > day(n);
  /** The matter ended on a day in place of what was still to be done. Closing what was answered is no dressing up. */
  const cut = (m: Matter, reason: string, n: number): Matter => ({
    ...m,
    clocks: m.clocks.map((c) => (isOpen(c, n) ? { ...c, ...ended(reason, n) } : c)),
    course: {
      ...m.course,
      closings: m.clocks.some((c) => c.term === 'HANDLE' && isOpen(c, n)) ? [{ on: day(n), reopenedOn: null }] : m.course.closings,
      accepted: m.course.accepted.filter((one) => one.on <= day(n)),
    },
  });
  const runs = { numRuns: tries(400) };

  it('by merging: each petition stays below on its own day, and is met only as its lead was', () =>
    fc.assert(
      fc.property(claims, fc.integer({ min: 21, max: 100 }), (given, n) => {
        // The organ does for the lead what it does for it alone; the others go on in it. Undone: none of the others is answered by hand.
        const [lead, ...rest] = given.map((one, i) => build(`p${i}`, { ...one, organ: A }));
        if (!lead) return;
        const others = rest.map((one) => ({
          ...one,
          clocks: one.clocks.map((c) => (isOpen(c, n) ? clockOf(lead, c) : c)),
          course: lead.course,
        }));
        notRaised(all([lead, ...others]), all([lead, ...rest.map((one) => ({ ...cut(one, 'merged', n), lead, course: lead.course }))]));
        /** The same duty, had it been met by the same act as that of the lead. */
        function clockOf(of: Matter, c: MatterClock): MatterClock {
          const same = of.clocks.find(({ term }) => term === c.term);
          return same?.ended === 'met' ? { ...c, ended: 'met', endedOn: same.endedOn } : { ...c, ended: null, endedOn: null };
        }
      }),
      runs,
    ));

  it('by splitting: the parts at one organ are one duty, met when all are', () =>
    fc.assert(
      fc.property(claims, claim, fc.integer({ min: 2, max: 6 }), (given, split, parts) => {
        const others = given.map((one, i) => build(`p${i}`, one));
        const whole = build('w', split);
        const family = [
          cut(build('w', { ...split, told: null, handled: null }), 'split', split.start),
          ...Array.from({ length: parts }, (_, i) => build(`part${i}`, split)),
        ];
        notRaised(all([...others, whole]), [...all(others), ...factsOf(family)]);
      }),
      runs,
    ));

  it('by re-labelling: a corrected way or kind takes nothing away from below the line that had begun', () =>
    fc.assert(
      fc.property(
        claims,
        fc.integer({ min: 21, max: 120 }),
        fc.constantFrom('other_exit', 'pointed_elsewhere', 'refused', 'led_into_procedure'),
        (given, n, reason) => {
          const before = given.map((one, i) => build(`p${i}`, one));
          const labelled = before.map((one, i) =>
            i % 2 ? one : { ...cut(one, reason, n), course: { ...cut(one, reason, n).course, exits: [{ exit: '31(1)', on: day(n) }] } },
          );
          notRaised(all(before), all(labelled));
        },
      ),
      runs,
    ));

  it('by early closing: what ends unanswered stays below the line', () =>
    fc.assert(
      fc.property(
        claims,
        fc.integer({ min: 21, max: 120 }),
        fc.constantFrom('closed', 'kept_for_reference', 'unheard_of'),
        (given, n, reason) => {
          const before = given.map((one, i) => build(`p${i}`, one));
          notRaised(all(before), all(before.map((one, i) => (i % 2 ? one : cut(one, reason, n)))));
        },
      ),
      runs,
    ));

  it('by closing and opening again inside thirty days', () =>
    fc.assert(
      fc.property(claims, fc.integer({ min: 0, max: 30 }), (given, n) => {
        const before = given.map((one, i) => build(`p${i}`, one));
        const again = before.map((one) => ({
          ...one,
          course: {
            ...one.course,
            closings: one.course.closings.map(({ on: closedOn }) => ({
              on: closedOn,
              reopenedOn: new Date(Date.parse(closedOn) + n * 86_400_000).toISOString().slice(0, 10),
            })),
          },
        }));
        notRaised(all(before), all(again));
      }),
      runs,
    ));
});

describe('what was decided on a contest', () => {
  const ruled = (ruling: 'excluded' | 'corrected', more: Partial<Ruling> = {}): Pick<Matter, 'rulings'> => ({
    rulings: [{ figure: 'handled_in_time', organId: A, startedOn: day(0), ruling, ...more }],
  });
  const late = [clock('HANDLE', 60, met(61))];

  it('counts for that duty of that organ in that figure, and what was found is kept', () => {
    expect(factsOf([matter(late, ruled('corrected'))])).toMatchObject([
      { figure: 'handled_in_time', finding: 'in_time', found: 'late', answeredOn: day(61) },
      { figure: 'closed_in_time', finding: 'late', found: 'late' },
    ]);
    expect(found('handled_in_time', matter(late, ruled('excluded')))).toEqual(['excluded']);
    expect(found('handled_in_time', matter(late, ruled('excluded', { organId: B })))).toEqual(['late']);
    expect(found('handled_in_time', matter(late, ruled('excluded', { startedOn: day(1) })))).toEqual(['late']);
  });

  it('stays where the duty is answered after it', () => {
    const open = [clock('HANDLE', 60)];
    for (const clocks of [open, late]) expect(found('handled_in_time', matter(clocks, ruled('excluded')))).toEqual(['excluded']);
  });

  it('makes nothing answered that is reopened within the days of the definition', () => {
    expect(found('handled_in_time', matter(late, { ...ruled('corrected'), course: closings([62, 92]) }))).toEqual(['late']);
    expect(found('handled_in_time', matter(late, { ...ruled('corrected'), course: closings([62, 93]) }))).toEqual(['in_time']);
  });

  it('of one part of a split letter hides no other part', () => {
    const parts = [matter(late, { id: 'p1', ...ruled('excluded') }), matter([clock('HANDLE', 60)], { id: 'p2' })];
    expect(found('handled_in_time', ...parts)).toEqual(['unmet']);
  });
});
