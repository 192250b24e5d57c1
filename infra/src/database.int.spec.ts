import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cleanUp, temporaryFolder } from '@sunshine/testing';
import pg from 'pg';
import { OwnDatabase } from './database.js';
import { Parts } from './keeper.js';

const LOCK = "hashtextextended('sunshine.node', 0)";
let database: OwnDatabase;
let folder: string;
const lines: string[] = [];
const parts = new Parts((line) => lines.push(line));

const connected = async () => {
  const client = new pg.Client({ connectionString: database.adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  cleanUp(() => client.end().catch(() => undefined));
  return client;
};
const holder = async (client: pg.Client) =>
  (await client.query<{ pid: number }>(`select pid from pg_locks where locktype = 'advisory' and granted`)).rows[0]?.pid ?? null;
const until = async (check: () => Promise<boolean>) => {
  for (const end = Date.now() + 30_000; !(await check()); await sleep(50)) if (Date.now() > end) throw new Error('did not come true');
};

beforeAll(async () => {
  folder = join(temporaryFolder(), 'postgres');
  database = await OwnDatabase.start({ folder, safety: 'throwaway', parts });
}, 120_000);
afterAll(() => database.stop());

describe('the folder of the own database', () => {
  it('is taken again when the session that marks it is lost, also after others held it for a while', async () => {
    const rival = await connected();
    const first = await holder(rival);
    expect(first).not.toBeNull();
    const waiting = rival.query(`select pg_advisory_lock(${LOCK})`);
    const other = await connected();
    await until(async () => (await other.query(`select from pg_locks where locktype = 'advisory' and not granted`)).rowCount === 1);
    await other.query('select pg_terminate_backend($1)', [first]);
    await waiting;
    await sleep(1_500); // the watch has tried and failed by now
    await rival.query(`select pg_advisory_unlock(${LOCK})`);
    await until(async () => (await holder(other)) !== null);
    await expect(OwnDatabase.start({ folder, safety: 'throwaway' })).rejects.toThrow('is in use by another Sunshine process');
  }, 60_000);

  it('is taken again when the server was killed, and both are told to the operator', async () => {
    expect(parts.now()).toEqual({});
    const { pid } = database;
    process.kill(pid, 'SIGKILL');
    await until(async () => database.pid !== pid);
    await until(async () => {
      const client = await connected();
      return (await holder(client)) !== null;
    });
    expect(parts.now()).toEqual({ database: { deaths: 1, down: null } });
    expect(lines).toEqual([
      'database ended (its process is gone): next start in 0.0 s',
      expect.stringMatching(/^database answers again after \d+\.\d s$/),
    ]);
  }, 60_000);
});
