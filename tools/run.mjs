// node tools/run.mjs <entry in dist> [arguments]: sets up, builds what changed, runs the entry on the pinned Node in UTC.
// Writes nothing to standard output itself: that belongs to the entry.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { SetupRefusal, ensureDeps, main, pinnedNode, root } from './ensure-deps.mjs';

/** Spawns under the pinned Node and answers the exit code; signals of this process go on to the child. */
export function runNode(args, options = {}) {
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    ...options,
    env: { LOG_LEVEL: 'warn', ...process.env, TZ: 'UTC', ...options.env },
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to the child as well; twice would cut its draining short.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));

  // Should npm be killed, its script must not go on holding the port.
  const parent = process.ppid;
  const watch = process.env.npm_lifecycle_event ? setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000) : undefined;
  watch?.unref();
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      done(code ?? 128 + constants.signals[signal]);
    });
  });
}

/**
 * Limits of the memory of a process that runs a node, MB; NODE_OPTIONS may name others. Left to itself V8 takes a quarter of a large
 * machine before it looks for garbage in earnest, and a flood of small requests fills that; of new objects alone it keeps 128 MB.
 */
const LIMITS = { 'max-old-space-size': 1_024, 'max-semi-space-size': 32 };
const named = (process.env.NODE_OPTIONS ?? '').replaceAll('_', '-');
const memory = Object.entries(LIMITS)
  .flatMap(([flag, mb]) => (named.includes(`--${flag}`) ? [] : [`--${flag}=${mb}`]))
  .concat('--expose-gc');
/** Libraries leave out what helps their users to develop; few arenas of the C library, each of which keeps what was freed. */
const RUNNING = { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' };

/** In a process of its own: the compiler's memory goes with it. */
const build = () => spawnSync(pinnedNode(), [join(root, 'tools', 'build.mjs')], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });

/**
 * Installs and builds what is missing.
 * @param dev false: an installation without dev packages is enough while there is nothing to build
 */
export async function setUp({ dev = true } = {}) {
  await ensureDeps({ dev });
  if (!existsSync(join(root, 'tools', 'build.mjs'))) return; // what `npm run pack:production` made
  let built = build();
  if (built.status !== 0 && !dev) {
    await ensureDeps({ dev: true });
    built = build();
  }
  if (built.status !== 0) throw new SetupRefusal(`The sources do not compile:\n${built.stderr}`);
}

if (process.argv[1] === join(root, 'tools', 'run.mjs')) {
  await main(async () => {
    const [entry, ...args] = process.argv.slice(2);
    const own = entry.includes('/dist/');
    await setUp({ dev: !own });
    return runNode(['--no-warnings', ...memory, `--import=${new URL('source-maps.mjs', import.meta.url)}`, join(root, entry), ...args], {
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: own ? { ...RUNNING, ...process.env } : {},
    });
  });
}
