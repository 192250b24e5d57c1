import { defineErrors } from '@sunshine/errors';
import { waitWords } from '@sunshine/words';

const trackingError = defineErrors({
  QUERY_CODE_MALFORMED: { kind: 'INVALID_INPUT', text: '查询码有误，请核对后重新输入' },
  TRACKING_FAILED: { kind: 'NOT_FOUND', text: '查询码或密码不正确{rest}' },
  TRACKING_LOCKED: { kind: 'TOO_MANY', text: '查询失败次数较多，请等{wait}再试；您的查询码没有失效' },
});

/** Crockford's alphabet: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const DATA = LENGTH - 1;

/** Multiplies by x in the field of 32 elements (modulus x^5 + x^2 + 1). */
const double = (value: number) => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

/**
 * Weighted sum over the field of 32 elements, each place with another weight: one wrong character and any two
 * exchanged characters change it.
 */
function checkOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum = double(sum ^ value);
  return sum;
}

/** A code from random or derived bytes: eleven characters of five bits, and the check character. At least 11 bytes. */
export function codeFrom(bytes: Uint8Array): string {
  const values = Array.from(bytes.subarray(0, DATA), (byte) => byte & 31);
  return [...values, checkOf(values)].map((value) => ALPHABET[value]).join('');
}

/** Six digits, nearly uniformly distributed (bias below one in ten billion). Needs at least 6 bytes. */
export function secretFrom(bytes: Uint8Array): string {
  const number = bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The code as it was issued: any case, blanks and hyphens allowed, I and L read as 1, O as 0.
 * @throws QUERY_CODE_MALFORMED where length, an alphabet character or the check character is wrong
 */
export function readCode(text: string): string {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  if (values.length !== LENGTH || values.includes(-1) || checkOf(values.slice(0, DATA)) !== values[DATA])
    throw trackingError('QUERY_CODE_MALFORMED');
  return code;
}

/** The caller must wait before the next attempt; code and secret were not checked. @param seconds until the next attempt */
export function trackingWaits(seconds: number): Error {
  return trackingError('TRACKING_LOCKED', { details: { wait: waitWords(seconds), retryAfterSeconds: seconds } });
}

/**
 * A failed attempt, with the number of attempts left or the time to wait. It does not reveal whether the code exists, since attempts at
 * unknown codes are counted alike.
 * @param then null where nothing was tried; `seconds` to wait where no attempt is left
 */
export function trackingFailed(then: { readonly left: number; readonly seconds: number } | null): Error {
  const rest =
    then === null
      ? ''
      : then.left === 0
        ? `，要等${waitWords(then.seconds)}才能再试`
        : `，还可以再试${then.left}次，之后要等一会儿才能再试`;
  return trackingError('TRACKING_FAILED', { details: { rest } });
}
