import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LawProposed } from '@sunshine/events';
import { nationalCalendar } from '@sunshine/procedure';
import fc from 'fast-check';
import { Law } from './law.js';
import { Recomputations } from './recomputations.js';
import { Sweep } from './sweep.js';
import { World, calendarEvent, envelope, handle, hashed, longer, organ, pack, packEvent, stopOn, uuid } from '../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterEach(() => world.clear());

const refusal = (code: string) => expect.objectContaining({ code });

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
    const before = await world.ledger();
    const dry = await preview(2);
    expect(dry).toMatchObject({ clocks: 5, moved: 4, notices: 4, refused: 0 });
    expect(dry.dates).toHaveLength(2);
    const [first, second] = dry.dates;
    expect(first).toMatchObject({ term: 'HANDLE', told: 'organ', effectiveBefore: '2025-05-06', effectiveAfter: '2025-06-03' });
    expect((await preview(100, second?.clockId ?? null)).dates).toHaveLength(2);
    await world.sweep.run();
    expect(await world.ledger()).toEqual(before);

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
    expect((await world.steps()).filter((step) => step.startsWith('OVERDUE'))).toEqual([]);
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
    expect((await world.ledger()).map(({ move }) => move)).toEqual(['started', 'recomputed']);
    expect(await world.events('NoticeDue')).toHaveLength(1);
  });

  it('is refused where there was none', async () => {
    await expect(run().one(world.db.manager, uuid(1))).rejects.toThrow(refusal('RECOMPUTATION_UNKNOWN'));
  });
});
