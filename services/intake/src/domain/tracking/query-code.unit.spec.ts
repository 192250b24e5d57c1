import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeFrom, readCode, secretFrom, trackingWaits, trackingFailed } from './query-code.js';

const bytes = fc.uint8Array({ minLength: 11, maxLength: 11 });
const malformed = expect.objectContaining({ code: 'QUERY_CODE_MALFORMED' });
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a query code', () => {
  it('has twelve characters of Crockford base32 and reads back as issued', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = codeFrom(random);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
        expect(readCode(code)).toBe(code);
      }),
    );
  });

  it('may be typed in small letters, in groups, and with O for 0 and I or L for 1', () => {
    const code = codeFrom(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    const typed = code.toLowerCase().replace('0', 'o').replace('1', 'l');
    expect(readCode(` ${typed.slice(0, 4)}-${typed.slice(4, 8)} ${typed.slice(8)} `)).toBe(code);
  });

  it('shows each single wrong character', () => {
    const code = codeFrom(new Uint8Array([9, 200, 31, 4, 77, 16, 3, 250, 1, 0, 12]));
    for (let at = 0; at < code.length; at += 1) {
      for (const other of ALPHABET.replace(code[at] as string, '')) {
        expect(() => readCode(code.slice(0, at) + other + code.slice(at + 1))).toThrow(malformed);
      }
    }
  });

  it('shows any two exchanged characters', () => {
    fc.assert(
      fc.property(bytes, fc.nat(11), fc.nat(11), (random, i, j) => {
        const code = codeFrom(random);
        const exchanged = [...code];
        [exchanged[i], exchanged[j]] = [code[j] as string, code[i] as string];
        if (exchanged.join('') !== code) expect(() => readCode(exchanged.join(''))).toThrow(malformed);
      }),
    );
  });

  it.each(['', '0', 'ABCDEFGHJKM', '0000000000000', '00000000000U', '00000000000字'])('is refused when malformed: %s', (text) => {
    expect(() => readCode(text)).toThrow(malformed);
  });
});

describe('its secret', () => {
  it('has six digits', () => {
    expect(secretFrom(new Uint8Array([0, 0, 0, 0, 0, 7]))).toBe('000007');
    fc.assert(fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (random) => expect(secretFrom(random)).toMatch(/^\d{6}$/)));
  });
});

describe('guessing', () => {
  it.each([
    [{ left: 4, seconds: 0 }, '查询码或密码不正确，还可以再试4次，之后要等一会儿才能再试'],
    [{ left: 1, seconds: 0 }, '查询码或密码不正确，还可以再试1次，之后要等一会儿才能再试'],
    [{ left: 0, seconds: 720 }, '查询码或密码不正确，要等12分钟才能再试'],
    [null, '查询码或密码不正确'],
  ])('after which %j is left tells so', (then, message) => expect(trackingFailed(then).message).toBe(message));

  it('that must wait is told how long, and that the code is still good', () => {
    expect(trackingWaits(661)).toMatchObject({
      code: 'TRACKING_LOCKED',
      kind: 'TOO_MANY',
      message: '查询失败次数较多，请等12分钟再试；您的查询码没有失效',
      details: { retryAfterSeconds: 661 },
    });
  });
});
