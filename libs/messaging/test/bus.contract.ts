import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Envelope } from '@sunshine/events';
import type { RequestContext } from '@sunshine/platform';
import { connected, startPostgres } from '@sunshine/postgres';
import { cleanUp, temporaryFolder, tries } from '@sunshine/testing';
import fc from 'fast-check';
import { LostEventCheck } from '../src/lost-event-check.js';
import type { BusContext } from '../src/index.js';
import { Reader, type Message } from '../src/reader.js';
import { build } from './broker.js';
import { Ticked, Told, World, act, inOrder, see, until, type Engine, type Row } from './world.js';

const alphaSource = { name: 'alpha', schema: 'alpha' };
const names = (rows: readonly Row[]) => rows.map(({ source, key, seq }) => `${source}/${key}#${seq}`);
const ofKey = (rows: readonly Row[], key: string) => rows.filter((row) => row.key === key);

jest.setTimeout(60_000);

/** What the bus promises, whatever carries the events. */
export function busContract(engine: Engine): void {
  describe(`the bus on the ${engine.name} engine`, () => {
    afterEach(() => World.closeAll());

    describe('delivery', () => {
      it('delivers every event of every key once, in the order of its key', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const beta = await world.publisher('beta');
        await world.reader();
        await Promise.all(Array.from({ length: 300 }, (_, n) => (n % 3 ? alpha : beta).tick(`key-${n % 17}`, n, n + 1000)));
        await until(async () => (await world.seen()).length >= 600);
        const rows = await world.seen();
        expect(inOrder(rows)).toBe(true);
        expect(new Set(names(rows)).size).toBe(600);
      });

      it('reads on while requests hold every connection of the pool', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        await world.reader();
        const gamma = await world.db.source('gamma');
        const requests = Array.from({ length: 8 }, () => gamma.createQueryRunner());
        await Promise.all(requests.map((request) => request.connect()));
        try {
          await alpha.tick('key', 7);
          await connected(world.db.url('gamma'), (own) => until(async () => (await own.query('select n from seen')).rowCount === 1));
        } finally {
          await Promise.all(requests.map((request) => request.release()));
        }
      });

      it('starts a late reader from the first event', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        for (let n = 0; n < 50; n++) await alpha.tick(`key-${n % 5}`, n);
        await sleep(300);
        await world.reader();
        await until(async () => (await world.seen()).length === 50);
        expect(inOrder(await world.seen())).toBe(true);
      });

      it('skips no event of a transaction that was begun early and committed late', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        await world.reader();
        const late = Array.from({ length: 6 }, async (_, n) => {
          const runner = alpha.ds.createQueryRunner();
          await runner.startTransaction();
          await alpha.quietly(runner.manager, `late-${n}`, Ticked.create({ n }));
          await sleep(200 + n * 100);
          await (n === 3 ? runner.rollbackTransaction() : runner.commitTransaction());
          await runner.release();
          alpha.bus.wake();
        });
        for (let n = 0; n < 100; n++) {
          await alpha.tick(`early-${n % 7}`, n);
          await sleep(5);
        }
        await Promise.all(late);
        await until(async () => (await world.seen()).length >= 105);
        expect(
          (await world.seen())
            .filter(({ key }) => key.startsWith('late'))
            .map(({ n }) => n)
            .sort(),
        ).toEqual([0, 1, 2, 4, 5]);
        expect(inOrder(await world.seen())).toBe(true);
      });

      it('passes over types without a handler, so that later events of the key are not gaps', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        await world.reader();
        await alpha.commands.act(act, async (_tx, emit) =>
          emit('key', Told.create({ by: 'alpha' }), Ticked.create({ n: 1 }), Told.create({ by: 'alpha' }), Ticked.create({ n: 2 })),
        );
        await until(async () => (await world.seen()).length === 2);
        expect(names(await world.seen())).toEqual(['alpha/key#2', 'alpha/key#4']);
      });

      it('shares the work between two instances of a reader', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const runs = [0, 0];
        const counting = (instance: number) => async (envelope: Envelope<{ n: number }>, bus: BusContext) => {
          runs[instance]!++;
          await sleep(1);
          await see(envelope, bus);
        };
        const first = await world.reader(counting(0));
        const second = await world.reader(counting(1));
        await until(async () => first.problem() === null && second.problem() === null);
        const published = 24 * 30;
        for (let n = 0; n < 30; n++) await Promise.all(Array.from({ length: 24 }, (_, key) => alpha.tick(`key-${key}`, n)));
        await until(async () => (await world.seen()).length >= published);
        expect(inOrder(await world.seen())).toBe(true);
        expect(await world.seen()).toHaveLength(published);
        expect(Math.min(...runs)).toBeGreaterThan(0);
      });

      it('ends in the same rows for any interleaving of two sources', async () => {
        const world = await World.make(engine);
        const publishers = { alpha: await world.publisher('alpha'), beta: await world.publisher('beta') };
        await world.reader();
        let run = 0;
        const step = fc.record({
          source: fc.constantFrom('alpha' as const, 'beta' as const),
          key: fc.constantFrom('a', 'b', 'c'),
          size: fc.integer({ min: 1, max: 3 }),
          together: fc.boolean(),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
            const name = `run-${++run}`;
            const expected: string[] = [];
            const counts = new Map<string, number>();
            const running: Promise<void>[] = [];
            for (const { source, key, size, together } of steps) {
              const whole = `${name}-${key}`;
              for (let i = 0; i < size; i++) {
                const seq = (counts.get(source + whole) ?? 0) + 1;
                counts.set(source + whole, seq);
                expected.push(`${source}/${whole}#${seq}`);
              }
              running.push(publishers[source].tick(whole, ...Array.from({ length: size }, (_, i) => i)));
              if (!together) await Promise.all(running.splice(0));
            }
            await Promise.all(running);
            const mine = async () => (await world.seen()).filter(({ key }) => key.startsWith(`${name}-`));
            await until(async () => (await mine()).length >= expected.length);
            expect(names(await mine()).sort()).toEqual(expected.sort());
            expect(inOrder(await mine())).toBe(true);
          }),
          { numRuns: tries(12) },
        );
      });
    });

    describe('loss and repetition', () => {
      /** Loses and doubles a share of what arrives, and all events of some keys. Counts by position: a batch may run twice. */
      class Lossy extends Reader {
        readonly delivered = new Set<string>();
        readonly dropped = new Set<string>();
        protected override received(messages: Message[]): Message[] {
          return messages.flatMap((message) => {
            const name = `${message.part}/${message.pos}`;
            this.delivered.add(name);
            const dice = (message.seq * 7919 + message.key.length * 31 + message.pos) % 20;
            if (dice === 0 || message.key.startsWith('tail')) {
              this.dropped.add(name);
              return [];
            }
            return dice === 1 ? [message, message] : [message];
          });
        }
      }

      /** A lossy reader after the check for lost events at start; the next one is a minute away, so a spec runs its own. */
      async function lossy() {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const atStart = jest.spyOn(LostEventCheck.prototype, 'restore');
        const bus = await world.reader(see, { reader: Lossy });
        await until(async () => atStart.mock.calls.length >= 2);
        await Promise.all(atStart.mock.results.map(({ value }) => value));
        atStart.mockRestore();
        const gamma = await world.db.source('gamma');
        /** The reader has committed that it was delivered this many events of alpha, lost ones among them. */
        const passed = (events: number) =>
          until(async () => {
            const [row] = (await gamma.query(`select sum(pos)::int n from bus_pos where source = 'alpha'`)) as { n: number }[];
            return row!.n === events;
          });
        return { world, alpha, bus, reader: bus.reader as Lossy, passed };
      }

      it('sees repeats and gaps, and fills the gaps from the outbox of the source', async () => {
        const { world, alpha, bus, reader, passed } = await lossy();
        for (let n = 0; n < 40; n++) await Promise.all(Array.from({ length: 12 }, (_, key) => alpha.tick(`key-${key}`, n)));
        await passed(480);
        expect(reader.delivered.size).toBe(480);
        expect(reader.dropped.size).toBeGreaterThan(5);
        await until(async () => {
          await bus.lostEvents.restore(alphaSource);
          return (await world.seen()).length >= 480;
        });
        expect(await world.seen()).toHaveLength(480);
        expect(inOrder(await world.seen())).toBe(true);
        await until(async () => (await bus.held.list()).length === 0);
      });

      it('finds a lost last event, which no later one reveals, by comparing counters', async () => {
        const { world, alpha, bus, reader, passed } = await lossy();
        await alpha.tick('tail-1', 1, 2);
        await alpha.tick('tail-2', 3);
        await passed(3);
        expect(reader.dropped.size).toBe(3);
        expect(await world.seen()).toEqual([]);
        expect((await bus.lostEvents.restore(alphaSource)).sort()).toEqual(['tail-1', 'tail-2']);
        expect(names(await world.seen()).sort()).toEqual(['alpha/tail-1#1', 'alpha/tail-1#2', 'alpha/tail-2#1']);
        expect(await bus.lostEvents.restore(alphaSource)).toEqual([]);
      });
    });

    describe('a message that fails', () => {
      /** Refuses negative numbers until its key is cured. */
      const refuse = async (envelope: Envelope<{ n: number }>, bus: BusContext) => {
        const [cured] = (await bus.tx.query('select 1 from cure where key = $1', [envelope.key])) as unknown[];
        if (envelope.data.n < 0 && !cured) throw new Error('poison');
        await see(envelope, bus);
      };

      async function poisoned() {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const bus = await world.reader(refuse);
        await alpha.tick('bad', 1, -2, 3);
        for (let n = 0; n < 30; n++) await alpha.tick(`good-${n % 3}`, n);
        await alpha.tick('bad', 4);
        await until(async () => (await world.seen()).length >= 31 && (await bus.held.list()).length === 3);
        return { world, bus, alpha, gamma: await world.db.source('gamma') };
      }

      it('is held with later ones of its key and no other, and replayed by itself once it can be', async () => {
        const { world, bus, gamma } = await poisoned();
        expect((await bus.held.list()).map(({ seq, why }) => [seq, why])).toEqual([
          [2, 'failed'],
          [3, 'behind'],
          [4, 'behind'],
        ]);
        expect(names(ofKey(await world.seen(), 'bad'))).toEqual(['alpha/bad#1']);
        await gamma.query(`insert into cure (key) values ('bad')`);
        await until(async () => (await world.seen()).length === 34);
        expect(inOrder(await world.seen())).toBe(true);
        expect(await bus.held.list()).toEqual([]);
      });

      it('is replayed at once by an operator, and that stands in the audit', async () => {
        const { world, bus, gamma } = await poisoned();
        const [first] = await bus.held.list();
        expect(await bus.held.replay(first!.id, act)).toBe(3);
        expect((await bus.held.list())[0]).toMatchObject({ id: first!.id, why: 'failed', error: expect.stringContaining('poison') });
        await gamma.query(`insert into cure (key) values ('bad')`);
        expect(await bus.held.replay(first!.id, act)).toBe(0);
        expect(names(ofKey(await world.seen(), 'bad'))).toEqual([1, 2, 3, 4].map((seq) => `alpha/bad#${seq}`));
        expect(await gamma.query('select decision, seq::int, actor_id from held_decision order by id')).toEqual([
          { decision: 'replay', seq: 2, actor_id: 'spec' },
          { decision: 'replay', seq: 2, actor_id: 'spec' },
        ]);
      });

      it('is skipped by an operator with a reason, the later ones follow, and that stands in the audit', async () => {
        const { world, bus, alpha, gamma } = await poisoned();
        const [first, second] = await bus.held.list();
        await expect(bus.held.skip(first!.id, ' ', act)).rejects.toMatchObject({ code: 'HELD_REASON_MISSING' });
        await expect(bus.held.skip(second!.id, 'not its turn', act)).rejects.toMatchObject({ code: 'HELD_NOT_FIRST' });
        await expect(bus.held.skip('0', 'not there', act)).rejects.toMatchObject({ code: 'HELD_NOT_FOUND' });
        expect(await bus.held.skip(first!.id, 'sent by mistake', act)).toBe(0);
        await alpha.tick('bad', 5);
        await until(async () => ofKey(await world.seen(), 'bad').length === 4);
        expect(names(ofKey(await world.seen(), 'bad'))).toEqual([1, 3, 4, 5].map((seq) => `alpha/bad#${seq}`));
        expect(await gamma.query('select decision, seq::int, reason from held_decision')).toEqual([
          { decision: 'skip', seq: 2, reason: 'sent by mistake' },
        ]);
      });

      it('keeps the order of its key while many fail once', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const tried = new Set<string>();
        await world.reader(async (envelope, bus) => {
          const name = `${envelope.key}#${envelope.seq}`;
          if (envelope.data.n % 37 === 0 && !tried.has(name)) {
            tried.add(name);
            throw new Error('not yet');
          }
          await see(envelope, bus);
        });
        for (let n = 1; n <= 15; n++) await Promise.all(Array.from({ length: 10 }, (_, key) => alpha.tick(`key-${key}`, n * 10 + key)));
        await until(async () => (await world.seen()).length >= 150);
        expect(tried.size).toBeGreaterThan(3);
        expect(inOrder(await world.seen())).toBe(true);
      });

      it('is held when it is off its schema', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const bus = await world.reader();
        await alpha.ds.transaction((tx) => alpha.quietly(tx, 'odd', { type: 'Ticked', version: 1, data: { n: 'not a number' } }));
        alpha.bus.wake();
        await until(async () => (await bus.held.list()).length === 1);
        expect((await bus.held.list())[0]).toMatchObject({ key: 'odd', why: 'failed', error: expect.stringContaining('EVENT_OFF_SCHEMA') });
      });
    });

    it('lets a handler write to its own outbox in the same transaction, with the instant of the event', async () => {
      const world = await World.make(engine);
      const alpha = await world.publisher('alpha');
      let failed = false;
      await world.reader(async (envelope, bus) => {
        bus.emit(`of-${envelope.key}`, Told.create({ by: 'gamma' }));
        if (!failed) {
          failed = true;
          throw new Error('once');
        }
        await see(envelope, bus);
      });
      await alpha.tick('a', 1);
      await alpha.tick('b', 2);
      await until(async () => (await world.seen()).length === 2);
      const rows = (await (await world.db.source('gamma')).query('select key, seq::int, data from outbox order by key')) as {
        key: string;
        seq: number;
        data: Envelope;
      }[];
      expect(rows.map(({ key, seq }) => [key, seq])).toEqual([
        ['of-a', 1],
        ['of-b', 1],
      ]);
      expect(rows[0]!.data).toMatchObject({
        source: 'gamma',
        occurredAt: act.at,
        on: act.on,
        actor: { kind: 'service', id: 'gamma' },
        correlationId: act.correlationId,
      });
    });

    describe('read your write, and the brake', () => {
      it('wakes a waiter as soon as the reader has committed, and one that waits in vain when time is up', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha');
        const bus = await world.reader();
        await until(async () => bus.problem() === null);
        const after = (seq: number) => [{ source: 'alpha' as never, key: 'key', seq }];
        const waiting = bus.waiters.reached(after(2), 10_000);
        await alpha.tick('key', 1, 2);
        expect(await waiting).toBe(true);
        expect(await world.seen()).toHaveLength(2);
        expect(await bus.waiters.reached(after(3), 200)).toBe(false);
        expect(await bus.waiters.reached([{ source: 'elsewhere' as never, key: 'key', seq: 9 }], 200)).toBe(true);
      });

      it('slows commands down while a reader is behind, refuses them far behind, and lets go when it has caught up', async () => {
        const world = await World.make(engine);
        const alpha = await world.publisher('alpha', { brake: { soft: 20, hard: 150, longest: 40 } });
        let slow = true;
        await world.reader(async (envelope, bus) => {
          if (slow) await sleep(3);
          await see(envelope, bus);
        });
        const ctx = () => ({ ...act, waitFor: [], answered: [], personId: 'p', loaders: new Map() }) as unknown as RequestContext;
        const command = (n: number) =>
          alpha.commands.run(ctx(), 'tick', {}, async (_tx, emit) =>
            emit(`key-${n % 30}`, ...Array.from({ length: 20 }, () => Ticked.create({ n }))),
          );
        const outcomes = new Set<string>();
        let sent = 0;
        await until(async () => {
          const started = performance.now();
          await Promise.all(
            [1, 2, 3, 4].map((n) =>
              command(n).then(
                () => sent++,
                (error: { code: string }) => outcomes.add(error.code),
              ),
            ),
          );
          if (performance.now() - started > 20) outcomes.add('slowed');
          return outcomes.has('READERS_BEHIND');
        });
        expect(outcomes).toEqual(new Set(['slowed', 'READERS_BEHIND']));
        slow = false;
        await until(async () => (await world.seen()).length === sent * 20);
        await until(async () =>
          command(sent).then(
            () => ++sent,
            () => false,
          ),
        );
      });
    });

    describe('faults', () => {
      it('survives crashes of the database under load and holds nothing because of them', async () => {
        const folder = temporaryFolder();
        const server = await startPostgres({ folder, safety: 'durable' });
        cleanUp(() => server.stop());
        const world = await World.on(server, engine);
        const alpha = await world.publisher('alpha');
        const bus = await world.reader();
        let stop = false;
        let answered = 0;
        const load = Array.from({ length: 4 }, async (_, writer) => {
          for (let n = 0; !stop; n++) {
            await alpha.tick(`key-${writer}-${n % 3}`, n).then(
              () => answered++,
              () => sleep(50),
            );
            await sleep(1);
          }
        });
        for (let crash = 0; crash < 2; crash++) {
          await sleep(500);
          // A killed backend makes the server end all others and recover from its log.
          await connected(server.adminUrl(), async (admin) => {
            admin.on('error', () => undefined);
            const { rows } = await admin.query<{ pid: number }>(
              `select pid from pg_stat_activity where application_name like 'relay-%' limit 1`,
            );
            process.kill(rows[0]!.pid, 'SIGKILL');
          }).catch(() => undefined);
          await until(async () => connected(server.adminUrl(), async (admin) => (await admin.query('select 1')).rowCount).catch(() => 0));
        }
        await sleep(500);
        stop = true;
        await Promise.all(load);
        const [written] = (await alpha.ds.query('select count(*)::int n from outbox')) as { n: number }[];
        await until(async () => (await world.seen()).length >= written!.n);
        expect(await world.seen()).toHaveLength(written!.n);
        expect(written!.n).toBeGreaterThanOrEqual(answered);
        expect(inOrder(await world.seen())).toBe(true);
        expect(await bus.held.list()).toEqual([]);
      });
    });

    describe('kill -9', () => {
      beforeAll(build, 60_000);

      it('loses and doubles nothing while publisher and readers are killed under load', async () => {
        const world = await World.make(engine);
        const answered = new Map<string, number>();
        const start = async (role: 'publisher' | 'reader') => {
          const url = world.db.url(role === 'publisher' ? 'alpha' : 'gamma');
          const child = spawn(
            process.execPath,
            [join(import.meta.dirname, 'fixtures', 'node.mjs'), JSON.stringify({ role, url, config: world.config, act })],
            { stdio: ['pipe', 'pipe', 'inherit'] },
          );
          cleanUp(async () => void child.kill('SIGKILL'));
          await new Promise<void>((ready) => {
            createInterface(child.stdout).on('line', (line) => {
              if (line === 'ready') ready();
              else answered.set(line, (answered.get(line) ?? 0) + 2);
            });
          });
          return child;
        };
        const roles = ['publisher', 'reader', 'reader'] as const;
        const children = await Promise.all(roles.map(start));
        for (let kill = 0; kill < 5; kill++) {
          await sleep(150 + 130 * (kill % 3));
          const victim = kill % 3;
          children[victim]!.kill('SIGKILL');
          children[victim] = await start(roles[victim]!);
        }
        children[0]!.kill('SIGKILL');
        const alpha = await world.publisher('alpha');
        const [written] = (await alpha.ds.query('select count(*)::int n from outbox')) as { n: number }[];
        await until(async () => (await world.seen()).length >= written!.n, 30_000);
        for (const child of children) child.kill('SIGKILL');
        const rows = await world.seen();
        expect(rows).toHaveLength(written!.n);
        expect(inOrder(rows)).toBe(true);
        for (const [key, events] of answered) expect(ofKey(rows, key).length).toBeGreaterThanOrEqual(events);
        const totals = (await (await world.db.source('gamma')).query('select sum(n)::int n from total')) as { n: number }[];
        expect(totals[0]!.n).toBe(written!.n);
      }, 90_000);
    });
  });
}
