import { describe, expect, it } from '@jest/globals';
import { Brake } from './brake.js';

const limits = { soft: 100, hard: 200, longest: 400 };
const passing = async (brake: Brake): Promise<number> => {
  const started = performance.now();
  await brake.pass();
  return performance.now() - started;
};

describe('the brake on backlog', () => {
  it('lets commands pass at once up to the soft limit', async () => {
    const brake = new Brake(limits);
    brake.report('reader', 100);
    expect(await passing(brake)).toBeLessThan(100);
  });

  it('slows commands down between the limits, the more the further a reader is behind', async () => {
    const brake = new Brake(limits);
    brake.report('one', 110);
    brake.report('other', 175);
    expect(await passing(brake)).toBeGreaterThanOrEqual(290);
  });

  it('refuses commands from the hard limit on, and lets go when the reader has caught up', async () => {
    const brake = new Brake(limits);
    brake.report('reader', 200);
    await expect(brake.pass()).rejects.toMatchObject({ code: 'READERS_BEHIND', kind: 'TOO_MANY' });
    brake.report('reader', 0);
    expect(await passing(brake)).toBeLessThan(100);
  });
});
