import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bigrams, searchTerms, tsquery } from './search.js';

describe('what is kept of a text for search', () => {
  it('is each pair of neighbours, and the last character of each run', () => {
    expect(bigrams('供暖不足')).toEqual(['供暖', '暖不', '不足', '足']);
    expect(bigrams('一，二三')).toEqual(['一', '二三', '三']);
  });

  it('does not tell capital from small letters, nor full width from half width', () => {
    expect(bigrams('ＡＢ１')).toEqual(bigrams('ab1'));
  });

  it('holds each piece of a word that stands in the text', () => {
    const han = fc.array(fc.constantFrom(...'供暖不足小区物业，。ab1 '), { maxLength: 40 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(han, fc.nat(40), fc.integer({ min: 1, max: 6 }), (text, from, length) => {
        const word = text.slice(from, from + length);
        const kept = bigrams(text);
        const terms = searchTerms(word);
        for (const piece of terms?.pieces ?? []) expect(kept).toContain(piece);
        for (const prefix of terms?.prefixes ?? []) expect(kept.some((piece) => piece.startsWith(prefix))).toBe(true);
      }),
    );
  });
});

describe('a search', () => {
  it('of two characters needs one pair, of more the whole word too', () => {
    expect(searchTerms('供暖')).toEqual({ pieces: ['供暖'], prefixes: [], words: [] });
    expect(searchTerms('供暖费')).toEqual({ pieces: ['供暖', '暖费'], prefixes: [], words: ['供暖费'] });
  });

  it('of one character asks for pieces that begin with it', () => {
    expect(tsquery(searchTerms('暖')!)).toBe("'暖':*");
    expect(tsquery(searchTerms('暖 供水')!)).toBe("'供水' & '暖':*");
  });

  it.each(['', '  ', '，。', '%_\\', "'"])('of nothing that can be searched finds nothing: %j', (text) => {
    expect(searchTerms(text)).toBeNull();
  });

  it('cannot break out of the query, and does not grow without end', () => {
    expect(tsquery(searchTerms("a' | 'b")!)).toBe("'a':* & 'b':*");
    expect(searchTerms('长'.repeat(10_000))!.words[0]).toHaveLength(60);
  });
});
