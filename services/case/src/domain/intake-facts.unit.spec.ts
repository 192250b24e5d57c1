import { describe, expect, it } from '@jest/globals';
import {
  GuidanceSlipIssued,
  JointConsentRecorded,
  MandateRecorded,
  MemberCodeIssued,
  MemberLeft,
  PetitionClassified,
  PetitionCorrected,
  PetitionRegistered,
  PetitionSupplemented,
  SupplementAsked,
  UrgentMatterReported,
  type Envelope,
  type NewEvent,
} from '@sunshine/events';
import { aClock, aPetition, aRegistration, BUREAU, DISCIPLINE, HOUSING, id, law } from '../../test/builders.js';
import { correctReceipt, lineOf, noticeOfKind, reclassify } from './intake-facts.js';
import { registered } from './opening.js';

const petitionId = id('z');
const envelope = ({ type, version, data }: NewEvent): Envelope => ({
  id: id('e'),
  type,
  version,
  source: 'intake',
  key: petitionId,
  seq: 3,
  occurredAt: '2025-03-10T02:00:00.000Z',
  recordedAt: '2025-03-10T02:00:00.000Z',
  on: '2025-03-10',
  actor: { kind: 'person', id: id('p') },
  correlationId: 'test',
  data,
});
const line = (event: NewEvent) => lineOf(envelope(event));
const atBureau = registered(aRegistration());
const direct = registered(aRegistration({ organId: HOUSING.id, organKind: 'department' }));

describe('a fact of the desk', () => {
  it('stands in the course with its article, and says nothing of what was said', () => {
    const organId = BUREAU.id;
    expect(line(PetitionSupplemented.create({ petitionId, supplementId: id('u'), organId, receivedOn: '2025-03-10', files: 2 }))).toEqual({
      organId,
      line: { act: 'supplementPetition', basis: '信访工作条例 19', part: null, remark: '附件2件' },
    });
    expect(line(SupplementAsked.create({ petitionId, organId, items: 2, answerBy: '2025-03-20' }))?.line.remark).toContain('不停止期限');
    expect(line(MandateRecorded.create({ petitionId, mandateId: id('m'), from: '2025-03-10', endsOn: '2025-06-30' }))).toMatchObject({
      organId: null,
      line: { act: 'recordMandate', remark: '至2025-06-30' },
    });
    expect(line(GuidanceSlipIssued.create({ petitionId, slipId: id('g'), organId, competentOrganId: HOUSING.id }))?.line).toMatchObject({
      act: 'issueGuidanceSlip',
      remark: '本件照常转送',
    });
    const petitionerId = id('q', 1);
    expect(line(MemberCodeIssued.create({ petitionId, petitionerId, organId }))?.line.act).toBe('issueMemberCode');
    expect(line(JointConsentRecorded.create({ petitionId, petitionerId, organId, way: 'SIGNED_PAPER' }))?.line.act).toBe('recordConsent');
    expect(line(MemberLeft.create({ petitionId, petitionerId, organId: null, way: 'online', leftOn: '2025-03-10' }))).toEqual({
      organId: null,
      line: { act: 'leaveGroup', basis: '本系统规则 联名', part: null, remark: null },
    });
    const urgent = UrgentMatterReported.create({
      petitionId,
      urgentEventId: id('v'),
      organId,
      report: 'FIRST',
      to: ['GOVERNMENT'],
      endsOn: '2025-03-12',
    });
    expect(line(urgent)?.line).toMatchObject({ act: 'reportUrgentMatter', basis: '信访工作条例 25', remark: '首报' });
    const phone = PetitionCorrected.create({ petitionId, correctionId: id('k'), organId, field: 'phone', receivedOn: null });
    expect(line(phone)?.line.remark).toBe('联系电话');
    const later = (event: NewEvent, change: object) => line({ ...event, data: { ...(event.data as object), ...change } })?.line.remark;
    expect([later(phone, { field: 'email' }), later(urgent, { report: 'WITHDRAWN' })]).toEqual([
      '其他登记事项（email）',
      '其他报告（WITHDRAWN）',
    ]);
    const kind = PetitionClassified.create({
      petitionId,
      organId,
      kind: 'CLAIM',
      formerKind: 'SUGGESTION',
      contentClass: null,
      proposedExit: '31(6)',
    });
    expect(line(kind)?.line.remark).toBe('建议意见改为申诉求决，拟议第三十一条第六项');
    expect(
      line(PetitionRegistered.create({ ...aRegistration(), anonymous: false, peopleCount: 1, respondentIds: [] } as never)),
    ).toBeNull();
  });
});

