import { describe, expect, it } from '@jest/globals';
import { readBody, type MessageKind } from '@sunshine/envelope';
import { aClock, anExtension, anOpinion, aPetition, BUREAU, COUNTY_BUREAU, id, PERSON } from '../../../test/builders.js';
import { newRecord } from '../records.js';
import { handlingGiven, type Told } from './given.js';

const sentOn = (kind: 'TRANSFER' | 'ASSIGNMENT') =>
  newRecord({
    ...{ id: id('x'), kind: 'transfer', state: 'standing', on: '2025-03-04', organId: COUNTY_BUREAU.id, byPersonId: PERSON.dispatcher },
    data: {
      ...{ kind, fromOrganId: BUREAU.id, toOrganId: COUNTY_BUREAU.id, reason: '属该县管辖', number: '明信信访〔2025〕1号' },
      ...(kind === 'ASSIGNMENT' ? { reportBy: '2025-05-06', points: ['是否已经支付'] } : { reportBy: null, points: [] }),
      former: {
        ...{ organId: BUREAU.id, organKind: 'petition_bureau', organReceivedOn: '2025-03-03', senderId: null, assignerId: null },
        ...{ reportBy: null, stage: 'registered' as const },
      },
    },
  });
const told = (change: Parameters<typeof aPetition>[0] = {}, more: Partial<Told> = {}): Told => ({
  ...{ state: aPetition(change), clocks: [], from: BUREAU, to: COUNTY_BUREAU, organ: COUNTY_BUREAU, opinionNumber: null, guidance: null },
  ...more,
});
/** As the message has it, with what the event told. */
const body = (kind: MessageKind, of: Told, about: string | null, facts: object = {}) =>
  readBody(kind, 1, { ...facts, ...handlingGiven(of, { messageKind: kind, about }) }, ['sender', 'in-charge']).value;
const matter = { number: 'A-1', summary: '拖欠工资', receivedOn: '2025-03-03' };
const whole = (kind: 'transfer' | 'assignment', of: Told) =>
  readBody(kind, 1, { ...matter, ...handlingGiven(of, { messageKind: kind, about: null }) }, ['sender', 'registering']).value;

