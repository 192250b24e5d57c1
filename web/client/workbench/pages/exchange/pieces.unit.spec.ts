import { describe, expect, it } from '@jest/globals';
import { PIECE_LENGTH, piecesOf } from './pieces';

const of = (length: number): string => Array.from({ length }, (_, at) => 'aB3_-.'[at % 6]).join('');

describe('the text of a ferry file', () => {
  it.each([
    [1, 1],
    [PIECE_LENGTH, 1],
    [PIECE_LENGTH + 1, 2],
    [PIECE_LENGTH * 20, 20],
  ])('of %i letters goes in %i pieces, which are the text again', async (length, count) => {
    const pieces = await piecesOf(new Blob([of(length)]));
    expect(pieces).toHaveLength(count);
    expect(pieces!.join('')).toBe(of(length));
  });

  it('is taken without the end of line that a program put behind it', async () => {
    expect(await piecesOf(new Blob(['a.b.c\r\n']))).toEqual(['a.b.c']);
  });

  it.each([
    ['empty', ''],
    ['of other letters', '{"a":1}'],
    ['of two lines', 'a.b\nc'],
    ['longer than 20 pieces', of(PIECE_LENGTH * 20 + 1)],
  ])('is none where it is %s', async (_, text) => {
    expect(await piecesOf(new Blob([text]))).toBeNull();
  });
});
