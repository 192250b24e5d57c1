import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { behindCommit, sql, transaction, withCommit, type RequestContext } from '@sunshine/platform';
import { OnRecord } from './commands.js';
import { Ticked, World, act, until, type Engine, type Publisher } from '../test/world.js';

const embedded: Engine = { name: 'embedded', config: (node) => ({ engine: 'embedded', node, brokers: [] }) };

const caller = (more: Partial<RequestContext> = {}): RequestContext => ({
  ...act,
  kind: 'person',
  personId: 'person-1',
  session: null,
  petitionId: null,
  address: '',
  waitFor: [],
  answered: [],
  remarks: {},
  loaders: new Map(),
  ...more,
});

interface Input {
  requestId?: string | null;
  n: number;
  note?: string;
}

afterEach(() => World.closeAll());

describe('a command', () => {
  const file = (alpha: Publisher, ctx: RequestContext, input: Input, effects: number[] = []) =>
    alpha.commands.run(ctx, 'file', input, async (_tx, emit) => {
      effects.push(input.n);
      await sleep(5);
      emit('key', Ticked.create({ n: input.n }));
      return { id: `filed-${effects.length}`, n: input.n };
    });
  const written = async (alpha: Publisher) =>
    ((await alpha.ds.query('select key, seq::int from outbox order by id')) as { key: string; seq: number }[]).map(
      ({ key, seq }) => `${key}#${seq}`,
    );

  it('has one effect and one answer however often its request comes, at once or later', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const effects: number[] = [];
    const contexts = Array.from({ length: 8 }, () => caller());
    const answers = await Promise.all(contexts.map((ctx) => file(alpha, ctx, { requestId: 'r-1', n: 7 }, effects)));
    answers.push(await file(alpha, caller(), { n: 7, requestId: 'r-1' }, effects));
    expect(effects).toEqual([7]);
    expect(answers).toEqual(Array.from({ length: 9 }, () => ({ id: 'filed-1', n: 7 })));
    expect(await written(alpha)).toEqual(['key#1']);
    expect(contexts.filter(({ remarks }) => remarks.repeated)).toHaveLength(7);
    for (const ctx of contexts) expect(ctx.answered).toEqual([{ source: 'alpha', key: 'key', seq: 1 }]);
  });

  it('whose first reads go with the claim judges nothing of a repeat', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const requests = { name: 'spec_requests', text: 'select count(*)::int n from request' };
    const judged: number[] = [];
    const fileOnce = (n: number) =>
      alpha.commands.run(caller(), 'file', { requestId: 'r-1', n } as Input, {
        ahead: (tx) => {
          const reading = sql<{ n: number }>(tx, requests, []);
          return async (_tx, emit) => {
            const [row] = await reading;
            judged.push(row!.n);
            emit('key', Ticked.create({ n }));
            return { id: `filed-${judged.length}` };
          };
        },
      });
    const answers = await Promise.all([fileOnce(7), fileOnce(7), fileOnce(7)]);
    answers.push(await fileOnce(7));
    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ id: 'filed-1' })));
    // It was read behind the claim, whose row stood there already.
    expect(judged).toEqual([1]);
    await expect(fileOnce(8)).rejects.toMatchObject({ code: 'REQUEST_REUSED' });
    expect([judged, await written(alpha)]).toEqual([[1], ['key#1']]);
  });

  it('is read by what it has sent behind its commit, which fails nothing and is not sent where the act is refused', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const written = { name: 'spec_written', text: 'select count(*)::int n, pg_current_xact_id_if_assigned()::text xid from outbox' };
    const broken = { name: 'spec_broken', text: 'select 1 / $1::int' };
    const seen: unknown[] = [];
    const run = (refused: boolean) =>
      alpha.commands.run(caller(), 'file', {}, async (tx, emit) => {
        behindCommit(tx, async () => void (await sql(tx, broken, [0])));
        behindCommit(tx, async () => void seen.push(...(await sql(tx, written, []))));
        emit('key', Ticked.create({ n: 1 }));
        if (refused) throw new Error('refused');
        return { id: 'filed' };
      });
    expect(await run(false)).toEqual({ id: 'filed' });
    // No id of a transaction: the one that wrote has ended.
    expect(seen).toEqual([{ n: 1, xid: null }]);
    await expect(run(true)).rejects.toThrow('refused');
    expect(seen).toHaveLength(1);
  });

  it('that goes on with what is on record leaves no line in the audit, and may not emit', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const lines = async () => ((await alpha.ds.query('select act from audit order by id')) as { act: string }[]).map((line) => line.act);
    await alpha.commands.run(caller(), 'type', { requestId: 'r-1' }, async () => ({ id: 'a' }));
    expect(await alpha.commands.run(caller(), 'type', { requestId: 'r-2' }, async () => new OnRecord({ id: 'b' }))).toEqual({ id: 'b' });
    expect(await alpha.commands.run(caller(), 'type', { requestId: 'r-2' }, async () => ({ id: 'c' }))).toEqual({ id: 'b' });
    expect(await lines()).toEqual(['type']);
    const emitting = alpha.commands.run(caller(), 'type', {}, async (_tx, emit) => {
      emit('key', Ticked.create({ n: 1 }));
      return new OnRecord(null);
    });
    await expect(emitting).rejects.toThrow('must stand in the audit');
    expect([await lines(), await written(alpha)]).toEqual([['type'], []]);
  });

  it('forgets what its request had read before', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const ctx = caller();
    ctx.loaders.set(Symbol('read before'), new Map());
    await file(alpha, ctx, { n: 1 });
    expect(ctx.loaders.size).toBe(0);
  });

  it('is refused when its request id was used for another input or another command, and is free to another person', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    await file(alpha, caller(), { requestId: 'r-1', n: 7 });
    await expect(file(alpha, caller(), { requestId: 'r-1', n: 8 })).rejects.toMatchObject({ code: 'REQUEST_REUSED', kind: 'CONFLICT' });
    await expect(alpha.commands.run(caller(), 'other', { requestId: 'r-1', n: 7 } as Input, async () => null)).rejects.toMatchObject({
      code: 'REQUEST_REUSED',
    });
    await file(alpha, caller({ personId: 'person-2' }), { requestId: 'r-1', n: 8 });
    await expect(file(alpha, caller(), { requestId: 'x'.repeat(129), n: 8 })).rejects.toMatchObject({ code: 'REQUEST_ID_MALFORMED' });
    expect(await written(alpha)).toEqual(['key#1', 'key#2']);
  });

  it('of nobody in particular is known again by a UUID alone, which another caller cannot guess', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const nobody = () => caller({ kind: 'anonymous', personId: null });
    for (const requestId of ['1', 'r-1', '00000000-0000-0000-0000-000000000000'])
      await expect(file(alpha, nobody(), { requestId, n: 7 })).rejects.toMatchObject({
        code: 'REQUEST_ID_GUESSABLE',
        kind: 'INVALID_INPUT',
      });
    const requestId = '0196a0b0-1111-4222-8333-444455556666';
    const first = await file(alpha, nobody(), { requestId, n: 7 });
    // Another address: a telephone that changed its network between two tries.
    expect(await file(alpha, { ...nobody(), address: '192.0.2.7' }, { requestId, n: 7 })).toEqual(first);
    expect(await written(alpha)).toEqual(['key#1']);
  });

  it('has a line of the audit for each key it moves, with the right it was done by, and none for a repeat or a failure', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const lines = async () =>
      alpha.ds.query('select act, subject, actor_id, organ_id, role, part, purpose, on_day, correlation_id from audit order by id');
    const organId = '018f0000-0000-7000-8000-000000000007';
    const ctx = caller();
    const input = { requestId: 'r-1', n: 1 } as Input;
    const moveTwo = (who: RequestContext) =>
      alpha.commands.run(who, 'moveTwo', input, async (_tx, emit, note) => {
        who.remarks.granted = { act: 'moveTwo', subject: 'a', organId, role: 'HANDLER' };
        note({ part: 'both' });
        emit('a', Ticked.create({ n: 1 }), Ticked.create({ n: 2 }));
        emit('b', Ticked.create({ n: 3 }));
        return null;
      });
    await moveTwo(ctx);
    await moveTwo(caller());
    const line = { act: 'moveTwo', actor_id: 'spec', organ_id: organId, role: 'HANDLER', part: 'both', purpose: null, on_day: act.on };
    const two = ['a', 'b'].map((subject) => ({ ...line, subject, correlation_id: act.correlationId }));
    expect(await lines()).toEqual(two);

    await alpha.commands.run(caller(), 'look', {}, async (_tx, _emit, note) => {
      note({ subject: 'c', purpose: 'to see' });
      return null;
    });
    await expect(
      alpha.commands.run(ctx, 'fail', {}, async (_tx, emit) => {
        emit('a', Ticked.create({ n: 1 }));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await alpha.commands.act(act, async () => null);
    await alpha.commands.act(act, async (_tx, emit) => emit('d', Ticked.create({ n: 1 })));
    expect((await lines()).slice(2)).toEqual([
      expect.objectContaining({ act: 'look', subject: 'c', role: null, purpose: 'to see' }),
      expect.objectContaining({ act: 'Ticked', subject: 'd', role: null }),
    ]);
  });

  it('leaves nothing when it fails, and its request may come again', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const failing = alpha.commands.run(caller(), 'file', { requestId: 'r-1', n: 1 } as Input, async (_tx, emit) => {
      emit('key', Ticked.create({ n: 1 }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await written(alpha)).toEqual([]);
    await file(alpha, caller(), { requestId: 'r-1', n: 1 });
    expect(await written(alpha)).toEqual(['key#1']);
  });

  const broken = { name: 'spec_broken', text: `insert into inbox (source, key, seq) values ($1, null, 1)` };
  const noted = { name: 'spec_noted', text: `insert into inbox (source, key, seq) values ($1, 'k', 1)` };

  it('fails with the error of a statement that was sent with its commit, and leaves nothing', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const ctx = caller();
    const failing = alpha.commands.run(ctx, 'file', { requestId: 'r-1', n: 1 } as Input, async (tx, emit) => {
      emit('key', Ticked.create({ n: 1 }));
      withCommit(tx, sql(tx, broken, ['spec']));
      return null;
    });
    await expect(failing).rejects.toMatchObject({ code: '23502', column: 'key' });
    expect(await written(alpha)).toEqual([]);
    expect(ctx.answered).toEqual([]);
    await file(alpha, caller(), { requestId: 'r-1', n: 1 });
    expect(await written(alpha)).toEqual(['key#1']);
  });

  it('tells the first error where a later statement only found the transaction failed', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const failing = alpha.commands.run(caller(), 'file', {}, async (tx, emit) => {
      withCommit(tx, sql(tx, broken, ['spec']));
      await sql(tx, noted, ['spec']);
      emit('key', Ticked.create({ n: 1 }));
      return null;
    });
    await expect(failing).rejects.toMatchObject({ code: '23502', column: 'key' });
    expect(await written(alpha)).toEqual([]);
  });

  it.each([
    ['at once', async () => Promise.reject(new Error('unmakeable'))],
    [
      'some steps later',
      async () => {
        for (let step = 0; step < 20; step++) await Promise.resolve();
        throw new Error('unmakeable');
      },
    ],
  ])('commits nothing where a statement fails %s, before it is sent', async (_, unmade: () => Promise<never>) => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const ctx = caller();
    const failing = alpha.commands.run(ctx, 'file', { requestId: 'r-1' }, async (tx, emit) => {
      withCommit(tx, unmade());
      emit('key', Ticked.create({ n: 1 }));
      return null;
    });
    await expect(failing).rejects.toThrow('unmakeable');
    expect([await written(alpha), ctx.answered, await alpha.ds.query('select id from request')]).toEqual([[], [], []]);
  });

  it('never takes for done what the database rolled back at the commit', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const effect = async (tx: Parameters<typeof sql>[0]) => {
      // Nobody asks for its outcome: only the answer of the commit tells.
      sql(tx, broken, ['spec']).catch(() => undefined);
      return 'done';
    };
    await expect(transaction(alpha.ds, effect)).rejects.toThrow('ended with ROLLBACK');
    await expect(alpha.commands.run(caller(), 'look', { requestId: 'r-1' }, effect)).rejects.toThrow();
    expect(await alpha.ds.query('select id from request')).toEqual([]);
  });

  it('runs no statement behind the end of its transaction, where it would stand alone', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    let late: Promise<unknown> = Promise.resolve();
    await transaction(alpha.ds, async (tx) => {
      late = sleep(20).then(() => sql(tx, noted, ['spec']));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow('comes after the end of its transaction');
    expect(await alpha.ds.query('select key from inbox')).toEqual([]);
  });

  it('keeps with its answer the numbers of all its events, which a repeat tells again', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const [first, again, quiet] = [caller(), caller(), caller()];
    const both = (ctx: RequestContext) =>
      alpha.commands.run(ctx, 'both', { requestId: 'r-1' }, async (_tx, emit) => {
        emit('b', Ticked.create({ n: 1 }), Ticked.create({ n: 2 }));
        emit('a', Ticked.create({ n: 3 }));
        return { id: 'x' };
      });
    await both(first);
    await alpha.commands.run(caller(), 'more', {}, async (_tx, emit) => void emit('b', Ticked.create({ n: 4 })));
    expect(await both(again)).toEqual({ id: 'x' });
    expect(first.answered).toHaveLength(2);
    expect([...again.answered].sort((l, r) => l.key.localeCompare(r.key))).toEqual([
      { source: 'alpha', key: 'a', seq: 1 },
      { source: 'alpha', key: 'b', seq: 2 },
    ]);
    for (let round = 0; round < 2; round++) await alpha.commands.run(quiet, 'look', { requestId: 'r-2' }, async () => null);
    expect(quiet.answered).toEqual([]);
  });

  it('numbers the events of several keys, each without a gap, and tells the last of each', async () => {
    const alpha = await (await World.make(embedded)).publisher('alpha');
    const ctx = caller();
    for (let round = 0; round < 2; round++) {
      await alpha.commands.run(ctx, 'many', {}, async (_tx, emit) => {
        emit('b', Ticked.create({ n: 1 }), Ticked.create({ n: 2 }));
        emit('a', Ticked.create({ n: 3 }));
        emit('b', Ticked.create({ n: 4 }));
      });
    }
    const rows = (await alpha.ds.query(`select key, seq::int, (data->'data'->>'n')::int n from outbox order by key, seq`)) as {
      key: string;
      seq: number;
      n: number;
    }[];
    expect(rows.map(({ key, seq, n }) => [key, seq, n])).toEqual([
      ['a', 1, 3],
      ['a', 2, 3],
      ['b', 1, 1],
      ['b', 2, 2],
      ['b', 3, 4],
      ['b', 4, 1],
      ['b', 5, 2],
      ['b', 6, 4],
    ]);
    expect(ctx.answered.slice(-2)).toEqual(
      expect.arrayContaining([
        { source: 'alpha', key: 'a', seq: 2 },
        { source: 'alpha', key: 'b', seq: 6 },
      ]),
    );
  });

  it('waits until its service has read what the caller saw, and is refused when that does not come', async () => {
    const world = await World.make(embedded);
    const alpha = await world.publisher('alpha');
    const bus = await world.reader();
    const { Commands } = await import('./commands.js');
    const commands = new Commands(await world.db.source('gamma'), bus, 'gamma');
    const waitFor = (seq: number) => caller({ waitFor: [{ source: 'alpha' as never, key: 'key', seq }] });
    setTimeout(() => void alpha.tick('key', 1), 100);
    expect(
      await commands.run(waitFor(1), 'look', {}, async (tx) => ((await tx.query('select count(*)::int n from seen')) as unknown[])[0]),
    ).toEqual({ n: 1 });
    await expect(commands.run(waitFor(2), 'look', {}, async () => null)).rejects.toMatchObject({ code: 'COPY_BEHIND', kind: 'NOT_YET' });
  });

  it('loses no event whose relay is elsewhere: the news come by NOTIFY', async () => {
    const world = await World.make(embedded);
    const alpha = await world.publisher('alpha');
    await world.reader();
    const { processBus } = await import('./process-bus.js');
    const original = processBus.numbered.bind(processBus);
    const hasRelay = processBus.hasRelay.bind(processBus);
    Object.assign(processBus, { numbered: () => undefined, hasRelay: () => false });
    try {
      await sleep(5_200); // the next sweep begins to listen
      const started = performance.now();
      await alpha.tick('key', 1);
      await until(async () => (await world.seen()).length === 1);
      expect(performance.now() - started).toBeLessThan(2_000);
    } finally {
      Object.assign(processBus, { numbered: original, hasRelay });
    }
  }, 20_000);
});
