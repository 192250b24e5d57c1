// Every check that needs no database: all of them run, those that failed are listed at the end.
// node tools/check.mjs [step ...]; where all tests run anyway: --without-tests
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { main, pinnedNode, root } from './ensure-deps.mjs';
import { setUp } from './run.mjs';
import { jest, numbersOf } from './test.mjs';

const ROOMS = ['libs', 'services', 'gateway', 'web', 'infra', 'demo', 'bench', 'test', 'tools'].filter((room) =>
  existsSync(join(root, room)),
);

const bin =
  (path, ...args) =>
  () =>
    new Promise((done, failed) => {
      const child = spawn(pinnedNode(), ['--no-warnings', join(root, path), ...args], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, TZ: 'UTC', NX_DAEMON: 'false' },
      });
      child.once('error', failed);
      child.once('close', (code) => done(code === 0));
    });

/** Part by part: types of all rooms at once want more memory than Node gives. */
async function lint() {
  const eslint = (...args) => bin('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...args)();
  const parts = [['libs'], ['services'], ['.', '--ignore-pattern', 'libs/', '--ignore-pattern', 'services/']];
  let passed = true;
  for (const part of parts) passed = (await eslint(...part)) && passed;
  return passed;
}

async function unitTests() {
  const { code, result } = await jest(['--selectProjects', 'unit']);
  const { passed, failed } = numbersOf(result);
  console.log(`${passed} unit tests passed, ${failed} failed`);
  return code === 0 && failed === 0;
}

const steps = [
  ['format', bin('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['lint', lint],
  ['types', bin('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['types of the pages', bin('node_modules/typescript/bin/tsc', '-p', 'web/client/tsconfig.json')],
  ['boundaries', bin('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', ...ROOMS)],
  ['imported alone', bin('tools/alone.mjs')],
  ['unused', bin('node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints')],
  ['licences', bin('tools/notice.mjs', '--check')],
  ['composition', bin('infra/dist/compose.js', '--check')],
  ['unit tests', unitTests],
];

await main(async () => {
  const chosen = process.argv.slice(2).filter((word) => word !== '--without-tests');
  const withTests = chosen.length === process.argv.length - 2;
  const unknown = chosen.filter((name) => !steps.some(([step]) => step === name));
  if (unknown.length > 0) throw new Error(`no such step: ${unknown.join(', ')}; there are ${steps.map(([name]) => name).join(', ')}`);
  await setUp();
  const failed = [];
  for (const [name, run] of steps.filter(([step]) => (chosen.length === 0 ? withTests || step !== 'unit tests' : chosen.includes(step)))) {
    const started = performance.now();
    console.log(`--- ${name}`);
    const passed = await run();
    console.log(`${passed ? 'ok' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (!passed) failed.push(name);
  }
  console.log(failed.length === 0 ? 'all checks passed' : `failed checks: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
