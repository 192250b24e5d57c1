import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { commandOf, startPostgres, type Postgres } from './launcher.js';
import { connected } from './migrate.js';
import { loudSettings } from './quiet.js';

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

  it('that ends a connection is reported to its user, and ends no process', async () => {
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

describe('a file that keeps a second server out', () => {
  it('stays where nobody tells whose process it names: a living server may stand behind it', async () => {
    await server.stop();
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const named = `${stranger.pid}\n${join(folder, 'cluster')}\n1\n1\n\n127.0.0.1\n\nstopping\n`;
    await writeFile(pidFile(), named);
    const asked: number[] = [];
    const silent = { commandOf: async (pid: number) => void asked.push(pid), settleMs: 1_000 };
    try {
      const refused = startPostgres({ folder, safety: 'throwaway' }, silent);
      await expect(refused).rejects.toThrow(
        `process ${stranger.pid} holds ${join(folder, 'cluster')} but does not answer, and this machine does not tell whether it is PostgreSQL; if it is not, remove ${pidFile()}`,
      );
      expect(new Set(asked)).toEqual(new Set([stranger.pid]));
      expect(await readFile(pidFile(), 'utf8')).toBe(named);
    } finally {
      stranger.kill();
      server = await start();
    }
    expect(await kept()).toEqual([{ note: 'here' }]);
  }, 30_000);
});

describe('the log of the server', () => {
  const log = () => readFile(join(folder, 'postgres.log'), 'utf8');
  const TYPED = ['张三丰的围墙', '13900007777', '慕容银杏'];
  const [text, phone, name] = TYPED as [string, string, string];

  it.each([
    ['a value that is no UUID', 'select $1::uuid', [text]],
    ['JSON', `select '{"name": "${name}", 内容'::json`, []],
    ['a number', `select '${phone}x'::int`, []],
    ['a key that is there', `insert into filed values ($1), ($1)`, [phone]],
    ['a check', `insert into filed values ($1)`, [`${name}!`]],
    ['a syntax error', `selec '${text}'`, []],
    ['a text that the code raises', `do $$ begin raise exception '${name}'; end $$`, []],
    ['a text that the code warns of', `do $$ begin raise warning '${name}'; end $$`, []],
    ['a statement that takes too long', `set statement_timeout = 20; select pg_sleep(1), '${text}'`, []],
  ])('holds nothing that was typed: %s', async (_what, statement, values) => {
    await connected(server.adminUrl(), async (client) => {
      await client.query('create table if not exists filed (id text primary key check (id !~ $$!$$))');
      await client.query(statement, values).catch(() => undefined);
    });
    const written = await log();
    for (const typed of [...TYPED, '内容']) expect([typed, written.includes(typed)]).toEqual([typed, false]);
    expect(written).not.toMatch(/ERROR|WARNING|STATEMENT|DETAIL|CONTEXT/);
  });

  it('holds nothing of a statement in which its process was killed, and what an operator needs', async () => {
    await connected(server.adminUrl(), async (client) => {
      client.on('error', () => undefined);
      const [{ pid }] = (await client.query<{ pid: number }>('select pg_backend_pid() pid')).rows as [{ pid: number }];
      const dying = client.query(`select pg_sleep(30), '${text}'`).catch(() => undefined);
      process.kill(pid, 'SIGKILL');
      await dying;
    }).catch(() => undefined);
    await expect(connected(server.adminUrl().replace(/:[0-9a-f]+@/, ':wrong@'), async () => undefined)).rejects.toThrow();
    for (const end = Date.now() + 20_000; !(await log()).includes('was terminated by signal 9') && Date.now() < end;)
      await new Promise((again) => setTimeout(again, 50));
    const written = await log();
    expect(written).toMatch(/LOG: {2}.*was terminated by signal 9/);
    expect(written).not.toContain(text);
    server = await start();
  }, 40_000);

  it('is told of a server that writes more', async () => {
    expect(await loudSettings(server.adminUrl())).toEqual([]);
    const loud = await startPostgres({
      folder: temporaryFolder(),
      safety: 'throwaway',
      settings: { log_min_messages: 'warning', log_statement: 'mod', log_min_error_statement: 'fatal' },
    });
    try {
      expect(await loudSettings(loud.adminUrl())).toEqual(['log_min_messages=warning', 'log_statement=mod']);
    } finally {
      await loud.stop();
    }
  }, 60_000);
});

describe('the command of a process', () => {
  it('is known from the kernel, from ps where there is no /proc, and unknown where both are missing', async () => {
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
