import { describe, expect, it } from '@jest/globals';
import { isTelephone } from './telephone.js';

describe('a telephone number in words', () => {
  it.each(['12345', '0000-8800001', '（0000）8800001', '承办科 0000 8800001 转 8', '１９９０００００００１'])('is seen in %s', (words) => {
    expect(isTelephone(words)).toBe(true);
  });
  it.each(['', '承办科', '3号窗口', '1234', '第12号第34号'])('is not seen in “%s”', (words) => {
    expect(isTelephone(words)).toBe(false);
  });
});
