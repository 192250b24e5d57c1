import { describe, expect, it } from '@jest/globals';
import { TERMS, builtInPacks, dueDate, nationalCalendar, packNamed, renderStep, type Step, type Term } from '@sunshine/procedure';
import { cited } from '@sunshine/words';
import { basisOf, reasonOf } from '../src/basis.js';

const packs = builtInPacks();
/** What only builders read: signs of paragraphs, ids of packs, a law with a bare number after it. */
const BUILDERS = /¶|CN-|[\p{Script=Han}》] \d|\d\(\d/u;

describe('the basis that people are told', () => {
  it.each([
    ['信访工作条例 28 ¶3; law 5 C5; contract Graph', '《信访工作条例》第二十八条第三款'],
    ['信访工作条例 34；个人信息保护法 46', '《信访工作条例》第三十四条；《个人信息保护法》第四十六条'],
    ['信访条例 33；35 ¶2', '《信访条例》第三十三条、第三十五条第二款'],
    ['practice A (a mistake in the record); 个人信息保护法 46', '《个人信息保护法》第四十六条'],
    ['practice C (作废)', null],
    ['contract Roles; design 9', null],
    [null, null],
  ])('%s: %s', (source, basis) => expect(basisOf(source)).toBe(basis));

  it('is cited as in print for every source of every pack', () => {
    const sources = new Set([...JSON.stringify(packs).matchAll(/"(?:source|article)":"([^"]+)"/g)].map(([, source = '']) => source));
    expect(sources.size).toBeGreaterThan(100);
    expect([...sources].map(cited).filter((text) => BUILDERS.test(text))).toEqual([]);
    // A law that is named without an article stands in its marks as well.
    expect([...sources].map(cited).filter((text) => /^(?!本系统规则：|《)/.test(text))).toEqual(['党章', '集体访人数（未见原文）']);
  });
});

describe('a reason for a day', () => {
  const reasons = (id: string, term: Term, start: string) =>
    dueDate({ pack: packNamed(packs, id), term, start, calendar: nationalCalendar() }).explanation.map(reasonOf);

  it('names the law it counts by and what a local rule replaced', () => {
    expect(reasons('CN-2022', 'HANDLE', '2025-08-04')).toEqual([
      '受理之日为2025-08-04（星期一），当日不计入，自次日起算',
      '办理期限依《信访工作条例》第三十四条为60日，计至2025-10-03（星期五）',
      '计满之日为休息日（2025-10-03至2025-10-08国庆节、中秋节放假），顺延至其后第一个工作日2025-10-09（星期四）',
      '工作日按2007年至2026年放假通知计算',
    ]);
    expect(reasons('CN-33-2016', 'HANDLE', '2020-03-02')).toContain(
      '办理期限依《浙江省信访条例》第二十三条第一款为30日，计至2020-04-01（星期三）；地方规则（《浙江省信访条例》第二十三条第一款），替代国家规定的“60日”',
    );
  });

  it('holds no id of a pack and no bare article, whatever term of whatever pack', () => {
    const told = packs.flatMap(({ id, inForceFrom, terms }) =>
      TERMS.filter((term) => terms[term]?.length).flatMap((term) => reasons(id, term, inForceFrom)),
    );
    expect(told.length).toBeGreaterThan(100);
    expect(told.filter((text) => BUILDERS.test(text))).toEqual([]);
  });

  it.each(['not_in_force', 'unverified'] as const)('tells a pack that was used by name (%s)', (why) => {
    const step: Step = {
      step: 'by_name',
      pack: 'CN-33-2016',
      startedOn: '2022-05-02',
      inForceFrom: '2016-08-01',
      inForceTo: '2022-04-30',
      verifiedTo: '2022-04-30',
      why,
      to: '2022-05-02',
      source: '浙江省信访条例',
    };
    expect(reasonOf({ ...step, text: renderStep(step) })).toContain('《浙江省信访条例》');
  });
});
