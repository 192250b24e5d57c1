import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CALLS,
  DEMO_PASSWORD,
  GraphClient,
  GraphError,
  life,
  loadCity,
  startKafka,
  unreadEvents,
  untilAnswered,
  type Call,
  type Engine,
} from '@sunshine/infra';
import pg from 'pg';
import { copiesOf } from './bench-node.js';

export interface KillOptions {
  engine: Engine;
  users: number;
  seconds: number;
}

interface Ready {
  adminUrl: string;
  today: string;
}

/** What each call leaves behind, once: an act in the history of the case (register: a petition), and an event. */
const TRACES: Readonly<Record<Exclude<Call, 'query'>, { act: string | null; source: 'intake' | 'casework'; event: string }>> = {
  register: { act: null, source: 'intake', event: 'PetitionRegistered' },
  route: { act: 'routePetition', source: 'casework', event: 'PetitionRouted' },
  inform: { act: 'informPetitioner', source: 'casework', event: 'PetitionInformed' },
  accept: { act: 'acceptPetition', source: 'casework', event: 'PetitionAccepted' },
  draft: { act: 'draftOpinion', source: 'casework', event: 'OpinionDrafted' },
  check: { act: 'checkOpinion', source: 'casework', event: 'OpinionChecked' },
  issue: { act: 'issueOpinion', source: 'casework', event: 'OpinionIssued' },
  serve: { act: 'recordService', source: 'casework', event: 'OpinionServed' },
};

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

/** Keeps one node process alive, however often it is killed. */
class Keeper {
  private child: ChildProcess | undefined;
  private stopped = false;
  private firstReady: ((ready: Ready) => void) | undefined;
  readonly ready = new Promise<Ready>((resolve) => (this.firstReady = resolve));
  starts = 0;

  constructor(private readonly args: string[]) {
    this.spawn();
  }

  kill(): void {
    this.child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  private spawn(): void {
    this.starts += 1;
    const child = fork(fileURLToPath(new URL('./node-process.js', import.meta.url)), this.args, {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message: { ready: Ready }) => this.firstReady?.(message.ready));
    child.once('exit', () => void (this.stopped || this.spawn()));
    this.child = child;
  }
}

interface Finding {
  lost: number;
  doubled: number;
  details: string[];
}

/** Every answered call is there once: in the state, in the outbox, at the copying reader. */
async function verify(admin: pg.Client, petitions: ReadonlyMap<string, ReadonlySet<Call>>, registrations: number): Promise<Finding> {
  const found: Finding = { lost: 0, doubled: 0, details: [] };
  const note = (kind: 'lost' | 'doubled', n: number, what: string) => {
    if (n <= 0) return;
    found[kind] += n;
    if (found.details.length < 20) found.details.push(`${kind} ${n}: ${what}`);
  };
  const counts = async (text: string) =>
    new Map((await admin.query<{ key: string; n: string }>(text)).rows.map(({ key, n }) => [key, Number(n)]));
  const acts = await counts(`select petition_id || '/' || act key, count(*) n from casework.history group by 1`);
  for (const call of CALLS) {
    if (call === 'query') continue;
    const { act, source, event } = TRACES[call];
    const events = await counts(`select key, count(*) n from ${source}.outbox where pattern = '${event}' group by 1`);
    const copies = await counts(
      `select key, count(*) n from copy_1.copy where source = '${source === 'casework' ? 'case' : source}' and data ->> 'type' = '${event}' group by 1`,
    );
    for (const [petition, calls] of petitions) {
      if (!calls.has(call)) continue;
      const seen = [
        ['event', events.get(petition) ?? 0],
        ['copy', copies.get(petition) ?? 0],
        ...(act ? [['state', acts.get(`${petition}/${act}`) ?? 0] as const] : []),
      ] as const;
      for (const [where, n] of seen) {
        note('lost', 1 - n, `${call} of ${petition} in ${where}`);
        note('doubled', n - 1, `${call} of ${petition} in ${where}`);
      }
    }
  }
  const { rows } = await admin.query<{ n: string }>(`select count(*) n from intake.petition`);
  note('doubled', Number(rows[0]?.n) - registrations, 'petitions beyond the registrations sent');
  note('lost', registrations - Number(rows[0]?.n), 'petitions');
  for (const source of ['intake', 'casework']) {
    const gaps = await admin.query<{ n: string }>(
      `select count(*) n from (select key from ${source}.outbox group by key having count(*) <> max(seq) or min(seq) <> 1) t`,
    );
    note('lost', Number(gaps.rows[0]?.n), `numbers with gaps in ${source}`);
  }
  return found;
}

/** Kills the node's process or its database at random under load, then looks for what is lost or doubled. */
export async function benchKill(options: KillOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-kill-'));
  const port = await freePort();
  const kafka = options.engine === 'kafka' ? await startKafka({ folder: join(folder, 'kafka') }) : null;
  const keeper = new Keeper([join(folder, 'node'), String(port), ...(kafka ? [kafka.brokers] : [])]);
  const { adminUrl, today } = await keeper.ready;
  const started = performance.now();
  const end = started + options.seconds * 1_000;
  const kills = { process: 0, database: 0 };
  const petitions = new Map<string, Set<Call>>();
  const errors: Record<string, number> = {};
  let registrations = 0;
  let retries = 0;
  let answered = 0;

  const user = async (index: number) => {
    const client = new GraphClient(`http://127.0.0.1:${port}/graphql`, DEMO_PASSWORD);
    const again = untilAnswered(end + 90_000, () => (retries += 1));
    const department = loadCity.departments[index % loadCity.departments.length]!;
    for (let round = 0; performance.now() < end; round += 1) {
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
      await sleep(3_000 + Math.random() * 6_000);
      if (performance.now() > end) return;
      if (Math.random() < 0.5) {
        keeper.kill();
        kills.process += 1;
      } else {
        const pid = Number((await readFile(join(folder, 'node/postgres/cluster/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
        if (!pid) continue;
        process.kill(pid, 'SIGKILL');
        kills.database += 1;
      }
    }
  };

  try {
    await Promise.all([killer(), ...Array.from({ length: options.users }, (_, index) => user(index))]);
    const admin = new pg.Client({ connectionString: await currentUrl(adminUrl, folder) });
    await admin.connect();
    const drained = performance.now() + 60_000;
    while ((await unreadEvents(admin, copiesOf(1))) > 0 && performance.now() < drained) await sleep(200);
    const behind = await unreadEvents(admin, copiesOf(1));
    const found = await verify(admin, petitions, registrations);
    await admin.end();
    return {
      bench: 'kill',
      engine: options.engine,
      seconds: Math.round((performance.now() - started) / 1_000),
      users: options.users,
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
    await keeper.stop();
    const pid = Number((await readFile(join(folder, 'node/postgres/cluster/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    if (pid) process.kill(pid, 'SIGINT');
    await kafka?.stop();
    await sleep(1_000);
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  }
}

/** The server may have come back on another port after it was killed together with its keeper. */
async function currentUrl(url: string, folder: string): Promise<string> {
  const port = (await readFile(join(folder, 'node/postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[3]?.trim();
  const address = new URL(url);
  if (port) address.port = port;
  return address.href;
}
