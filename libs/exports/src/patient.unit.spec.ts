import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { patient } from './patient.js';

/** Pieces without end that tell when they are given up, and who is told of what. */
function endless(givenUp: () => Promise<void> = () => Promise.resolve()) {
  const seen = { made: 0, given: 0, done: 0 };
  const failures: unknown[] = [];
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        seen.made += 1;
        yield await Promise.resolve(new Uint8Array([seen.made]));
      }
    } finally {
      seen.given += 1;
      await givenUp();
    }
  }
  const told = { done: () => (seen.done += 1), failed: (error: unknown) => void failures.push(error) };
  return { seen, failures, pieces: pieces(), told };
}

describe('a patient stream', () => {
  it('makes one piece for each that is taken', async () => {
    const { seen, failures, pieces, told } = endless();
    const reader = patient(pieces, told).getReader();
    expect(seen.made).toBe(0);
    await reader.read();
    await reader.read();
    expect(seen.made).toBe(2);
    await reader.cancel();
    expect(seen).toEqual({ made: 2, given: 1, done: 1 });
    expect(failures).toEqual([]);
  });

  it('is lost to a reader that stops reading', async () => {
    const { seen, failures, pieces, told } = endless();
    const reader = patient(pieces, { ...told, patience: 30 }).getReader();
    await reader.read();
    await sleep(10);
    await reader.read();
    expect(seen.given).toBe(0);
    await sleep(80);
    await expect(reader.read()).rejects.toThrow('nobody takes the file');
    expect(seen).toEqual({ made: 2, given: 1, done: 1 });
    expect(failures).toEqual([]);
  });

  it('is lost to a reader that never begins', async () => {
    const { seen, pieces, told } = endless();
    const stream = patient(pieces, { ...told, patience: 30 });
    await sleep(80);
    expect(seen).toMatchObject({ made: 0, done: 1 });
    await expect(stream.getReader().read()).rejects.toThrow('nobody takes the file');
  });

  it.each(['goes away', 'stops taking'])('tells of what fails while it is given up, once its reader %s', async (why) => {
    const { seen, failures, pieces, told } = endless(() => Promise.reject(new Error('the line is not written')));
    const reader = patient(pieces, { ...told, patience: why === 'stops taking' ? 20 : 10_000 }).getReader();
    await reader.read();
    if (why === 'goes away') await reader.cancel();
    else await sleep(80);
    expect(failures).toEqual([new Error('the line is not written')]);
    expect(seen).toEqual({ made: 1, given: 1, done: 1 });
  });

  it('gives back what it held before it says so, also where a piece is just being made', async () => {
    const order: string[] = [];
    let make: (piece: Uint8Array) => void = () => undefined;
    async function* slow(): AsyncGenerator<Uint8Array> {
      try {
        yield await new Promise<Uint8Array>((resolve) => (make = resolve));
      } finally {
        order.push('given back');
      }
    }
    const failed = (error: unknown) => order.push(String(error));
    const reader = patient(slow(), { done: () => order.push('done'), failed }).getReader();
    const read = reader.read();
    await sleep(0); // until the piece is asked for
    const gone = reader.cancel();
    make(new Uint8Array([1]));
    await gone;
    expect(await read).toEqual({ done: true, value: undefined });
    expect(order).toEqual(['given back', 'done']);
  });

  it('ends where its pieces end', async () => {
    const [told, failures]: [number[], unknown[]] = [[], []];
    async function* one(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new Uint8Array([1]));
    }
    const stream = patient(one(), { done: () => told.push(1), failed: (error) => failures.push(error) });
    expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(Buffer.from([1]));
    expect([told, failures]).toEqual([[1], []]);
  });

  it('fails where its pieces fail, never looks whole', async () => {
    let done = 0;
    const failures: unknown[] = [];
    async function* two(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new Uint8Array([1]));
      throw new Error('the database is gone');
    }
    const reader = patient(two(), { done: () => (done += 1), failed: (error) => void failures.push(error) }).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow('the database is gone');
    await expect(reader.read()).rejects.toThrow('the database is gone');
    expect(done).toBe(1);
    expect(failures).toEqual([new Error('the database is gone')]);
  });
});
