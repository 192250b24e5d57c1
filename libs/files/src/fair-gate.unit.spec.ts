import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { FairGate } from './fair-gate.js';

/** Work that ends when it is told to. */
function held() {
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { work: () => done, end };
}

describe('a gate that is fair', () => {
  it('first lets in the group that has had least, however many another brought before', async () => {
    const gate = new FairGate(1, 5_000);
    const order: string[] = [];
    const pass = (group: string) =>
      gate.pass(group, async () => {
        order.push(group);
        await sleep(5);
      });
    await Promise.all([pass('flood'), pass('flood'), pass('flood'), pass('flood'), pass('citizen')]);
    expect(order).toEqual(['flood', 'citizen', 'flood', 'flood', 'flood']);
  });

  it('gives no group all of several places', async () => {
    const gate = new FairGate(3, 5_000);
    const floods = [held(), held(), held()];
    const begun: string[] = [];
    const flooding = floods.map(({ work }, n) => gate.pass('flood', () => (begun.push(`flood ${n}`), work())));
    await gate.pass('citizen', async () => void begun.push('citizen'));
    expect(begun).toEqual(['flood 0', 'flood 1', 'citizen']);
    for (const { end } of floods) end();
    await Promise.all(flooding);
    expect(begun).toContain('flood 2');
  });

  it('refuses a caller that waits too long, and goes on with the others', async () => {
    const gate = new FairGate(1, 20);
    const { work, end } = held();
    const first = gate.pass('a', work);
    await expect(gate.pass('b', async () => 'b')).rejects.toMatchObject({ code: 'FILE_CLEANING_BUSY', kind: 'UNAVAILABLE' });
    end();
    await first;
    expect(await gate.pass('b', async () => 'b')).toBe('b');
  });

  it('gives the place back where the work fails', async () => {
    const gate = new FairGate(1, 1_000);
    await expect(gate.pass('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.pass('a', async () => 'done')).toBe('done');
  });
});
