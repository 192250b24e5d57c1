import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LawProposed } from '@sunshine/events';
import { nationalCalendar, nationalPacks, packNamed, type RulePack } from '@sunshine/procedure';
import fc from 'fast-check';
import { register } from 'prom-client';
import { Law } from './law.js';
import { Recomputations } from './recomputations.js';
import { Sweep } from './sweep.js';
import { World, calendarEvent, envelope, hashed, packEvent, uuid } from '../test/world.js';

const organ = uuid(900);
const pack = packNamed(nationalPacks(), 'CN-2022');
const longer = (days: number, revision: number): RulePack =>
  hashed({ ...pack, revision, terms: { ...pack.terms, HANDLE: { ...pack.terms.HANDLE, length: { ...pack.terms.HANDLE.length!, days } } } });
let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterEach(() => world.clear());

const handle = (petition: number, startedOn: string) => ({
  do: 'start' as const,
  petitionId: uuid(petition),
  term: 'HANDLE',
  subject: organ,
  startedOn,
});
const stopOn = (petition: number, on: string) => ({ do: 'stop' as const, petitionId: uuid(petition), term: 'HANDLE', on });
const steps = async () => (await world.events('ClockStepReached')).map(({ data }) => `${String(data['step'])} ${String(data['on'])}`);
const ledger = async () =>
  (await world.db.query(
    'select move, judged_before, judged_after, effective_before, effective_after from clock_ledger order by id',
  )) as Record<string, string | null>[];
const refusal = (code: string) => expect.objectContaining({ code });

