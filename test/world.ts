import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD, playDemo, startDemoNode, type DemoPlayed } from '@sunshine/demo';
import { allRead, GraphClient, unreadEvents, type GraphAnswer, type NodeOptions, type RunningNode } from '@sunshine/infra';
import { shanghaiNoon, Time } from '@sunshine/platform';
import { connected } from '@sunshine/postgres';
import { runFolder, temporaryFolder, testServer } from '@sunshine/testing';
import pg from 'pg';

export interface World {
  node: RunningNode;
  client: GraphClient;
  admin: pg.Client;
  close(): Promise<void>;
}

const PATIENCE_MS = 30_000;
const SCHEMAS = ['directory', 'intake', 'casework', 'supervision', 'hearing', 'exchange'];

/**
 * A folder of this run by that name, filled by `fill` once: specs of other workers wait for it and then copy it, which takes a tenth of the
 * time.
 */
async function madeOnce(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(runFolder(), name);
  await connected(testServer(), async (admin) => {
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [`sunshine.${name}`]); // until the connection ends
    if (existsSync(folder)) return;
    const draft = `${folder}.draft`;
    await rm(draft, { recursive: true, force: true }); // of one that did not come to its end
    await fill(draft);
    await rename(draft, folder);
  });
  return folder;
}

/** The folder of a node that stands still, with its tables and the demo city's people. */
const city = (): Promise<string> =>
  madeOnce('city', async (dataDir) => {
    const node = await startDemoNode({ dataDir, safety: 'throwaway' });
    await node.close();
  });

const PLAYED = 'played.json';

/** The folder of such a node whose whole demo was played on `day`, with what playing it answered. */
const playedCity = (day: string): Promise<string> =>
  madeOnce(`city-${day}`, async (dataDir) => {
    const at = await worldOf(await city(), { dataDir });
    try {
      const played = await playDemo(at.client, Time.shared, day);
      await atRest(at.admin);
      await writeFile(join(dataDir, PLAYED), JSON.stringify(played));
    } finally {
      await at.close();
    }
  });

/**
 * Asks a node as several people, and asks nothing before every reader has what they did: what supervision shows of a registration comes to it
 * by way of case, for which no answer waits, and a machine under load needs its time. Where an event is held, nobody would hear of it.
 */
class PatientClient extends GraphClient {
  private acted = false;

  constructor(
    url: string,
    private readonly admin: pg.Client,
  ) {
    super(url, DEMO_PASSWORD);
  }

  protected override async send<T>(token: string | null, query: string, variables: Record<string, unknown>): Promise<GraphAnswer<T>> {
    const acts = query.trimStart().startsWith('mutation');
    if (!acts && this.acted) await this.rest();
    this.acted ||= acts;
    return super.send<T>(token, query, variables);
  }

  private async rest(): Promise<void> {
    const held = SCHEMAS.map((schema) => `select 1 from ${schema}.held`).join(' union all ');
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
      this.acted = false;
      if ((await unreadEvents(this.admin)) === 0 || (await this.admin.query(held)).rowCount !== 0) return;
    }
  }
}

async function worldOf(folder: string, options: NodeOptions): Promise<World> {
  const dataDir = options.dataDir ?? join(temporaryFolder(), 'data');
  await cp(folder, dataDir, { recursive: true });
  const node = await startDemoNode({ safety: 'throwaway', ...options, dataDir });
  const admin = new pg.Client({ connectionString: node.database.adminUrl });
  await admin.connect();
  const client = new PatientClient(node.url, admin);
  return {
    node,
    client,
    admin,
    async close() {
      client.close();
      await admin.end();
      await node.close();
    },
  };
}

/** A whole node with the demo city's people, in a folder of its own and on a server of its own. */
export const world = async (options: NodeOptions = {}): Promise<World> => worldOf(await city(), options);

/** Such a node with the whole demo, played on the day of today: a petition in every stage, exit, kind and channel; and what playing answered. */
export async function demoWorld(): Promise<World & { played: DemoPlayed }> {
  const folder = await playedCity(Time.shared.today());
  const at = await worldOf(folder, {});
  await atRest(at.admin);
  return { ...at, played: JSON.parse(await readFile(join(folder, PLAYED), 'utf8')) as DemoPlayed };
}

/**
 * Sets the clock of legal acts to noon in Shanghai of `day`, of today by default, from where it goes on: no midnight comes while the test
 * runs, and a day that was read at its beginning is still today at its end. Answers the day.
 */
export function holdDay(day = Time.shared.today()): string {
  Time.shared.set(new Date(shanghaiNoon(day)));
  return day;
}

/** Sets the clock to noon of another day; the answer brings it back to where it would be by then. */
export function leaveFor(day: string): () => void {
  const ahead = Time.shared.now().getTime() - Date.now();
  holdDay(day);
  return () => Time.shared.set(new Date(Date.now() + ahead));
}

/** Does something on another day, at noon. */
export const onDay = <T>(day: string, work: () => Promise<T>): Promise<T> => {
  const back = leaveFor(day);
  return work().finally(back);
};

/** Waits until no clock has a step that is due and not yet raised, and every reader knows it. */
export async function atRest(admin: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await admin.query<{ due: string }>('select count(*) due from casework.clock where next_step_at <= $1', [
      Time.shared.now(),
    ]);
    if (rows[0]?.due === '0') return allRead(admin);
    await sleep(50);
  }
}

/**
 * A digest of all rows of each table. Left out: counters of limits, which are there to grow; number blocks, whose unused numbers
 * are gaps by contract; positions of readers; sessions, which signing in makes; the audit, where refusals stand.
 */
export async function rowsOf(admin: pg.Client): Promise<Record<string, string>> {
  const grows = ['limit_count', 'guess_gate', 'number_block', 'bus_pos', 'session', 'audit', 'audit_batch'];
  const { rows: tables } = await admin.query<{ name: string }>(
    `select table_schema || '."' || table_name || '"' as name from information_schema.tables
     where table_schema = any($1) and table_type = 'BASE TABLE' and table_name <> all($2) order by 1`,
    [SCHEMAS, grows],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await admin.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') digest from ${name} t`,
    );
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
}

/** Cuts the database's connections of whoever reads `table` in the course of `read`, as soon as they do; whatever that answers. */
export async function cutWhileReading<T>(admin: pg.Client, table: string, read: () => Promise<T>): Promise<T> {
  await admin.query('begin');
  try {
    await admin.query(`lock table ${table} in access exclusive mode`);
    const reading = read();
    for (let cut = 0; cut === 0; await sleep(20)) {
      const { rowCount } = await admin.query(
        'select pg_terminate_backend(pid) from pg_locks where not granted and relation = $1::regclass',
        [table],
      );
      cut = rowCount ?? 0;
    }
    return await reading;
  } finally {
    await admin.query('rollback');
  }
}
