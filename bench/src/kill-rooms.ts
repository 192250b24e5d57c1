import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD, life, loadCity, untilAnswered, withOwnProcesses, type Call, type Engine } from '@sunshine/demo';
import { GraphClient, GraphError, signal, unreadEvents, type Room, type RunningProcesses } from '@sunshine/infra';
import { Time } from '@sunshine/platform';
import pg from 'pg';
import { copiesOf } from './bench-node.js';
import { round } from './figures.js';
import { verify } from './traces.js';
import { ReaderCopies } from './copy-reader.js';

export interface KillRoomsOptions {
  engine: Engine;
  users: number;
  petitions: number;
  /** Which to kill; a random one by default. */
  room: Room | 'kafka' | undefined;
}

const ROOMS: readonly Room[] = ['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange', 'gateway'];
const ALL_MS = 600_000;
const DRAIN_MS = 60_000;

/** Matters that are whole at every reader: filed, their clocks with supervision as case keeps them. */
const whole = `select p.id from intake.petition p join supervision.petition s on s.id = p.id and s.opened and s.number is not null
  where exists (select from casework.clock c where c.petition_id = p.id) and not exists (
    select from casework.clock c left join supervision.clock_register r on r.clock_id = c.id and r.ended is not distinct from c.ended
    where c.petition_id = p.id and r.clock_id is null)`;

/** Seconds until everything is ready again after `part` was killed. */
async function killed(node: RunningProcesses, part: string, pid: number): Promise<number> {
  const started = performance.now();
  signal(pid, 'SIGKILL');
  for (; ; await sleep(50)) {
    try {
      const answer = await fetch(new URL('/health/ready', node.url), { signal: AbortSignal.timeout(5_000) });
      const { ready, checks } = (await answer.json()) as { ready: boolean; checks: Record<string, string> };
      if (ready && checks[`launcher.${part}`] === 'ok') return (performance.now() - started) / 1_000;
    } catch {
      // the gateway itself is away
    }
  }
}

/** A process for each service; one of them is killed for good in the midst of the load, and nobody but its launcher starts it again. */
export async function benchKillRooms({ engine, users, petitions: wanted, room }: KillRoomsOptions): Promise<Record<string, unknown>> {
  return withOwnProcesses(engine, async (node, broker) => {
    const part = room ?? ROOMS[Math.floor(Math.random() * ROOMS.length)]!;
    if (part === 'kafka' && !broker) throw new RangeError('没有可杀的消息代理：请用 --engine kafka');
    const copies = await ReaderCopies.start(node.database.adminUrl, 1, undefined, node.database.env('case'));
    const admin = new pg.Client({ connectionString: node.database.adminUrl });
    await admin.connect();
    const end = performance.now() + ALL_MS;
    const atOnce = Math.floor(wanted * (0.3 + Math.random() * 0.4));
    const today = Time.shared.today();
    const matters = new Map<string, Set<Call>>();
    const errors: Record<string, number> = {};
    let begun = 0;
    let registered = 0;
    let retries = 0;
    let back: Promise<number> | undefined;

    const user = async (index: number) => {
      const client = new GraphClient(node.url, DEMO_PASSWORD);
      const again = untilAnswered(
        () => performance.now() > end,
        () => (retries += 1),
      );
      const department = loadCity.departments[index % loadCity.departments.length]!;
      for (let n = ++begun; n <= wanted; n = ++begun) {
        const calls = new Set<Call>();
        const heard = (call: Call) => {
          calls.add(call);
          if (call === 'register' && ++registered === atOnce) back = killed(node, part, part === 'kafka' ? broker!.pid : node.pidOf(part));
        };
        try {
          matters.set(await life({ client, city: loadCity, department, today, tag: `rooms:${n}`, heard, again }), calls);
        } catch (error) {
          const code = error instanceof GraphError ? error.code : (error as Error).message;
          errors[code] = (errors[code] ?? 0) + 1;
        }
      }
      client.close();
    };

    try {
      const started = performance.now();
      await Promise.all(Array.from({ length: users }, (_, index) => user(index)));
      const backSeconds = round((await back) ?? Infinity, 1);
      const drained = performance.now() + DRAIN_MS;
      while ((await unreadEvents(admin, copiesOf(1))) > 0 && performance.now() < drained) await sleep(200);
      const unreadAfterDrain = await unreadEvents(admin, copiesOf(1));
      const complete = (await admin.query<{ id: string }>(whole)).rows.filter(({ id }) => matters.has(id)).length;
      return {
        bench: 'kill --rooms',
        engine,
        killed: part,
        afterPetitions: atOnce,
        backSeconds,
        seconds: Math.round((performance.now() - started) / 1_000),
        users,
        petitions: wanted,
        complete,
        retries,
        errors,
        unreadAfterDrain,
        ...(await verify(admin, matters, registered)),
      };
    } finally {
      await copies.stop();
      await admin.end();
    }
  });
}
