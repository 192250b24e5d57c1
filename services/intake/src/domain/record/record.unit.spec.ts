import { describe, expect, it } from '@jest/globals';
import type { UrgentAddressee } from '@sunshine/events';
import { classifyPetition } from './classification.js';
import { confirmCorrection, correctRegistration, type Correction, type CorrectionOf } from './correction.js';
import type { DeskPetition } from '../desk-petition.js';
import { answerSupplement, askSupplement, supplementPetition, SUPPLEMENT_LIMITS, type OpenRequest } from './supplement.js';
import {
  addresseesOf,
  isOpen,
  isReportingLate,
  reportUrgentMatter,
  stillToReport,
  type OpenUrgentEvent,
  type UrgentReportOf,
} from './urgent.js';
import {
  id,
  BUREAU,
  OTHER,
  PETITION,
  PETITIONER,
  OFFICER,
  COLLEAGUE,
  FILE,
  ON,
  refusal,
  at,
  act,
  petition,
} from '../../../test/builders.js';

describe('further material', () => {
  const supplement = (given: { text?: string; fileIds?: string[] }, more: Partial<DeskPetition> = {}) =>
    supplementPetition(petition(more), given, id(32), act());

  it('is added with text or files, and is no new matter', () => {
    expect(supplement({ text: '补充照片', fileIds: [FILE, FILE] })).toMatchObject({
      supplement: { receivedOn: ON, organId: BUREAU, text: '补充照片', fileIds: [FILE] },
      events: [{ type: 'PetitionSupplemented', data: { supplementId: id(32), files: 1 } }],
    });
    expect(() => supplement({ text: ' ' })).toThrow(refusal('SUPPLEMENT_EMPTY'));
    expect(() => supplement({ fileIds: Array.from({ length: 21 }, (_, n) => id(n)) })).toThrow(refusal('DESK_FILES_TOO_MANY'));
  });

  it('after closing is a matter of its own', () => {
    expect(() => supplement({ text: '新的事实' }, { closedOn: ON })).toThrow(refusal('SUPPLEMENT_AFTER_CLOSING'));
  });

  const answer = (
    given: { text?: string; fileIds?: string[] },
    request: Partial<OpenRequest> | null = {},
    more: Partial<DeskPetition> = {},
  ) => answerSupplement(petition(more), request && { organId: BUREAU, answers: 0, leftOn: null, ...request }, given, id(32), act());

  it('is sent online by the petitioner who was asked for it, to the organ that asked, under the rule of the desk', () => {
    const given = { text: '补充照片', fileIds: [FILE] };
    expect(answer(given)).toEqual(supplement(given));
    expect(answer(given, { organId: OTHER })).toMatchObject({ supplement: { organId: OTHER }, events: [{ data: { organId: OTHER } }] });
    expect(() => answer({ text: ' ' })).toThrow(refusal('SUPPLEMENT_EMPTY'));
    expect(answer({ text: '字'.repeat(SUPPLEMENT_LIMITS.text) }).supplement.text).toHaveLength(SUPPLEMENT_LIMITS.text);
    expect(() => answer({ text: '字'.repeat(SUPPLEMENT_LIMITS.text + 1) })).toThrow(refusal('DESK_TEXT_TOO_LONG'));
    expect(() => answer({ text: '新的事实' }, {}, { closedOn: ON })).toThrow(refusal('SUPPLEMENT_AFTER_CLOSING'));
    expect(() => answer({ text: '新的事实' }, { leftOn: ON })).toThrow(refusal('MEMBER_HAS_LEFT'));
  });

  it('is not sent online where nobody asked for it, nor about a report', () => {
    expect(() => answer({ text: '补充说明' }, null)).toThrow(refusal('SUPPLEMENT_NOT_ASKED'));
    expect(() => answer({ text: '补充说明' }, {}, { kind: 'REPORT', closedOn: ON })).toThrow(refusal('SUPPLEMENT_NOT_ASKED'));
  });

  it('comes in several parts, up to the limit; the desk takes the rest', () => {
    const { answers } = SUPPLEMENT_LIMITS;
    expect(answer({ text: '补充说明' }, { answers: answers - 1 }).events).toHaveLength(1);
    expect(() => answer({ text: '补充说明' }, { answers })).toThrow(refusal('SUPPLEMENT_ANSWERED_ALREADY'));
  });

  const ask = (items: string[], answerBy: string, former: { askedOn: string } | null = null, more: Partial<DeskPetition> = {}) =>
    askSupplement(petition(more), former, { items, answerBy }, act());

  it('is asked for once, with a list and a day to come', () => {
    expect(ask(['身份证明', '照片'], '2025-03-04')).toMatchObject({
      request: { items: ['身份证明', '照片'], answerBy: '2025-03-04', askedOn: ON },
      events: [{ type: 'SupplementAsked', data: { items: 2, answerBy: '2025-03-04' } }],
    });
    expect(() => ask(['照片'], ON)).toThrow(refusal('SUPPLEMENT_DAY_TOO_EARLY'));
    expect(() => ask(['照片'], '2025-03-10', { askedOn: ON })).toThrow(refusal('SUPPLEMENT_ASKED_ALREADY'));
    expect(() => ask([], '2025-03-10')).toThrow(refusal('SUPPLEMENT_ITEMS_MALFORMED'));
    expect(() => ask(Array<string>(SUPPLEMENT_LIMITS.items + 1).fill('照片'), '2025-03-10')).toThrow(refusal('SUPPLEMENT_ITEMS_MALFORMED'));
    expect(() => ask(['照片'], '2025-03-10', null, { closedOn: ON })).toThrow(refusal('SUPPLEMENT_AFTER_CLOSING'));
  });
});

