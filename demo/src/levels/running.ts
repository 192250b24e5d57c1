import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphClient, StartRefusal } from '@sunshine/infra';
import { DEMO_PASSWORD } from '../city.js';
import { LEVELS, type LevelName } from './levels.js';
import type { NodeOfLevel, Told } from './child.js';

const ENTRY = fileURLToPath(new URL('../../dist/levels/node.js', import.meta.url));

export interface LevelsOptions {
  /** Each node has a folder of its own in it. */
  readonly folder: string;
  /** Of the three nodes; 0 takes a free one. */
  readonly portOf: (name: LevelName) => number;
  readonly petitions: boolean;
  /** As of a node: `durable` by default. */
  readonly safety?: 'durable' | 'throwaway';
  readonly env?: NodeJS.ProcessEnv;
  readonly progress?: (line: string) => void;
}

export interface RunningLevel {
  readonly name: LevelName;
  /** Of its graph. */
  readonly url: string;
  readonly client: GraphClient;
  /** Processes that hold its memory, each with what they started: the node and its database. */
  readonly pids: readonly number[];
}

export type Levels = Readonly<Record<LevelName, RunningLevel>>;

export interface StartedLevels {
  /** @throws StartRefusal where a node does not start; its reason stands on standard error */
  readonly ready: Promise<Levels>;
  /** Rejects when a node ends that nobody asked to; never resolves. */
  readonly ended: Promise<never>;
  /** At any time. */
  close(): Promise<void>;
}

const DRAIN_MS = 30_000;

/** Ends a node; one that does not drain in half a minute is killed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const last = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(last);
}

/** Province, city and county on this machine: three nodes that share nothing, each a process with its own database, keys, directory and port. */
export function startLevels({ folder, portOf, petitions, safety, env, progress }: LevelsOptions): StartedLevels {
  const children: ChildProcess[] = [];
  const clients: GraphClient[] = [];
  let closing = false;
  let fail: (reason: Error) => void;
  const ended = new Promise<never>((_, reject) => (fail = reject));
  const start = (name: LevelName) =>
    new Promise<RunningLevel>((ready, refused) => {
      const { title } = LEVELS[name];
      const argument: NodeOfLevel = { name, petitions, dataDir: join(folder, name), port: portOf(name), ...(safety && { safety }) };
      // A group of its own: a terminal's Ctrl-C is for us, who end it.
      const child = fork(ENTRY, [JSON.stringify(argument)], {
        ...{ detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
        env: { ...(env ?? process.env) },
      });
      children.push(child);
      child.on('message', (told: Told) => {
        if ('progress' in told) return progress?.(`${title}: ${told.progress}`);
        const client = new GraphClient(told.url, DEMO_PASSWORD);
        clients.push(client);
        ready({ name, client, url: told.url, pids: [child.pid, told.databasePid].flatMap((pid) => pid ?? []) });
      });
      child.once('error', refused);
      child.once('exit', (code, signal) => {
        const reason = new StartRefusal(`The node of ${title} has ended (${signal ?? `code ${code}`}); why stands above.`);
        refused(reason);
        if (!closing) fail(reason);
      });
    });
  const ready = (async () => {
    const [province, city, county] = await Promise.all([start('province'), start('city'), start('county')]);
    return { province, city, county };
  })();
  for (const told of [ready, ended]) told.catch(() => undefined); // who waits for it hears of it
  const close = async () => {
    closing = true;
    for (const client of clients) client.close();
    await Promise.all(children.map(end));
  };
  return { ready, ended, close };
}
