import { describe, expect, it } from '@jest/globals';
import { AT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, HOUSING, PERSON, aPetition, anOpinion, given, id, inquired, paper, refusal, sent } from '../../../test/builders.js';
import {
  agreeJointHandling,
  answerAssistance,
  assistanceOver,
  collated,
  endAssistance,
  isLateAssistance,
  requestAssistance,
  type AskedOrgan,
} from './assistance.js';
import type { Organ } from '../petition.js';
import { latestRecord, recordsOf } from '../records.js';
import { issueOpinion } from '../opinion/opinion.js';

const ask = (organ: Organ = AT.labour, more: Partial<AskedOrgan> = {}): AskedOrgan => ({
  assistanceId: id('a', 1),
  organ,
  toAccused: false,
  points: ['用工情况'],
  answerBy: '2025-03-20',
  ...more,
});
const matter = () => Matter.registered().routed(HOUSING, '2025-03-05');
const request = (at: Matter, on: string, more: Partial<AskedOrgan> = {}) =>
  requestAssistance(at.given(on, PERSON.handler, HOUSING), { ...ask(), ...paper, ...more });
const answer = (at: Matter, on: string, organ: Organ = AT.labour, assistanceId = id('a', 1)) =>
  answerAssistance(at.given(on, id('p', 43), organ), { assistanceId, answer: '该工地用工情况已核查' });

describe('requestAssistance', () => {
  it('gives the assistant its own day and sight of the matter; no term of the main organ waits', () => {
    const decision = request(matter(), '2025-03-06');
    expect(decision.clocks).toEqual([]);
    expect(decision.relations).toEqual([{ do: 'set', subject: AT.labour.id, relation: 'assisting' }]);
    expect(latestRecord(decision.state, 'assistance')).toMatchObject({ state: 'asked', organId: AT.labour.id, until: '2025-03-20' });
    expect(decision.papers).toMatchObject([{ kind: 'ASSISTANCE_LETTER', organId: HOUSING.id }]);
  });

  it('names points and a day after its own, of an organ that is another and exists', () => {
    const code = (more: Partial<AskedOrgan>) => refusal(() => request(matter(), '2025-03-06', more));
    expect(code({ answerBy: '2025-03-06' })).toBe('ASSISTANCE_DATE_TOO_EARLY');
    expect(code({ answerBy: '2025-03-07' })).toBe('no refusal');
    expect(code({ points: [] })).toBe('ASSISTANCE_POINTS_MISSING');
    expect(code({ organ: HOUSING })).toBe('ASSISTANCE_OF_ITSELF');
    expect(code({ organ: BUREAU })).toBe('ASSISTANCE_OF_ITSELF');
    expect(code({ organ: { ...AT.labour, closedOn: '2025-03-06' } })).toBe('ROUTE_TO_CLOSED_ORGAN');
    const asked = matter();
    expect(refusal(() => request(asked.after(request(asked, '2025-03-06')), '2025-03-07', { assistanceId: id('a', 2) }))).toBe(
      'ASSISTANCE_ALREADY_ASKED',
    );
  });

  it('is the main organ’s; it is asked of no accused of a report, and of no unit that is kept from the matter', () => {
    const given = Matter.registered().given('2025-03-05', WHO.dispatcher, BUREAU, 'DISPATCHER');
    expect(refusal(() => requestAssistance(given, { ...ask(), ...paper }))).toBe('ASSISTANCE_BY_MAIN_ORGAN');
    const report = Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)] }).handedOver(HOUSING, '2025-03-05');
    expect(refusal(() => request(report, '2025-03-06', { toAccused: true }))).toBe('ROUTE_TO_ACCUSED');
    expect(refusal(() => request(matter(), '2025-03-06', { toAccused: true }))).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(refusal(() => request(matter(), '2025-03-06', { toAccused: false }))).toBe('no refusal');
  });
});

