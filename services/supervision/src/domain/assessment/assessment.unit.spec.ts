import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FigureId } from '../figures/definitions.js';
import {
  assessmentOffers,
  assessmentState,
  contestAssessment,
  decideAssessmentContest,
  heldPoints,
  publishAssessment,
  scoreAssessment,
  submitSelfCheck,
  type PublishAssessment,
} from './assessment.js';
import type { OrganAssessment } from './assessment.records.js';

const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const refused = (code: string) => expect.objectContaining({ code });
const [BUREAU, UNIT, OTHER] = [uuid(1), uuid(2), uuid(3)];
const [HEAD, ASSESSOR, SECOND] = [uuid(11), uuid(12), uuid(13)];
const ITEMS = [
  { title: '按期办理', points: 60, standard: '按期办理率', figure: { id: 'handled_in_time', fullAt: 100, noneAt: 80 } },
  { title: '制度落实', points: 40, standard: '制度健全并落实的得满分' },
];
const publish = (more: Partial<PublishAssessment> = {}) =>
  publishAssessment({
    id: uuid(5),
    year: 2026,
    byOrganId: BUREAU,
    byPersonId: ASSESSOR,
    title: '2026年度履职考核方案',
    basis: '明信发〔2026〕3号',
    organIds: [UNIT, OTHER],
    items: ITEMS,
    publishedOn: '2026-03-01',
    selfCheckBy: '2026-12-20',
    contestDays: 10,
    ...more,
  });
const { scheme, organs } = publish();
const fresh = organs[0]!;
const counts = (numerator: number, denominator: number) =>
  ({ handled_in_time: { numerator, denominator } }) as unknown as Record<FigureId, { numerator: number; denominator: number }>;
const head = { personId: HEAD, on: '2026-12-20' };
const by = (personId: string, on: string, organIds = [BUREAU]) => ({ personId, on, organIds });
const selfCheck = (one = fresh, points = 40) => submitSelfCheck(scheme, one, head, [{ code: '2', points, evidence: '制度汇编及落实记录' }]);
const score = (
  one: OrganAssessment = selfCheck(),
  { on = '2027-01-05', points = 40, reason = null as string | null, figures = counts(9, 10), organIds = [BUREAU] } = {},
) => scoreAssessment(scheme, one, by(ASSESSOR, on, organIds), [{ code: '2', points, reason }], figures);
const contest = (one = score(), on = '2027-01-15', items = [{ code: '2', reason: '漏看附件三' }]) =>
  contestAssessment(scheme, one, { personId: HEAD, on }, items);
const decide = (
  one = contest(score(selfCheck(), { points: 30, reason: '无落实记录' })),
  { personId = SECOND, organIds = [BUREAU], items = [{ code: '2', points: 38, reason: '附件三可以采信' }] } = {},
) => decideAssessmentContest(scheme, one, by(personId, '2027-01-20', organIds), items);

