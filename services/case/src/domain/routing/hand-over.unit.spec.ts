import { describe, expect, it } from '@jest/globals';
import { isLate } from '@sunshine/procedure';
import { AT, Matter, PARTY, WHO } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, DISCIPLINE, HOUSING, PERSON, id, paper, refusal, termsOf } from '../../../test/builders.js';
import {
  confirmHandOver,
  handOverReport,
  noteFeedback,
  recordHandOverReceipt,
  type ConfirmHandOver,
  type HandOverReport,
} from './hand-over.js';
import { recallTransfer } from './recall.js';
import { latestRecord, newRecord } from '../records.js';

const report = () => Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)] });
const ORDINARY = {
  handOverId: id('m'),
  to: DISCIPLINE,
  toAccused: false,
  authority: '市管干部由市纪委监委管辖',
  despiteAccused: null,
  cadreMatter: false,
  grave: false,
};
const propose = (matter: Matter, more: Partial<HandOverReport> = {}) =>
  handOverReport(matter.given('2025-03-05', WHO.dispatcher, BUREAU, 'DISPATCHER'), { ...ORDINARY, ...more });
const confirm = (matter: Matter, more: Partial<ConfirmHandOver> = {}, by: string = WHO.bureauHead) =>
  confirmHandOver(matter.given('2025-03-06', by, BUREAU, 'HEAD'), {
    to: DISCIPLINE,
    toAccused: false,
    organisationNotifiedOn: null,
    leadersNotifiedOn: null,
    ...paper,
    ...more,
  });
const proposed = (more: Partial<HandOverReport> = {}) => report().after(propose(report(), more));
const direct = () => Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)], organId: HOUSING.id, organKind: 'department' });
const ofHousing = (matter: Matter, more: Partial<HandOverReport> = {}) =>
  handOverReport(matter.given('2025-03-05', WHO.handler, HOUSING), { ...ORDINARY, ...more });
const onItsWay = () => proposed().after(confirm(proposed()));
const receipt = (matter: Matter, on: string) =>
  recordHandOverReceipt(matter.given(on, WHO.dispatcher, BUREAU, 'DISPATCHER'), { receiptNumber: '明纪收〔2025〕8号' });

