import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, life, loadCity, startDemoProcesses, untilAnswered } from '@sunshine/demo';
import { GraphClient, Parts, type Room, type RunningProcesses } from '@sunshine/infra';

const LONG = 90_000;
const lines: string[] = [];
let node: RunningProcesses;
let client: GraphClient;

async function readiness(): Promise<{ ready: boolean; checks: Record<string, string> }> {
  try {
    return (await (await fetch(new URL('/health/ready', node.url), { signal: AbortSignal.timeout(6_000) })).json()) as {
      ready: boolean;
      checks: Record<string, string>;
    };
  } catch {
    return { ready: false, checks: {} }; // the gateway itself is away
  }
}

async function untilReadiness(holds: (answer: { ready: boolean; checks: Record<string, string> }) => boolean) {
  for (;;) {
    const answer = await readiness();
    if (holds(answer)) return answer;
    await sleep(50);
  }
}

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../tools/build.mjs')]);
  node = await startDemoProcesses({ parts: new Parts((line) => lines.push(line)), env: { LOG_LEVEL: 'fatal' } });
  client = new GraphClient(node.url, DEMO_PASSWORD);
}, LONG);

afterAll(async () => {
  client?.close();
  await node?.close();
}, LONG);

describe('a process for each service', () => {
  it.each<Room>(['case', 'gateway'])(
    'of which %s is killed comes back at its place: a matter under way goes on, readiness and terminal tell of it',
    async (room) => {
      const former = node.pidOf(room);
      lines.length = 0;
      const tag = `rooms:${room}`;
      const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format();
      const living = life({
        client,
        city: loadCity,
        department: loadCity.departments[0]!,
        today,
        tag,
        heard: (call) => void (call === 'route' && process.kill(former, 'SIGKILL')),
        again: untilAnswered(
          () => false,
          () => undefined,
        ),
      });
      if (room !== 'gateway') {
        const ofRoom = (checks: Record<string, string>) => checks[`launcher.${room}`] ?? checks[`${room}.process`] ?? 'ok';
        const { checks } = await untilReadiness((told) => !told.ready && ofRoom(told.checks) !== 'ok');
        expect(ofRoom(checks)).toMatch(/ended \(signal SIGKILL\), is started again|does not answer/);
      }
      await living;
      const { checks } = await untilReadiness(({ ready, checks: told }) => ready && told[`launcher.${room}`] === 'ok');
      expect(checks[`launcher.${room}`]).toBe('ok');
      expect(node.pidOf(room)).not.toBe(former);
      expect(lines).toEqual([
        `${room} ended (signal SIGKILL): next start in 0.1 s`,
        expect.stringMatching(new RegExp(`^${room} answers again after`)),
      ]);
      const metrics = await (await fetch(new URL('/metrics', node.url))).text();
      expect(metrics).toContain(`sunshine_part_deaths_total{part="${room}"} 1`);
    },
    LONG,
  );

  it(
    'and a database that is killed: it comes back, and readiness and figures tell of it as of a room',
    async () => {
      lines.length = 0;
      process.kill(node.database.databasePid()!, 'SIGKILL');
      await untilReadiness(({ ready }) => !ready);
      const { checks } = await untilReadiness(({ ready, checks: told }) => ready && 'launcher.database' in told);
      expect(checks['launcher.database']).toBe('ok');
      expect(lines[0]).toBe('database ended (its process is gone): next start in 0.0 s');
      const figures = await (await fetch(new URL('/metrics', node.url))).text();
      expect(figures).toContain('sunshine_part_deaths_total{part="database"} 1');
    },
    LONG,
  );

  it(
    'tells which of them hangs',
    async () => {
      process.kill(node.pidOf('supervision'), 'SIGSTOP');
      try {
        const { checks } = await untilReadiness(({ ready }) => !ready);
        expect(checks['supervision.process']).toBe('does not answer in time');
      } finally {
        process.kill(node.pidOf('supervision'), 'SIGCONT');
      }
      await untilReadiness(({ ready }) => ready);
    },
    LONG,
  );
});
