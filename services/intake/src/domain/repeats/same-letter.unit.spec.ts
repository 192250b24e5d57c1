import { describe, expect, it } from '@jest/globals';
import { likeness, linkSameLetter, SAME_LETTER, sameLetters } from './same-letter.js';
import { id, OTHER, PETITION, refusal, act } from '../../../test/builders.js';

describe('one letter to several addressees', () => {
  const letter = (petitionId: string, text: string) => ({ petitionId, summary: '小区供暖不足', text });
  const words = '入冬以来室温一直低于标准，多次联系物业无人处理，请求恢复供暖。';

  it('is recognised by nearly the same words, the most similar first', () => {
    const [same, nearly, other] = [letter(id(2), words), letter(id(3), `${words}此致敬礼。`), letter(id(4), '请求更换小区电梯。')];
    expect(likeness(letter(id(1), words), same)).toBe(1);
    expect(likeness(letter(id(1), ''), { summary: '', text: '' })).toBe(0);
    expect(likeness(letter(id(1), words), nearly)).toBeGreaterThan(SAME_LETTER.likeness);
    expect(sameLetters(letter(id(1), words), [other, nearly, letter(id(1), words), same])).toEqual([same, nearly]);
  });

  it('is linked by hand, once, to a filing found to be the same', () => {
    const link = (firstId: string, found: boolean, former: string | null = null) =>
      linkSameLetter(PETITION, { firstId, found, former }, act());
    expect(link(OTHER, true)).toMatchObject([{ type: 'SameLetterLinked', data: { petitionId: PETITION, firstPetitionId: OTHER } }]);
    expect(() => link(PETITION, false)).toThrow(refusal('SAME_LETTER_WITH_ITSELF'));
    expect(() => link(OTHER, false)).toThrow(refusal('SAME_LETTER_UNLIKE'));
    expect(() => link(OTHER, true, id(9))).toThrow(refusal('SAME_LETTER_LINKED'));
  });
});
