import { describe, expect, it } from '@jest/globals';
import { codeHash, newCode, readCode } from './follower-code.js';

describe('the code of a follower', () => {
  it('is read as it was given, in small letters, with spaces, wide or without dashes', () => {
    for (let n = 0; n < 200; n++) {
      const code = newCode();
      expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
      for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `])
        expect(readCode(typed)).toBe(code);
    }
    expect(readCode('ＡＢＣＤ2345efgh6789')).toBe('ABCD-2345-EFGH-6789');
  });

  it('is none with a letter too few, one too many or one that no code has', () => {
    for (const typed of ['', 'ABCD-2345-EFGH-678', 'ABCD-2345-EFGH-67899', 'ABCD-2345-EFGH-678O', 'ABCD-2345-EFGH-678你'])
      expect(readCode(typed)).toBeNull();
  });

  it('is a new one each time, and found by its hash alone', () => {
    const codes = Array.from({ length: 500 }, newCode);
    expect(new Set(codes).size).toBe(500);
    expect(new Set(codes.map(codeHash)).size).toBe(500);
    expect(codes.filter((code) => codeHash(code).includes(code))).toEqual([]);
  });
});
