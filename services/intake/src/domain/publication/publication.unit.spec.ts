import { describe, expect, it } from '@jest/globals';
import { findAll, findIdentifiers } from '@sunshine/redaction';
import fc from 'fast-check';
import { act, BUREAU, COLLEAGUE, id, OFFICER, petition, refusal } from '../../../test/builders.js';
import {
  answerPublication,
  groundOf,
  proposePublication,
  publish,
  publishable,
  takePublicationDown,
  type IssuedOpinion,
  type OfOpinion,
  type ProposePublication,
  type Publication,
} from './publication.js';
import { withoutPeople } from './redaction.js';
import { resultOf, shownStretches, titleOf } from './shown.js';

const [PAPER, PUBLICATION, FIRST, SECOND] = [21, 22, 23, 24].map(id) as [string, string, string, string];
const NOBODY_KNOWN = { names: [], values: [] };
const GATE = { noStateSecret: true, noBusinessSecret: true, noPrivacy: true };

const opinion = (more: Partial<IssuedOpinion> = {}): IssuedOpinion => ({
  documentId: PAPER,
  level: 'rereview',
  organId: BUREAU,
  heard: true,
  hash: 'a'.repeat(64),
  servedOn: '2025-03-01',
  endedOn: null,
  ...more,
});
const of = (more: Partial<IssuedOpinion> = {}, agreeing: Readonly<Record<string, boolean>> = {}, livingIds = [FIRST]): OfOpinion => ({
  opinion: opinion(more),
  livingIds,
  answers: Object.entries(agreeing).map(([petitionerId, agrees]) => ({ petitionerId, agrees })),
});
const HEARD = { opinion: opinion(), ground: 'HEARD' } as const;
const CONSENTED = { level: 'opinion', heard: false } as const;

const propose = (
  text: string,
  more: Partial<ProposePublication> = {},
  known = NOBODY_KNOWN as { names: string[]; values: string[] },
  answers = of().answers,
) => proposePublication(petition().id, HEARD, answers, { gate: GATE, ...more }, { text, known }, PUBLICATION, act());

const proposed = (more: Partial<Publication> = {}): Publication => ({
  id: PUBLICATION,
  documentId: PAPER,
  ground: 'HEARD',
  state: 'proposed',
  text: '查明的事实：某某的供暖费已退还。',
  proposedBy: COLLEAGUE,
  ...more,
});

describe('which opinion is published in full', () => {
  it('is a re-review opinion after a hearing, without asking anybody', () => {
    expect(groundOf(of())).toBe('HEARD');
    expect(groundOf(of({ heard: false }))).toBeNull();
    expect(groundOf(of({ level: 'review' }))).toBeNull();
  });

  it('is any other while every living petitioner agrees, and none without', () => {
    expect(groundOf(of(CONSENTED))).toBeNull();
    expect(groundOf(of(CONSENTED, { [FIRST]: true }))).toBe('CONSENT');
    expect(groundOf(of(CONSENTED, { [FIRST]: false }))).toBeNull();
    expect(groundOf(of(CONSENTED, { [FIRST]: true }, [FIRST, SECOND]))).toBeNull();
    expect(groundOf(of(CONSENTED, { [FIRST]: true, [SECOND]: true }, [FIRST, SECOND]))).toBe('CONSENT');
    expect(groundOf(of(CONSENTED, {}, []))).toBeNull();
  });

  it('is none without a hearing or a consent', () => {
    expect(publishable(petition(), of(CONSENTED, { [FIRST]: true }), false, act()).ground).toBe('CONSENT');
    expect(() => publishable(petition(), of(CONSENTED), false, act())).toThrow(refusal('PUBLICATION_CONSENT_MISSING'));
  });

  it.each([{ kind: 'REPORT' as const }, { anonymous: true }])('is never one of %j', (more) => {
    expect(() => publishable(petition(more), of(), false, act())).toThrow(refusal('PUBLICATION_NEVER'));
    expect(() => publish(petition(more), proposed(), 'HEARD', of(), NOBODY_KNOWN, act())).toThrow(refusal('PUBLICATION_NEVER'));
    const answering = { petitionerId: FIRST, agrees: true, organId: null };
    expect(() => answerPublication(petition(more), of(), null, answering)).toThrow(refusal('PUBLICATION_NEVER'));
  });

  it('is known, the organ’s own, served, standing, and not public yet', () => {
    const asked =
      (given: OfOpinion, open = false) =>
      () =>
        publishable(petition(), given, open, act());
    expect(asked({ ...of(), opinion: null })).toThrow(refusal('PUBLICATION_OPINION_UNKNOWN'));
    expect(asked(of({ organId: id(99) }))).toThrow(refusal('PUBLICATION_OF_OTHER_ORGAN'));
    expect(asked(of({ endedOn: '2025-03-02' }))).toThrow(refusal('PUBLICATION_OPINION_ENDED'));
    expect(asked(of({ servedOn: null }))).toThrow(refusal('PUBLICATION_NOT_SERVED'));
    expect(asked(of(), true)).toThrow(refusal('PUBLICATION_OPEN'));
    expect(asked(of())()).toEqual(HEARD);
  });
});

