import { describe, expect, it } from '@jest/globals';
import { AT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, HOUSING, id, paper, refusal, termsOf } from '../../../test/builders.js';
import { guideVisitor, sendToPoliticalLegalOrgan, type GuideVisitor } from './litigation.js';
import type { PlacedOrgan } from './designation.js';

const visit = () => Matter.registered({ channel: 'VISIT' });
const guide = (matter: Matter, more: Partial<GuideVisitor> = {}) =>
  guideVisitor(matter.given('2025-03-03', WHO.registrar, BUREAU, 'REGISTRAR'), {
    guidanceId: id('n'),
    to: AT.court,
    channelId: 'administrative_litigation',
    starts: [],
    reason: '对行政处罚不服，已说明向法院起诉',
    ...paper,
    ...more,
  });
const send = (matter: Matter, to: PlacedOrgan = AT.court, toAccused = false) =>
  sendToPoliticalLegalOrgan(matter.given('2025-03-05', WHO.dispatcher, BUREAU, 'DISPATCHER'), {
    to,
    from: AT.bureau,
    toAccused,
    reason: '涉诉事项',
    ...paper,
  });

describe('guideVisitor', () => {
  it('shows a 涉诉 visitor the way, with a slip and a record, and transfers nothing', () => {
    const decision = guide(visit());
    expect(decision.state).toMatchObject({ stage: 'closed', outcome: 'guided', organId: BUREAU.id, senderId: null });
    expect(termsOf(decision.clocks, 'stop')).toEqual(['ROUTE']);
    expect(decision.relations).toEqual([]);
    expect(decision.events.map(({ type }) => type)).toEqual(['VisitorGuided', 'PetitionClosed']);
  });

  it('tells the rule of each limit, or the last day where its start is known, and that petitioning does not stop it', () => {
    const [slip] = guide(visit(), { starts: [{ limit: '起诉', on: '2025-01-10' }] }).papers;
    expect(slip).toMatchObject({
      kind: 'VISIT_GUIDANCE',
      body: {
        parts: {
          deadline: expect.arrayContaining([expect.stringContaining('最后一天为2025-07-10')]),
          notStopped: expect.stringContaining('不停止'),
          competentBody: AT.court.name,
        },
      },
    });
    expect(guide(visit()).papers[0]?.body).toMatchObject({
      parts: { deadline: expect.arrayContaining([expect.stringContaining('6个月')]) },
    });
  });

  it('is for visitors of a bureau with a claim, towards a political-legal organ', () => {
    expect(refusal(() => guide(Matter.registered()))).toBe('GUIDE_VISITORS_ONLY');
    expect(refusal(() => guide(Matter.registered({ channel: 'VISIT', kind: 'REPORT' })))).toBe('GUIDE_CLAIMS_ONLY');
    expect(refusal(() => guide(Matter.registered({ channel: 'VISIT', organId: HOUSING.id, organKind: 'department' })))).toBe(
      'GUIDE_BY_BUREAU_ONLY',
    );
    expect(refusal(() => guide(visit(), { to: AT.labour }))).toBe('GUIDE_TO_POLITICAL_LEGAL_ONLY');
    expect(refusal(() => guide(visit(), { channelId: 'palace' }))).toBe('EXIT_CHANNEL_UNKNOWN');
    expect(refusal(() => guide(visit(), { reason: '' }))).toBe('TEXT_MISSING');
    expect(refusal(() => guide(visit(), { starts: [{ limit: '起诉', on: '2025-03-04' }] }))).toBe('EXIT_LIMIT_IN_FUTURE');
  });
});

describe('sendToPoliticalLegalOrgan', () => {
  it('sends a letter to the organ of the same level, which owes no notice of ours and may object', () => {
    const matter = Matter.registered();
    const decision = send(matter);
    expect(decision.state).toMatchObject({ stage: 'received', organId: AT.court.id, senderId: BUREAU.id, exit: null });
    expect(matter.after(decision).running()).toEqual([`OBJECT 2025-03-05..2025-03-12 ${AT.court.name}`]);
    expect(termsOf(decision.clocks, 'stop')).toEqual(['ROUTE']);
    expect(decision.line).toMatchObject({ act: 'sendToPoliticalLegalOrgan', basis: '信访工作条例 22 ¶2' });
    expect(decision.state.records).toMatchObject([{ kind: 'transfer', data: { kind: 'LETTER' } }]);
  });

  it('goes to no other level, to no other organ, and never with a visitor', () => {
    expect(refusal(() => send(Matter.registered(), AT.countyCourt))).toBe('LETTER_OTHER_LEVEL');
    expect(refusal(() => send(Matter.registered(), AT.court, true))).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(refusal(() => send(Matter.registered(), AT.labour))).toBe('GUIDE_TO_POLITICAL_LEGAL_ONLY');
    expect(refusal(() => send(visit()))).toBe('LETTER_NOT_FOR_VISITORS');
    expect(refusal(() => send(Matter.registered({ kind: 'SUGGESTION' })))).toBe('GUIDE_CLAIMS_ONLY');
    expect(refusal(() => send(Matter.registered({ channel: 'WEB' })))).toBe('no refusal');
    expect(refusal(() => send(Matter.registered(), { ...AT.court, closedOn: '2025-03-05' }))).toBe('ROUTE_TO_CLOSED_ORGAN');
  });
});