describe('handOverReport', () => {
  it('goes to an organ whose authority is stated, by two people, and to no bureau', () => {
    expect(propose(report()).state.stage).toBe('registered');
    expect(refusal(() => propose(report(), { to: PARTY }))).toBe('no refusal');
    expect(refusal(() => propose(report(), { to: AT.labour }))).toBe('no refusal');
    expect(refusal(() => propose(report(), { to: COUNTY_BUREAU }))).toBe('HAND_OVER_TO_BODY_ONLY');
    expect(refusal(() => propose(report(), { to: { ...AT.labour, kind: 'supervision_office' } }))).toBe('HAND_OVER_TO_BODY_ONLY');
    expect(refusal(() => propose(report(), { authority: '' }))).toBe('TEXT_MISSING');
    expect(refusal(() => confirm(proposed(), {}, WHO.dispatcher))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(report()))).toBe('HAND_OVER_NOT_PROPOSED');
  });

  it('is of reports, by a bureau or by whoever got one straight from the reporter', () => {
    expect(refusal(() => propose(Matter.registered()))).toBe('HAND_OVER_REPORTS_ONLY');
    expect(refusal(() => ofHousing(direct()))).toBe('no refusal');
    expect(refusal(() => propose(direct()))).toBe('ACT_NOT_IN_STAGE');
    const sent = direct().with({ senderId: BUREAU.id, stage: 'received' });
    expect(refusal(() => ofHousing(sent))).toBe('HAND_OVER_OF_DIRECT_ONLY');
    expect(refusal(() => ofHousing(direct().with({ channel: 'TRANSFER_IN' })))).toBe('HAND_OVER_OF_DIRECT_ONLY');
    expect(refusal(() => ofHousing(direct(), { toAccused: true }))).toBe('ROUTE_TO_ACCUSED');
    expect(refusal(() => ofHousing(direct(), { to: BUREAU }))).toBe('HAND_OVER_TO_BODY_ONLY');
  });

  it('leaves the notice of a department running until the body has the report, and to the department alone', () => {
    const matter = direct().after(ofHousing(direct()));
    const head = (on: string) => matter.given(on, WHO.head, HOUSING, 'HEAD');
    const told = { toAccused: false, organisationNotifiedOn: null, leadersNotifiedOn: null, ...paper };
    const sent = confirmHandOver(head('2025-03-06'), { to: DISCIPLINE, ...told });
    expect(sent.clocks).toEqual([]);
    expect(sent.state).toMatchObject({ stage: 'routed', organId: DISCIPLINE.id, senderId: HOUSING.id });
    // Its head alone judges an objection: the head is no party to the routing.
    expect(latestRecord(sent.state, 'transfer')).toMatchObject({ byPersonId: WHO.handler, confirmedBy: null });
    const onTheWay = matter.after(sent);
    const arrived = recordHandOverReceipt(onTheWay.given('2025-03-10', WHO.handler, DISCIPLINE), { receiptNumber: '收1号' });
    expect(arrived.clocks).toEqual([
      { do: 'cancel', petitionId: matter.state.id, term: 'NOTIFY_DIRECT', on: '2025-03-10', reason: 'handed_over' },
    ]);
    const back = recallTransfer(onTheWay.given('2025-03-07', WHO.head, HOUSING, 'HEAD'), { reason: '管辖有误', ...paper });
    expect(onTheWay.after(back).running()).toEqual(direct().running());
    const atOnce = confirmHandOver(matter.after(ofHousing(matter, { to: AT.labour })).given('2025-03-06', WHO.head, HOUSING, 'HEAD'), {
      to: AT.labour,
      ...told,
    });
    expect(termsOf(atOnce.clocks, 'cancel')).toEqual(['NOTIFY_DIRECT']);
    expect(termsOf(atOnce.clocks, 'start')).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
  });

  it('is done by the bureau that holds the report now', () => {
    const passedOn = report().with({ organId: COUNTY_BUREAU.id, senderId: BUREAU.id, stage: 'received' });
    expect(refusal(() => propose(passedOn))).toBe('ACT_NOT_IN_STAGE');
    const there = handOverReport(passedOn.given('2025-03-05', WHO.dispatcher, COUNTY_BUREAU, 'DISPATCHER'), {
      handOverId: id('m'),
      to: DISCIPLINE,
      toAccused: false,
      authority: '市管干部',
      despiteAccused: null,
      cadreMatter: false,
      grave: false,
    });
    expect(there.state.stage).toBe('received');
    expect(refusal(() => confirm(passedOn.after(there)))).toBe('HAND_OVER_NOT_PROPOSED');
  });

  it('waits until a second reader has resolved everybody who is accused in words', () => {
    const inWords = Matter.registered({ kind: 'REPORT', accusedIds: [id('p', 90)], accusedInWords: 1 });
    expect(refusal(() => propose(inWords))).toBe('ACCUSED_NOT_IDENTIFIED');
    expect(refusal(() => propose(Matter.registered({ kind: 'REPORT' })))).toBe('ACCUSED_NOT_IDENTIFIED');
    // Told by a release that did not count them.
    expect(refusal(() => propose(report().with({ accusedInWords: null })))).toBe('ACCUSED_NOT_IDENTIFIED');
  });

  it('binds an organ that is no discipline or Party body like the receiver of a transfer: fifteen days to tell, five to object', () => {
    const there = report().handedOver(AT.labour, '2025-03-06');
    expect(there.state).toMatchObject({ stage: 'received', organId: AT.labour.id, senderId: BUREAU.id, organReceivedOn: '2025-03-06' });
    expect(there.running()).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-06..2025-03-21 明川市人力资源和社会保障局',
      'OBJECT 2025-03-06..2025-03-13 明川市人力资源和社会保障局',
    ]);
    expect(latestRecord(there.state, 'handOver')).toMatchObject({ state: 'received', data: { receivedOn: '2025-03-06' } });
    const back = recallTransfer(there.given('2025-03-07', WHO.dispatcher, BUREAU, 'DISPATCHER'), { reason: '管辖有误', ...paper });
    expect(latestRecord(back.state, 'handOver')?.state).toBe('replaced');
  });

  it('takes a withdrawal of before along', () => {
    const withdrawal = newRecord({
      id: id('w'),
      kind: 'withdrawal',
      state: 'declared',
      on: '2025-03-04',
      data: { way: 'online', reason: null, fileId: null, contact: null, revokedOn: null },
    });
    const matter = report().with({ records: [withdrawal] });
    const sent = confirm(matter.after(propose(matter)));
    expect(latestRecord(sent.state, 'handOver')?.data.withdrawnOn).toBe('2025-03-04');
    expect(sent.events[0]?.data).toMatchObject({ withdrawalId: withdrawal.id });
    expect(JSON.stringify(sent.papers)).toContain('2025-03-04');
    expect(latestRecord(sent.state, 'withdrawal')?.state).toBe('declared');
  });

  it('never goes to the accused, except to the body with cadre authority by a recorded reason', () => {
    expect(refusal(() => propose(report(), { toAccused: true }))).toBe('ROUTE_TO_ACCUSED');
    const despite = propose(report(), { toAccused: true, despiteAccused: '其党组织有干部管理权限' });
    expect(latestRecord(despite.state, 'handOver')?.data.despiteAccused).toBe('其党组织有干部管理权限');
    const matter = report().after(despite);
    expect(refusal(() => confirm(matter, { toAccused: true }))).toBe('no refusal');
    // Accused since the proposal, and no reason on record.
    expect(refusal(() => confirm(proposed(), { toAccused: true }))).toBe('ROUTE_TO_ACCUSED');
  });

  it('notes the notices of Art 30 ¶2 with their days where they are owed', () => {
    const cadre = proposed({ cadreMatter: true });
    expect(refusal(() => confirm(cadre))).toBe('HAND_OVER_NOTICE_MISSING');
    expect(refusal(() => confirm(cadre, { organisationNotifiedOn: '2025-03-07' }))).toBe('HAND_OVER_NOTICE_IN_FUTURE');
    expect(refusal(() => confirm(cadre, { organisationNotifiedOn: '2025-03-06' }))).toBe('no refusal');
    const grave = proposed({ grave: true });
    expect(refusal(() => confirm(grave, { organisationNotifiedOn: '2025-03-06' }))).toBe('HAND_OVER_NOTICE_MISSING');
    expect(refusal(() => confirm(grave, { leadersNotifiedOn: '2025-03-06' }))).toBe('no refusal');
  });

  it('leaves ROUTE running until the body’s receipt, which counts by its own day', () => {
    const sent = confirm(proposed());
    expect(sent.state).toMatchObject({ stage: 'routed', organId: DISCIPLINE.id, senderId: BUREAU.id });
    expect(sent.clocks).toEqual([]);
    expect(sent.relations).toEqual([{ do: 'set', subject: DISCIPLINE.id, relation: 'in_charge' }]);
    const arrived = receipt(onItsWay(), '2025-03-10');
    expect(arrived.state).toMatchObject({ stage: 'handed_to_discipline', outcome: 'handed_over', organReceivedOn: '2025-03-10' });
    expect(termsOf(arrived.clocks, 'stop')).toEqual(['ROUTE']);
    expect(termsOf(arrived.clocks, 'start')).toEqual([]);
    const route = onItsWay().clocks.find(({ term }) => term === 'ROUTE')!;
    expect(['2025-03-18', '2025-03-19'].map((day) => isLate(day, route))).toEqual([false, true]);
  });

  it('carries ids in its events and nothing of the accused', () => {
    const events = [...propose(report()).events, ...confirm(proposed()).events, ...receipt(onItsWay(), '2025-03-10').events];
    expect(JSON.stringify(events)).not.toContain(id('p', 90));
    expect(events.map(({ type }) => type)).toEqual(['HandOverProposed', 'ReportSent', 'ReportHandedOver']);
  });

  it('can be taken back while it is on its way, and not after the receipt', () => {
    const back = recallTransfer(onItsWay().given('2025-03-07', WHO.dispatcher, BUREAU, 'DISPATCHER'), { reason: '管辖有误', ...paper });
    expect(back.state).toMatchObject({ stage: 'registered', organId: BUREAU.id });
    expect(onItsWay().after(back).running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
    expect(latestRecord(back.state, 'handOver')?.state).toBe('replaced');
    const arrived = onItsWay().after(receipt(onItsWay(), '2025-03-07'));
    expect(
      refusal(() => recallTransfer(arrived.given('2025-03-08', WHO.dispatcher, BUREAU, 'DISPATCHER'), { reason: '误', ...paper })),
    ).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('noteFeedback', () => {
  const feedback = { feedbackId: id('f'), reference: '明纪复〔2025〕2号', text: '已按规定处理', reporterTold: true };
  const note = (matter: Matter) => noteFeedback(matter.given('2025-04-10', WHO.dispatcher, BUREAU, 'DISPATCHER'), feedback);

  it('follows the receipt, and moves no clock', () => {
    const arrived = onItsWay().after(receipt(onItsWay(), '2025-03-10'));
    expect(note(arrived)).toMatchObject({ state: { stage: 'feedback_noted', outcome: 'handed_over' }, clocks: [] });
    expect(refusal(() => note(onItsWay()))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is of reports alone', () => {
    const claim = Matter.registered().routed(HOUSING, '2025-03-05').with({ stage: 'informed', handlerId: PERSON.handler });
    expect(refusal(() => note(claim))).toBe('HAND_OVER_REPORTS_ONLY');
  });

  it('comes from a body that has the report: not while the bureau has it, and not of a refused one', () => {
    const note = (matter: Matter) =>
      noteFeedback(matter.given('2025-03-10', WHO.dispatcher, BUREAU, 'DISPATCHER'), {
        feedbackId: id('n'),
        reference: '明纪函〔2025〕9号',
        text: '已办',
        reporterTold: true,
      });
    expect(refusal(() => note(report().with({ stage: 'informed' })))).toBe('HAND_OVER_NOT_SENT');
    const told = report().handedOver(HOUSING, '2025-03-05').with({ stage: 'informed' });
    expect(refusal(() => note(told))).toBe('no refusal');
    expect(refusal(() => note(told.with({ outcome: 'refused_acceptance' })))).toBe('MATTER_REFUSED');
  });
});
