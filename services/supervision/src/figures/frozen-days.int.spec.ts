import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PetitionClosed, type ClockChange } from '@sunshine/events';
import { Health } from '@sunshine/platform';
import {
  calendar,
  clock,
  hosted,
  opened,
  organ,
  packs,
  registered,
  relation,
  role,
  uuid,
  type Hosted,
  type Sent,
} from '../../test/hosted.js';
import { FrozenDays } from './frozen-days.js';

const [HEAD, STRANGER] = [201, 202];
let host: Hosted;
let keeper: FrozenDays;
const send = (...sent: Sent[]): Promise<void> => host.db.transaction((tx) => host.feed.send(tx, ...sent));
/** A suggestion at the organ since a day, told on another or not yet: one fact, due fifteen days after the first. */
const suggestion = (n: number, since: string, told: string | null = null): Sent[] => {
  const notify = clock(n * 10, n, 'NOTIFY_DIRECT', since, 4);
  const met: ClockChange[] = told === null ? [] : [{ ...notify, move: 'stopped', ended: 'met', endedOn: told }];
  return [registered(n, 'SUGGESTION', 4), opened(n, notify), relation('case', n, 4, 'in_charge'), ...met.map((change) => tell(n, change))];
};
const tell = (n: number, change: ClockChange): Sent => ({
  source: 'case',
  key: uuid(n),
  event: PetitionClosed.create({ petitionId: uuid(n), ground: 'opinion', closedOn: change.endedOn as string }, [change]),
});

interface Row {
  day: string;
  previous: string | null;
  facts: number;
  hash: string;
}
const days = (): Promise<Row[]> => host.db.query('select day, previous, facts, hash from frozen_day order by day');
const facts = (day: string): Promise<{ clock: string; finding: string | null }[]> =>
  host.db.query('select clock_id clock, finding from frozen_fact where day = $1 order by clock_id', [day]);
const rebuilt = async (day: string): Promise<unknown> => {
  const { data, errors } = await host.ask(
    HEAD,
    `{ rebuiltDay(day: "${day}") { holds altered rebuilt frozen { day hash previous facts versions { figure version } } } }`,
  );
  expect(errors).toBeUndefined();
  return data?.['rebuiltDay'];
};

beforeAll(async () => {
  host = await hosted({ SWEEP_SECONDS: '0' });
  keeper = host.service.app.get(FrozenDays, { strict: false });
  await send(
    organ(1, null, 'government'),
    organ(4, 1, 'department'),
    organ(6, null, 'township'),
    role(HEAD, 4, 'HEAD'),
    ...packs(),
    calendar(),
  );
  host.setDay('2025-03-19');
}, 60_000);

