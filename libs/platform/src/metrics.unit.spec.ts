import { expect, it } from '@jest/globals';
import { metricsText } from './metrics.js';

const valuesOf = (text: string, name: RegExp) =>
  text
    .split('\n')
    .filter((line) => name.test(line))
    .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));

it('the event loop has figures at the first reading and at a second one at once', async () => {
  const texts = [await metricsText(), ...(await Promise.all([metricsText(), metricsText()]))];
  for (const text of texts) {
    const values = valuesOf(text, /^nodejs_eventloop_lag_(min|max|mean|stddev|p\d+)_seconds /);
    expect(values).toHaveLength(7);
    for (const value of values) expect(value).toBeLessThan(60); // NaN is not; neither is the minimum of no sample, 292 years
    expect(Math.max(...values)).toBeGreaterThan(0);
  }
});