describe('an act', () => {
  it('writes rows and ledger at once and answers what the envelope tells', async () => {
    world.setDay('2025-03-03');
    const changes = await world.apply([
      { do: 'start', petitionId: uuid(1), term: 'NOTIFY_TRANSFERRED', subject: organ, startedOn: '2025-03-03' },
      { do: 'start', petitionId: uuid(1), term: 'OBJECT', subject: organ, startedOn: '2025-03-03' },
      { do: 'start', petitionId: uuid(1), term: 'ASSIGNMENT_REPORT', subject: organ, startedOn: '2025-03-03', dueOn: '2025-04-30' },
    ]);
    expect(changes.map(({ term, move, effectiveDue, subject }) => [term, move, effectiveDue, subject])).toEqual([
      ['NOTIFY_TRANSFERRED', 'started', '2025-03-18', organ],
      ['OBJECT', 'started', '2025-03-10', organ],
      ['ASSIGNMENT_REPORT', 'started', '2025-04-30', organ],
    ]);
    const moved = await world.apply([
      { do: 'stop', petitionId: uuid(1), term: 'NOTIFY_TRANSFERRED', on: '2025-03-04' },
      handle(1, '2025-03-04'),
      { do: 'stop', petitionId: uuid(1), term: 'NOTIFY_DIRECT', on: '2025-03-04' },
    ]);
    expect(moved.map(({ term, move, ended, endedOn }) => [term, move, ended, endedOn])).toEqual([
      ['NOTIFY_TRANSFERRED', 'stopped', 'met', '2025-03-04'],
      ['HANDLE', 'started', null, null],
    ]);
    const open = await world.db.transaction((tx) => world.clocks.open(tx, uuid(1)));
    expect(open.map(({ term }) => term)).toEqual(['OBJECT', 'ASSIGNMENT_REPORT', 'HANDLE']);
    expect((await ledger()).map(({ move }) => move)).toEqual(['started', 'started', 'started', 'stopped', 'started']);
  });

  it('keeps the fact that started a clock in row, ledger and change', async () => {
    world.setDay('2025-03-19');
    const capped = await world.apply([{ ...handle(7, '2025-03-18'), startFact: 'notifyTermEnded' }]);
    const usual = await world.apply([handle(8, '2025-03-18')]);
    expect([capped, usual].map(([change]) => change?.startFact)).toEqual(['notifyTermEnded', null]);
    const [clock] = await world.db.transaction((tx) => world.clocks.of(tx, uuid(7)));
    expect(clock?.startFact).toBe('notifyTermEnded');
    expect(await world.db.query('select detail from clock_ledger order by id')).toEqual([{ detail: 'notifyTermEnded' }, { detail: null }]);
  });

  it('refuses a second running clock of the same duty, and to move one that is not there', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(2, '2025-03-03')]);
    await expect(world.apply([stopOn(77, '2025-03-03'), handle(2, '2025-03-03')])).rejects.toThrow(refusal('CLOCK_RUNNING'));
    await expect(world.apply([handle(2, '2025-03-03')])).rejects.toThrow(refusal('CLOCK_RUNNING'));
    await expect(world.apply([{ do: 'extend', petitionId: uuid(3), term: 'HANDLE', days: 10, article: 'x' }])).rejects.toThrow(
      refusal('CLOCK_NOT_RUNNING'),
    );
    expect(
      await world.apply([
        stopOn(3, '2025-03-03'),
        { do: 'cancel', petitionId: uuid(3), term: 'OBJECT', on: '2025-03-03', reason: 'recalled' },
      ]),
    ).toEqual([]);
  });

  it('judges a clock by the pack in force on the day of its start fact', async () => {
    world.setDay('2025-03-03');
    const [old] = await world.apply([handle(4, '2020-03-03')]);
    expect(old).toMatchObject({ packId: 'CN-2005' });
  });

  it('that is entered late counts by its own date: judged again, both judgements in the ledger, the step withdrawn', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(5, '2025-03-03')]);
    await world.sweepOn('2025-05-08');
    expect(await steps()).toContain('OVERDUE 2025-05-07');
    await world.apply([stopOn(5, '2025-05-08')]);
    world.setDay('2025-05-09');
    const [again] = await world.apply([stopOn(5, '2025-05-06')]);
    expect(again).toMatchObject({ move: 'stopped', endedOn: '2025-05-06' });
    await world.sweep.run();
    await world.sweep.run();
    expect((await world.events('ClockStepRevoked')).map(({ data }) => [data['step'], data['reason']])).toEqual([
      ['OVERDUE', 'stopped 2025-05-06'],
      ['REMINDER', 'stopped 2025-05-06'],
    ]);
    expect((await ledger()).slice(1)).toMatchObject([
      { move: 'stopped', judged_before: 'overdue', judged_after: 'met_late' },
      { move: 'stopped', judged_before: 'met_late', judged_after: 'met' },
    ]);
    expect(await world.apply([stopOn(5, '2025-05-08')])).toEqual([]);
  });

  it('of extending that is entered after the stop, but was done before, judges the stop again', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(6, '2025-03-03')]);
    world.setDay('2025-05-20');
    await world.apply([stopOn(6, '2025-05-20')]);
    await world.apply([{ do: 'extend', petitionId: uuid(6), term: 'HANDLE', days: 30, article: '信访工作条例 34', on: '2025-05-06' }]);
    expect((await ledger()).at(-1)).toMatchObject({
      move: 'extended',
      judged_before: 'met_late',
      judged_after: 'met',
      effective_before: '2025-05-06',
      effective_after: '2025-06-03',
    });
  });
});

