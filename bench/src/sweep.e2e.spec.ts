import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from '@jest/globals';
import { benchSweep } from './sweep.js';

// The workers are processes of what is built.
beforeAll(async () => void (await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../tools/build.mjs')])), 120_000);

it('two workers, of which one is killed now and then, tell each step that is due once and leave none out', async () => {
  const figures = await benchSweep({ engine: 'embedded', clocks: 4_000, workers: 2, kill: true, seed: 7 });
  expect(figures).toMatchObject({ clocks: 4_000, missing: 0, doubled: 0 });
}, 180_000);
