import { expect, it } from '@jest/globals';
import { benchMinutes } from './minutes.js';

it('minutes that two clerks write at once over lines that break lose nothing, have nothing twice, and one order for all who read along', async () => {
  const figures = await benchMinutes({ engine: 'embedded', entries: 120 });
  expect(figures).toMatchObject({ bench: 'minutes', entries: 120, lost: 0, doubled: 0, orders: 1, readers: 4, errors: {} });
  expect(figures['brokenLines']).toBeGreaterThan(3);
}, 120_000);
