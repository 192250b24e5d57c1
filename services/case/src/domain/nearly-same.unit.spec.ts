import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareOpinions, likenessOf, NEARLY } from './nearly-same.js';

const opinion = (
  facts: string,
  ...answers: readonly (readonly [outcome: 'supported' | 'explained' | 'not_supported', answer: string])[]
) => ({
  facts,
  answers: answers.map(([outcome, answer], at) => ({ requestId: `r${at}`, outcome, answer, basis: [] })),
});
const FORMER = opinion(
  '经查，外墙渗水由施工造成，开发企业已经注销。',
  ['not_supported', '开发企业已经注销，本局无法责令其维修。'],
  ['explained', '维修资金按规定申请。'],
);

describe('a redone opinion beside the one that was revoked', () => {
  it('is nearly the same where outcomes and words are, whatever the punctuation', () => {
    const redone = opinion(FORMER.facts, ['not_supported', '开发企业已经注销本局无法责令其维修'], ['explained', '维修资金按规定申请！']);
    expect(compareOpinions(FORMER, redone)).toEqual({
      answers: [
        { requestId: 'r0', sameOutcome: true, likeness: 1 },
        { requestId: 'r1', sameOutcome: true, likeness: 1 },
      ],
      facts: 1,
      nearness: 'same',
    });
  });

  it('has the same outcomes alone where it says so in other words', () => {
    const redone = opinion(
      '现场检测，渗水系住户装修所致。',
      ['not_supported', '经检测由装修造成，不属于保修范围。'],
      ['explained', '维修资金按规定申请。'],
    );
    expect(compareOpinions(FORMER, redone)).toMatchObject({ nearness: 'outcomes', answers: [{ sameOutcome: true }, { likeness: 1 }] });
  });

  it('differs where one request has another outcome, be all words the same', () => {
    const redone = opinion(FORMER.facts, ['supported', FORMER.answers[0]!.answer], ['explained', FORMER.answers[1]!.answer]);
    expect(compareOpinions(FORMER, redone).nearness).toBe('differs');
  });

  it('differs where a request is answered by one of them alone', () => {
    expect(compareOpinions(FORMER, opinion(FORMER.facts, ['not_supported', FORMER.answers[0]!.answer]))).toMatchObject({
      nearness: 'differs',
      answers: [{ sameOutcome: true }, { sameOutcome: false, likeness: 0 }],
    });
  });

  it('is on the nearly same side from the limit on', () => {
    // Nine pairs, of which the other text has eight and one of its own: 8 of 10.
    const ten = '甲乙丙丁戊己庚辛壬癸';
    expect(likenessOf(ten, `${ten.slice(0, 9)}子`)).toBe(NEARLY);
    const under = likenessOf(ten, `${ten.slice(0, 8)}子癸`);
    expect(under).toBeLessThan(NEARLY);
    const compared = (answer: string) => compareOpinions(opinion('', ['explained', ten]), opinion('', ['explained', answer])).nearness;
    expect([compared(`${ten.slice(0, 9)}子`), compared(`${ten.slice(0, 8)}子癸`)]).toEqual(['same', 'outcomes']);
  });
});

describe('any two opinions', () => {
  const outcome = fc.constantFrom('supported', 'partly_supported', 'explained', 'not_supported');
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '丁', '，', 'a', '1'), maxLength: 12 });
  const answers = fc.array(fc.record({ outcome, answer: text }), { maxLength: 4 });
  const any = fc
    .record({ facts: text, answers })
    .map((given) => ({ ...given, answers: given.answers.map((one, at) => ({ ...one, requestId: `r${at}`, basis: [] })) }));

  it('are compared the same from both sides, each likeness between 0 and 1', () => {
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [there, back] = [compareOpinions(one, other), compareOpinions(other, one)];
        expect(there.nearness).toBe(back.nearness);
        expect(there.facts).toBe(back.facts);
        for (const { requestId, likeness } of there.answers) {
          expect(likeness).toBeGreaterThanOrEqual(0);
          expect(likeness).toBeLessThanOrEqual(1);
          expect(back.answers.find((answer) => answer.requestId === requestId)?.likeness).toBe(likeness);
        }
      }),
    );
  });

  it('are the same opinion where they are one', () => {
    fc.assert(
      fc.property(any, (one) => {
        expect(compareOpinions(one, one).nearness).toBe('same');
      }),
    );
  });

  it('differ as soon as one outcome does', () => {
    fc.assert(
      fc.property(any, fc.nat(), (one, at) => {
        fc.pre(one.answers.length > 0);
        const changed = one.answers.map((answer, index) =>
          index === at % one.answers.length
            ? { ...answer, outcome: answer.outcome === 'supported' ? ('explained' as const) : ('supported' as const) }
            : answer,
        );
        expect(compareOpinions(one, { ...one, answers: changed }).nearness).toBe('differs');
      }),
    );
  });
});
