import { describe, expect, it } from '@jest/globals';
import { nationalPacks } from '@sunshine/procedure';
import fc from 'fast-check';
import { refusal } from '../../test/builders.js';
import { pledgeIn, refusePledge } from './pledge.js';

const PLEDGES = [
  '乙方自愿息诉罢访',
  '乙方作出息访承诺',
  '乙方罢访息诉',
  '今后不再上访',
  '本人承诺不再就此事信访',
  '乙方不再以任何形式向任何部门反映问题或者上访',
  '乙方不得再上访',
  '不以任何理由进京上访',
  '不再起诉',
  '乙方放弃诉讼',
  '乙方自愿放弃申请复查的权利',
  '停止投诉和信访',
  '保证不到北京上访',
  '永不举报',
  '乙方不 再 “上访”',
  '不再\u3000信访',
  '乙方不得要求加付补偿且不再上访',
  '甲方一次性补助三万元，乙方收款后停止信访',
];
const NO_PLEDGES = [
  '本协议不以息诉罢访为条件',
  '甲方不得要求乙方息访',
  '甲方未要求乙方承诺不再信访',
  '不得以停止信访为前提发放救助',
  '本协议不影响乙方继续信访、起诉的权利',
  '息访承诺无效',
  '甲方不再拖欠投诉人的工资',
  '甲方不得打击报复信访人',
  '甲方保证不影响乙方信访',
  '单位不得因信访处分职工',
  '经查，同一事实和理由不再受理',
  '信息访问记录已入卷',
  '利息诉求另行处理',
  '甲方于六月三十日前修复屋面',
  '不再追究其上访行为',
  '乙方不服的，可以申请复查',
];

describe.each(nationalPacks().map((pack) => [pack.id, pack] as const))('under %s', (_id, pack) => {
  it.each(PLEDGES)('“%s” is a promise not to petition, sue or complain', (text) => {
    expect(pledgeIn(pack, text)).not.toBeNull();
    expect(refusal(() => refusePledge(pack, '协议内容', 'terms', text))).toBe('PLEDGE_NOT_TO_PETITION');
  });

  it.each(NO_PLEDGES)('“%s” is none', (text) => {
    expect(pledgeIn(pack, text)).toBeNull();
  });

  it('finds it wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLEDGES),
        fc.constantFrom(...NO_PLEDGES),
        fc.constantFrom('，', '。', '；', '\n'),
        (pledge, other, end) => {
          expect(pledgeIn(pack, `${other}${end}${pledge}${end}${other}`)).not.toBeNull();
        },
      ),
    );
  });
});
