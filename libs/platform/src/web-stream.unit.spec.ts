import { PassThrough, Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { webStream } from './web-stream.js';

/** Gives its parts one by one, each in the same turn in which it is asked, as a socket does that has much to give. */
const sourceOf = (parts: readonly Buffer[]) => {
  const left = [...parts];
  return new Readable({
    read() {
      this.push(left.shift() ?? null);
    },
  });
};

describe('a Node stream as a web stream', () => {
  it('gives every byte, in order, and ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 50_000 }), { maxLength: 12 }), async (parts) => {
        const { stream } = webStream(sourceOf(parts.map((part) => Buffer.from(part))));
        const read = Buffer.from(await new Response(stream).arrayBuffer());
        expect(read.equals(Buffer.concat(parts))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('holds its source back while nobody reads', async () => {
    let given = 0;
    const source = new Readable({
      read() {
        given += 16_384;
        this.push(Buffer.alloc(16_384));
      },
    });
    const { stream } = webStream(source);
    for (let turns = 0; turns < 50; turns += 1) await turn();
    expect(given).toBeLessThan(400_000);
    await stream.cancel();
  });

  it('may be cancelled or cut at any byte: nothing throws in the source, and nothing is pushed afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom('cancel', 'cut', 'destroy'),
        fc.boolean(),
        async (before, how, flowing) => {
          const source = new PassThrough();
          const faults: unknown[] = [];
          const push = () => {
            try {
              source.write(Buffer.alloc(30_000));
            } catch (fault) {
              faults.push(fault);
            }
          };
          const { stream, cut } = webStream(source);
          const reader = stream.getReader();
          const reading = (async () => {
            while (!(await reader.read()).done);
          })().catch((fault: unknown) => fault);
          for (let n = 0; n < before; n += 1) push();
          if (how === 'cancel') void reader.cancel();
          else if (how === 'cut') cut(new Error('cut'));
          else source.destroy(new Error('cut'));
          if (flowing) source.resume();
          if (how !== 'destroy') for (let n = 0; n < 5; n += 1) push();
          expect(await reading).toEqual(how === 'cancel' ? undefined : expect.objectContaining({ message: 'cut' }));
          await turn();
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says of a source that broke off before it was asked that it broke off', async () => {
    const source = new PassThrough();
    source.destroy();
    await turn();
    await expect(new Response(webStream(source).stream).arrayBuffer()).rejects.toThrow();
  });
});