describe('a correction', () => {
  const correct = (given: Partial<CorrectionOf>, former: string | null, more: Partial<DeskPetition> = {}, undecided = false) =>
    correctRegistration(
      petition(more),
      { field: 'summary', reason: '录入有误', ...given } as CorrectionOf,
      { id: id(33), former, undecided },
      act(),
    );

  it('puts old and new value side by side, with a reason, at once', () => {
    expect(correct({ field: 'peopleCount', value: '12' }, '1')).toMatchObject({
      correction: { former: '1', value: '12', reason: '录入有误', state: 'applied', by: OFFICER },
      events: [{ type: 'PetitionCorrected', data: { field: 'peopleCount', receivedOn: null } }],
    });
    expect(() => correct({ value: '小区供暖不足' }, '小区供暖不足')).toThrow(refusal('CORRECTION_SAME_VALUE'));
    expect(() => correct({ value: ' ' }, '小区供暖不足')).toThrow(refusal('CORRECTION_VALUE_MISSING'));
    expect(() => correct({ value: '新概况', reason: '' }, '旧概况')).toThrow(refusal('DESK_TEXT_MISSING'));
    expect(() => correct({ value: '长'.repeat(201) }, '旧概况')).toThrow(refusal('DESK_TEXT_TOO_LONG'));
    expect(() => correct({ field: 'peopleCount', value: '0' }, '1')).toThrow(refusal('PEOPLE_COUNT_MALFORMED'));
  });

  it('takes out what the form can do without, and nothing else', () => {
    expect(correct({ field: 'postmarkOn', value: null }, '2025-03-01', { postmarkOn: '2025-03-01' }).correction.value).toBeNull();
    expect(correct({ field: 'phone', petitionerId: PETITIONER, value: '' }, '19900001234').correction).toMatchObject({
      petitionerId: PETITIONER,
      value: null,
    });
    expect(() => correct({ field: 'name', petitionerId: PETITIONER, value: '' }, '甲某')).toThrow(refusal('CORRECTION_VALUE_MISSING'));
    expect(() => correct({ field: 'name', petitionerId: PETITIONER, value: '乙某' }, null, { anonymous: true })).toThrow(
      refusal('CORRECTION_BREAKS_ANONYMITY'),
    );
  });

  it('of the day of receipt waits for another person, and needs evidence', () => {
    const given = { field: 'receivedOn' as const, value: '2025-02-28', evidence: '收件章为2月28日' };
    const { correction, events } = correct(given, ON);
    expect(correction).toMatchObject({ state: 'proposed', former: ON, value: '2025-02-28' });
    expect(events).toEqual([]);
    expect(() => correct({ ...given, evidence: null }, ON)).toThrow(refusal('CORRECTION_WITHOUT_EVIDENCE'));
    expect(correct({ ...given, evidence: null, evidenceFileId: FILE }, ON).correction.evidenceFileId).toBe(FILE);
    expect(() => correct(given, ON, {}, true)).toThrow(refusal('CORRECTION_UNDECIDED'));
    expect(() => correct({ ...given, value: '2025-03-04' }, ON)).toThrow(refusal('RECEIVED_IN_FUTURE'));
    expect(() => correct({ ...given, value: '2025-02-30' }, ON)).toThrow(refusal('FILING_DAY_MALFORMED'));
    expect(() => correct(given, ON, { postmarkOn: '2025-03-01' })).toThrow(refusal('POSTMARK_AFTER_RECEIPT'));

    const decide = (accepted: boolean, by: string, waiting: Correction | null = correction) =>
      confirmCorrection(waiting, accepted, act({ personId: by }));
    expect(decide(true, COLLEAGUE)).toMatchObject({
      correction: { state: 'applied', confirmedBy: COLLEAGUE, confirmedOn: ON },
      events: [{ type: 'PetitionCorrected', data: { field: 'receivedOn', receivedOn: '2025-02-28' } }],
    });
    expect(decide(false, COLLEAGUE)).toMatchObject({ correction: { state: 'rejected' }, events: [] });
    expect(() => decide(true, OFFICER)).toThrow(refusal('CORRECTION_OWN_PROPOSAL'));
    expect(() => decide(true, COLLEAGUE, null)).toThrow(refusal('CORRECTION_UNKNOWN'));
    expect(() => decide(true, COLLEAGUE, { ...correction, state: 'rejected' })).toThrow(refusal('CORRECTION_UNKNOWN'));
  });
});

