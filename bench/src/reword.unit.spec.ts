import { describe, expect, it } from '@jest/globals';
import { inCharacters, reword } from './reword.js';

describe('a number in characters', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [19, '十九'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [320, '三百二十'],
    [1_005, '一千零五'],
    [9_999, '九千九百九十九'],
  ])('%d', (number, text) => expect(inCharacters(number)).toBe(text));
});

describe('a matter told again by rule', () => {
  const told = {
    summary: '反映电梯停运',
    text: '2024年5月起电梯停运12次。物业说没有钱，共需186000元。老人出不了门。请求尽快处理。',
    request: '请求更换电梯',
  };

  it('is the same for the same variant, and never the text it was', () => {
    for (let variant = 0; variant < 40; variant += 1) {
      expect(reword(told, variant)).toEqual(reword(told, variant));
      expect(reword(told, variant).text).not.toBe(told.text);
    }
  });

  it('has other words, one sentence less and one more, in another order', () => {
    const { summary, text, request } = reword(told, 6);
    expect(summary).toBe('再次投诉电梯停用');
    expect(request).toBe('要求更换电梯');
    expect(text.split('。').filter(Boolean)).toHaveLength(4);
  });

  it('writes numbers otherwise and keeps what they say', () => {
    expect(reword(told, 1).text).toMatch(/2024年五月|十二次|18\.6万/);
    expect(reword(told, 2).text).toMatch(/186,000|12次/);
  });
});
