// Every check that needs no database: all of them run, as many at once as there are cores; those that failed are listed at the end.
// node tools/check.mjs [step ...]; where all tests run anyway: --without-tests
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { main, pinnedNode, root } from './ensure-deps.mjs';
import { setUp } from './run.mjs';
import { jest, numbersOf } from './test.mjs';

const ROOMS = ['libs', 'services', 'gateway', 'web', 'infra', 'demo', 'bench', 'test', 'tools'].filter((room) =>
  existsSync(join(root, room)),
);

/** A program as a job of the pool: what it says comes out in one piece, because another runs beside it. */
const bin =
  (path, ...args) =>
  () =>
    new Promise((done, failed) => {
      const child = spawn(pinnedNode(), ['--no-warnings', join(root, path), ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...process.env, TZ: 'UTC', NX_DAEMON: 'false' },
      });
      const said = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
      child.once('error', failed);
      child.once('close', (code) => {
        process.stdout.write(Buffer.concat(said));
        done(code === 0);
      });
    });

/** Alone: Jest takes every core itself. */
async function unitTests() {
  const { code, result } = await jest(['--selectProjects', 'unit']);
  const { passed, failed } = numbersOf(result);
  console.log(`${passed} unit tests passed, ${failed} failed`);
  return code === 0 && failed === 0;
}

/** Each step with its jobs, the longest first: the last to end should not be one that began late. */
const steps = [
  // Promises, what is thrown and whole switches: rules that need types.
  ['lint by types', bin('node_modules/oxlint/bin/oxlint', '--deny-warnings')],
  ['format', bin('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['imported alone', bin('tools/alone.mjs')],
  ['lint', bin('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.')],
  ['types', bin('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['boundaries', bin('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', ...ROOMS)],
  ['unused', bin('node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints')],
  ['types of the pages', bin('node_modules/typescript/bin/tsc', '-p', 'web/client/tsconfig.json')],
  ['composition', bin('infra/dist/compose.js', '--check')],
  ['licences', bin('tools/notice.mjs', '--check')],
];
const names = [...steps.map(([name]) => name), 'unit tests'];

await main(async () => {
  const chosen = process.argv.slice(2).filter((word) => word !== '--without-tests');
  const withTests = chosen.length === process.argv.length - 2;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no such step: ${unknown.join(', ')}; there are ${names.join(', ')}`);
  const wanted = (name) => (chosen.length === 0 ? withTests || name !== 'unit tests' : chosen.includes(name));
  await setUp();
  const failed = [];
  const tell = (name, passed, ms) => {
    console.log(`${passed ? 'ok' : 'FAILED'} ${name} (${(ms / 1000).toFixed(1)} s)`);
    if (!passed && !failed.includes(name)) failed.push(name);
  };
  const waiting = steps.filter(([name]) => wanted(name)).flatMap(([name, ...jobs]) => jobs.map((job) => ({ name, job })));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const started = performance.now();
      tell(next.name, await next.job(), performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  if (wanted('unit tests')) {
    const started = performance.now();
    tell('unit tests', await unitTests(), performance.now() - started);
  }
  console.log(failed.length === 0 ? 'all checks passed' : `failed checks: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
