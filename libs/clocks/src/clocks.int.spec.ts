import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { nationalCalendar, nationalPacks } from '@sunshine/procedure';
import fc from 'fast-check';
import { register } from 'prom-client';
import { Law } from './law.js';
import { World, calendarEvent, handle, longer, organ, pack, packEvent, stopOn, uuid } from '../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterEach(() => world.clear());

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
    expect((await world.ledger()).map(({ move }) => move)).toEqual(['started', 'started', 'started', 'stopped', 'started']);
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
    expect(await world.steps()).toContain('OVERDUE 2025-05-07');
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
    expect((await world.ledger()).slice(1)).toMatchObject([
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
    expect((await world.ledger()).at(-1)).toMatchObject({
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
    const reached = await world.steps();
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
    expect(await world.steps()).toEqual([]);
    expect(await world.db.query('select next_step, next_step_at from clock')).toEqual([
      { next_step: 'FIRST_NOTICE', next_step_at: new Date('2025-04-18T09:00:00+08:00') },
    ]);
    await world.sweepOn('2025-04-18');
    expect(await world.steps()).toEqual(['FIRST_NOTICE 2025-04-17']);
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
    expect(await world.steps()).toEqual([]);
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