describe('the facts of a closed day', () => {
  it('are not frozen while there are none', async () => {
    expect(await keeper.run()).toEqual([]);
  });

  it('are frozen on the day after, those due by then and no other', async () => {
    await send(...suggestion(10, '2025-03-03', '2025-03-10'), ...suggestion(11, '2025-03-03'), ...suggestion(12, '2025-03-04'));
    expect(await keeper.run()).toEqual(['2025-03-18']);
    expect(await facts('2025-03-18')).toEqual([
      { clock: uuid(100), finding: 'in_time' },
      { clock: uuid(110), finding: 'unmet' },
    ]);
    expect(await keeper.run()).toEqual([]);
  });

  it('are frozen once, as they are when the day is whole, also where the worker dies before', async () => {
    host.setDay('2025-03-20');
    await host.db.query(`create function dies() returns trigger language plpgsql as $$ begin raise exception 'dies'; end $$;
      create trigger dies before insert on frozen_day for each row execute function dies()`);
    await expect(keeper.run()).rejects.toThrow('dies');
    expect(await days()).toHaveLength(1);
    const health = new Health();
    const planned = new FrozenDays(host.db, host.time, { SWEEP_SECONDS: '0.02' }, health);
    const warning = async () => (await health.readiness()).checks['frozen days'];
    expect(await warning()).toBe('ok');
    planned.onApplicationBootstrap();
    for (let tries = 0; (await warning()) === 'ok' && tries < 200; tries++) await sleep(20);
    expect(await warning()).toBe('the facts of a closed day could not be frozen; tried again');
    await host.db.query('drop function dies() cascade');
    // The next round takes the warning back.
    for (let tries = 0; (await warning()) !== 'ok' && tries < 200; tries++) await sleep(20);
    expect(await warning()).toBe('ok');
    await planned.onApplicationShutdown();
    expect((await days()).at(-1)?.day).toBe('2025-03-19');
    expect(await keeper.run()).toEqual([]);
    expect(await facts('2025-03-19')).toEqual([{ clock: uuid(120), finding: 'unmet' }]);
  });

  it('are many at once, and one that changes before the day is whole is frozen as it changed', async () => {
    host.setDay('2025-03-21');
    const dies = `create function dies() returns trigger language plpgsql as $$ begin raise exception 'dies'; end $$;
      create trigger dies before insert on frozen_day for each row execute function dies()`;
    await host.db.query(
      `insert into figure_fact (figure, clock_id, root_id, petition_id, organ_id, started_on, due_on, finding, to_freeze)
      select 'handled_in_time', ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, gen_random_uuid(), gen_random_uuid(), $1, '2025-01-20', '2025-03-20', 'unmet', '2025-03-20'
      from generate_series(1, 5100) i`,
      [uuid(6)],
    );
    await host.db.query(dies);
    await expect(keeper.run()).rejects.toThrow('dies');
    expect((await facts('2025-03-20')).length).toBe(5_000);
    await host.db.query(
      `update figure_fact set finding = 'late', answered_on = '2025-03-21', to_freeze = '-infinity' where clock_id = '00000000-0000-7000-8000-000000000001'`,
    );
    await host.db.query('drop function dies() cascade');
    expect(await keeper.run()).toEqual(['2025-03-20']);
    const frozen = await facts('2025-03-20');
    expect([frozen.length, frozen.filter(({ finding }) => finding === 'late').map(({ clock: id }) => id)]).toEqual([
      5_100,
      ['00000000-0000-7000-8000-000000000001'],
    ]);
    expect(await rebuilt('2025-03-20')).toMatchObject({ holds: true, altered: 0, frozen: { facts: 5_100 } });
  });

  it('are caught up in order where days were missed, each once however many workers there are', async () => {
    await send(...suggestion(13, '2025-03-06', '2025-03-22'), ...suggestion(14, '2025-03-09'));
    host.setDay('2025-03-25');
    const workers = [keeper, ...[1, 2, 3].map(() => new FrozenDays(host.db, host.time, { SWEEP_SECONDS: '0' }, new Health()))];
    await Promise.all(workers.map((worker) => worker.run()));
    await keeper.run();
    const frozen = await days();
    expect(frozen.map(({ day, facts: n }) => `${day} ${n}`)).toEqual([
      '2025-03-18 2',
      '2025-03-19 1',
      '2025-03-20 5100',
      '2025-03-21 1',
      '2025-03-22 0',
      '2025-03-23 0',
      '2025-03-24 1',
    ]);
    expect(frozen.map(({ previous }) => previous)).toEqual([null, ...frozen.slice(0, -1).map(({ hash }) => hash)]);
    expect(new Set(frozen.map(({ hash }) => hash)).size).toBe(frozen.length);
  });

  it('stay as they were where a fact comes late, which a later day has', async () => {
    const before = await Promise.all([days(), facts('2025-03-18')]);
    // Told late; entered late; reopened; no duty of the organ any more.
    await send(tell(11, { ...clock(110, 11, 'NOTIFY_DIRECT', '2025-03-03', 4), move: 'stopped', ended: 'met', endedOn: '2025-03-25' }));
    await send(...suggestion(15, '2025-03-03', '2025-03-12'));
    const gone = { ended: 'cancelled', endedOn: '2025-03-18', endReason: 'designated' } as const;
    await send(tell(12, { ...clock(120, 12, 'NOTIFY_DIRECT', '2025-03-04', 4), move: 'cancelled', ...gone }));
    host.setDay('2025-03-26');
    expect(await keeper.run()).toEqual(['2025-03-25']);
    expect(await facts('2025-03-25')).toEqual([
      { clock: uuid(110), finding: 'late' },
      { clock: uuid(120), finding: null },
      { clock: uuid(150), finding: 'in_time' },
    ]);
    expect([(await days()).slice(0, -1), await facts('2025-03-18')]).toEqual(before);
  });

  it('are none of a fact that came and went between two days, nor again of one that came back as it was', async () => {
    const notify = clock(160, 16, 'NOTIFY_DIRECT', '2025-03-03', 4);
    await send(...suggestion(16, '2025-03-03'));
    await send(tell(16, { ...notify, move: 'cancelled', ended: 'cancelled', endedOn: '2025-03-18', endReason: 'designated' }));
    host.setDay('2025-03-27');
    expect(await keeper.run()).toEqual(['2025-03-26']);
    expect(await facts('2025-03-26')).toEqual([]);
  });
});