describe('a proposal', () => {
  it('keeps nothing that rules or known people find, and what the officer cuts out besides', () => {
    const known = { names: ['贾信访'], values: ['东湖路一号'] };
    const text = '贾信访住东湖路一号，电话13900001111。\n证人李建国认可；宏远公司已退款。';
    const { publication, events } = propose(text, { alsoCut: ['宏远公司'] }, known);
    expect(publication.text).toBe('（住址略），电话（电话略）。\n证人某某认可；某某已退款。');
    expect(publication).toMatchObject({ state: 'proposed', ground: 'HEARD', proposedBy: OFFICER });
    expect(events.map(({ type }) => type)).toEqual(['PublicationProposed']);
    expect(JSON.stringify(events)).not.toMatch(/贾信访|宏远/);
  });

  it('is refused while anything is left, saying what and where and never whom', () => {
    // Somebody whose name reads like a mask is never cut out.
    const clean = () => propose('供暖费已退还。\n由某某公司承担。', {}, { names: ['某某'], values: [] });
    expect(clean).toThrow(refusal('PUBLICATION_NOT_CLEAN'));
    expect(clean).toThrow('登记在案人员的姓名（第2行）');
    expect(propose('供暖费已退还。').publication.text).toBe('供暖费已退还。');
  });

  it.each(['noStateSecret', 'noBusinessSecret', 'noPrivacy'] as const)('passes the gate of %s by a person’s word alone', (name) =>
    expect(() => propose('供暖费已退还。', { gate: { ...GATE, [name]: false } })).toThrow(refusal('PUBLICATION_GATE_OPEN')),
  );

  it('answers a petitioner who does not agree, where the law carries it all the same', () => {
    const objected = [{ petitionerId: FIRST, agrees: false }];
    const text = '供暖费已退还。';
    expect(() => propose(text, {}, NOBODY_KNOWN as never, objected)).toThrow(refusal('PUBLICATION_OBJECTION_UNANSWERED'));
    expect(() => propose(text, { objectionAnswer: ' ' }, NOBODY_KNOWN as never, objected)).toThrow(
      refusal('PUBLICATION_OBJECTION_UNANSWERED'),
    );
    const answered = propose(text, { objectionAnswer: '已全部遮盖。' }, NOBODY_KNOWN as never, objected);
    expect(answered.objectionAnswer).toBe('已全部遮盖。');
    expect(propose(text, { objectionAnswer: '无人反对' }).objectionAnswer).toBeNull();
  });

  it('takes fifty further cuts of two to a hundred characters', () => {
    const cuts = (n: number, length = 2) => Array.from({ length: n }, (_, at) => String.fromCharCode(0x4e00 + at).repeat(length));
    expect(propose('供暖费已退还。', { alsoCut: [...cuts(50), ' '] }).publication.text).toBe('供暖费已退还。');
    expect(propose('供暖费已退还。', { alsoCut: cuts(1, 100) }).publication.text).toBe('供暖费已退还。');
    for (const alsoCut of [cuts(51), cuts(1, 1), cuts(1, 101)])
      expect(() => propose('供暖费已退还。', { alsoCut })).toThrow(refusal('PUBLICATION_CUTS_MALFORMED'));
  });

  it('leaves nothing to find of whatever was planted', () => {
    const digits = (length: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
    const planted = fc.oneof(
      digits(8).map((rest) => `139${rest}`),
      digits(8).map((rest) => `１３９-${rest}`),
      digits(3).map((rest) => `99010219800101${rest}X`),
      digits(12).map((rest) => `6222 02${rest}`),
      digits(5).map((rest) => `浙A·${rest}`),
      digits(4).map((rest) => `user${rest}@example.cn`),
      digits(2).map((rest) => `锦绣家园${rest}号楼2单元301室`),
      fc.constantFrom('证人李建国', '邻居王芳', '贾 信 访', '东湖路一号', '贾信访'),
    );
    const plain = fc.constantFrom('，', '。', '经查，', '供暖费已退还', '\n', '联系', '住', '（', '）', ' ', '某某', '于2025年3月10日');
    const known = { names: ['贾信访'], values: ['东湖路一号'] };
    fc.assert(
      fc.property(fc.array(fc.oneof(planted, plain), { maxLength: 30 }), (parts) => {
        const text = withoutPeople(parts.join(''), known);
        expect(findAll(text, known)).toEqual([]);
        expect(findIdentifiers(text)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what stands in public', () => {
  it('was read by a second person, by the act of its ground', () => {
    const { events } = publish(petition(), proposed(), 'HEARD', of(), NOBODY_KNOWN, act());
    expect(events).toMatchObject([{ type: 'OpinionPublished', data: { ground: 'HEARD', documentId: PAPER } }]);
    const asked =
      (given: Publication | null, by: 'HEARD' | 'CONSENT' = 'HEARD') =>
      () =>
        publish(petition(), given, by, of(), NOBODY_KNOWN, act());
    expect(asked(proposed({ proposedBy: OFFICER }))).toThrow(refusal('PUBLICATION_OWN_PROPOSAL'));
    expect(asked(null)).toThrow(refusal('PUBLICATION_UNKNOWN'));
    expect(asked(proposed({ state: 'published' }))).toThrow(refusal('PUBLICATION_UNKNOWN'));
    expect(asked(proposed(), 'CONSENT')).toThrow(refusal('PUBLICATION_OTHER_GROUND'));
  });

  it('is looked through once more: who became known since is refused', () => {
    const text = '查明的事实：钱代理已到场。';
    const asked = (names: string[]) => () => publish(petition(), proposed({ text }), 'HEARD', of(), { names, values: [] }, act());
    expect(asked(['钱代理'])).toThrow(refusal('PUBLICATION_NOT_CLEAN'));
    expect(asked(['孙代理'])().id).toBe(PUBLICATION);
  });

  it('still has its ground: a consent taken back, an opinion that ended', () => {
    const consented = proposed({ ground: 'CONSENT' });
    const asked = (given: OfOpinion) => () => publish(petition(), consented, 'CONSENT', given, NOBODY_KNOWN, act());
    expect(asked(of(CONSENTED, { [FIRST]: false }))).toThrow(refusal('PUBLICATION_CONSENT_MISSING'));
    expect(asked(of({ ...CONSENTED, endedOn: '2025-03-02' }, { [FIRST]: true }))).toThrow(refusal('PUBLICATION_OPINION_ENDED'));
    expect(asked(of(CONSENTED, { [FIRST]: true }))().events).toMatchObject([{ data: { ground: 'CONSENT' } }]);
  });

  it('comes down by an officer, with the reason', () => {
    expect(takePublicationDown(petition().id, proposed(), '表述不当', act()).events).toMatchObject([
      { type: 'PublicationTakenDown', data: { cause: 'OFFICE', organId: BUREAU } },
    ]);
    expect(() => takePublicationDown(petition().id, null, '表述不当', act())).toThrow(refusal('PUBLICATION_UNKNOWN'));
    expect(() => takePublicationDown(petition().id, proposed(), ' ', act())).toThrow(refusal('DESK_TEXT_MISSING'));
  });
});

describe('a petitioner', () => {
  const by = (agrees: boolean, petitionerId: string | null = null) => ({ petitionerId, agrees, organId: null });

  it('takes the text down at once by not agreeing any more, and by nothing else', () => {
    const open = proposed({ state: 'published', ground: 'CONSENT' });
    const objecting = answerPublication(petition(), of(CONSENTED), open, by(false));
    expect(objecting.down).toBe(PUBLICATION);
    expect(objecting.events.map(({ type }) => type)).toEqual(['PublicationAnswered', 'PublicationTakenDown']);
    const agreeing = answerPublication(petition(), of(CONSENTED), open, by(true));
    expect(agreeing.down).toBeNull();
    expect(agreeing.events).toMatchObject([{ type: 'PublicationAnswered', data: { petitionerId: FIRST, agrees: true } }]);
  });

  it('agrees alone, with the own code; the code of all keeps a text from the public for all', () => {
    const joint = of(CONSENTED, {}, [FIRST, SECOND]);
    expect(() => answerPublication(petition(), joint, null, by(true))).toThrow(refusal('PUBLICATION_EACH_FOR_HIMSELF'));
    expect(answerPublication(petition(), joint, null, by(true, SECOND)).petitionerIds).toEqual([SECOND]);
    expect(answerPublication(petition(), joint, null, by(false)).petitionerIds).toEqual([FIRST, SECOND]);
    expect(() => answerPublication(petition(), joint, null, by(true, id(77)))).toThrow(refusal('MEMBER_UNKNOWN'));
  });

  it('agrees to no opinion that ended, and may still object to it', () => {
    const ended = of({ endedOn: '2025-03-02' });
    expect(() => answerPublication(petition(), ended, null, by(true))).toThrow(refusal('PUBLICATION_OPINION_ENDED'));
    expect(answerPublication(petition(), ended, null, by(false)).petitionerIds).toEqual([FIRST]);
    expect(() => answerPublication(petition(), { ...ended, opinion: null }, null, by(false))).toThrow(
      refusal('PUBLICATION_OPINION_UNKNOWN'),
    );
  });
});

describe('what is shown of it', () => {
  it('names paper and result in Chinese, and what a later release adds by a general word', () => {
    expect([titleOf('opinion'), titleOf('rereview'), titleOf('new')]).toEqual([
      '信访事项处理意见书',
      '信访事项复核意见书',
      '信访事项意见书（new）',
    ]);
    expect([resultOf('opinion', 'supported'), resultOf('rereview', 'uphold'), resultOf('review', 'new')]).toEqual([
      '支持',
      '维持',
      '其他结果（new）',
    ]);
  });

  it('marks each cut with what it was, never with the words', () => {
    expect(shownStretches('电话13900001111。', NOBODY_KNOWN)).toEqual([
      { text: '电话', cut: null },
      { text: '（电话略）', cut: '手机号码' },
      { text: '。', cut: null },
    ]);
  });
});
