import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEMO_PASSWORD } from '@sunshine/infra';
import { dataOf, filing, graph, signIn, SUBMIT, tokenOf } from './asking.js';
import type { Mode, NodeOrder } from './node-process.js';
import type { Watched, WatchOrder } from './watch-process.js';

export interface TargetOptions {
  readonly mode: Mode;
  /** Of a running Kafka; null for the embedded engine. */
  readonly brokers: string | null;
  readonly killAtMb: number;
}

interface Receipt {
  readonly number: string;
  readonly queryCode: string;
  readonly secret: string;
}

const STOP_MS = 20_000;

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise<void>((done) => child.once('exit', () => done()));

/** The first message of a child process. @throws Error when it ends before */
function heardFrom<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the process ended before it answered'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

/** A node of its own, to be attacked and killed, with an honest person beside it. Nothing of it is left when it is closed. */
export class Target {
  private constructor(
    readonly origin: string,
    readonly adminUrl: string,
    readonly receipt: Receipt,
    readonly mode: Mode,
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly watcher: ChildProcess,
  ) {}

  static async start({ mode, brokers, killAtMb }: TargetOptions): Promise<Target> {
    const folder = await mkdtemp(join(tmpdir(), 'sunshine-attack-'));
    const log = await open(join(folder, 'node.log'), 'a');
    const bus = brokers ? { BUS: 'kafka', KAFKA_BROKERS: brokers } : { BUS: 'embedded' };
    const order: NodeOrder = { folder: join(folder, 'node'), mode, env: { ...bus, TRUST_PROXY: '127.0.0.1' } };
    const child = fork(here('./node-process.js'), [JSON.stringify(order)], {
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      execArgv: ['--no-warnings'],
    });
    await log.close();
    try {
      const { url: origin, adminUrl } = await heardFrom<{ url: string; adminUrl: string }>(child);
      const submitted = await graph(origin, SUBMIT, { input: filing() }, { from: '10.1.0.3' });
      const receipt = dataOf<{ submitPetition: Receipt }>(submitted).submitPetition;
      const watch: WatchOrder = {
        origin,
        pid: child.pid ?? 0,
        account: 'registrar.city',
        password: DEMO_PASSWORD,
        queryCode: receipt.queryCode,
        secret: receipt.secret,
        killAtMb,
      };
      const watcher = fork(here('./watch-process.js'), [JSON.stringify(watch)], { execArgv: ['--no-warnings'] });
      await heardFrom(watcher);
      return new Target(origin, adminUrl, receipt, mode, folder, child, watcher);
    } catch (error) {
      process.stderr.write(`${await tail(folder)}\n`);
      await end(child, folder);
      throw error;
    }
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Whether it says of itself that it may take requests. */
  async ready(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/health/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false; // dead, or deaf
    }
  }

  async tokenOf(account: string): Promise<string> {
    return tokenOf(await signIn(this.origin, account, DEMO_PASSWORD, { from: '10.1.0.4' }));
  }

  /** The honest people begin; answers what the node's memory was while nobody else was there, MB each. */
  async calm(ms: number): Promise<number[]> {
    this.watcher.send('begin');
    await sleep(ms);
    const heard = heardFrom<{ memory: number[] }>(this.watcher);
    this.watcher.send('mark');
    return (await heard).memory;
  }

  /** The honest people stop; answers what they saw since `calm`. */
  async watched(): Promise<Watched> {
    const heard = heardFrom<Watched>(this.watcher);
    this.watcher.send('end');
    return heard;
  }

  /** The last lines that the node wrote. */
  lastWords(): Promise<string> {
    return tail(this.folder);
  }

  async close(): Promise<void> {
    this.watcher.kill('SIGKILL');
    await end(this.child, this.folder);
  }
}

const tail = async (folder: string) => (await readFile(join(folder, 'node.log'), 'utf8')).trim().split('\n').slice(-8).join('\n');

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.connected) child.send('close');
  const gone = exited(child);
  await Promise.race([gone, sleep(STOP_MS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await gone;
  // A node that was killed leaves its database behind.
  const pidFile = join(folder, 'node/postgres/cluster/postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (pid) {
    try {
      process.kill(pid, 'SIGQUIT');
      await sleep(500);
    } catch {
      // it had ended, and only its file was left
    }
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
}
