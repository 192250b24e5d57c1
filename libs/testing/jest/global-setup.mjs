// One PostgreSQL for the run, in a folder of its own; only for projects whose specs need one.
import { mkdtemp, readdir, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../postgres/src/launcher.ts';

const PREFIX = 'sunshine-test-';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Removes what a killed run left: its server goes on as an orphan. */
async function sweep() {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const runner = Number(await readFile(join(folder, 'runner'), 'utf8').catch(() => 0));
    if (runner === 0 || isAlive(runner)) continue;
    const server = Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    if (server > 1 && isAlive(server)) process.kill(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

export default async function setup() {
  if (process.env.SUNSHINE_TEST_SERVER) return;
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(folder, 'runner'), String(process.pid));
  const server = await startPostgres({ folder, safety: 'throwaway' });
  process.env.SUNSHINE_TEST_SERVER = server.adminUrl();
  process.env.SUNSHINE_TEST_FOLDER = folder;
  globalThis.sunshineTestServer = { server, folder };
}
