import { expect, it } from '@jest/globals';
import { benchSweep } from './sweep.js';

it('two workers, of which one is killed now and then, tell each step that is due once and leave none out', async () => {
  const figures = await benchSweep({ engine: 'embedded', clocks: 4_000, workers: 2, kill: true, seed: 7 });
  expect(figures).toMatchObject({ clocks: 4_000, missing: 0, doubled: 0 });
}, 180_000);
