import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

/** Work that ends when told. */
function job() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((done) => (end = done));
  return { end, ended };
}

/** Two rounds of the loop: one that waited lets others be heard first. */
const settled = async () => {
  for (let round = 0; round < 2; round += 1) await new Promise((done) => setImmediate(done));
};

describe('turns of callers', () => {
  const limits = { atOnce: 2, waiting: 3, waitingBytes: 1_000 };

  it('let as many of one caller work as may, and the next when one has ended, in the order in which they came', async () => {
    const turns = new Turns(limits);
    const jobs = Array.from({ length: 4 }, job);
    const begun: number[] = [];
    const all = jobs.map(({ ended }, n) => turns.take('a', 1, () => (begun.push(n), ended)));
    await settled();
    expect(begun).toEqual([0, 1]);
    jobs[1]!.end();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    jobs.forEach(({ end }) => end());
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('let others pass a caller whose line is full', async () => {
    const turns = new Turns(limits);
    const held = job();
    const flood = Array.from({ length: 5 }, () => turns.take('flood', 1, () => held.ended));
    await expect(turns.take('somebody else', 1, async () => 'answered')).resolves.toBe('answered');
    held.end();
    await Promise.all(flood);
  });

  it('refuse the first beyond those that may wait, and take it when there is room again', async () => {
    const turns = new Turns(limits);
    const held = job();
    const all = Array.from({ length: 5 }, () => turns.take('a', 1, () => held.ended));
    await expect(turns.take('a', 1, async () => 'done')).rejects.toMatchObject({ code: 'REQUESTS_TOO_MANY', kind: 'TOO_MANY' });
    held.end();
    await Promise.all(all);
    await expect(turns.take('a', 1, async () => 'done')).resolves.toBe('done');
  });

  it('let no more wait than may weigh together; what is worked on at once weighs nothing', async () => {
    const turns = new Turns(limits);
    const held = job();
    const all = [5_000, 5_000, 600, 400].map((bytes) => turns.take('a', bytes, () => held.ended));
    await expect(turns.take('a', 1, async () => 'done')).rejects.toMatchObject({ code: 'REQUESTS_TOO_MANY' });
    held.end();
    await Promise.all(all);
  });

  it('are given back once, however often', async () => {
    const turns = new Turns({ ...limits, atOnce: 1 });
    const leave = await turns.enter('a', 1);
    const begun: number[] = [];
    const held = job();
    const all = [1, 2].map((n) => turns.take('a', 1, () => (begun.push(n), held.ended)));
    leave();
    leave();
    await settled();
    expect(begun).toEqual([1]);
    held.end();
    await Promise.all(all);
  });

  it('let others be heard between two that never wait', async () => {
    const turns = new Turns({ ...limits, atOnce: 1 });
    const order: string[] = [];
    const all = ['a', 'b', 'c'].map((name) => turns.take('flood', 1, async () => void order.push(name)));
    setImmediate(() => order.push('somebody else'));
    await Promise.all(all);
    expect(order.indexOf('somebody else')).toBeLessThan(order.indexOf('c'));
  });

  it('go on after work that fails', async () => {
    const turns = new Turns({ ...limits, atOnce: 1 });
    const failing = turns.take('a', 1, () => Promise.reject(new Error('away')));
    const next = turns.take('a', 1, async () => 'done');
    await expect(failing).rejects.toThrow('away');
    await expect(next).resolves.toBe('done');
  });
});
