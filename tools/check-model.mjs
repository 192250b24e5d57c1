// npm run check:model -- --sequences 5000 [--seed N]: random sequences of acts against the model of law 4.1 (services/case/test/model/law.ts).
// Standard output is one line of JSON with the figures, the seed that repeats the run among them; each departure is told on standard error, the
// first with its whole sequence.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDeps, main, root } from './ensure-deps.mjs';
import { runNode } from './run.mjs';

const SPEC = 'services/case/src/domain/model.unit.spec.ts';

await main(async () => {
  const { sequences, seed } = parseArgs({ options: { sequences: { type: 'string', default: '5000' }, seed: { type: 'string' } } }).values;
  if (!/^[1-9]\d{0,6}$/.test(sequences) || !/^\d{1,10}$/.test(seed ?? '0')) {
    console.error('--sequences wants a number from 1 to 9999999, --seed the one of an earlier run');
    return 2;
  }
  await ensureDeps();
  mkdirSync(join(root, '.cache'), { recursive: true });
  const file = join(root, '.cache', `model-${process.pid}.json`);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const code = await runNode(['--experimental-vm-modules', '--no-warnings', jest, '--selectProjects', 'unit', '--silent', '--', SPEC], {
    env: { MODEL_SEQUENCES: sequences, MODEL_FIGURES: file, ...(seed !== undefined && { MODEL_SEED: seed }) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { figures, departures, stuck } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  for (const departure of departures.slice(1)) console.error(departure.split('\n', 1)[0]);
  for (const one of stuck.slice(1)) console.error(one.split('\n', 2).join(' '));
  console.log(JSON.stringify(figures));
  return departures.length + stuck.length > 0 ? 1 : code;
});
