import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { goesAgain, nextParts, partsOfFile, placeOfPart, takePart, type ComingPart } from './files.js';

/** A file as a receiver puts it together; null while it is not whole. */
function received(bytes: number, sent: readonly (ComingPart & { readonly content: Buffer })[]): Buffer | null {
  const here = new Map<number, Buffer>();
  let count: number | null = null;
  for (const { content, ...part } of sent) {
    const sizes = new Map([...here].map(([place, one]) => [place, one.length]));
    const taken = takePart({ bytes, parts: count, here: sizes }, part);
    if (taken === 'wrong') throw new Error('wrong');
    if (taken !== 'doubled') here.set(part.part, content);
    count = part.parts;
    if (taken === 'last') return Buffer.concat([...here].sort(([one], [other]) => one - other).map(([, each]) => each));
  }
  return null;
}

function cut(file: Buffer, partBytes: number) {
  const parts = partsOfFile(file.length, partBytes);
  return Array.from({ length: parts }, (_, at) => {
    const { from, length } = placeOfPart(at + 1, file.length, partBytes);
    const content = file.subarray(from, from + length);
    return { part: at + 1, parts, bytes: content.length, content };
  });
}

describe('a file that travels in parts', () => {
  it('is the same bytes from its parts in any order and doubled as they like, or it is nothing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.boolean(),
        (raw, partBytes, order, all) => {
          const file = Buffer.from(raw);
          const parts = cut(file, partBytes);
          const drawn = order.map((n) => parts[n % parts.length]!);
          const sent = all ? [...drawn, ...parts.toReversed()] : drawn;
          const complete = new Set(sent).size === parts.length;
          const made = received(file.length, sent);
          if (complete) expect(made).toEqual(file);
          else expect(made).toBeNull();
        },
      ),
    );
  });

  const coming = { bytes: 10, parts: 3, here: new Map([[1, 4]]) };

  it('takes no part that is empty, of another count, or too long for what was named', () => {
    expect(takePart({ ...coming, parts: null, here: new Map() }, { part: 2, parts: 3, bytes: 4 })).toBe('kept');
    expect(takePart(coming, { part: 2, parts: 3, bytes: 4 })).toBe('kept');
    expect(takePart(coming, { part: 1, parts: 3, bytes: 4 })).toBe('doubled');
    expect(takePart(coming, { part: 2, parts: 3, bytes: 0 })).toBe('wrong');
    expect(takePart(coming, { part: 2, parts: 4, bytes: 4 })).toBe('wrong');
    expect(takePart(coming, { part: 2, parts: 3, bytes: 6 })).toBe('wrong');
    expect(takePart(coming, { part: 2, parts: 3, bytes: 5 })).toBe('kept');
    expect(takePart({ ...coming, parts: null, here: new Map() }, { part: 4, parts: 3, bytes: 4 })).toBe('wrong');
  });

  it('is whole with exactly the bytes that were named', () => {
    const two = { ...coming, here: new Map([...coming.here, [2, 4]]) };
    for (const [bytes, taken] of [
      [1, 'wrong'],
      [2, 'last'],
      [3, 'wrong'],
    ] as const)
      expect(takePart(two, { part: 3, parts: 3, bytes })).toBe(taken);
  });

  it('is lined up by a window: no part more than may be underway, and none behind the last', () => {
    expect(nextParts({ lined: 0, parts: 40 }, 0, 3)).toEqual([1, 2, 3]);
    expect(nextParts({ lined: 3, parts: 40 }, 2, 3)).toEqual([4]);
    for (const underway of [3, 4]) expect(nextParts({ lined: 3, parts: 40 }, underway, 3)).toEqual([]);
    expect(nextParts({ lined: 39, parts: 40 }, 0, 3)).toEqual([40]);
    expect(nextParts({ lined: 40, parts: 40 }, 0, 3)).toEqual([]);
  });

  it('goes once more where it came spoilt or not whole, not without end, and not where it is not wanted', () => {
    for (const code of ['FILE_DIGEST_OTHER', 'FILE_INCOMPLETE_THERE']) {
      expect(goesAgain(code, 2, 3)).toBe(true);
      expect(goesAgain(code, 3, 3)).toBe(false);
    }
    for (const code of ['FILE_TOO_LARGE_HERE', null]) expect(goesAgain(code, 1, 3)).toBe(false);
  });
});
