import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { commandOf, startPostgres, type Postgres } from './launcher.js';
import { connected } from './migrate.js';

let folder: string;
let server: Postgres;

const pidFile = () => join(folder, 'cluster', 'postmaster.pid');
const start = () => startPostgres({ folder, safety: 'throwaway' });
const kept = () => connected(server.adminUrl(), async (client) => (await client.query('select note from kept')).rows);

beforeAll(async () => {
  folder = temporaryFolder();
  server = await start();
  await connected(server.adminUrl(), async (client) => {
    await client.query(`create table kept as select 'here' as note`);
    await client.query('checkpoint');
  });
}, 30_000);

afterAll(() => server.stop());

describe('PostgreSQL of a folder', () => {
  it('listens on the loopback address alone and asks for a password', async () => {
    const [row] = await connected(server.adminUrl(), async (client) => (await client.query('show listen_addresses')).rows);
    expect(row).toEqual({ listen_addresses: '127.0.0.1' });
    await expect(connected(server.adminUrl().replace(/:[0-9a-f]+@/, ':wrong@'), async () => undefined)).rejects.toThrow('password');
  });

  it('that ends a connection is told to who used it, and ends no process', async () => {
    const ended = connected(server.adminUrl(), async (client) => {
      const told = new Promise((done) => client.once('end', done));
      await client.query(`select pg_terminate_backend(pg_backend_pid())`).catch(() => undefined);
      await told;
      await client.query('select 1');
    });
    await expect(ended).rejects.toThrow();
  });

  it('takes over a server whose launcher was killed', async () => {
    const again = await start();
    expect(again).toMatchObject({ port: server.port, takenOver: true });
  });

  it('starts again with its data after the server itself was killed', async () => {
    process.kill(Number((await readFile(pidFile(), 'utf8')).split('\n')[0]), 'SIGKILL');
    server = await start();
    expect(server.takenOver).toBe(false);
    expect(await kept()).toEqual([{ note: 'here' }]);
  }, 30_000);

  it('is not deceived by a stale file that names a process of somebody else', async () => {
    await server.stop();
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(pidFile(), `${stranger.pid}\n${join(folder, 'cluster')}\n1\n1\n\n127.0.0.1\n\nstopping\n`);
    try {
      server = await start();
      expect(await kept()).toEqual([{ note: 'here' }]);
    } finally {
      stranger.kill();
    }
  }, 30_000);
});

describe('the command of a process', () => {
  it('is told by the kernel, by ps where there is no /proc, and by nobody where both are missing', async () => {
    const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', 'a sleeper']);
    const pid = sleeper.pid!;
    try {
      expect(await commandOf(pid, '/proc', 'no-such-ps')).toMatch(/a sleeper$/);
      expect(await commandOf(pid, '/no-such-proc')).toMatch(/a sleeper$/);
      expect(await commandOf(pid, '/no-such-proc', 'no-such-ps')).toBeUndefined();
    } finally {
      const gone = once(sleeper, 'exit');
      sleeper.kill('SIGKILL');
      await gone;
    }
    for (const proc of ['/proc', '/no-such-proc']) expect(await commandOf(pid, proc)).toBeNull();
  });
});
