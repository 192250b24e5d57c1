import { describe, expect, it } from '@jest/globals';
import {
  builtInPacks,
  contentHash,
  dueDate,
  groundsOf,
  nationalCalendar,
  nationalPacks,
  packInForce,
  packNamed,
  type DueInput,
  type RulePack,
  type Term,
} from './index.js';

const packs = builtInPacks();
const calendar = nationalCalendar();
const national = packNamed(packs, 'CN-2005');
const zhejiang = packNamed(packs, 'CN-33-2016');
const beijing = packNamed(packs, 'CN-11-2006');
const due = (pack: RulePack, term: Term, start: string, more: Partial<DueInput> = {}) => dueDate({ pack, term, start, calendar, ...more });
const stepOf = (answer: ReturnType<typeof due>, step: string) => answer.explanation.find((one) => one.step === step);
const refusal = (code: string, source?: string) => expect.objectContaining(source === undefined ? { code } : { code, source });
const codes = (pack: RulePack, act: 'refuseAcceptance' | 'refuseRefiling') => groundsOf(pack, act).map(({ code }) => code);

describe('the shipped local packs', () => {
  it('are Zhejiang 2016 and Beijing 2006 over CN-2005, beside the national ones', () => {
    expect(packs.map(({ id, base }) => [id, base])).toEqual([
      ...nationalPacks().map(({ id }) => [id, null]),
      ['CN-11-2006', 'CN-2005'],
      ['CN-33-2016', 'CN-2005'],
    ]);
  });

  it.each([zhejiang, beijing])('$id names for every replaced value the base, what it said, and an article of its own', (pack) => {
    for (const { path, pack: base, article } of pack.replaced) {
      expect(base).toBe('CN-2005');
      expect(article).toContain(path === 'terms.OBJECT_DECIDE.length' ? '本系统规则' : pack.source);
    }
    for (const { path, article } of pack.overrides) expect(pack.replaced).toContainEqual(expect.objectContaining({ path, article }));
    const { hash, ...content } = pack;
    expect(contentHash(content)).toBe(hash);
  });

  it.each([
    ['330106', '2016-07-31', 'CN-2005'],
    ['330106', '2016-08-01', 'CN-33-2016'],
    ['330106', '2022-04-30', 'CN-33-2016'],
    ['330106', '2022-05-01', 'CN-2022'],
    ['110101', '2006-12-31', 'CN-2005'],
    ['110101', '2007-01-01', 'CN-11-2006'],
    ['110101', '2022-04-30', 'CN-11-2006'],
    ['110101', '2022-05-01', 'CN-2022'],
    ['990102', '2020-01-01', 'CN-2005'],
  ])('a fact in division %s on %s is ruled by %s', (division, day, id) => {
    expect(packInForce(packs, division, day).id).toBe(id);
  });

  it('after 2022-04-30 are used only by name, and the answer says so', () => {
    expect(stepOf(due(zhejiang, 'HANDLE', '2022-04-30'), 'by_name')).toBeUndefined();
    const late = stepOf(due(zhejiang, 'HANDLE', '2022-05-01'), 'by_name');
    expect(late).toMatchObject({ why: 'unverified', verifiedTo: '2022-04-30', to: '2022-05-31' });
    expect(late?.text).toBe('规则版本CN-33-2016在2022-04-30之后的效力未经核实，起算日为2022-05-01，本次系按名称选用，不按地域适用');
  });

  it('before their first day are used only by name as well', () => {
    const early = stepOf(due(beijing, 'HANDLE', '2006-12-31'), 'by_name');
    expect(early).toMatchObject({ why: 'not_in_force' });
    expect(early?.text).toContain('自2007-01-01起施行，起算日2006-12-31不在其内');
    expect(stepOf(due(beijing, 'HANDLE', '2007-01-01'), 'by_name')).toBeUndefined();
  });
});

