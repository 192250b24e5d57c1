import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Keeper, Parts, pauseAfter } from './keeper.js';

const running: Keeper[] = [];
afterEach(async () => void (await Promise.all(running.splice(0).map((keeper) => keeper.stop()))));

const SILENT = 'setInterval(() => {}, 1000)';
const ANSWERS = `process.send('up'); ${SILENT}`;

/** A part whose process runs `script`; its first one runs for ever. */
async function part(script: string, launches: { count: number } = { count: 0 }) {
  const lines: string[] = [];
  const parts = new Parts((line) => lines.push(line));
  const launch = async () => {
    launches.count += 1;
    return spawn(process.execPath, ['-e', launches.count === 1 ? SILENT : script], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  };
  const answering = (child: ChildProcess) =>
    new Promise<void>((answers, ended) => {
      child.once('message', () => answers());
      child.once('exit', () => ended(new Error('ended')));
    });
  const keeper = await Keeper.start('a room', { launch, answering }, parts);
  running.push(keeper);
  return { keeper, parts, lines, launches };
}

const until = async (holds: () => boolean) => {
  while (!holds()) await sleep(20);
};
const gone = (pid: number) => {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
};

describe('a part that is kept alive', () => {
  it('is started again when it ends, and both are told with the signal', async () => {
    const { keeper, parts, lines } = await part(ANSWERS);
    const first = keeper.pid;
    keeper.keep();
    expect(parts.now()).toEqual({});
    process.kill(first, 'SIGKILL');
    await until(() => lines.length === 1);
    expect(parts.now()).toEqual({ 'a room': { deaths: 1, down: 'ended (signal SIGKILL), is started again' } });
    await until(() => lines.length === 2);
    expect(keeper.pid).not.toBe(first);
    expect(lines).toEqual([
      'a room ended (signal SIGKILL): next start in 0.1 s',
      expect.stringMatching(/^a room answers again after \d\.\d s$/),
    ]);
    expect(parts.now()).toEqual({ 'a room': { deaths: 1, down: null } });
  });

  it('that dies again and again is tried less and less often, and is told to be beyond that', async () => {
    const { keeper, parts, lines } = await part('process.exit(3)');
    keeper.keep();
    process.kill(keeper.pid, 'SIGKILL');
    await until(() => lines.length === 5);
    expect(lines.slice(1)).toEqual([
      'a room ended (code 3), 2 times in a row: next start in 0.2 s',
      'a room ended (code 3), 3 times in a row: next start in 0.4 s',
      'a room ended (code 3), 4 times in a row: next start in 0.8 s',
      'a room does not stay alive: it ended (code 3), 5 times in a row. The log says why; next start in 1.6 s',
    ]);
    expect(parts.now()['a room']).toEqual({ deaths: 5, down: 'ended (code 3), 5 times in a row, is started again' });
  });

  it('is stopped for good, also in the pause before the next start and while it starts', async () => {
    for (const wait of [0, 150]) {
      const { keeper, lines, launches } = await part(SILENT);
      keeper.keep();
      process.kill(keeper.pid, 'SIGKILL');
      await until(() => lines.length === 1);
      await sleep(wait);
      await keeper.stop();
      const { count } = launches;
      await sleep(300);
      expect(launches.count).toBe(count);
      expect(gone(keeper.pid)).toBe(true);
      expect(lines).toHaveLength(1);
    }
  });

  it('is nobody’s business before it is kept: its end is told to who starts it', async () => {
    const { keeper, lines } = await part('');
    expect(keeper.end).toBeNull();
    process.kill(keeper.pid, 'SIGKILL');
    await until(() => keeper.end !== null);
    expect(keeper.end).toBe('signal SIGKILL');
    expect(lines).toEqual([]);
  });
});

it('the pause before a start doubles up to half a minute', () => {
  expect([1, 2, 3, 9, 10, 50].map(pauseAfter)).toEqual([100, 200, 400, 25_600, 30_000, 30_000]);
});
