import { describe, expect, it } from '@jest/globals';
import { recipientNamed } from './recipients.js';

const [ZHAO, QIAN, OTHER_QIAN] = ['p1', 'p2', 'p3'];
const of = [
  { petitionerId: ZHAO, name: '赵 一' },
  { petitionerId: QIAN, name: '钱二' },
];

describe('a name that another node tells', () => {
  it.each([
    ['赵一', ZHAO],
    ['赵\u3000一', ZHAO],
    ['钱二', QIAN],
    ['钱', null],
    ['孙三', null],
    ['', null],
  ])('%j is this petitioner or nobody', (name, expected) => {
    expect(recipientNamed(of, name)).toBe(expected);
  });

  it('that two petitioners bear means none of them', () => {
    const two = [...of, { petitionerId: OTHER_QIAN, name: '钱二 ' }];
    expect(recipientNamed(two, '钱二')).toBeNull();
    expect(recipientNamed(two, '赵一')).toBe(ZHAO);
  });
});