describe('Zhejiang 2016', () => {
  it('gives thirty days to finish any matter, and names the sixty of the base', () => {
    const answer = due(zhejiang, 'HANDLE', '2020-03-02');
    expect(answer).toMatchObject({ nominalDue: '2020-04-01', effectiveDue: '2020-04-01', source: '浙江省信访条例 23 ¶1' });
    expect(stepOf(answer, 'length')).toMatchObject({ pack: 'CN-33-2016', replaced: { pack: 'CN-2005', value: '60日' } });
    expect(stepOf(answer, 'length')?.text).toBe(
      '办理期限依CN-33-2016为30日，计至2020-04-01（星期三）；地方规则（浙江省信访条例 23 ¶1），替代CN-2005的“60日”',
    );
  });

  it('extends by up to sixty days, once, and names the thirty of the base', () => {
    const answer = due(zhejiang, 'HANDLE', '2020-03-02', { extended: 60 });
    expect(answer).toMatchObject({ nominalDue: '2020-05-31', effectiveDue: '2020-06-01' });
    expect(stepOf(answer, 'extension')).toMatchObject({
      replaced: { pack: 'CN-2005', value: '至多30日', article: '浙江省信访条例 23 ¶1' },
    });
    expect(() => due(zhejiang, 'HANDLE', '2020-03-02', { extended: 61 })).toThrow(refusal('EXTENSION_NOT_ALLOWED', '浙江省信访条例 23 ¶1'));
    expect(() => due(national, 'HANDLE', '2020-03-02', { extended: 31 })).toThrow(refusal('EXTENSION_NOT_ALLOWED', '信访条例 33'));
  });

  it.each(['ROUTE', 'NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'] as const)('gives five working days for %s', (term) => {
    expect(due(zhejiang, term, '2017-01-24').effectiveDue).toBe('2017-02-06');
    expect(due(national, term, '2017-01-24').effectiveDue).toBe('2017-02-08');
  });

  it('caps HANDLE at the end of its own notice term', () => {
    const notice = due(zhejiang, 'NOTIFY_TRANSFERRED', '2020-03-02').effectiveDue;
    const answer = due(zhejiang, 'HANDLE', notice, { startFact: 'notifyTermEnded' });
    expect([notice, answer.nominalDue]).toEqual(['2020-03-09', '2020-04-08']);
    expect(answer.explanation[0]).toMatchObject({ to: '2020-03-09', source: expect.stringContaining('办理期限至迟起算') });
  });

  it('lets the first receiver decline a statutory route and what another organ is competent for, and not take up twice what is in hand', () => {
    expect(codes(zhejiang, 'refuseAcceptance')).toEqual([...codes(national, 'refuseAcceptance'), 'other_organ_competent']);
    expect(zhejiang.grounds.find(({ code }) => code === 'statutory_route')?.by).toEqual(['bureau', 'organ']);
    expect(codes(zhejiang, 'refuseRefiling')).toEqual([...codes(national, 'refuseRefiling'), 'pending_in_term', 'handling_ended']);
  });

  it('lets a visit of ten have three representatives, a larger one five', () => {
    const most = (people: number) => zhejiang.representatives.find(({ upToPeople }) => upToPeople === null || people <= upToPeople)?.max;
    expect([5, 10, 11, 200].map(most)).toEqual([3, 3, 5, 5]);
  });

  it('closes on its own three grounds with the proofs of the base', () => {
    const own = zhejiang.closingGrounds.filter(({ source }) => source.startsWith('浙江省信访条例 25'));
    expect(own.map(({ code }) => code)).toEqual(['opinion_final', 'rereview_served', 'settled']);
    for (const { code, needs } of own) expect(needs).toEqual(national.closingGrounds.find((ground) => ground.code === code)?.needs);
    expect(zhejiang.closingGrounds).toHaveLength(national.closingGrounds.length);
  });

  it('leaves review, values and papers as the base has them', () => {
    for (const term of ['OBJECT', 'REVIEW', 'REREVIEW', 'REVIEW_REQUEST', 'ADVICE_REPLY'] as const) {
      expect(zhejiang.terms[term]).toEqual(national.terms[term]);
    }
    expect({ ...zhejiang.values, visitIdentityShown: null }).toEqual({ ...national.values, visitIdentityShown: null });
    expect(zhejiang.documents).toEqual(national.documents);
  });
});

