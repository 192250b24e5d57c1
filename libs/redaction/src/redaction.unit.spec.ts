import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cut, findAll, findIdentifiers, findPersons, redacted } from './index.js';

const kinds = (text: string) => findIdentifiers(text).map(({ kind, text: found }) => [kind, found]);

describe('what tells who somebody is', () => {
  it.each([
    ['电话13900001111。', 'mobile', '13900001111'],
    ['电话 139-0000-1111', 'mobile', '139-0000-1111'],
    ['电话１３９００００１１１１', 'mobile', '１３９００００１１１１'],
    ['电话一三九零零零零幺幺幺幺', 'mobile', '一三九零零零零幺幺幺幺'],
    ['身份证99010219800101001X，', 'id_card', '99010219800101001X'],
    ['座机0571-87654321转', 'landline', '0571-87654321'],
    ['卡号6222 0200 1234 5678 903', 'bank_card', '6222 0200 1234 5678 903'],
    ['车牌浙A·12345', 'plate', '浙A·12345'],
    ['信箱 abc.def@example.cn 可用', 'email', 'abc.def@example.cn'],
    ['微信号：wx_abc123', 'messenger', '微信号：wx_abc123'],
    ['护照E12345678', 'passport', 'E12345678'],
    ['1980年1月2日出生', 'birth', '1980年1月2日出生'],
  ])('is found in %s', (text, kind, found) => expect(kinds(text)).toEqual([[kind, found]]));

  it.each([
    '2025年3月10日上午9时30分，依据《信访工作条例》第三十一条第（六）项，共赔偿12,345.67元。',
    '990100-20250303-000001',
    '编号：东住建访〔2025〕123号',
    '建筑面积 1280.55 平方米，2023-2024 年度',
  ])('is not found in %s', (text) => expect(kinds(text)).toEqual([]));

  it('is a name that is known, whatever stands between its characters', () => {
    const known = { names: ['贾信访', '欧阳某文'], values: ['东湖路一号'] };
    const found = findPersons('贾 信 访、贾·信·访与欧阳某文住东湖路一号', known).map(({ kind, text }) => [kind, text]);
    expect(found).toEqual([
      ['person', '贾 信 访'],
      ['person', '贾·信·访'],
      ['person', '欧阳某文'],
      ['number', '东湖路一号'],
    ]);
  });

  it('is gone once it is taken out, and what was cut is the text', () => {
    const text = '证人李建国（电话13900001111）住锦绣家园16号楼2单元301室，贾信访认可。';
    const known = { names: ['贾信访'], values: [] };
    const found = findAll(text, known);
    expect(redacted(text, found)).not.toMatch(/李建国|13900001111|301室|贾信访/);
    expect(findAll(redacted(text, found), known)).toEqual([]);
    expect(
      cut(text, found)
        .map((one) => one.text)
        .join(''),
    ).toBe(text);
  });

  it('leaves no text changed by cutting it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const whole = `${text}13900001111 ${text}`;
        expect(
          cut(whole, findIdentifiers(whole))
            .map((one) => one.text)
            .join(''),
        ).toBe(whole);
      }),
    );
  });
});
