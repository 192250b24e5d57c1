import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walk } from '@sunshine/demo';
import { world, type World } from './world.js';

/** Step of the tour, and what must be the next duty or right after it, with its date. */
const DUTIES: readonly (readonly [number, string, string, string])[] = [
  [1, '登记', 'ROUTE', '2025-02-05'],
  [2, '转送', 'OBJECT', '2025-02-07'],
  // Accepted on 2025-02-10, after the last day of the notice: HANDLE counts from 2025-02-08 all the same.
  [4, '受理', 'HANDLE', '2025-04-09'],
  [8, '延期', 'HANDLE', '2025-05-09'],
  [14, '送达第一人', 'EXECUTE', '2025-06-30'],
  [17, '执行', 'REVIEW_REQUEST', '2025-06-11'],
];

describe.each(['in-process', 'http'] as const)('one claim from filing to verified completion, services %s', (transport) => {
  let at: World;
  const lines: string[] = [];

  beforeAll(async () => {
    at = await world({ transport });
  }, 60_000);
  afterAll(() => at.close());

  it('goes through every step of the tour', async () => {
    const result = await walk(at.client, 'life', (line) => lines.push(line));
    expect({ failed: lines.filter((line) => line.includes('失败')), count: result.steps }).toEqual({ failed: [], count: lines.length });
  }, 60_000);

  it.each(DUTIES)('says after step %i (%s) that %s falls due on %s', (step, _name, term, day) => {
    expect(lines[step - 1]).toMatch(new RegExp(`^${step} .* ${term} ${day} `));
  });
});
