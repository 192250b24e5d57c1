// npm run check:model -- --sequences 5000: random sequences of acts against the model of law 4.1 (services/case/test/model.ts).
// Standard output is one line of JSON with the figures; a departure fails the command and is told with its sequence on standard error.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDeps, main, root } from './ensure-deps.mjs';
import { runNode } from './run.mjs';

await main(async () => {
  const { sequences } = parseArgs({ options: { sequences: { type: 'string', default: '5000' } } }).values;
  if (!/^[1-9]\d{0,6}$/.test(sequences)) {
    console.error('--sequences wants a number from 1 to 9999999');
    return 2;
  }
  await ensureDeps();
  const spec = 'services/case/src/domain/model.unit.spec.ts';
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  return runNode(['--experimental-vm-modules', '--no-warnings', jest, '--selectProjects', 'unit', '--', spec], {
    env: { MODEL_SEQUENCES: sequences },
  });
});
