// node tools/run.mjs <entry in dist> [arguments]: sets up, builds what changed, runs the entry on the pinned Node in UTC.
// Writes nothing to standard output itself: that belongs to the entry.
import { spawn, spawnSync } from 'node:child_process';
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
 * Heap of a process that runs a node, MB; NODE_OPTIONS may name another. Left to itself V8 takes a quarter of a large machine before it
 * looks for garbage in earnest, and a flood of small requests fills that.
 */
const HEAP_MB = 1_024;
const heap = /--max[-_]old[-_]space[-_]size/.test(process.env.NODE_OPTIONS ?? '') ? [] : [`--max-old-space-size=${HEAP_MB}`];

export async function setUp() {
  await ensureDeps();
  // In a process of its own: the compiler's memory goes with it.
  const built = spawnSync(pinnedNode(), [join(root, 'tools', 'build.mjs')], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (built.status !== 0) throw new SetupRefusal(`The sources do not compile:\n${built.stderr}`);
}

if (process.argv[1] === join(root, 'tools', 'run.mjs')) {
  await main(async () => {
    const [entry, ...args] = process.argv.slice(2);
    await setUp();
    return runNode(['--enable-source-maps', '--no-warnings', ...heap, join(root, entry), ...args], {
      cwd: process.env.INIT_CWD ?? process.cwd(),
    });
  });
}