describe('a classification', () => {
  const classify = (given: Partial<Parameters<typeof classifyPetition>[1]>, more: Partial<DeskPetition> = {}) =>
    classifyPetition(petition(more), { reason: '核对内容', ...given }, id(34), act());

  it('changes kind, class and purpose with a reason, and proposes an exit at most', () => {
    expect(classify({ kind: 'SUGGESTION', contentClass: '010203', purpose: '意见建议', proposedExit: '31(6)' })).toMatchObject({
      classification: { formerKind: 'CLAIM', kind: 'SUGGESTION', contentClass: '010203', purpose: '意见建议', proposedExit: '31(6)' },
      events: [{ type: 'PetitionClassified', data: { kind: 'SUGGESTION', formerKind: 'CLAIM', proposedExit: '31(6)' } }],
    });
    expect(() => classify({})).toThrow(refusal('CLASSIFICATION_UNCHANGED'));
    expect(() => classify({ contentClass: '1' })).toThrow(refusal('CONTENT_CLASS_MALFORMED'));
    expect(() => classify({ proposedExit: '31(7)' })).toThrow(refusal('CLASSIFY_EXIT_UNKNOWN'));
    expect(() => classify({ kind: 'SUGGESTION', reason: ' ' })).toThrow(refusal('DESK_TEXT_MISSING'));
  });

  it('never turns a petition into a report, nor a report into another kind', () => {
    expect(() => classify({ kind: 'REPORT' })).toThrow(refusal('CLASSIFY_REPORT_BY_SPLIT'));
    expect(() => classify({ kind: 'CLAIM' }, { kind: 'REPORT' })).toThrow(refusal('CLASSIFY_REPORT_BY_SPLIT'));
    expect(classify({ contentClass: '010203' }, { kind: 'REPORT' }).classification.kind).toBe('REPORT');
  });

  it('leaves the kind of a claim once the petitioner was told, and lets a suggestion turn while it is studied', () => {
    expect(() => classify({ kind: 'SUGGESTION' }, { stage: 'informed' })).toThrow(refusal('CLASSIFY_KIND_TOO_LATE'));
    expect(classify({ kind: 'SUGGESTION' }, { stage: 'received' }).classification.kind).toBe('SUGGESTION');
    expect(classify({ kind: 'CLAIM' }, { kind: 'SUGGESTION', stage: 'studying' }).classification.kind).toBe('CLAIM');
    expect(() => classify({ kind: 'CLAIM' }, { kind: 'SUGGESTION', stage: 'decided' })).toThrow(refusal('CLASSIFY_KIND_TOO_LATE'));
    expect(classify({ contentClass: '010203' }, { stage: 'handling' }).classification.contentClass).toBe('010203');
  });
});

