import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { clampFirst, decodeCursor, encodeCursor, pageOf } from './paging.js';

describe('first', () => {
  it.each([
    [undefined, 20],
    [null, 20],
    [Number.NaN, 20],
    [0, 1],
    [-5, 1],
    [1, 1],
    [100, 100],
    [101, 100],
    [100_000, 100],
    [7.9, 7],
  ])('%p becomes %p', (given, rows) => {
    expect(clampFirst(given)).toBe(rows);
  });
});

describe('a cursor', () => {
  const Shape = z.tuple([z.string(), z.int()]);

  it('gives back the values it was made of', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        expect(decodeCursor(encodeCursor([text, number]), Shape)).toEqual([text, number]);
      }),
    );
  });

  it.each(['', '!!', encodeCursor(['a']), encodeCursor([1, 'a']), Buffer.from('{').toString('base64url')])('%p is refused', (cursor) => {
    expect(() => decodeCursor(cursor, Shape)).toThrow(expect.objectContaining({ code: 'CURSOR_MALFORMED', kind: 'INVALID_INPUT' }));
  });
});

describe('a page', () => {
  it('ends where no row was left over', () => {
    const page = pageOf([1, 2], 2, (n) => [n]);
    expect(page.edges.map(({ node }) => node)).toEqual([1, 2]);
    expect(page.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: encodeCursor([1]),
      endCursor: encodeCursor([2]),
    });
  });

  it('has a next one where one row more was found', () => {
    const page = pageOf([1, 2, 3], 2, (n) => [n], true);
    expect(page.edges).toHaveLength(2);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true, endCursor: encodeCursor([2]) });
  });
});