describe('a corrected day of receipt', () => {
  it('moves ROUTE of the bureau that registered, and nothing that counts from a later fact', () => {
    const route = aClock('ROUTE', '2025-03-03', { subject: BUREAU.id, ended: 'met' });
    const later = aClock('NOTIFY_TRANSFERRED', '2025-03-06');
    const { state, clocks, events } = correctReceipt(
      { state: { ...atBureau, senderId: BUREAU.id, latestOn: '2025-03-06' }, clocks: [route, later], law },
      '2025-02-28',
    );
    expect(clocks).toEqual([
      expect.objectContaining({ do: 'restart', term: 'ROUTE', subject: BUREAU.id, former: '2025-03-03', startedOn: '2025-02-28' }),
    ]);
    expect(state).toMatchObject({ receivedOn: '2025-02-28', organReceivedOn: '2025-03-03', latestOn: '2025-03-06', version: 2 });
    expect(events).toMatchObject([{ type: 'ClocksMoved', data: { reason: 'receipt_corrected' } }]);
  });

  it('leaves alone a clock that was taken back, or that is another organ’s', () => {
    const clocks = [
      aClock('ROUTE', '2025-03-03', { subject: BUREAU.id, ended: 'cancelled' }),
      aClock('ROUTE', '2025-03-03', { subject: id('o') }),
    ];
    expect(correctReceipt({ state: atBureau, clocks, law }, '2025-02-28')).toMatchObject({
      clocks: [],
      events: [],
      state: { latestOn: '2025-02-28' },
    });
  });

  it('moves the notice of an organ, and the cap of HANDLE with it', () => {
    const notify = aClock('NOTIFY_DIRECT', '2025-03-03', { ended: 'met' });
    expect(notify.effectiveDue).toBe('2025-03-18');
    // Accepted on 18 March, the last day of NOTIFY by the day first entered; by the true day it had ended on 17 March.
    const accepted = { ...direct, acceptedOn: '2025-03-18', latestOn: '2025-03-18' };
    const handle = aClock('HANDLE', '2025-03-18');
    const moved = correctReceipt({ state: accepted, clocks: [notify, handle], law }, '2025-02-28').clocks;
    expect(moved).toEqual([
      expect.objectContaining({ term: 'NOTIFY_DIRECT', former: '2025-03-03', startedOn: '2025-02-28' }),
      expect.objectContaining({ term: 'HANDLE', former: '2025-03-18', startedOn: '2025-03-17', startFact: 'notifyTermEnded' }),
    ]);
    // A day later, and the acceptance counts by itself.
    expect(correctReceipt({ state: accepted, clocks: [notify, handle], law }, '2025-03-04').clocks.map(({ term }) => term)).toEqual([
      'NOTIFY_DIRECT',
    ]);
    // The cap started it: a later day of receipt gives the acceptance back.
    const capped = aClock('HANDLE', '2025-03-18', {});
    const late = { ...direct, acceptedOn: '2025-03-19', latestOn: '2025-03-19' };
    expect(correctReceipt({ state: late, clocks: [notify, capped], law }, '2025-03-05').clocks.at(-1)).toEqual(
      expect.objectContaining({ term: 'HANDLE', former: '2025-03-18', startedOn: '2025-03-19' }),
    );
  });
});

describe('a kind classified anew', () => {
  it('goes on as what it is while nobody has been told, and keeps its receipt', () => {
    expect(reclassify(atBureau, 'SUGGESTION')).toMatchObject({
      state: { kind: 'SUGGESTION', stage: 'registered', receivedOn: '2025-03-03', version: 2 },
      events: [{ type: 'PetitionReclassified', data: { kind: 'SUGGESTION' } }],
    });
    expect(reclassify(atBureau, 'CLAIM')).toBeNull();
  });

  it('brings a suggestion that is none back to the organ, and leaves a claim on its path', () => {
    const suggestion = aPetition({ kind: 'SUGGESTION', stage: 'studying' });
    expect(reclassify(suggestion, 'CLAIM')?.state).toMatchObject({ kind: 'CLAIM', stage: 'informed' });
    expect(reclassify({ ...suggestion, stage: 'decided' }, 'CLAIM')).toBeNull();
    expect(reclassify(aPetition({ stage: 'informed' }), 'SUGGESTION')).toBeNull();
  });

  it('at a discipline organ begins or ends the notice with it: a report is told under that organ’s own rules', () => {
    const claim = aPetition({ organId: DISCIPLINE.id, organKind: 'discipline', stage: 'registered', senderId: null });
    const report: typeof claim = { ...claim, kind: 'REPORT' };
    const notify = aClock('NOTIFY_DIRECT', claim.organReceivedOn, { subject: DISCIPLINE.id });
    expect(noticeOfKind({ state: claim, clocks: [], law }, 'REPORT', '2025-03-10')).toMatchObject([
      { do: 'start', term: 'NOTIFY_DIRECT', startedOn: claim.organReceivedOn },
    ]);
    expect(noticeOfKind({ state: report, clocks: [notify], law }, 'CLAIM', '2025-03-10')).toMatchObject([
      { do: 'cancel', term: 'NOTIFY_DIRECT' },
    ]);
    expect(noticeOfKind({ state: { ...claim, stage: 'informed' }, clocks: [], law }, 'REPORT', '2025-03-10')).toEqual([]);
    expect(
      noticeOfKind({ state: { ...claim, organId: HOUSING.id, organKind: 'department' }, clocks: [], law }, 'REPORT', '2025-03-10'),
    ).toEqual([]);
  });
});
