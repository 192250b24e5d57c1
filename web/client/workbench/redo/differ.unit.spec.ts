import { describe, expect, it } from '@jest/globals';
import { differ, type Stretch } from './differ';

const text = (stretches: readonly Stretch[]): string => stretches.map((one) => one.text).join('');
const shared = (stretches: readonly Stretch[]): string[] => stretches.filter((one) => one.shared).map((one) => one.text);
const own = (stretches: readonly Stretch[]): string[] => stretches.filter((one) => !one.shared).map((one) => one.text);

describe('a redone text beside the revoked one', () => {
  it('shows what stands in both and what in one alone', () => {
    const { former, redone } = differ('经现场查看，水压不足，不予支持。', '经现场查看，水压不足，由我局更换水泵。');
    expect([shared(former), own(former)]).toEqual([['经现场查看，水压不足'], ['，不予支持。']]);
    expect([shared(redone), own(redone)]).toEqual([['经现场查看，水压不足'], ['，由我局更换水泵。']]);
  });

  it('takes four letters in a row for common ground, and three for chance', () => {
    expect(shared(differ('甲乙丙丁戊己', '庚乙丙丁戊辛').former)).toEqual(['乙丙丁戊']);
    expect(shared(differ('甲乙丙丁戊己', '庚乙丙丁辛壬').former)).toEqual([]);
  });

  it('takes a number as a whole', () => {
    expect(own(differ('我局应当于2025年12月30日前办结', '我局应当于2026年12月30日前办结').redone)).toEqual(['2026']);
    expect(own(differ('我局应当于2025年12月30日前办结', '我局应当于2026年12月30日前办结').former)).toEqual(['2025']);
  });

  it('finds what was only moved', () => {
    const { former, redone } = differ('水压不足属实；管道已经老化。', '管道已经老化，水压不足属实。');
    expect([own(former), own(redone)]).toEqual([[], []]);
  });

  it('is one shared stretch where nothing was changed, be it one letter, and none where all was', () => {
    for (const same of ['以协议为准。', '是', '支持']) expect(differ(same, same).redone).toEqual([{ text: same, shared: true }]);
    expect(shared(differ('以协议为准', '由我局更换水泵').former)).toEqual([]);
    expect(own(differ('支持', '不予支持').redone)).toEqual(['不予']);
  });

  it('is whole: nothing of either text is lost, also where one is empty or has no letters', () => {
    for (const [one, other] of [
      ['', ''],
      ['', '新的意见'],
      ['原来的意见', ''],
      ['——', '……'],
      ['第一项支持；第二项\n不予支持', '第二项不予支持；\n第一项支持'],
    ] as const) {
      const { former, redone } = differ(one, other);
      expect([text(former), text(redone)]).toEqual([one, other]);
    }
  });
});