describe('what another node is told of the handling', () => {
  it('条例 22 ¶2, 30: of a hand-over what a transfer says', () => {
    for (const messageKind of ['political-legal-hand-over', 'discipline-hand-over'])
      expect(handlingGiven(told({ records: [sentOn('TRANSFER')] }), { messageKind, about: null })).toEqual(
        handlingGiven(told({ records: [sentOn('TRANSFER')] }), { messageKind: 'transfer', about: null }),
      );
  });

  it('条例 22(3): of a returned report why, and what is to be done', () => {
    const data = {
      report: null,
      answer: '没有附送达回证',
      todo: '补充送达回证',
      returned: { documentId: id('d'), number: '明信访〔2025〕2号' },
    };
    const report = newRecord({
      id: id('r'),
      kind: 'assignmentReport',
      state: 'returned',
      on: '2025-05-05',
      confirmedOn: '2025-05-06',
      data,
    });
    const facts = { returnedOn: '2025-05-06', redoBy: '2025-05-20' };
    expect(body('report-return', told({ records: [report] }), id('d'), facts)).toEqual({
      ...{ ...facts, reason: '没有附送达回证', todo: '补充送达回证', paper: { number: '明信访〔2025〕2号', issuedOn: '2025-05-06' } },
    });
    expect(handlingGiven(told({ records: [report] }), { messageKind: 'report-return', about: id('e') })).toEqual({});
  });

  it('条例 31: of guidance the way, its body and what the petitioner has to keep', () => {
    const limits = [
      {
        name: 'sue',
        duty: 'petitioner' as const,
        startedOn: null,
        nominalDay: null,
        lastDay: null,
        provisional: false,
        rule: '',
        text: '六个月内起诉',
        source: '',
      },
      {
        name: 'hear',
        duty: 'body' as const,
        startedOn: null,
        nominalDay: null,
        lastDay: null,
        provisional: false,
        rule: '',
        text: '七日内立案',
        source: '',
      },
    ];
    const guidance = { id: 'court', title: '行政诉讼', exit: '31(1)' as const, body: '人民法院', note: null, source: '', limits };
    const data = {
      ...{ exit: '31(1)' as const, reason: '', basis: '', channelId: 'court', starts: [], corrects: null, lateAfter: null, papers: [] },
      ...{ toldOn: '2025-03-10', documentId: id('d'), body: null },
    };
    const decision = newRecord({ id: id('r'), kind: 'exitDecision', state: 'decided', on: '2025-03-08', data });
    expect(body('guidance-given', told({ records: [decision] }, { guidance }), id('d'))).toEqual({
      ...{ guidedOn: '2025-03-10', reason: '行政诉讼', competentBody: { name: '人民法院' }, deadline: '六个月内起诉' },
    });
    expect(handlingGiven(told({ records: [decision] }), { messageKind: 'guidance-given', about: id('d') })).toEqual({});
    expect(handlingGiven(told({}, { guidance }), { messageKind: 'guidance-given', about: id('d') })).toEqual({});
  });

  it('of a merge the numbers of the lead and of what was joined to it', () => {
    const joined = [{ id: id('a'), number: 'A-2', requestIds: [], petitionerIds: [] }];
    const data = {
      mergeId: id('g'),
      leadId: id('a', 2),
      leadNumber: 'A-1',
      joined,
      reason: '同一事项',
      before: [],
      moved: [],
      unmerge: null,
    };
    const merge = newRecord({ id: id('r'), kind: 'merge', state: 'merged', on: '2025-03-08', confirmedOn: '2025-03-10', data });
    const said = { lead: 'A-1', merged: ['A-2'], mergedOn: '2025-03-10', reason: '同一事项' };
    expect(body('merge', told({ records: [merge] }), id('g'))).toEqual(said);
    expect(handlingGiven(told(), { messageKind: 'merge', about: id('g') })).toEqual({});
  });

  it('of a split the reason, of the one that was confirmed alone', () => {
    const split = (state: 'proposed' | 'split') =>
      newRecord({ id: id('s'), kind: 'split', state, on: '2025-03-08', data: { kinds: ['CLAIM', 'SUGGESTION'], reason: '一信两事' } });
    const asked = { messageKind: 'split', about: id('s') };
    expect(handlingGiven(told({ records: [split('split')] }), asked)).toEqual({ reason: '一信两事' });
    expect(handlingGiven(told({ records: [split('proposed')] }), asked)).toEqual({});
    expect(handlingGiven(told({ records: [split('split')] }), { ...asked, about: id('s', 2) })).toEqual({});
  });

  it('条例 35: of service the number of the opinion, where there is one', () => {
    const facts = { recipient: '赵一', way: { code: 'post' }, servedOn: '2025-06-05' };
    expect(body('service', told({}, { opinionNumber: '明信访〔2025〕1号' }), id('p'), facts)).toEqual({
      ...facts,
      opinionNumber: '明信访〔2025〕1号',
    });
    expect(body('service', told(), id('p'), facts)).toEqual(facts);
  });

  it('条例 22 ¶1(2): of a transfer who sends it to whom, why and by which slip; of no report', () => {
    expect(whole('transfer', told({ records: [sentOn('TRANSFER')] }))).toEqual({
      ...matter,
      from: { name: BUREAU.name, code: BUREAU.id },
      to: { name: COUNTY_BUREAU.name, code: COUNTY_BUREAU.id },
      reason: '属该县管辖',
      paper: { number: '明信信访〔2025〕1号', issuedOn: '2025-03-04' },
    });
  });

  it('条例 22 ¶1(3): of an assignment the day of the report and the points to answer', () => {
    expect(whole('assignment', told({ records: [sentOn('ASSIGNMENT')] }))).toMatchObject({
      reportRequired: true,
      reportBy: '2025-05-06',
      points: ['是否已经支付'],
    });
  });

  it('条例 34: of an acceptance the day by which it is due', () => {
    const clocks = [aClock('NOTIFY_DIRECT', '2025-03-03'), aClock('HANDLE', '2025-03-10')];
    expect(body('acceptance', told({}, { clocks }), id('x'), { acceptedOn: '2025-03-10' })).toEqual({
      acceptedOn: '2025-03-10',
      dueOn: clocks[1]!.effectiveDue,
    });
  });

  it('条例 34: of an extension its reason, and of another extension nothing', () => {
    const extension = anExtension({ reason: '需要鉴定' });
    const facts = { originalDue: '2025-05-09', newDue: '2025-06-08' };
    expect(body('extension', told({ extension }), extension.id, facts)).toEqual({ ...facts, reason: '需要鉴定' });
    expect(handlingGiven(told({ extension }), { messageKind: 'extension', about: id('x') })).toEqual({});
  });

  it('条例 31, 32: of an opinion what was found and what is said to each request', () => {
    const paper = { number: '明住建信访〔2025〕3号', issuedOn: '2025-04-10' };
    expect(body('opinion', told({ opinion: anOpinion() }), id('y'), { paper })).toEqual({
      paper,
      text: '经现场查看，外墙渗水属实。\n由我局组织维修。\n以协议为准。',
    });
  });

  it('who asks how it stands hears stage, unit and the day that runs, and of a term that has ended none', () => {
    const running = aClock('HANDLE', '2025-03-10');
    const facts = { answers: id('m'), asOf: '2025-03-20T01:00:00.000Z', known: true };
    const accepted = { stage: 'accepted' as const, acceptedOn: '2025-03-10' };
    expect(body('status-answer', told(accepted, { clocks: [running] }), null, facts)).toMatchObject({
      ...{ stage: 'accepted', acceptedOn: '2025-03-10', dueOn: running.effectiveDue, handlingUnit: COUNTY_BUREAU.name },
    });
    expect(body('status-answer', told(accepted, { clocks: [{ ...running, ended: 'met' }] }), null, facts)).not.toHaveProperty('dueOn');
  });

  it('of a kind that case knows nothing of nothing', () => {
    expect(handlingGiven(told(), { messageKind: 'rating', about: null })).toEqual({});
    expect(handlingGiven(told(), { messageKind: 'transfer', about: null })).toEqual({});
    expect(handlingGiven(told(), { messageKind: 'opinion', about: null })).toEqual({});
  });
});
