import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';

const BRANCHES = 10;
const TELLERS = BRANCHES * 10;
const ACCOUNTS = BRANCHES * 100_000;

const below = (limit: number) => 1 + Math.floor(Math.random() * limit);

/** Creates the TPC-B tables at scale 10 in a database of their own beside the node's. */
export async function prepareTpcb(adminUrl: (database?: string) => string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl('postgres') });
  await admin.connect();
  const known = await admin.query("select 1 from pg_database where datname = 'tpcb'");
  if (!known.rowCount) await admin.query('create database tpcb');
  await admin.end();
  const url = adminUrl('tpcb');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    drop table if exists branch, teller, account, history;
    create table branch (bid int primary key, bbalance int not null, filler char(88)) with (fillfactor = 100);
    create table teller (tid int primary key, bid int not null, tbalance int not null, filler char(84));
    create table account (aid int primary key, bid int not null, abalance int not null, filler char(84));
    create table history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into branch select g, 0, '' from generate_series(1, ${BRANCHES}) g;
    insert into teller select g, (g - 1) / 10 + 1, 0, '' from generate_series(1, ${TELLERS}) g;
    insert into account select g, (g - 1) / 100000 + 1, 0, '' from generate_series(1, ${ACCOUNTS}) g;
  `);
  await client.query('vacuum analyze');
  await client.end();
  return url;
}

/** One TPC-B transaction: five statements between begin and commit, as pgbench sends them with prepared statements. */
async function transaction(client: pg.Client): Promise<void> {
  const [aid, tid, bid, delta] = [below(ACCOUNTS), below(TELLERS), below(BRANCHES), below(10_000) - 5_000];
  await client.query('begin');
  await client.query({ name: 'a', text: 'update account set abalance = abalance + $1 where aid = $2', values: [delta, aid] });
  await client.query({ name: 'b', text: 'select abalance from account where aid = $1', values: [aid] });
  await client.query({ name: 't', text: 'update teller set tbalance = tbalance + $1 where tid = $2', values: [delta, tid] });
  await client.query({ name: 'r', text: 'update branch set bbalance = bbalance + $1 where bid = $2', values: [delta, bid] });
  await client.query({
    name: 'h',
    text: 'insert into history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
    values: [tid, bid, aid, delta],
  });
  await client.query('commit');
}

/** Transactions a second with 8 clients for `seconds`, closed loop, by a script through the driver (not the tool pgbench). */
export async function tpcbPerSecond(url: string, seconds: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  let done = 0;
  const end = performance.now() + seconds * 1_000;
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await transaction(client);
        done += 1;
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  return done / elapsed;
}

/**
 * The figure of pgbench itself on the same server, with as many clients and prepared statements; null where it is not installed. It costs
 * less than a script, so it counts more: the ratio is that to the script, which takes the processor as our own clients do.
 * @param url of a database that may be filled
 */
export async function pgbenchPerSecond(url: string, seconds: number): Promise<number | null> {
  const run = (...args: string[]) => promisify(execFile)('pgbench', [...args, url]);
  try {
    await run('-i', '-q', '-s', String(BRANCHES));
    const { stdout } = await run('-M', 'prepared', '-c', '8', '-j', '1', '-T', String(seconds));
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
