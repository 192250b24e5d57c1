import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEMO_PASSWORD, life, loadCity, untilAnswered, type Call, type Engine } from '@sunshine/demo';
import { freePorts, GraphClient, GraphError, signal, startKafka, unreadEvents, type Kafka } from '@sunshine/infra';
import { commandOf } from '@sunshine/postgres';
import pg from 'pg';
import { copiesOf } from './bench-node.js';
import { verify, type Finding } from './traces.js';

export interface KillOptions {
  engine: Engine;
  users: number;
  seconds: number;
}

interface Ready {
  adminUrl: string;
  today: string;
}

const FIRST_START_MS = 180_000;
/** How long a call is sent again after the load has ended. */
const PATIENCE_MS = 90_000;
const DRAIN_MS = 60_000;
/** All that may come after the load, at most; a bench that takes longer has failed. */
const AFTER_MS = FIRST_START_MS + PATIENCE_MS + 2 * DRAIN_MS;

/** Keeps one node process alive, however often it is killed. */
class Keeper {
  private child: ChildProcess | undefined;
  private stopped = false;
  private told: Ready | undefined;
  private said = '';
  starts = 0;

  constructor(private readonly args: string[]) {
    this.spawn();
  }

  /** @throws where the node did not come up in time; its last words are in the message */
  async ready(): Promise<Ready> {
    for (const end = performance.now() + FIRST_START_MS; performance.now() < end; await sleep(50)) {
      if (this.told) return this.told;
      if (this.starts > 3) break;
    }
    throw new Error(`the node did not start: ${this.said}`);
  }

  /** @returns whether there was a process to kill */
  kill(): boolean {
    return this.child?.kill('SIGKILL') ?? false;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  private spawn(): void {
    if (this.stopped) return;
    this.starts += 1;
    const child = fork(fileURLToPath(new URL('./node-process.js', import.meta.url)), this.args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr!.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-2_000)));
    child.on('message', (message: { ready: Ready }) => (this.told = message.ready));
    child.once('exit', () => setTimeout(() => this.spawn(), 100));
    this.child = child;
  }
}

/** The node's PostgreSQL, by the file it writes: several servers come after one another. */
class Cluster {
  private readonly file: string;

  constructor(folder: string) {
    this.file = join(folder, 'postgres/cluster/postmaster.pid');
  }

  /** @returns whether a server was there to take the signal; a stale file may name a process of somebody else */
  async signal(name: NodeJS.Signals): Promise<boolean> {
    const pid = Number((await this.lines())[0]);
    return pid > 0 && Boolean((await commandOf(pid))?.includes('postgres')) && signal(pid, name);
  }

  /** A connection as soon as the server takes one; it may have come back on another port. */
  async connected(url: string): Promise<pg.Client> {
    for (const end = performance.now() + DRAIN_MS; ; await sleep(200)) {
      const address = new URL(url);
      address.port = (await this.lines())[3]?.trim() || address.port;
      const client = new pg.Client({ connectionString: address.href });
      client.on('error', () => undefined); // what breaks is told by the query that needed it
      try {
        await client.connect();
        return client;
      } catch (error) {
        if (performance.now() > end) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    for (const end = performance.now() + 20_000; await this.signal(performance.now() < end ? 'SIGINT' : 'SIGKILL'); await sleep(200));
  }

  private async lines(): Promise<string[]> {
    return (await readFile(this.file, 'utf8').catch(() => '')).split('\n');
  }
}

/** Rejects after `ms`, so that what hangs fails. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = sleep(ms, undefined, { signal: done.signal }).then(() => Promise.reject(new Error(`not done after ${ms / 1_000} s`)));
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => done.abort());
}

/** Kills the node's process or its database at random under load, then looks for what is lost or doubled. */
export async function benchKill(options: KillOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-kill-'));
  const cluster = new Cluster(join(folder, 'node'));
  const over = new AbortController();
  let kafka: Kafka | undefined;
  let keeper: Keeper | undefined;
  try {
    const [port] = await freePorts(1);
    if (options.engine === 'kafka') kafka = await startKafka({ folder: join(folder, 'kafka') });
    keeper = new Keeper([join(folder, 'node'), String(port), ...(kafka ? [kafka.brokers] : [])]);
    const url = `http://127.0.0.1:${port}/graphql`;
    return await within(options.seconds * 1_000 + AFTER_MS, underLoad(options, url, keeper, cluster, over.signal));
  } finally {
    over.abort(); // whatever failed: nobody sends on
    await keeper?.stop();
    await cluster.stop();
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  }
}

async function underLoad({ engine, seconds, users }: KillOptions, url: string, keeper: Keeper, cluster: Cluster, over: AbortSignal) {
  const { adminUrl, today } = await keeper.ready();
  const started = performance.now();
  const end = started + seconds * 1_000;
  const kills = { process: 0, database: 0 };
  const petitions = new Map<string, Set<Call>>();
  const errors: Record<string, number> = {};
  let registrations = 0;
  let retries = 0;
  let answered = 0;

  const user = async (index: number) => {
    const client = new GraphClient(url, DEMO_PASSWORD);
    over.addEventListener('abort', () => client.close());
    const again = untilAnswered(
      () => over.aborted || performance.now() > end + PATIENCE_MS,
      () => (retries += 1),
    );
    const department = loadCity.departments[index % loadCity.departments.length]!;
    for (let round = 0; performance.now() < end && !over.aborted; round += 1) {
      registrations += 1;
      const calls = new Set<Call>();
      const heard = (call: Call) => {
        calls.add(call);
        answered += 1;
      };
      try {
        petitions.set(await life({ client, city: loadCity, department, today, tag: `kill:${index}:${round}`, heard, again }), calls);
      } catch (error) {
        const code = error instanceof GraphError ? error.code : (error as Error).message;
        errors[code] = (errors[code] ?? 0) + 1;
        if (!calls.has('register')) registrations -= 1;
      }
    }
    client.close();
  };

  const killer = async () => {
    for (;;) {
      await sleep(3_000 + Math.random() * 6_000, undefined, { signal: over });
      if (performance.now() > end) return;
      if (Math.random() < 0.5) kills.process += keeper.kill() ? 1 : 0;
      else kills.database += (await cluster.signal('SIGKILL')) ? 1 : 0;
    }
  };

  await Promise.all([killer(), ...Array.from({ length: users }, (_, index) => user(index))]);
  const admin = await cluster.connected(adminUrl);
  try {
    const drained = performance.now() + DRAIN_MS;
    while ((await unreadEvents(admin, copiesOf(1))) > 0 && performance.now() < drained) await sleep(200);
    const behind = await unreadEvents(admin, copiesOf(1));
    const found: Finding = await verify(admin, petitions, registrations);
    return {
      bench: 'kill',
      engine,
      seconds: Math.round((performance.now() - started) / 1_000),
      users,
      kills,
      starts: keeper.starts,
      lives: petitions.size,
      answered,
      retries,
      errors,
      unreadAfterDrain: behind,
      ...found,
    };
  } finally {
    await admin.end();
  }
}
