import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@sunshine/events';
import { Keeper, Parts } from './keeper.js';
import { refuseTakenPort, whenReady } from './node.js';
import { bringPeople, peopleKnown, type People } from './people.js';
import { freePorts } from './ports.js';
import { prepare, type Prepared, type PrepareOptions } from './prepare.js';
import { services } from './services.js';

export interface ProcessOptions extends PrepareOptions {
  /** Of the gateway; 0 takes a free one. */
  port?: number;
  /** Without it the directory stays as it is: empty on a new node. */
  people?: People;
}

export type Room = ServiceName | 'gateway';

export interface RunningProcesses {
  url: string;
  database: Prepared;
  /** Process id of a room now: another one after the room has died. */
  pidOf(room: Room): number;
  close(): Promise<void>;
}

/** Rooms have the limits of memory that the launcher was given. */
const memory = process.execArgv.filter((flag) => /^--(max-|expose-gc)/.test(flag));
const root = fileURLToPath(new URL('../../', import.meta.url));

async function readiness(url: string) {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as { ready: boolean; checks: Record<string, unknown> };
  } catch {
    return { ready: false, checks: { process: `nothing answers at ${url} yet` } };
  }
}

const live = (url: string) =>
  fetch(`${url}/health/live`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * One node as a deployment runs it: a process for each service and one for the gateway, speaking HTTP. A process that ends is started
 * again at its port, where the gateway finds it; the gateway's readiness tells of it.
 */
export async function startProcesses(options: ProcessOptions = {}): Promise<RunningProcesses> {
  await refuseTakenPort(options.port ?? 0);
  const parts = options.parts ?? new Parts();
  const database = await prepare({ ...options, parts });
  const keepers = new Map<Room, Keeper>();
  const close = async () => {
    await keepers.get('gateway')?.stop();
    await Promise.all([...keepers.values()].map((keeper) => keeper.stop()));
    await database.close();
  };
  const start = async (room: Room, entry: string, port: number, env: NodeJS.ProcessEnv) => {
    const launch = async () => {
      // A session of its own: a terminal's Ctrl-C is for us, who stop them in order.
      const child = spawn(
        process.execPath,
        ['--no-warnings', ...memory, '--import', `${root}infra/dist/end-with-parent.js`, `${root}${entry}`],
        {
          detached: true,
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
          env: { NODE_COMPILE_CACHE: `${root}.cache/compile`, ...process.env, ...env, HOST: '127.0.0.1', PORT: String(port) },
        },
      );
      if (room === 'gateway') child.once('spawn', () => child.send({ parts: parts.now() }, () => undefined));
      return child;
    };
    // The gateway's readiness is that of all: it would wait for its own return to be told.
    const answers = async () =>
      room === 'gateway' ? live(`http://127.0.0.1:${port}`) : (await readiness(`http://127.0.0.1:${port}`)).ready;
    const answering = async (child: ChildProcess) => {
      while (!(await answers())) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${room} ended`);
        await sleep(100);
      }
    };
    keepers.set(room, await Keeper.start(room, { launch, answering }, parts));
  };
  try {
    if (options.people) await bringPeople(database, options.people);
    const [own, ...ports] = await freePorts(1 + services.length);
    const subgraphs = services.map(({ name }, index) => `${name}=http://127.0.0.1:${ports[index]}`).join(',');
    for (const [index, { name }] of services.entries()) {
      options.progress?.(`starting ${name}`);
      await start(name, `services/${name}/dist/main.js`, ports[index]!, database.env(name));
    }
    const port = options.port || own!;
    await start('gateway', 'gateway/dist/main.js', port, { ...database.env('gateway'), SUBGRAPHS: subgraphs });
    const address = `http://127.0.0.1:${port}`;
    await whenReady(async () => {
      for (const { part, end } of keepers.values()) if (end) throw new Error(`${part} ended with ${end} while starting`);
      return readiness(address);
    });
    await peopleKnown(database);
    for (const keeper of keepers.values()) keeper.keep();
    parts.onChange(() => keepers.get('gateway')!.send({ parts: parts.now() }));
    return { url: `${address}/graphql`, database, pidOf: (room) => keepers.get(room)!.pid, close };
  } catch (error) {
    await close();
    throw error;
  }
}
