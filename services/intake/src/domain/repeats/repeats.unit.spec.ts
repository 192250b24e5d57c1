import { describe, expect, it } from '@jest/globals';
import type { Act } from '@sunshine/events';
import fc from 'fast-check';
import {
  agreement,
  allowLook,
  factsOf,
  judgeCandidate,
  LIKE_FACTS,
  likeness,
  linkRepeat,
  LOOKS_A_DAY,
  mayLookForRepeats,
  rarestPieces,
  reasonsOf,
  sharedPhrases,
  unlinkRepeat,
  type Commonness,
  type ComparedMatter,
  type Comparison,
} from './repeats.js';

const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const act: Act = {
  actor: { kind: 'person', id: id(1) },
  at: '2025-03-03T04:00:00.000Z',
  on: '2025-03-03',
  recordedAt: '2025-03-03T04:00:00.000Z',
  correlationId: 'test',
};
const uncounted: Commonness = { petitions: 1_000, shares: new Map(), rare: 0.01, rareAtMost: 0.01 };

const aMatter = (more: Partial<ComparedMatter> = {}): ComparedMatter => ({
  number: '990100-20250303-000001',
  division: '990100',
  contentClass: null,
  respondent: [],
  summary: '锦绣家园电梯经常停运，物业不修',
  text: '我住湖滨街道锦绣家园16号楼，两部电梯今年已经停运九次，最长一次停了十一天。物业说要动用维修资金，业主签字不够。',
  requests: ['请求对电梯进行检验并更换'],
  previousNumber: null,
  ...more,
});
const again = aMatter({
  number: '990100-20250403-000002',
  summary: '锦绣家园16号楼的电梯又坏了',
  text: '电梯三天两头出毛病，今年停了快十回，有一回十多天没修好。去找物业，物业讲维修资金要业主签字，人数凑不齐。',
  requests: ['要求尽快更换电梯'],
});
const elsewhere = aMatter({
  number: '990100-20250403-000003',
  summary: '锦绣家园16号楼旁夜间施工扰民',
  text: '湖滨街道锦绣家园16号楼对面打桩到凌晨，罐车按喇叭，孩子睡不好。城管来过，走了照旧。',
  requests: ['请求查处夜间施工'],
});

const compared = (own: ComparedMatter, other: ComparedMatter, more: Partial<Comparison> = {}): Comparison => ({
  own,
  other,
  shared: [],
  daysApart: 31,
  likeness: likeness(factsOf(own), factsOf(other), uncounted),
  agreement: agreement(factsOf(own), factsOf(other), uncounted),
  ...more,
});

