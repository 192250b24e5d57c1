import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@sunshine/platform';
import { refuseTakenPort, whenReady } from './node.js';
import { freePorts } from './ports.js';
import { prepare, type Prepared, type PrepareOptions } from './prepare.js';
import { cityKnown, seedCityOf } from './seed-city.js';
import { services } from './services.js';

export interface ProcessOptions extends PrepareOptions {
  /** Of the gateway; 0 takes a free one. */
  port?: number;
  /** False leaves out the organs, roles and accounts of the demo city. */
  people?: boolean;
}

export interface RunningProcesses {
  url: string;
  database: Prepared;
  pids: Record<ServiceName | 'gateway', number>;
  close(): Promise<void>;
}

const DRAIN_MS = 20_000;
const root = fileURLToPath(new URL('../../', import.meta.url));

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const last = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS);
    child.once('exit', () => {
      clearTimeout(last);
      done();
    });
    child.kill('SIGTERM');
  });
}

async function readiness(url: string) {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as { ready: boolean; checks: Record<string, unknown> };
  } catch {
    return { ready: false, checks: { process: `nothing answers at ${url} yet` } };
  }
}

/** One node as a deployment runs it: a process for each service and one for the gateway, speaking HTTP. */
export async function startProcesses(options: ProcessOptions = {}): Promise<RunningProcesses> {
  await refuseTakenPort(options.port ?? 0);
  const database = await prepare(options);
  const children = new Map<ServiceName | 'gateway', ChildProcess>();
  const endWithUs = () => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', endWithUs);
  const close = async () => {
    const gateway = children.get('gateway');
    if (gateway) await stopped(gateway);
    await Promise.all([...children.values()].map(stopped));
    process.off('exit', endWithUs);
    await database.close();
  };
  const launch = (room: ServiceName | 'gateway', entry: string, env: NodeJS.ProcessEnv) => {
    // A session of its own: a terminal's Ctrl-C is for us, who stop them in order.
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', '--no-warnings', '--import', `${root}infra/dist/end-with-parent.js`, `${root}${entry}`],
      {
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: { ...process.env, ...env },
      },
    );
    children.set(room, child);
  };
  try {
    if (options.people !== false) await seedCityOf(database);
    const urls = new Map<ServiceName, string>();
    const [own, ...ports] = await freePorts(1 + services.length);
    for (const [index, { name }] of services.entries()) {
      const port = ports[index]!;
      urls.set(name, `http://127.0.0.1:${port}`);
      options.progress?.(`starting ${name}`);
      launch(name, `services/${name}/dist/main.js`, { ...database.env(name), HOST: '127.0.0.1', PORT: String(port) });
    }
    const port = options.port || own!;
    const subgraphs = [...urls].map(([name, url]) => `${name}=${url}`).join(',');
    launch('gateway', 'gateway/dist/main.js', { ...database.env('gateway'), HOST: '127.0.0.1', PORT: String(port), SUBGRAPHS: subgraphs });
    const address = `http://127.0.0.1:${port}`;
    await whenReady(async () => {
      for (const [room, child] of children)
        if (child.exitCode !== null) throw new Error(`${room} ended with code ${child.exitCode} while starting`);
      return readiness(address);
    });
    await cityKnown(database);
    const pids = Object.fromEntries([...children].map(([room, child]) => [room, child.pid ?? 0])) as Record<
      ServiceName | 'gateway',
      number
    >;
    return { url: `${address}/graphql`, database, pids, close };
  } catch (error) {
    await close();
    throw error;
  }
}
