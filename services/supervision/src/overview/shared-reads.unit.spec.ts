import { describe, expect, it } from '@jest/globals';
import { SharedReads } from './shared-reads.js';

/** Reads that end when they are told to, each answering its number. */
function reads() {
  const ends: { done: () => void; fail: () => void }[] = [];
  const read = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const number = ends.length + 1;
      ends.push({ done: () => resolve(number), fail: () => reject(new Error(`read ${number}`)) });
    });
  return { ends, read };
}
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('readers who ask the same at once', () => {
  it('get an answer that was begun after they asked, all of them the same one', async () => {
    const { ends, read } = reads();
    const shared = new SharedReads<number>();
    const first = shared.read('a', read);
    const later = [shared.read('a', read), shared.read('a', read)];
    await turn();
    expect(ends).toHaveLength(1);
    ends[0]!.done();
    expect(await first).toBe(1);
    await turn();
    const meanwhile = shared.read('a', read);
    expect(ends).toHaveLength(2);
    ends[1]!.done();
    expect(await Promise.all(later)).toEqual([2, 2]);
    await turn();
    ends[2]!.done();
    expect(await meanwhile).toBe(3);
  });

  it('do not wait for another question, nor for one that has ended', async () => {
    const { ends, read } = reads();
    const shared = new SharedReads<number>();
    const [one, other] = [shared.read('a', read), shared.read('b', read)];
    expect(ends).toHaveLength(2);
    for (const end of ends) end.done();
    expect(await Promise.all([one, other])).toEqual([1, 2]);
    await turn();
    void shared.read('a', read);
    expect(ends).toHaveLength(3);
  });

  it('are told of a failure only where it is of their own read', async () => {
    const { ends, read } = reads();
    const shared = new SharedReads<number>();
    const first = shared.read('a', read);
    const second = shared.read('a', read);
    ends[0]!.fail();
    await expect(first).rejects.toThrow('read 1');
    await turn();
    ends[1]!.done();
    expect(await second).toBe(2);
  });
});
