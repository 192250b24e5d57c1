import { DEMO_PASSWORD, loadCity, seedPetitions, withOwnNode, type City, type Engine } from '@sunshine/demo';
import { allRead, GraphClient, readFromEnd, type RunningNode } from '@sunshine/infra';
import pg from 'pg';
import { ReaderCopies } from './copy-reader.js';

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

/** The copying readers, as `ReaderCopies` names their schemas. */
export const copiesOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    schema: `copy_${n + 1}`,
    sources: ['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange'],
  }));

async function benchNode<T>(node: RunningNode, petitions: number, readers: number, work: (bench: BenchNode) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: node.database.adminUrl });
  await admin.connect();
  const start = () => ReaderCopies.start(node.database.adminUrl, readers, undefined, node.database.env('case'));
  if (petitions > 0) {
    // Their tables first, then the seeds, and from there on everything: copying what was seeded is not what is measured.
    await (await start()).stop();
    await seedPetitions(node, petitions, (done) => void process.stderr.write(`${done} petitions seeded\n`));
    await readFromEnd(admin, copiesOf(readers));
  }
  const copies = await start();
  const reader = new GraphClient(node.url, DEMO_PASSWORD);
  const drain = async () => {
    const started = performance.now();
    await allRead(admin, copiesOf(readers));
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
  return withOwnNode(options.engine, { safety: 'durable', env: { DATABASE_POOL: '16' } }, (node) =>
    benchNode(node, options.petitions, options.readers, work),
  );
}