describe('Beijing 2006', () => {
  it('gives five working days to object, where the base has none, and three to decide', () => {
    const answer = due(beijing, 'OBJECT', '2015-02-12');
    expect(answer).toMatchObject({ effectiveDue: '2015-02-25', source: '北京市信访条例 35(2)' });
    expect(stepOf(answer, 'length')?.text).toContain('地方规则（北京市信访条例 35(2)），CN-2005无此规定');
    expect(due(beijing, 'OBJECT_DECIDE', '2015-02-25').effectiveDue).toBe('2015-02-28');
    expect(beijing.terms.OBJECT_DECIDE.length).toMatchObject({ mark: 'own_rule' });
    expect(() => due(national, 'OBJECT', '2015-02-12')).toThrow(refusal('TERM_HAS_NO_LENGTH'));
  });

  it.each(['REVIEW', 'REREVIEW'] as const)('lets the committee extend %s by up to thirty days', (term) => {
    const answer = due(beijing, term, '2014-03-03', { extended: 30 });
    expect(answer).toMatchObject({ nominalDue: '2014-05-02', effectiveDue: '2014-05-04' });
    expect(stepOf(answer, 'extension')?.text).toContain('经本级复查、复核委员会批准延长30日');
    expect(stepOf(answer, 'extension')).toMatchObject({ replaced: { value: '不得延长' } });
    expect(() => due(beijing, term, '2014-03-03', { extended: 31 })).toThrow(refusal('EXTENSION_NOT_ALLOWED', '北京市信访条例 50 ¶4'));
    expect(() => due(national, term, '2014-03-03', { extended: 1 })).toThrow(refusal('EXTENSION_NOT_ALLOWED'));
  });

  it('leaves the reply to advice to the date set, which replaces thirty days', () => {
    expect(() => due(beijing, 'ADVICE_REPLY', '2015-03-02')).toThrow(refusal('TERM_HAS_NO_LENGTH', '北京市信访条例 52 ¶2'));
    const answer = due(beijing, 'ADVICE_REPLY', '2015-03-02', { dueOn: '2015-03-20' });
    expect(stepOf(answer, 'given')).toMatchObject({ to: '2015-03-20', replaced: { value: '30日' } });
    expect(beijing.values['adviceNotAdoptedReasonDays']).toMatchObject({ value: 3, unit: 'working_day' });
  });

  it('lets a superior decline in any form what is in hand below, and what missed its time', () => {
    const ground = (code: string) => beijing.grounds.find((one) => one.code === code);
    expect(ground('pending_with_lower_organ')).toMatchObject({ visitsOnly: false, by: ['superior'] });
    expect(ground('review_time_missed')).toMatchObject({ allowed: true, by: ['superior'], source: '北京市信访条例 37(3)' });
    expect(codes(beijing, 'refuseRefiling')).toContain('principal_gave_up');
  });

  it.each([
    ['representativesReceiveForAll', true, false],
    ['oralAnswerWithinDays', 15, 0],
    ['suggestionsAnsweredOrally', true, false],
    ['sameOrganReviewsTwice', true, false],
    ['leadOrganCollatesReply', true, true],
    ['assignmentStageReport', true, true],
  ])('sets %s to %s where the base has %s', (name, own, base) => {
    expect(beijing.values[name]).toMatchObject({ value: own, mark: 'verified', source: expect.stringContaining('北京市信访条例') });
    expect(national.values[name]?.value).toBe(base);
  });

  it('keeps sixty days and thirty of extension for HANDLE', () => {
    expect(beijing.terms.HANDLE).toEqual(national.terms.HANDLE);
    expect(beijing.representatives).toEqual(national.representatives);
  });
});