describe('a scheme of assessment', () => {
  it('begins with the self-check of each organ, in its own order', () => {
    expect(organs.map(({ organId, selfCheck: none }) => [organId, none])).toEqual([
      [UNIT, null],
      [OTHER, null],
    ]);
    expect(assessmentState(scheme, fresh, '2026-12-20')).toBe('self_check');
    expect(assessmentState(scheme, fresh, '2026-12-21')).toBe('to_score');
  });

  const item = (more: object) => ({ items: [{ ...ITEMS[0]!, ...more }, ITEMS[1]!] });
  it.each([
    ['of a year long past', { year: 2024 }, 'ASSESSMENT_YEAR_WRONG'],
    ['of no organ', { organIds: [] }, 'ASSESSMENT_ORGANS_MISSING'],
    ['of an organ twice', { organIds: [UNIT, UNIT] }, 'ASSESSMENT_ORGAN_TWICE'],
    ['of the assessor itself', { organIds: [BUREAU] }, 'ASSESSMENT_OWN_ORGAN'],
    ['whose self-check is over', { selfCheckBy: '2026-02-28' }, 'ASSESSMENT_DAY_PAST'],
    ['without days to contest', { contestDays: 0 }, 'ASSESSMENT_CONTEST_DAYS'],
    ['with more than sixty', { contestDays: 61 }, 'ASSESSMENT_CONTEST_DAYS'],
    ['of 99 points', item({ points: 59 }), 'ASSESSMENT_POINTS_WRONG'],
    ['of 101 points', item({ points: 61 }), 'ASSESSMENT_POINTS_WRONG'],
    ['with an item of none', item({ points: 0 }), 'ASSESSMENT_POINTS_WRONG'],
    ['with an item twice', item({ title: '制度落实' }), 'ASSESSMENT_ITEM_TWICE'],
    ['by the number of petitions', item({ title: '信访量下降' }), 'ASSESSMENT_COUNTS_PETITIONS'],
    ['by visits counted in its standard', item({ standard: '集体访批次比上年下降' }), 'ASSESSMENT_COUNTS_PETITIONS'],
    ['by rank', item({ standard: '全市排名前三的得满分' }), 'ASSESSMENT_COUNTS_PETITIONS'],
    ['by a figure nobody knows', item({ figure: { id: 'volume', fullAt: 100, noneAt: 80 } }), 'SUPERVISION_CODE_UNKNOWN'],
    ['with a range of nothing', item({ figure: { id: 'handled_in_time', fullAt: 80, noneAt: 80 } }), 'ASSESSMENT_FIGURE_RANGE'],
    ['with a range above a hundred', item({ figure: { id: 'handled_in_time', fullAt: 101, noneAt: 80 } }), 'ASSESSMENT_FIGURE_RANGE'],
    ['without its basis', { basis: ' ' }, 'SUPERVISION_TEXT_MISSING'],
  ])('%s is refused', (_title, more, code) => {
    expect(() => publish(more)).toThrow(refused(code));
  });

  it('of sixty days to contest, of the year before and of the next is not', () => {
    expect(publish({ contestDays: 60, year: 2025 }).scheme.year).toBe(2025);
    expect(publish({ contestDays: 1, year: 2027 }).scheme.contestDays).toBe(1);
  });
});

describe('the self-check', () => {
  it('claims points for what no figure scores, with evidence, once', () => {
    expect(selfCheck().selfCheck).toMatchObject({ personId: HEAD, items: [{ code: '2', points: 40 }] });
    expect(() => selfCheck(selfCheck())).toThrow(refused('ASSESSMENT_SELF_CHECKED'));
    expect(() => selfCheck(score())).toThrow(refused('ASSESSMENT_SCORED'));
  });

  it('has each such item and no other, from none to its most', () => {
    const given = (...items: { code: string; points: number; evidence: string }[]) => submitSelfCheck(scheme, fresh, head, items);
    const one = { code: '2', points: 41, evidence: '汇编' };
    expect(() => given(one)).toThrow(refused('ASSESSMENT_SHEET_WRONG'));
    expect(() => given({ ...one, points: 40 }, { ...one, code: '1' })).toThrow(refused('ASSESSMENT_SHEET_LONG'));
    expect(() => given({ ...one, points: 40, evidence: '' })).toThrow(refused('SUPERVISION_TEXT_MISSING'));
    expect(given({ ...one, points: 0 }).selfCheck?.items[0]?.points).toBe(0);
  });
});