describe('an urgent matter', () => {
  let next = 60;
  const first: UrgentReportOf = {
    kind: 'FIRST',
    reason: '供暖管道爆裂',
    endsOn: '2025-03-05',
    reports: [{ to: 'GOVERNMENT', at: at('07:00').at, receipt: '值班室签收' }],
  };
  const open = { id: id(50), petitionId: PETITION, organId: BUREAU, reason: '供暖管道爆裂', begunOn: ON, endsOn: '2025-03-05' };
  const waiting = (...reached: UrgentAddressee[]): OpenUrgentEvent => ({ ...open, organKind: 'department', reached });
  const report = (given: Partial<UrgentReportOf>, event: OpenUrgentEvent | null = null) =>
    reportUrgentMatter(petition(), event, { ...first, ...given }, act(), () => id(next++));

  it('begins with a first report, goes on and ends with a final one', () => {
    expect(report({})).toMatchObject({
      event: { reason: '供暖管道爆裂', begunOn: ON, endsOn: '2025-03-05' },
      reports: [{ kind: 'FIRST', to: 'GOVERNMENT', receipt: '值班室签收' }],
      events: [{ type: 'UrgentMatterReported', data: { report: 'FIRST', to: ['GOVERNMENT'] } }],
    });
    expect(report({ kind: 'FOLLOW_UP', reason: null, endsOn: '2025-03-08' }, waiting()).event).toMatchObject({
      id: open.id,
      endsOn: '2025-03-08',
    });
    const others = waiting('PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE');
    expect(report({ kind: 'FINAL', reason: null, endsOn: null }, others).reports).toMatchObject([{ kind: 'FINAL', eventId: open.id }]);
    expect(() => report({}, waiting())).toThrow(refusal('URGENT_ALREADY_OPEN'));
    expect(() => report({ kind: 'FOLLOW_UP' })).toThrow(refusal('URGENT_NOT_OPEN'));
    expect(() => report({ reason: null })).toThrow(refusal('URGENT_REASON_MISSING'));
    expect(() => report({ endsOn: '2025-03-02' })).toThrow(refusal('URGENT_ENDS_TOO_EARLY'));
    expect(() => report({ reports: [] })).toThrow(refusal('URGENT_REPORTS_MALFORMED'));
    expect(() => report({ reports: [{ to: 'GOVERNMENT', at: at('08:01').at }] })).toThrow(refusal('URGENT_REPORTS_MALFORMED'));
  });

  it('has no final report while a body that the law names was reached neither by it nor before', () => {
    const final = (...reached: UrgentAddressee[]) => report({ kind: 'FINAL', reason: null, endsOn: null }, waiting(...reached));
    expect(() => final()).toThrow(refusal('URGENT_ADDRESSEE_OPEN'));
    expect(() => final('PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT')).toThrow('本级信访工作联席会议办公室');
    expect(final('PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE').events).toMatchObject([{ data: { report: 'FINAL' } }]);
    const bureau: OpenUrgentEvent = {
      ...waiting('PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE'),
      organKind: 'petition_bureau',
    };
    expect(() => report({ kind: 'FINAL', reason: null, endsOn: null }, bureau)).toThrow('国家信访局');
  });

  it('is still reported after its last day, and its day is moved to none that has passed', () => {
    const ended = { ...waiting(), endsOn: '2025-03-02' };
    expect(report({ kind: 'FOLLOW_UP', reason: null, endsOn: null }, ended).event.endsOn).toBe('2025-03-02');
    expect(() => report({ kind: 'FOLLOW_UP', reason: null, endsOn: '2025-03-01' }, ended)).toThrow(refusal('URGENT_ENDS_TOO_EARLY'));
  });

  it('ends by date once every body was reached, or with its final report', () => {
    const reached = { still: [] } as const;
    expect(isOpen({ endsOn: ON, finalOn: null, ...reached }, ON)).toBe(true);
    expect(isOpen({ endsOn: ON, finalOn: null, ...reached }, '2025-03-04')).toBe(false);
    expect(isOpen({ endsOn: ON, finalOn: null, still: ['NATIONAL_BUREAU'] }, '2025-03-04')).toBe(true);
    expect(isOpen({ endsOn: '2025-03-05', finalOn: ON, ...reached }, ON)).toBe(false);
  });

  it('is late after the instant at which the bodies were due, while one of them is open', () => {
    const due = '2025-03-03T08:00:00.000Z';
    expect(isReportingLate(['GOVERNMENT'], due, '2025-03-03T08:00:00.000Z')).toBe(false);
    expect(isReportingLate(['GOVERNMENT'], due, '2025-03-03T08:00:00.001Z')).toBe(true);
    expect(isReportingLate([], due, '2025-03-03T09:00:00.000Z')).toBe(false);
    expect(isReportingLate(['GOVERNMENT'], null, '2025-03-03T09:00:00.000Z')).toBe(false);
  });

  it('is owed to four bodies by every organ, and to two more by a bureau', () => {
    expect(addresseesOf('department')).toEqual(['PARTY_COMMITTEE', 'GOVERNMENT', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE']);
    expect(stillToReport('petition_bureau', [{ to: 'GOVERNMENT' }, { to: 'NEXT_BUREAU' }])).toEqual([
      'PARTY_COMMITTEE',
      'COMPETENT_DEPARTMENT',
      'JOINT_CONFERENCE',
      'NATIONAL_BUREAU',
    ]);
  });
});
