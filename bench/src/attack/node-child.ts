import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Mode, NodeOrder, NodeReady } from './node-process.js';

export interface NodeOptions {
  readonly mode: Mode;
  /** Of a running Kafka; null for the embedded engine. */
  readonly brokers: string | null;
  readonly demo?: boolean;
}

const STOP_MS = 20_000;
const LINES = 8;

/** The first message of a child process. @throws Error when it ends before */
export function heardFrom<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the process ended before it answered'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

export const forked = (name: string, order: object): ChildProcess =>
  fork(fileURLToPath(new URL(name, import.meta.url)), [JSON.stringify(order)], { execArgv: ['--no-warnings'] });

/** A node in a process and a folder of its own, which may be killed; nothing of it is left when it is closed. */
export class NodeChild {
  private constructor(
    readonly ready: NodeReady,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** It believes `x-forwarded-for` of this machine, so that one machine can play many addresses. */
  static async start({ mode, brokers, demo = false }: NodeOptions): Promise<NodeChild> {
    const folder = await mkdtemp(join(tmpdir(), 'sunshine-attacked-'));
    const log = await open(join(folder, 'node.log'), 'a');
    const bus = brokers ? { BUS: 'kafka', KAFKA_BROKERS: brokers } : { BUS: 'embedded' };
    const order: NodeOrder = { folder: join(folder, 'node'), mode, env: { ...bus, TRUST_PROXY: '127.0.0.1' }, demo };
    // With the heap that `npm start` gives: flags of this process are those of the node.
    const child = fork(fileURLToPath(new URL('./node-process.js', import.meta.url)), [JSON.stringify(order)], {
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    });
    await log.close();
    try {
      return new NodeChild(await heardFrom<NodeReady>(child), folder, child);
    } catch (error) {
      process.stderr.write(`${await tail(folder)}\n`);
      await end(child, folder);
      throw error;
    }
  }

  get origin(): string {
    return this.ready.url;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Whether it says of itself that it may take requests. */
  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/health/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
    } catch {
      return false; // dead, or deaf
    }
  }

  /** The last lines that it wrote. */
  lastWords(): Promise<string> {
    return tail(this.folder);
  }

  close(): Promise<void> {
    return end(this.child, this.folder);
  }
}

const tail = async (folder: string) => (await readFile(join(folder, 'node.log'), 'utf8')).trim().split('\n').slice(-LINES).join('\n');

async function end(child: ChildProcess, folder: string): Promise<void> {
  const gone =
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((done) => child.once('exit', () => done()));
  if (child.connected) child.send('close');
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
