import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connected, startPostgres } from '@sunshine/postgres';
import { cleanUp, temporaryFolder } from '@sunshine/testing';
import { eventTail } from '../src/index.js';
import { World, until, type Engine } from './world.js';

const sources = ['alpha', 'beta'].map((name) => ({ name, schema: name }));

/** What the tail promises, whatever carries the events. */
export function tailContract(engine: Engine): void {
  describe(`the tail of events on the ${engine.name} engine`, () => {
    const stops: (() => Promise<void>)[] = [];
    afterEach(async () => {
      await Promise.all(stops.splice(0).map((stop) => stop()));
      await World.closeAll();
    });

    async function tailOf(world: World) {
      const { engine: bus, node, brokers } = world.config;
      const env = { BUS: bus, NODE_NAME: node, KAFKA_BROKERS: brokers.join(','), DATABASE_URL: world.db.url('gamma') };
      const tail = await eventTail(env, sources);
      const heard: string[] = [];
      const attached: number[] = [];
      tail.start({
        heard: ({ source, key, seq, data }) => heard.push(`${source}/${key}#${seq}=${(data as { n: number }).n}`),
        attached: () => attached.push(heard.length),
      });
      stops.push(() => tail.stop());
      return { tail, heard, attached };
    }

    it('hears what is committed after it attached, in the order of its key, and nothing before', async () => {
      const world = await World.make(engine);
      const alpha = await world.publisher('alpha');
      const beta = await world.publisher('beta');
      await world.reader();
      await alpha.tick('key', 1, 2);
      await until(async () => (await world.seen()).length === 2);
      const { tail, heard, attached } = await tailOf(world);
      await until(async () => attached.length === 1);
      expect(tail.problem()).toBeNull();
      await alpha.tick('key', 3, 4);
      await beta.tick('key', 5);
      for (let n = 0; n < 30; n++) await Promise.all([alpha.tick(`many-${n % 5}`, n), beta.tick(`many-${n % 7}`, n)]);
      await until(async () => heard.length >= 63);
      expect(heard.filter((name) => /\/key#/.test(name)).sort()).toEqual(['alpha/key#3=3', 'alpha/key#4=4', 'beta/key#1=5']);
      expect(new Set(heard).size).toBe(63);
      for (const key of ['alpha/many-0', 'beta/many-3']) {
        const seqs = heard.filter((name) => name.startsWith(`${key}#`)).map((name) => Number(/#(\d+)/.exec(name)?.[1]));
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      }
    });

    it('hears each event in every process, and leaves the readers theirs', async () => {
      const world = await World.make(engine);
      const alpha = await world.publisher('alpha');
      await world.reader();
      await alpha.tick('first', 0);
      await until(async () => (await world.seen()).length === 1);
      const tails = await Promise.all([tailOf(world), tailOf(world)]);
      await until(async () => tails.every(({ attached }) => attached.length === 1));
      for (let n = 0; n < 20; n++) await alpha.tick(`key-${n % 4}`, n);
      await until(async () => tails.every(({ heard }) => new Set(heard).size === 20));
      await until(async () => (await world.seen()).length === 21);
    });

    it('goes on after crashes of the database: what it did not hear lies before an attachment', async () => {
      const folder = temporaryFolder();
      const server = await startPostgres({ folder, safety: 'durable' });
      cleanUp(() => server.stop());
      const world = await World.on(server, engine);
      const alpha = await world.publisher('alpha');
      const { tail, heard, attached } = await tailOf(world);
      await until(async () => attached.length === 1);
      let stop = false;
      const committed: string[] = [];
      const load = (async () => {
        for (let n = 0; !stop; n++) {
          await alpha.tick(`key-${n}`, n).then(
            () => committed.push(`alpha/key-${n}#1=${n}`),
            () => sleep(50),
          );
          await sleep(2);
        }
      })();
      for (let crash = 0; crash < 2; crash++) {
        await sleep(400);
        // A killed backend makes the server end all others and recover from its log.
        const attachments = attached.length;
        let pid: number | undefined;
        await until(async () => {
          pid = await connected(
            server.adminUrl(),
            async (admin) =>
              (await admin.query<{ pid: number }>(`select pid from pg_stat_activity where application_name like 'relay-%' limit 1`)).rows[0]
                ?.pid,
          );
          return pid !== undefined;
        });
        process.kill(pid!, 'SIGKILL');
        if (engine.name === 'embedded') await until(async () => attached.length > attachments);
        await until(async () => connected(server.adminUrl(), async (admin) => (await admin.query('select 1')).rowCount).catch(() => 0));
        const before = committed.length;
        await until(async () => committed.length > before + 20);
      }
      await until(async () => tail.problem() === null);
      const from = committed.length;
      await until(async () => committed.length > from + 20);
      stop = true;
      await load;
      const last = committed.slice(from);
      await until(async () => last.every((name) => heard.includes(name)));
      if (engine.name === 'kafka') await until(async () => committed.every((name) => heard.includes(name)));
    }, 90_000);
  });
}
