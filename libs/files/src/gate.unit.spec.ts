import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { Gate } from './gate.js';

/** Work that goes on until it is ended by hand. */
function began(gate: Gate, size: number, log: number[]) {
  let end = () => undefined as void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const done = gate.pass(size, async () => {
    log.push(size);
    await ended;
  });
  return { end, done };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a gate that weighs what is inside', () => {
  it('lets in what fits into the budget exactly, and holds what is one more', async () => {
    const log: number[] = [];
    const gate = new Gate(10);
    const [first, , third] = [6, 4, 1].map((size) => began(gate, size, log));
    await turn();
    expect(log).toEqual([6, 4]);
    first!.end();
    await turn();
    expect(log).toEqual([6, 4, 1]);
    third!.end();
  });

  it('lets the lightest of those who wait go first', async () => {
    const log: number[] = [];
    const gate = new Gate(10);
    const [first] = [9, 8, 2, 5].map((size) => began(gate, size, log));
    first!.end();
    await turn();
    expect(log).toEqual([9, 2, 5]);
  });

  it('lets in alone what is heavier than the budget', async () => {
    const log: number[] = [];
    const gate = new Gate(10);
    const [heavy] = [30, 1].map((size) => began(gate, size, log));
    await turn();
    expect(log).toEqual([30]);
    heavy!.end();
    await turn();
    expect(log).toEqual([30, 1]);
  });

  it('gives the place back where the work fails', async () => {
    const gate = new Gate(1);
    await expect(gate.pass(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(gate.pass(1, async () => 'done')).resolves.toBe('done');
  });

  it('never holds more than the budget, and everybody comes to an end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 20 }), async (sizes) => {
        const gate = new Gate(12);
        let inside = 0;
        const work = (size: number) =>
          gate.pass(size, async () => {
            inside += size;
            expect(inside).toBeLessThanOrEqual(12);
            await turn();
            inside -= size;
            return size;
          });
        expect(await Promise.all(sizes.map(work))).toEqual(sizes);
      }),
    );
  });
});
