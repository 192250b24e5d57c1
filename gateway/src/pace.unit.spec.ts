import { describe, expect, it } from '@jest/globals';
import { Pace } from './pace.js';

describe('new documents of one caller', () => {
  function pace(limits = { atOnce: 100, aSecond: 10 }) {
    const clock = { ms: 5_000 };
    return { clock, pace: new Pace(limits, () => clock.ms) };
  }

  it('are read at once up to the limit, and after it as fast as it is paid for', () => {
    const { clock, pace: one } = pace();
    one.spend('a', 100);
    expect(one.owed('a')).toBe(0);
    one.spend('a', 1);
    expect(one.owed('a')).toBe(100);
    clock.ms += 99;
    expect(one.owed('a')).toBe(1);
    clock.ms += 1;
    expect(one.owed('a')).toBe(0);
  });

  it('cost nobody else anything', () => {
    const { pace: one } = pace();
    one.spend('a', 10_000);
    expect([one.owed('a') > 0, one.owed('b')]).toEqual([true, 0]);
  });

  it('leave no more in advance however long nothing came', () => {
    const { clock, pace: one } = pace();
    clock.ms += 3_600_000;
    one.spend('a', 101);
    expect(one.owed('a')).toBe(100);
  });

  it('are read one after the other, each when the one before it is paid for', async () => {
    const one = new Pace({ atOnce: 1, aSecond: 1_000 });
    one.spend('a', 21);
    const read = [1, 2, 3].map((n) =>
      one.read('a', () => {
        expect(one.owed('a')).toBe(0);
        one.spend('a', 21);
        return n;
      }),
    );
    expect(await Promise.all(read)).toEqual([1, 2, 3]);
  });

  it('wait for one of each other caller and not for all that these brought, nor for what these owe', async () => {
    const one = new Pace({ atOnce: 10, aSecond: 1_000 });
    one.spend('in debt', 210);
    const order: string[] = [];
    const indebted = one.read('in debt', () => order.push('in debt'));
    const read = (caller: string) => one.read(caller, () => order.push(caller));
    await Promise.all([read('flood'), read('flood'), read('flood'), read('somebody else')]);
    expect(order.indexOf('somebody else')).toBeLessThan(2);
    await indebted;
    expect(order.at(-1)).toBe('in debt');
  });

  it('that are refused hold up nobody', async () => {
    const one = new Pace({ atOnce: 10, aSecond: 10 });
    const refused = one.read('a', () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await one.read('a', () => 'read')).toBe('read');
  });

  it('leave others a pause of three times as long as they took', async () => {
    const one = new Pace({ atOnce: 10, aSecond: 10 });
    let ended = 0;
    const long = one.read('a', () => {
      const until = performance.now() + 40;
      while (performance.now() < until);
      ended = performance.now();
    });
    const paused = await one.read('b', () => performance.now() - ended);
    await long;
    expect(paused).toBeGreaterThanOrEqual(118);
  });
});
