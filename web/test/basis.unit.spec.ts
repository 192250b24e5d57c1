import { describe, expect, it } from '@jest/globals';
import { basisOf } from '../src/basis.js';

describe('the basis that people are told', () => {
  it.each([
    ['信访工作条例 28 ¶3; law 5 C5; contract Graph', '信访工作条例 28 ¶3'],
    ['信访工作条例 34；个人信息保护法 46', '信访工作条例 34；个人信息保护法 46'],
    ['contract Roles; design 9', null],
    [null, null],
  ])('%s: %s', (source, basis) => expect(basisOf(source)).toBe(basis));
});