describe('the sweep', () => {
  it('reaches each step once, in order, on its day or when it comes back', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(10, '2025-03-03')]);
    for (const day of ['2025-03-04', '2025-04-25', '2025-04-25', '2025-05-07', '2025-06-30', '2025-06-30']) await world.sweepOn(day);
    const reached = await steps();
    expect(reached).toEqual([...new Set(reached)].sort((a, b) => a.slice(-10).localeCompare(b.slice(-10))));
    expect(reached).toContain('OVERDUE 2025-05-07');
    expect((await world.db.query('select count(*)::int n from clock_step'))[0].n).toBe(reached.length);
    expect((await world.db.query('select next_step from clock'))[0].next_step).toBeNull();
  });

  it('tells a withdrawal before the step comes again, and marks what it caught up', async () => {
    const rereview = { petitionId: uuid(30), term: 'REREVIEW' };
    world.setDay('2025-03-03');
    await world.apply([{ ...rereview, do: 'start', subject: organ, startedOn: '2025-03-03' }]);
    for (const day of ['2025-03-21', '2025-04-03']) await world.sweepOn(day);
    await world.apply([{ ...rereview, do: 'pause', from: '2025-03-10', to: '2025-03-14', article: 'x' }]);
    world.setDay('2025-04-08');
    await Promise.all([world.sweep.run(), world.sweep.run()]);
    const told = (await world.events()).filter(({ data }) => data['step'] === 'FIRST_NOTICE');
    expect(told.map(({ type, data }) => [type, data['on'], data['caughtUp'] ?? false])).toEqual([
      ['ClockStepReached', '2025-03-21', false],
      ['ClockStepRevoked', '2025-03-21', false],
      ['ClockStepReached', '2025-03-28', true],
    ]);
  });

  it('waits with warnings until offices open', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(31, '2025-03-03')]);
    world.time.set(new Date('2025-04-17T22:00:00+08:00'));
    await world.sweep.run();
    expect(await steps()).toEqual([]);
    expect(await world.db.query('select next_step, next_step_at from clock')).toEqual([
      { next_step: 'FIRST_NOTICE', next_step_at: new Date('2025-04-18T09:00:00+08:00') },
    ]);
    await world.sweepOn('2025-04-18');
    expect(await steps()).toEqual(['FIRST_NOTICE 2025-04-17']);
  });

  it('sets aside a clock that cannot be judged, tells of it, and does all others', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(14, '2025-03-03'), handle(15, '2025-03-03')]);
    // It comes first, and cannot be read.
    await world.db.query(`update clock set reached = '{}', next_step_at = '2025-03-01' where petition_id = $1`, [uuid(14)]);
    await world.sweepOn('2025-05-08');
    const [bad] = (await world.db.query('select id from clock where petition_id = $1', [uuid(14)])) as [{ id: string }];
    expect((await world.db.query('select distinct petition_id from clock_step')) as unknown[]).toEqual([{ petition_id: uuid(15) }]);
    expect(world.sweep.problem()).toBe(`1 set aside, among them ${bad.id}`);
    expect(await register.getSingleMetricAsString('sunshine_sweep_set_aside')).toContain('{service="case",sweep="clocks"} 1');

    await world.db.query(`update clock set reached = '[]' where petition_id = $1`, [uuid(14)]);
    await world.sweep.run();
    expect(world.sweep.problem()).not.toBeNull();
    const later = world.another();
    await later.run();
    expect(later.problem()).toBeNull();
    expect(((await world.db.query('select distinct petition_id from clock_step order by 1')) as unknown[]).length).toBe(2);
  });

  it('ends an unused option as cancelled and tells it in the same event', async () => {
    world.setDay('2025-03-03');
    await world.apply([{ do: 'start', petitionId: uuid(11), term: 'OBJECT', subject: organ, startedOn: '2025-03-03' }]);
    await world.sweepOn('2025-03-11');
    const [event] = (await world.events('ClockStepReached')).filter(({ data }) => data['step'] === 'NOT_USED');
    expect(event?.clocks).toMatchObject([{ move: 'cancelled', ended: 'cancelled', endReason: 'not_used', endedOn: '2025-03-11' }]);
    world.setDay('2025-03-12');
    const [late] = await world.apply([{ do: 'stop', petitionId: uuid(11), term: 'OBJECT', on: '2025-03-10' }]);
    expect(late).toMatchObject({ ended: 'met', endedOn: '2025-03-10' });
  });

  it('raises nothing for days before an import, and still ends what ran out', async () => {
    world.setDay('2025-03-03');
    await world.apply(
      [handle(12, '2019-03-04'), { do: 'start', petitionId: uuid(12), term: 'REVIEW_REQUEST', subject: uuid(13), startedOn: '2019-03-04' }],
      '2019-03-04',
    );
    await world.sweepOn('2025-03-04');
    expect(await steps()).toEqual([]);
    expect((await world.events('ClocksMoved')).map(({ clocks }) => clocks?.map(({ term, move }) => [term, move]))).toEqual([
      [['REVIEW_REQUEST', 'lapsed']],
    ]);
  });

  it('of two owners at once reaches each step once', async () => {
    world.setDay('2025-03-03');
    for (let petition = 100; petition < 400; petition += 50)
      await world.apply(Array.from({ length: 50 }, (_, i) => handle(petition + i, '2025-03-03')));
    world.setDay('2025-05-07');
    const others = [world.sweep, world.another(), world.another()];
    await Promise.all(others.map((sweep) => sweep.run()));
    const keys = (await world.events('ClockStepReached')).map(({ data }) => `${String(data['clockId'])} ${String(data['step'])}`);
    expect(new Set(keys).size).toBe(keys.length);
    const overdue = keys.filter((key) => key.endsWith('OVERDUE'));
    expect(overdue).toHaveLength(300);
  });

  it('reaches each step once, whatever connection is killed while it works', async () => {
    world.setDay('2025-03-03');
    await world.apply(Array.from({ length: 200 }, (_, i) => handle(2000 + i, '2025-03-03')));
    world.setDay('2025-05-07');
    let killed = 0;
    // A killed connection may be handed out once more before the pool has noticed.
    const patient = async <T>(ask: () => Promise<T>): Promise<T> => ask().catch(() => patient(ask));
    const kill = async () => {
      const rows = await world.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid() and state <> 'idle'`,
      );
      return (rows as unknown[]).length;
    };
    const due = async () =>
      (await world.db.query(`select count(*)::int n from clock where next_step_at <= $1`, [world.time.now()])) as { n: number }[];
    for (let left = 200; left > 0;) {
      let running = true;
      const done = world.sweep.run().then(
        () => (running = false),
        () => (running = false),
      );
      while (running && killed < 6) {
        killed += await patient(kill);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await done;
      left = (await patient(due))[0]?.n ?? 0;
    }
    const told = (await world.events('ClockStepReached')).map(({ data }) => `${String(data['clockId'])} ${String(data['step'])}`);
    const written = (await world.db.query(`select clock_id || ' ' || step k from clock_step`)) as { k: string }[];
    expect(killed).toBeGreaterThan(0);
    expect(told.filter((key) => key.endsWith('OVERDUE'))).toHaveLength(200);
    expect(new Set(told).size).toBe(told.length);
    expect(written.map(({ k }) => k).sort()).toEqual([...told].sort());
  }, 60_000);

  it('never lets a stop in time and an overdue step both stand', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ late: fc.boolean(), pause: fc.integer({ min: 0, max: 8 }) }), { minLength: 8, maxLength: 24 }),
        async (stops) => {
          await world.clear();
          world.setDay('2025-03-03');
          await world.apply(stops.map((_, i) => handle(500 + i, '2025-03-03')));
          world.setDay('2025-05-08');
          const sweeps = [world.sweep, world.another()].map((sweep) => sweep.run());
          const acts = stops.map(async ({ late, pause }, i) => {
            await new Promise((resolve) => setTimeout(resolve, pause));
            return world.apply([stopOn(500 + i, late ? '2025-05-08' : '2025-05-06')]);
          });
          await Promise.all([...sweeps, ...acts]);
          await world.sweep.run();
          const both = await world.db.query(
            `select c.id from clock c join clock_step s on s.clock_id = c.id and s.revoked_at is null where c.ended_on < s.on_day`,
          );
          expect(both).toEqual([]);
          const told = await world.events();
          for (const [i, { late }] of stops.entries()) {
            const own = told
              .filter(({ data }) => data['petitionId'] === uuid(500 + i) && data['step'] === 'OVERDUE')
              .map(({ type }) => type);
            // reached, or never; where it was reached although the stop was in time, withdrawn
            if (!late) expect([[], ['ClockStepReached', 'ClockStepRevoked']]).toContainEqual(own);
          }
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);
});

describe('a recomputation', () => {
  const settle = async () => {
    const rows = await world.db.query(
      'select petition_id, pack_hash, calendar_hash, effective_due, provisional, next_step, next_step_at from clock order by petition_id',
    );
    return JSON.stringify(rows);
  };

  it('after a corrected pack takes every running clock, tells what moved, and is done once', async () => {
    world.setDay('2025-03-03');
    await world.apply([
      ...Array.from({ length: 230 }, (_, i) => handle(1000 + i, '2025-03-03')),
      { do: 'start', petitionId: uuid(1000), term: 'ROUTE', subject: organ, startedOn: '2025-03-03' },
    ]);
    await world.apply([stopOn(1001, '2025-03-03')]);
    await world.sweepOn('2025-05-07');
    const corrected = longer(90, pack.revision + 1);
    await world.publish(packEvent(corrected));
    await world.sweep.run();
    await world.sweep.run();
    const moved = await world.events('ClocksMoved');
    expect(moved).toHaveLength(229);
    expect(
      moved.every(({ clocks }) => clocks?.length === 1 && clocks[0]?.move === 'recomputed' && clocks[0]?.effectiveDue === '2025-06-03'),
    ).toBe(true);
    expect(await world.events('ClockStepRevoked')).not.toHaveLength(0);
    expect(await world.db.query('select distinct pack_hash from clock where ended is null')).toEqual([{ pack_hash: corrected.hash }]);
    expect(await world.db.query('select pack_hash, effective_due from clock where ended is not null')).toEqual([
      { pack_hash: pack.hash, effective_due: '2025-05-06' },
    ]);
  });

  it('leaves a running clock alone when a pack comes into force after its start', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(1, '2025-03-03')]);
    const later = hashed({ ...longer(30, pack.revision), id: 'CN-2025', inForceFrom: '2025-03-04' });
    await world.publish(packEvent(later));
    await world.sweep.run();
    expect(await world.events('ClocksMoved')).toEqual([]);
  });

  it('after a new calendar version makes a provisional date firm', async () => {
    world.setDay('2026-11-23');
    const [before] = await world.apply([handle(2, '2026-11-23')]);
    expect(before?.provisional).toBe(true);
    const national = nationalCalendar();
    const published = hashed({
      ...national,
      revision: pack.revision + 1,
      years: [...national.years, 2027],
      days: [...national.days, ['2027-01-22', 'off', '试验'] as [string, 'off', string]],
    });
    await world.publish(calendarEvent(published));
    await world.sweep.run();
    const [event] = await world.events('ClocksMoved');
    expect(event?.clocks?.[0]).toMatchObject({
      provisional: false,
      nominalDue: '2027-01-22',
      effectiveDue: '2027-01-25',
      calendarHash: published.hash,
    });
  });

  it('reaches the same rows whatever the order of publications, sweeps and acts', async () => {
    const second = longer(80, pack.revision + 1);
    const third = longer(70, pack.revision + 2);
    let expected: string | null = null;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(['second', 'third', 'sweep', 'other'] as const, { minLength: 4, maxLength: 4 }),
        async (order) => {
          await world.clear();
          world.setDay('2025-03-03');
          await world.apply([handle(1, '2025-03-03'), handle(2, '2025-01-14')]);
          for (const step of order) {
            if (step === 'second') await world.publish(packEvent(second));
            if (step === 'third') await world.publish(packEvent(third));
            if (step === 'sweep') await world.sweep.run();
            if (step === 'other') await world.another().run();
          }
          await world.sweep.run();
          const rows = await settle();
          expected ??= rows;
          expect(rows).toBe(expected);
          await world.sweep.run();
          expect(await settle()).toBe(expected);
          expect(rows).toContain(third.hash);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);

  it('leaves a clock whose former extension the correction no longer knows at its dates, and goes on with the others', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(1, '2025-03-03'), handle(2, '2025-03-03')]);
    const [extended] = await world.apply([{ do: 'extend', petitionId: uuid(1), term: 'HANDLE', days: 30, article: '信访工作条例 34' }]);
    const strict = hashed({
      ...pack,
      revision: pack.revision + 1,
      terms: {
        ...pack.terms,
        HANDLE: { ...pack.terms.HANDLE, extension: { allowed: false as const, source: '更正', mark: 'own_rule' as const } },
      },
    });
    await world.publish(packEvent(strict));
    await world.another().run();
    const rows = await world.db.query('select pack_hash, effective_due from clock order by petition_id');
    expect(rows).toEqual([
      { pack_hash: pack.hash, effective_due: extended?.effectiveDue },
      { pack_hash: strict.hash, effective_due: '2025-05-06' },
    ]);
  });
});

describe('a dry run and what follows it', () => {
  const proposalId = uuid(700);
  const corrected = longer(90, pack.revision + 1);
  const proposed = () =>
    envelope(LawProposed, { proposalId, packs: [JSON.parse(JSON.stringify(corrected)) as Record<string, unknown>], calendars: [] });
  const run = () => new Recomputations(world.law, world.sweep, { name: 'case' });
  const preview = (first = 100, after: string | null = null) => run().preview(world.db.manager, proposalId, first, after);

  it('tells which dates would move and moves none; then each has one row of the ledger and one notice, and a second run is empty', async () => {
    world.setDay('2025-03-03');
    await world.apply([
      ...Array.from({ length: 5 }, (_, n) => handle(3000 + n, '2025-03-03')),
      { do: 'start', petitionId: uuid(3000), term: 'ROUTE', subject: organ, startedOn: '2025-03-03' },
    ]);
    await world.apply([stopOn(3004, '2025-03-03')]);
    await expect(preview()).rejects.toThrow(refusal('PROPOSED_LAW_NOT_HELD'));
    await world.publish(proposed());
    const before = await ledger();
    const dry = await preview(2);
    expect(dry).toMatchObject({ clocks: 5, moved: 4, notices: 4, refused: 0 });
    expect(dry.dates).toHaveLength(2);
    const [first, second] = dry.dates;
    expect(first).toMatchObject({ term: 'HANDLE', told: 'organ', effectiveBefore: '2025-05-06', effectiveAfter: '2025-06-03' });
    expect((await preview(100, second?.clockId ?? null)).dates).toHaveLength(2);
    await world.sweep.run();
    expect(await ledger()).toEqual(before);

    await world.publish(packEvent(corrected));
    await world.sweep.run();
    const done = await run().one(world.db.manager, null);
    expect(done).toMatchObject({ clocks: 5, moved: 4, notices: 4, behind: 0, startedBy: null, endedAt: expect.any(Date) });
    const notices = await world.events('NoticeDue');
    expect(notices.map(({ data }) => data['petitionId'])).toEqual([0, 1, 2, 3].map((n) => uuid(3000 + n)));
    expect(notices[0]?.data).toMatchObject({
      receiver: 'organ',
      receiverId: organ,
      recomputationId: done.id,
      effectiveAfter: '2025-06-03',
    });
    const [, moved] = (await run().ledger(world.db.manager, uuid(3001))) as [unknown, object];
    expect(moved).toMatchObject({
      move: 'recomputed',
      told: 'organ',
      recomputationId: done.id,
      detail: expect.stringContaining('CN-2022@'),
    });

    const again = await run().start(world.db.manager, world.time.now().toISOString(), uuid(901));
    await world.sweep.run();
    expect(await run().one(world.db.manager, again)).toMatchObject({
      clocks: 0,
      moved: 0,
      notices: 0,
      startedBy: uuid(901),
      endedAt: expect.any(Date),
    });
    expect(await world.events('NoticeDue')).toHaveLength(4);
    expect((await preview()).clocks).toBe(0);
  });

  it('of a new calendar tells nobody whose date stays, though it becomes firm', async () => {
    world.setDay('2026-11-20');
    await world.apply([handle(3100, '2026-11-23'), handle(3101, '2026-11-20')]);
    const national = nationalCalendar();
    const published = hashed({
      ...national,
      revision: national.revision + 1,
      years: [...national.years, 2027],
      days: [...national.days, ['2027-01-22', 'off', '试验'] as [string, 'off', string]],
    });
    await world.publish(calendarEvent(published));
    await world.sweep.run();
    expect((await world.events('ClocksMoved')).map(({ data }) => data['petitionId']).sort()).toEqual([uuid(3100), uuid(3101)]);
    expect(
      (await world.events('NoticeDue')).map(({ data }) => [data['petitionId'], data['effectiveBefore'], data['effectiveAfter']]),
    ).toEqual([[uuid(3100), '2027-01-22', '2027-01-25']]);
  });

  it('keeps no clock waiting that is due: it is judged by the law in force before the recomputation has come to it', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(3200, '2025-03-03')]);
    await world.publish(packEvent(corrected));
    world.setDay('2025-05-07');
    await world.sweep.run();
    expect((await steps()).filter((step) => step.startsWith('OVERDUE'))).toEqual([]);
    expect(await world.events('NoticeDue')).toHaveLength(1);
  });

  it('is not undone by a process that has not heard of the new law yet', async () => {
    world.setDay('2025-03-03');
    await world.apply([handle(3300, '2025-03-03')]);
    const stale = new Law();
    await stale.active(world.db.manager);
    const behind = new Sweep(world.db, world.commands, world.time, stale, { name: 'case' }, {});
    await world.publish(packEvent(corrected));
    await world.sweep.run();
    await behind.run();
    expect((await ledger()).map(({ move }) => move)).toEqual(['started', 'recomputed']);
    expect(await world.events('NoticeDue')).toHaveLength(1);
  });

  it('is refused where there was none', async () => {
    await expect(run().one(world.db.manager, uuid(1))).rejects.toThrow(refusal('RECOMPUTATION_UNKNOWN'));
  });
});

describe('the law a service holds', () => {
  it('is found by hash in any revision, and what is missing makes the service not ready', async () => {
    const second = longer(80, pack.revision + 1);
    await world.publish(packEvent(second));
    const law = new Law();
    const tx = world.db.manager;
    expect((await law.pack(tx, pack.hash)).revision).toBe(pack.revision);
    expect((await law.packFor(tx, '990100', '2025-03-03')).hash).toBe(second.hash);
    expect(await law.missing(world.db)).toEqual([]);
    await expect(law.pack(tx, 'no such hash')).rejects.toThrow(refusal('LAW_NOT_HELD'));
    expect(await law.missing(world.db)).toEqual(['no such hash']);
  });

  it('before anything was published lacks both pack and calendar', async () => {
    await world.db.query('truncate law');
    const law = new Law();
    const tx = world.db.manager;
    expect(await law.missing(world.db)).toEqual(['any rule pack', 'any calendar']);
    expect(await law.holds(tx, '990100', '2025-03-03')).toBe(false);
    await expect(law.packFor(tx, '990100', '2025-03-03')).rejects.toThrow(refusal('LAW_NOT_HELD'));
    await expect(law.calendarFor(tx, '990100')).rejects.toThrow(refusal('LAW_NOT_HELD'));
    await world.publish(...nationalPacks().map(packEvent), calendarEvent(nationalCalendar()));
    const again = new Law();
    expect(await again.holds(tx, '990100', '2025-03-03')).toBe(true);
    expect(await again.holds(tx, '990100', '1990-01-01')).toBe(false);
  });

  it('is not taken where its content does not fit its hash', async () => {
    await expect(world.publish(packEvent({ ...pack, hash: 'forged' }))).rejects.toThrow(refusal('PACK_HASH_MISMATCH'));
  });
});