describe('a frozen day', () => {
  it('is rebuilt from its rows to the same hash, also after all that came later', async () => {
    for (const { day, hash, previous } of await days())
      expect(await rebuilt(day)).toMatchObject({ holds: true, altered: 0, rebuilt: hash, frozen: { hash, previous } });
    expect(await rebuilt('2025-03-18')).toMatchObject({ frozen: { versions: [{ figure: 'told_in_time', version: 2 }, {}, {}, {}] } });
    expect(await rebuilt('2025-03-17')).toBeNull();
  });

  it('does not hold where a frozen fact was changed, left out or put in', async () => {
    for (const [change, undo] of [
      [
        `update frozen_fact set finding = 'in_time' where day = '2025-03-18' and clock_id = $1`,
        `update frozen_fact set finding = 'unmet' where day = '2025-03-18' and clock_id = $1`,
      ],
      [
        `update frozen_fact set day = '2025-03-21' where day = '2025-03-18' and clock_id = $1`,
        `update frozen_fact set day = '2025-03-18' where day = '2025-03-21' and clock_id = $1`,
      ],
    ] as const) {
      await host.db.query(change, [uuid(110)]);
      expect(await rebuilt('2025-03-18')).toMatchObject({ holds: false });
      await host.db.query(undo, [uuid(110)]);
      expect(await rebuilt('2025-03-18')).toMatchObject({ holds: true });
    }
  });

  it('does not hold where the day before it was frozen anew', async () => {
    await host.db.query(`update frozen_day set hash = 'other' where day = '2025-03-18'`);
    expect(await rebuilt('2025-03-19')).toMatchObject({ holds: false });
    await host.db.query(`update frozen_day set hash = (select previous from frozen_day where day = '2025-03-19') where day = '2025-03-18'`);
    expect(await rebuilt('2025-03-19')).toMatchObject({ holds: true });
  });

  it('tells of a fact that was changed or removed behind its back', async () => {
    await host.db.query(`update figure_fact set finding = 'in_time' where clock_id = $1`, [uuid(140)]);
    expect(await rebuilt('2025-03-24')).toMatchObject({ holds: true, altered: 1 });
    await host.db.query(`delete from figure_fact where clock_id = $1`, [uuid(140)]);
    expect(await rebuilt('2025-03-24')).toMatchObject({ altered: 1 });
  });

  it('is told to those who may read figures, newest first, and to nobody else', async () => {
    const list = '{ frozenDays(first: 2) { edges { node { day facts frozenAt } } pageInfo { hasNextPage } } }';
    expect(await host.ask(HEAD, list)).toMatchObject({
      data: {
        frozenDays: {
          edges: [{ node: { day: '2025-03-26', facts: 0 } }, { node: { day: '2025-03-25', facts: 3 } }],
          pageInfo: { hasNextPage: true },
        },
      },
    });
    for (const [person, code] of [
      [null, 'SIGN_IN_REQUIRED'],
      [STRANGER, 'ACT_NOT_YOURS'],
    ] as const)
      for (const query of [list, '{ rebuiltDay(day: "2025-03-18") { holds } }'])
        expect((await host.ask(person, query)).errors?.[0]?.extensions).toMatchObject({ code });
  });
});
