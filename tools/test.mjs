// All tests, or those that the arguments (Jest's own) choose; --full-depth: properties as often as at night. Last line: the true numbers.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { main, root } from './ensure-deps.mjs';
import { runNode, setUp } from './run.mjs';

const report = join(root, '.cache', `jest-report-${process.pid}.json`); // two runs at once must not read each other's

/** Numbers of a Jest report; a file that did not even load counts as one failure. */
export function numbersOf({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests + numTodoTests };
}

export async function jest(args, extra = {}) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const code = await runNode(
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    {
      ...extra,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // with --json Jest's own pages go to standard error
    },
  );
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
    rmSync(report);
  } catch {
    result = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
  return { code, result };
}

function skippedSuites(result) {
  return result.testResults.flatMap(({ name, assertionResults }) => {
    const pending = assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed');
    if (pending.length === 0) return [];
    const titles = [...new Set(pending.map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title))];
    return [`skipped ${pending.length} in ${relative(root, name)}: ${titles.join('; ')}`];
  });
}

if (process.argv[1] === join(root, 'tools', 'test.mjs')) {
  await main(async () => {
    await setUp();
    const args = process.argv.slice(2);
    const full = args.includes('--full-depth');
    const { code, result } = await jest(
      args.filter((arg) => arg !== '--full-depth'),
      full ? { env: { TEST_DEPTH: 'full' } } : {},
    );
    const { passed, failed, skipped } = numbersOf(result);
    for (const line of skippedSuites(result)) console.log(line);
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    return failed > 0 ? 1 : code;
  });
}