describe('answerAssistance', () => {
  const asked = () => {
    const at = matter();
    return at.after(request(at, '2025-03-06'));
  };

  it('is the assistant’s own, ends its sight, and is late after its own day alone', () => {
    const inTime = answer(asked(), '2025-03-20');
    expect(inTime.relations).toEqual([{ do: 'end', subject: AT.labour.id, relation: 'assisting' }]);
    expect(inTime.events).toMatchObject([{ type: 'AssistanceAnswered', data: { late: false, answeredOn: '2025-03-20' } }]);
    expect(answer(asked(), '2025-03-21').events).toMatchObject([{ data: { late: true } }]);
    expect(inTime.clocks).toEqual([]);
  });

  it('that has not come yet is late from the day after', () => {
    const record = latestRecord(asked().state, 'assistance')!;
    expect([isLateAssistance(record, '2025-03-20'), isLateAssistance(record, '2025-03-21')]).toEqual([false, true]);
  });

  it('comes once, from the organ that was asked', () => {
    expect(refusal(() => answer(asked(), '2025-03-10', AT.hospital))).toBe('ASSISTANCE_NOT_FOUND');
    const answered = asked().after(answer(asked(), '2025-03-10'));
    expect(refusal(() => answer(answered, '2025-03-11'))).toBe('ASSISTANCE_NOT_FOUND');
    expect(refusal(() => answer(asked(), '2025-03-10', AT.labour, id('a', 9)))).toBe('ASSISTANCE_NOT_FOUND');
  });

  it('may be given up by the main organ, with a reason', () => {
    const at = asked();
    const given = at.given('2025-03-07', PERSON.handler, HOUSING);
    const ended = endAssistance(given, { assistanceId: id('a', 1), reason: '已自行查明' });
    expect(ended.relations).toEqual([{ do: 'end', subject: AT.labour.id, relation: 'assisting' }]);
    expect(refusal(() => answer(at.after(ended), '2025-03-10'))).toBe('ASSISTANCE_NOT_FOUND');
    expect(refusal(() => endAssistance(given, { assistanceId: id('a', 1), reason: '' }))).toBe('TEXT_MISSING');
  });
});

describe('assistance not answered', () => {
  it('is over with the matter, and the assistant sees it no longer', () => {
    const at = matter();
    const { records } = at.after(request(at, '2025-03-06')).state;
    const over = assistanceOver(aPetition({ records }));
    expect(over.relations).toEqual([{ do: 'end', subject: AT.labour.id, relation: 'assisting' }]);
    expect(over.records.findLast(({ kind }) => kind === 'assistance')?.state).toBe('ended');
    expect(assistanceOver(aPetition({ records: over.records })).relations).toEqual([]);
  });
});

describe('agreeJointHandling', () => {
  const others = [ask(AT.labour), ask(AT.hospital, { assistanceId: id('a', 2), answerBy: '2025-03-25' })];
  const agree = (more: { leadOrganId?: string; others?: AskedOrgan[]; agreement?: string } = {}, at = matter()) =>
    agreeJointHandling(at.given('2025-03-06', PERSON.handler, HOUSING), {
      leadOrganId: HOUSING.id,
      others,
      agreement: '三家单位2025年3月6日会商',
      ...paper,
      ...more,
    });

  it('gives each organ its part and its own day under one lead', () => {
    const decision = agree();
    expect(recordsOf(decision.state, 'assistance').map(({ organId, until, data }) => [organId, until, data.form])).toEqual([
      [AT.labour.id, '2025-03-20', 'JOINT'],
      [AT.hospital.id, '2025-03-25', 'JOINT'],
    ]);
    expect(decision.relations.map(({ subject }) => subject)).toEqual([AT.labour.id, AT.hospital.id]);
    expect(decision.events.map(({ type }) => type)).toEqual(['AssistanceRequested', 'AssistanceRequested', 'JointHandlingAgreed']);
  });

  it('is led by the organ in charge; another lead is first designated', () => {
    expect(refusal(() => agree({ leadOrganId: AT.labour.id }))).toBe('JOINT_LEAD_NOT_IN_CHARGE');
    expect(refusal(() => agree({ others: [] }))).toBe('JOINT_OTHERS_MISSING');
    expect(refusal(() => agree({ others: [ask(AT.labour), ask(AT.labour)] }))).toBe('ASSISTANCE_ALREADY_ASKED');
    expect(refusal(() => agree({ agreement: '' }))).toBe('TEXT_MISSING');
  });
});

describe('the one reply', () => {
  it('names whose answers it collates, never what they said', () => {
    const at = matter();
    const asked = at.after(request(at, '2025-03-06'));
    const { records } = asked.after(answer(asked, '2025-03-10')).state;
    const state = aPetition({ stage: 'handling', opinion: anOpinion(), records });
    expect(collated(state)).toEqual([{ organ: AT.labour.name, answeredOn: '2025-03-10' }]);
    const [opinion] = issueOpinion(inquired(given(state, '2025-03-20', { by: PERSON.issuer, role: 'ISSUER' })), {
      ...sent,
      ...paper,
      reviewedBy: null,
    }).papers;
    expect(opinion?.body).toMatchObject({ parts: { collated: [{ organ: AT.labour.name, answeredOn: '2025-03-10' }] } });
    expect(JSON.stringify(opinion?.body)).not.toContain('用工情况已核查');
  });
});
