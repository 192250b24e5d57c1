import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { patient } from './patient.js';

/** Pieces without end that tell when they are given up. */
function endless() {
  const seen = { made: 0, given: 0, done: 0 };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        seen.made += 1;
        yield await Promise.resolve(new Uint8Array([seen.made]));
      }
    } finally {
      seen.given += 1;
    }
  }
  return { seen, pieces: pieces(), done: () => (seen.done += 1) };
}

describe('a patient stream', () => {
  it('makes one piece for each that is taken', async () => {
    const { seen, pieces, done } = endless();
    const reader = patient(pieces, done).getReader();
    expect(seen.made).toBe(0);
    await reader.read();
    await reader.read();
    expect(seen.made).toBe(2);
    await reader.cancel();
    expect(seen).toEqual({ made: 2, given: 1, done: 1 });
  });

  it('is lost to whoever stops taking', async () => {
    const { seen, pieces, done } = endless();
    const reader = patient(pieces, done, 30).getReader();
    await reader.read();
    await sleep(10);
    await reader.read();
    expect(seen.given).toBe(0);
    await sleep(80);
    await expect(reader.read()).rejects.toThrow('nobody takes the file');
    expect(seen).toEqual({ made: 2, given: 1, done: 1 });
  });

  it('ends where its pieces end or fail', async () => {
    let done = 0;
    async function* two(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new Uint8Array([1]));
      throw new Error('the database is gone');
    }
    const reader = patient(two(), () => (done += 1)).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow('the database is gone');
    expect(done).toBe(1);
  });
});
