import { setTimeout as sleep } from 'node:timers/promises';
import { ReaderCopies } from '@sunshine/messaging';
import {
  DEMO_PASSWORD,
  GraphClient,
  loadCity,
  seedPetitions,
  withOwnNode,
  type City,
  type Engine,
  type RunningNode,
} from '@sunshine/infra';
import pg from 'pg';

export interface BenchNode {
  readonly url: string;
  readonly password: string;
  readonly city: City;
  /** Today, Asia/Shanghai. */
  readonly today: string;
  /** Distinguishes the request ids of this run. */
  readonly run: string;
  readonly reader: GraphClient;
  adminUrl(database?: string): string;
  /** Waits until every reader has read every event; answers the seconds it took. */
  drain(): Promise<number>;
}

const READERS: Readonly<Record<string, readonly string[]>> = {
  intake: ['directory', 'casework'],
  casework: ['directory', 'intake'],
  supervision: ['directory', 'intake', 'casework'],
};
const SOURCES = ['directory', 'intake', 'casework'];
const nameOf = (schema: string) => (schema === 'casework' ? 'case' : schema);

/** Events written but not yet read by one of their readers. */
export async function unread(admin: pg.Client, copies: number): Promise<number> {
  const readers = { ...READERS, ...Object.fromEntries(Array.from({ length: copies }, (_, n) => [`copy_${n + 1}`, SOURCES])) };
  const pairs = Object.entries(readers).flatMap(([reader, sources]) =>
    sources.map(
      (source) =>
        `select coalesce(sum(s.seq - coalesce(i.seq, 0)), 0) n from ${source}.outbox_seq s left join ${reader}.inbox i on i.source = '${nameOf(source)}' and i.key = s.key`,
    ),
  );
  const { rows } = await admin.query<{ n: string }>(`select sum(n) n from (${pairs.join(' union all ')}) t`);
  return Number(rows[0]?.n ?? 0);
}

async function benchNode<T>(node: RunningNode, readers: number, work: (bench: BenchNode) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: node.database.adminUrl });
  await admin.connect();
  const copies = await ReaderCopies.start(node.database.adminUrl, readers, undefined, node.database.env('case'));
  const reader = new GraphClient(node.url, DEMO_PASSWORD);
  const drain = async () => {
    const started = performance.now();
    while ((await unread(admin, readers)) > 0) await sleep(100);
    return Math.round((performance.now() - started) / 100) / 10;
  };
  await drain();
  try {
    return await work({
      url: node.url,
      password: DEMO_PASSWORD,
      city: loadCity,
      today: node.services.case.time.today(),
      run: String(Date.now()),
      reader,
      adminUrl: (database) => {
        const url = new URL(node.database.adminUrl);
        if (database) url.pathname = `/${database}`;
        return url.href;
      },
      drain,
    });
  } finally {
    reader.close();
    await copies.stop();
    await admin.end();
  }
}

/** A durable node of its own (fsync on) with `petitions` seeded and copying readers of every topic attached. */
export async function withBenchNode<T>(
  options: { engine: Engine; petitions: number; readers: number },
  work: (bench: BenchNode) => Promise<T>,
): Promise<T> {
  return withOwnNode(options.engine, { safety: 'durable', env: { DATABASE_POOL: '16' } }, async (node) => {
    if (options.petitions > 0)
      await seedPetitions(node, options.petitions, (done) => void process.stderr.write(`${done} petitions seeded\n`));
    return benchNode(node, options.readers, work);
  });
}