describe('like facts', () => {
  const text = fc.string({ unit: fc.constantFrom(...'供暖道路积水噪声物业，。 \n'), maxLength: 60 });
  const matter = fc.record({ summary: text, text, requests: fc.array(text, { maxLength: 3 }) });
  const shares = fc.dictionary(fc.constantFrom('供暖', '道路', '积水', '噪声', '物业'), fc.double({ min: 0.001, max: 1, noNaN: true }));
  const commonness = shares.map((known): Commonness => ({ ...uncounted, shares: new Map(Object.entries(known)) }));

  it('are the same from both sides, between 0 and 1, and all of it for a text and itself', () => {
    fc.assert(
      fc.property(matter, matter, commonness, (one, other, common) => {
        const [a, b] = [factsOf(one), factsOf(other)];
        for (const measure of [likeness, agreement]) {
          expect(measure(a, b, common)).toBeCloseTo(measure(b, a, common), 10);
          expect(measure(a, b, common)).toBeGreaterThanOrEqual(0);
          expect(measure(a, b, common)).toBeLessThanOrEqual(1);
        }
        if (likeness(a, a, common) !== 0) expect(likeness(a, a, common)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('are nothing between texts that share no pair of characters, or hold none', () => {
    for (const measure of [likeness, agreement]) {
      const [road, heating, empty] = ['道路积水', '供暖不足', ''].map((words) => factsOf({ summary: words, text: '', requests: [] }));
      expect(measure(road!, heating!, uncounted)).toBe(0);
      expect(measure(road!, empty!, uncounted)).toBe(0);
      expect(measure(empty!, empty!, uncounted)).toBe(0);
    }
  });

  it('are not bought by a text that speaks of everything', () => {
    const all = aMatter({ text: `${elsewhere.text}${longText(4_000)}${again.text}` });
    const comparison = compared(aMatter(), all, { shared: ['phone'] });
    expect(comparison.likeness).toBeLessThan(LIKE_FACTS.likeness);
    expect(judgeCandidate(comparison)).toBeNull();
  });

  it('weigh nothing where every petition says it', () => {
    const common: Commonness = { ...uncounted, shares: new Map([...factsOf(aMatter()).pieces].map((piece) => [piece, 1])) };
    expect(likeness(factsOf(aMatter()), factsOf(aMatter()), common)).toBe(0);
  });

  it('tell a matter told again in other words from another matter of the same home', () => {
    expect(compared(aMatter(), again).agreement).toBeGreaterThan(LIKE_FACTS.agreement);
    expect(compared(aMatter(), elsewhere).agreement).toBeLessThan(compared(aMatter(), again).agreement / 2);
  });
});

const longText = (length: number) => Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7_919) % 5_000))).join('');

describe('the pieces that a matter is looked for by', () => {
  const facts = factsOf({ summary: '道路积水', text: '', requests: [] });
  const common: Commonness = { petitions: 1_000, shares: new Map([['道路', 0.5]]), rare: 0.001, rareAtMost: 0.002 };

  it('are the rarest ones, the gist first', () => {
    expect(rarestPieces(facts, common, { pieces: 2, postings: 1_000 }).map(({ piece }) => piece)).toEqual(['路积', '积水']);
    expect(rarestPieces(facts, common, { pieces: 9, postings: 1_000 }).map(({ piece }) => piece)).toEqual(['路积', '积水', '道路']);
  });

  it.each([
    [503, []],
    [504, ['道路']],
  ])('stand together in no more petitions than are read: %d', (postings, further) => {
    expect(rarestPieces(facts, common, { pieces: 9, postings }).map(({ piece }) => piece)).toEqual(['路积', '积水', ...further]);
  });
});

describe('a candidate', () => {
  const at = (more: Partial<Comparison>) => judgeCandidate(compared(aMatter(), elsewhere, { likeness: 0, agreement: 0, ...more }));

  it.each([['idNumber'], ['phone'], ['nameAndAddress']] as const)('is never the same petitioner alone: %s', (identity) => {
    expect(at({ shared: [identity], agreement: LIKE_FACTS.agreement - 0.001, likeness: LIKE_FACTS.likeness - 0.001 })).toBeNull();
    expect(at({ shared: ['idNumber', 'phone', 'nameAndAddress', 'agent'] })).toBeNull();
    expect(at({ shared: [identity], agreement: LIKE_FACTS.agreement })).toMatchObject({ as: 'repeat' });
    expect(at({ shared: [identity], likeness: LIKE_FACTS.likeness })).toMatchObject({ as: 'repeat' });
  });

  it('with like facts of somebody else is related, apart from repeats; the same agent makes no same petitioner', () => {
    expect(at({ agreement: LIKE_FACTS.agreement })).toMatchObject({ as: 'related' });
    expect(at({ agreement: LIKE_FACTS.agreement, shared: ['agent'] })).toMatchObject({ as: 'related' });
    expect(at({ agreement: LIKE_FACTS.agreement - 0.001 })).toBeNull();
  });

  it('is the one whose number the petitioner wrote down, like or not', () => {
    const own = aMatter({ previousNumber: elsewhere.number });
    expect(judgeCandidate(compared(own, elsewhere, { likeness: 0, agreement: 0 }))).toMatchObject({ as: 'repeat' });
  });

  it('has a score from 0 to 1 by its facts, which reasons raise a little', () => {
    expect(at({ likeness: 1, daysApart: 0, shared: ['agent'] })?.score).toBe(1);
    expect(at({ likeness: 0.5, daysApart: 1_000 })?.score).toBe(0.51);
    expect(at({ likeness: 0.5, daysApart: 0 })?.score).toBe(0.52);
  });
});

describe('the reasons of a candidate', () => {
  it('name what agrees, the strongest first', () => {
    const own = aMatter({ previousNumber: again.number, contentClass: '010100', respondent: [{ organId: id(4) }, { text: '某物业公司' }] });
    const other = { ...again, contentClass: '010100', respondent: [{ text: ' 某物业 公司。' }] };
    const comparison = compared(own, other, { shared: ['agent', 'nameAndAddress', 'phone', 'idNumber'], daysApart: 0 });
    expect(reasonsOf(comparison, ['维修资金']).map(({ kind }) => kind)).toEqual([
      'NAMED_BY_PETITIONER',
      'SAME_ID_NUMBER',
      'SAME_PHONE',
      'SAME_NAME_AND_ADDRESS',
      'SAME_AGENT',
      'LIKE_FACTS',
      'SAME_RESPONDENT',
      'SAME_CLASS',
      'SAME_PLACE',
      'NEAR_DATES',
    ]);
  });

  it('are silent on what does not agree or is not known', () => {
    const other = { ...again, division: '990102', respondent: [{ text: '另一公司' }] };
    const own = aMatter({ respondent: [{ text: '某物业公司' }] });
    expect(reasonsOf(compared(own, other, { daysApart: 91 }), [])).toEqual([]);
  });

  it.each([
    [0, '同日收到'],
    [90, '收到日期相距90日'],
  ])('say how near the receipts are: %d days', (daysApart, text) => {
    expect(reasonsOf(compared(aMatter(), again, { daysApart }), [])).toContainEqual({ kind: 'NEAR_DATES', text });
  });
});

describe('shared phrases', () => {
  it('stand in both texts word for word, the most telling ones first, none inside another', () => {
    const phrases = sharedPhrases(aMatter(), again, uncounted, 2);
    expect(phrases).toEqual(['锦绣家园16号楼', '维修资金']);
  });

  it('do not reach over the end of a sentence, and leave short ones out', () => {
    const one = aMatter({ summary: '道路积水', text: '供暖，不足', requests: [] });
    expect(sharedPhrases(one, aMatter({ summary: '供暖不足', text: '道路积水了', requests: [] }), uncounted)).toEqual(['道路积水']);
    expect(sharedPhrases(one, aMatter({ summary: '供暖', text: '道路', requests: [] }), uncounted)).toEqual([]);
  });
});

describe('a look for repeats', () => {
  it('compares no report with anything', () => {
    expect(() => mayLookForRepeats({ kind: 'REPORT', closedOn: null })).toThrow(expect.objectContaining({ code: 'REPEATS_SEALED' }));
  });

  it('ends with the duty', () => {
    expect(() => mayLookForRepeats({ kind: 'CLAIM', closedOn: '2025-03-03' })).toThrow(
      expect.objectContaining({ code: 'REPEATS_OF_CLOSED' }),
    );
    expect(() => mayLookForRepeats({ kind: 'SUGGESTION', closedOn: null })).not.toThrow();
  });

  it('is for so many matters of one officer a day, and no more', () => {
    expect(() => allowLook(LOOKS_A_DAY - 1)).not.toThrow();
    expect(() => allowLook(LOOKS_A_DAY)).toThrow(expect.objectContaining({ code: 'REPEAT_LOOKS_TOO_MANY', kind: 'TOO_MANY' }));
  });
});

describe('a link between two matters', () => {
  const earlier = { id: id(10), kind: 'CLAIM' as const, receivedOn: '2025-02-01' };
  const later = { id: id(11), kind: 'CLAIM' as const, receivedOn: '2025-03-01' };
  const link = (one: typeof earlier, other: typeof earlier, kind: 'SAME_MATTER' | 'RELATED') => linkRepeat(one, other, kind, id(2), act);

  it('of the same matter stands on the one received later, and says so in one event', () => {
    const { state, events } = link(later, earlier, 'SAME_MATTER');
    expect(state).toEqual({ petitionId: later.id, repeatOfId: earlier.id, kind: 'SAME_MATTER' });
    expect(events).toMatchObject([{ type: 'RepeatLinked', data: { ...state, organId: id(2), on: act.on } }]);
    expect(() => link(earlier, later, 'SAME_MATTER')).toThrow(expect.objectContaining({ code: 'REPEAT_OF_LATER' }));
  });

  it('of two received on one day follows the order of registration', () => {
    const sameDay = { ...later, receivedOn: earlier.receivedOn };
    expect(link(sameDay, earlier, 'SAME_MATTER').state.petitionId).toBe(sameDay.id);
    expect(() => link(earlier, sameDay, 'SAME_MATTER')).toThrow(expect.objectContaining({ code: 'REPEAT_OF_LATER' }));
  });

  it('of related matters is the same from either side', () => {
    expect(link(later, earlier, 'RELATED').state).toEqual(link(earlier, later, 'RELATED').state);
  });

  it.each([
    ['itself', later, later, 'REPEAT_OF_ITSELF'],
    ['a report', later, { ...earlier, kind: 'REPORT' as const }, 'REPEATS_SEALED'],
    ['a matter, from a report', { ...later, kind: 'REPORT' as const }, earlier, 'REPEATS_SEALED'],
  ])('is refused to %s', (_case, one, other, code) => {
    for (const kind of ['SAME_MATTER', 'RELATED'] as const)
      expect(() => linkRepeat(one, other, kind, id(2), act)).toThrow(expect.objectContaining({ code }));
  });

  it('is taken back with a reason that is kept', () => {
    const standing = { petitionId: later.id, repeatOfId: earlier.id, kind: 'SAME_MATTER' as const };
    const { state, events } = unlinkRepeat(standing, ' 错认 ', id(2), act);
    expect(state.reason).toBe('错认');
    expect(events).toMatchObject([{ type: 'RepeatUnlinked', data: { ...standing, organId: id(2) } }]);
    expect(JSON.stringify(events)).not.toContain('错认');
    for (const reason of ['', ' 错 ', '错'.repeat(201)])
      expect(() => unlinkRepeat(standing, reason, id(2), act)).toThrow(expect.objectContaining({ code: 'UNLINK_REASON_MISSING' }));
    expect(() => unlinkRepeat(standing, '错'.repeat(200), id(2), act)).not.toThrow();
    expect(() => unlinkRepeat(null, '错认', id(2), act)).toThrow(expect.objectContaining({ code: 'REPEAT_LINK_UNKNOWN' }));
  });
});