describe('the score', () => {
  it('takes a figure from its rate in a straight line, and all points where nothing was due', () => {
    const of = (n: number, d: number) => score(selfCheck(), { figures: counts(n, d) }).score?.items[0];
    expect(of(9, 10)).toMatchObject({ points: 30, numerator: 9, denominator: 10 });
    expect([of(10, 10)?.points, of(8, 10)?.points, of(1, 10)?.points, of(0, 0)?.points, of(8, 9)?.points]).toEqual([60, 0, 0, 60, 26.67]);
  });

  it('never gives less for a better rate, nor more than the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(499), (due, met) => {
        const at = (n: number) => score(selfCheck(), { figures: counts(Math.min(n, due), due) }).score!.items[0]!.points;
        expect(at(met)).toBeLessThanOrEqual(at(met + 1));
        expect(at(met + 1)).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('says why it is not what was claimed', () => {
    expect(() => score(selfCheck(), { points: 39 })).toThrow(refused('SUPERVISION_TEXT_MISSING'));
    expect(score(selfCheck(), { points: 39, reason: '缺一份记录' }).score?.items[1]).toMatchObject({ points: 39, reason: '缺一份记录' });
  });

  it('comes when the year and the self-check are over, once, from somebody outside', () => {
    expect(() => score(selfCheck(), { on: '2026-12-31' })).toThrow(refused('ASSESSMENT_YEAR_RUNS'));
    expect(score(selfCheck(), { on: '2027-01-01' }).score?.contestBy).toBe('2027-01-11');
    expect(() => score(score())).toThrow(refused('ASSESSMENT_SCORED'));
    expect(() => score(selfCheck(), { organIds: [BUREAU, UNIT] })).toThrow(refused('ASSESSOR_OF_UNIT'));
    const { scheme: later } = publish({ selfCheckBy: '2027-01-10' });
    const early = (on: string) =>
      scoreAssessment(later, fresh, by(ASSESSOR, on), [{ code: '2', points: 0, reason: '未自查' }], counts(1, 1));
    expect(() => early('2027-01-10')).toThrow(refused('ASSESSMENT_SELF_CHECK_RUNS'));
    expect(early('2027-01-11').score?.items[1]?.points).toBe(0);
  });
});

describe('what the organ contests', () => {
  it('is final where nobody contests it in time, from the day after', () => {
    expect(assessmentState(scheme, score(), '2027-01-15')).toBe('scored');
    expect(assessmentState(scheme, score(), '2027-01-16')).toBe('final');
    expect(() => contest(score(), '2027-01-16')).toThrow(refused('ASSESSMENT_CONTEST_LATE'));
  });

  it('is contested once, by item and reason, after the score', () => {
    expect(assessmentState(scheme, contest(), '2027-02-15')).toBe('contested');
    expect(() => contest(contest())).toThrow(refused('ASSESSMENT_CONTESTED'));
    expect(() => contest(selfCheck())).toThrow(refused('ASSESSMENT_NOT_SCORED'));
    expect(() => contest(score(), '2027-01-15', [])).toThrow(refused('ASSESSMENT_ITEM_UNKNOWN'));
    expect(() => contest(score(), '2027-01-15', [{ code: '3', reason: '错' }])).toThrow(refused('ASSESSMENT_ITEM_UNKNOWN'));
    const twice = { code: '2', reason: '错' };
    expect(() => contest(score(), '2027-01-15', [twice, twice])).toThrow(refused('ASSESSMENT_ITEM_TWICE'));
  });

  it('is decided by another person outside the organ, and the decision holds beside the score', () => {
    const decided = decide();
    expect(assessmentState(scheme, decided, '2027-01-20')).toBe('final');
    expect(heldPoints(decided)).toEqual([
      { code: '1', points: 30 },
      { code: '2', points: 38 },
    ]);
    expect(decided.score?.items[1]?.points).toBe(30);
    expect(() => decide(undefined, { personId: ASSESSOR })).toThrow(refused('ASSESSMENT_OWN_SCORE'));
    expect(() => decide(undefined, { organIds: [UNIT] })).toThrow(refused('ASSESSOR_OF_UNIT'));
    expect(() => decide(decided)).toThrow(refused('ASSESSMENT_DECIDED'));
    expect(() => decide(score())).toThrow(refused('ASSESSMENT_NOT_CONTESTED'));
    expect(() => decide(undefined, { items: [] })).toThrow(refused('ASSESSMENT_SHEET_WRONG'));
  });
});

describe('what is offered', () => {
  const reader = (more: object) => ({ personId: SECOND, answers: false, assesses: false, ...more });
  const [organ, office] = [reader({ answers: true }), reader({ assesses: true })];
  it.each<[string, OrganAssessment, string, string[], string[]]>([
    ['before the self-check', fresh, '2026-12-20', ['submitSelfCheck'], []],
    ['late, as long as nobody has scored', fresh, '2027-01-01', ['submitSelfCheck'], ['scoreAssessment']],
    ['on the last day of the year', selfCheck(), '2026-12-31', [], []],
    ['once the year is over', selfCheck(), '2027-01-01', [], ['scoreAssessment']],
    ['up to the last day of a contest', score(), '2027-01-15', ['contestAssessment'], []],
    ['after it', score(), '2027-01-16', [], []],
    ['of a contest', contest(), '2027-01-16', [], ['decideAssessmentContest']],
    ['of what is decided', decide(), '2027-01-21', [], []],
  ])('%s', (_title, one, today, ofOrgan, ofOffice) => {
    expect(assessmentOffers(scheme, one, organ, today)).toEqual(ofOrgan);
    expect(assessmentOffers(scheme, one, office, today)).toEqual(ofOffice);
    expect(assessmentOffers(scheme, one, reader({}), today)).toEqual([]);
  });

  it('is no decision on the own score', () => {
    expect(assessmentOffers(scheme, contest(), reader({ assesses: true, personId: ASSESSOR }), '2027-01-16')).toEqual([]);
  });
});
