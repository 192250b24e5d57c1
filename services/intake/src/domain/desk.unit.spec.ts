import { describe, expect, it } from '@jest/globals';
import type { OrganKind } from '@sunshine/events';
import { nationalPacks, packNamed, type RulePack } from '@sunshine/procedure';
import { classifyPetition } from './record/classification.js';
import { confirmCorrection, correctRegistration, type Correction, type CorrectionOf } from './record/correction.js';
import { checkRegister, missingNumbers, MOST_MISSING } from './visits/desk-day.js';
import { deskFactsOf, type ChannelFacts, type FilingOfFacts } from './registration/desk-facts.js';
import type { DeskAct, DeskPetition } from './desk-petition.js';
import { below14 } from './registration/guardian.js';
import { issueGuidanceSlip } from './visits/guidance-slip.js';
import { recordInterview, type InterviewNotes } from './visits/interview.js';
import { endMandate, isInForce, recordMandate } from './holders/mandate.js';
import { openPointsOf, type FormFacts } from './registration/open-points.js';
import { likeness, linkSameLetter, SAME_LETTER, sameLetters } from './repeats/same-letter.js';
import { answerSupplement, askSupplement, supplementPetition, SUPPLEMENT_LIMITS, type OpenRequest } from './record/supplement.js';
import { addresseesOf, isOpen, reportUrgentMatter, stillToReport, type UrgentReportOf } from './record/urgent.js';
import { endVisit, isAboveLevel, isCollective, levelOf, visitOf, type VisitNotes } from './visits/visit.js';

const id = (n: number) => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [BUREAU, OTHER, PETITION, PETITIONER, OFFICER, COLLEAGUE, FILE, VISIT] = [1, 2, 3, 4, 5, 6, 7, 8].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const ON = '2025-03-03';
const NOW = `${ON}T08:00:00.000Z`;
const pack = packNamed(nationalPacks(), 'CN-2022');
const refusal = (code: string) => expect.objectContaining({ code });
const at = (time: string, on = ON) => ({ at: `${on}T${time}:00.000Z`, on });

const act = (more: Partial<DeskAct> = {}): DeskAct => ({
  actor: { kind: 'person', id: OFFICER },
  at: NOW,
  on: ON,
  recordedAt: NOW,
  correlationId: 'test',
  personId: OFFICER,
  organId: BUREAU,
  ...more,
});

const petition = (more: Partial<DeskPetition> = {}): DeskPetition => ({
  id: PETITION,
  number: '990100-20250303-000001',
  kind: 'CLAIM',
  channel: 'VISIT',
  division: '990100',
  organId: BUREAU,
  receivedOn: ON,
  registeredOn: ON,
  postmarkOn: null,
  firstStampOn: null,
  summary: '小区供暖不足',
  text: '入冬以来室温一直低于标准。',
  peopleCount: 1,
  purpose: null,
  contentClass: null,
  anonymous: false,
  visitId: null,
  stage: 'registered',
  closedOn: null,
  ...more,
});

describe('facts of the channel', () => {
  let next = 20;
  const filing = (more: Partial<FilingOfFacts> = {}): FilingOfFacts => ({
    channel: 'LETTER',
    receivedOn: ON,
    peopleCount: 31,
    petitionerIds: [PETITIONER],
    deskId: BUREAU,
    visit: null,
    now: NOW,
    newId: () => id(next++),
    ...more,
  });
  const facts = (given: ChannelFacts, more: Partial<FilingOfFacts> = {}) => deskFactsOf(given, filing(more));

  it('of a letter are bar code, stamp and the scan of its envelope', () => {
    expect(facts({ barCode: ' x-1234 ', stampNumber: 7, envelopeFileId: FILE.toUpperCase() })).toMatchObject({
      barCode: 'X-1234',
      stampNumber: 7,
      envelopeFileId: FILE,
      oral: false,
      entry: null,
      visitId: null,
      visit: null,
    });
    for (const [given, code] of [
      [{ barCode: '第1号' }, 'BAR_CODE_MALFORMED'],
      [{ stampNumber: 0 }, 'REGISTER_NUMBER_MALFORMED'],
      [{ envelopeFileId: 'scan.png' }, 'DESK_ID_MALFORMED'],
      [{ visitId: VISIT }, 'VISIT_ONLY_FOR_VISITS'],
      [{ visit: {} }, 'VISIT_ONLY_FOR_VISITS'],
    ] as const)
      expect(() => facts(given)).toThrow(refusal(code));
  });

  it('of a visit open its event once, with the people of the matter where nobody counted the heads', () => {
    const own = facts({}, { channel: 'VISIT' });
    expect(own).toMatchObject({ oral: true, visit: { organId: BUREAU, on: ON, headCount: 31 } });
    expect(own.visitId).toBe(own.visit?.id);
    expect(facts({ visit: { headCount: 40 } }, { channel: 'VISIT' }).visit).toMatchObject({ headCount: 40 });
    expect(facts({ visitId: VISIT }, { channel: 'VISIT', visit: { id: VISIT, on: ON } })).toMatchObject({ visitId: VISIT, visit: null });
    const refused = (given: ChannelFacts, visit: FilingOfFacts['visit']) => () => facts(given, { channel: 'VISIT', visit });
    expect(refused({ visitId: VISIT }, null)).toThrow(refusal('VISIT_UNKNOWN'));
    expect(refused({ visitId: VISIT }, { id: VISIT, on: '2025-03-02' })).toThrow(refusal('VISIT_DAY_DIFFERS'));
    expect(refused({ visitId: VISIT, visit: {} }, { id: VISIT, on: ON })).toThrow(refusal('VISIT_GIVEN_TWICE'));
  });

  it('of an entry on behalf say whose words they are and whether they were read back', () => {
    expect(facts({ entry: { readBack: true, signatureFileId: FILE } })).toMatchObject({
      oral: true,
      entry: { wordsOf: PETITIONER, readBack: true, signatureFileId: FILE },
    });
    expect(facts({ entry: { readBack: false } }, { petitionerIds: [] }).entry).toMatchObject({ wordsOf: null, readBack: false });
    expect(() => facts({ entry: { readBack: true, wordsOf: 2 } })).toThrow(refusal('ENTRY_WORDS_OF_UNKNOWN'));
  });

  it('of a visitor who brings a written petition are not oral', () => {
    expect(facts({ oral: false }, { channel: 'VISIT' }).oral).toBe(false);
    expect(facts({}, { channel: 'PHONE' }).oral).toBe(true);
  });
});

describe('a visit', () => {
  const open = (notes: VisitNotes = {}, people = 3) => visitOf(notes, { id: VISIT, organId: BUREAU, on: ON, people, now: NOW });

  it('has its times on its own day, not in the future, and does not end before it began', () => {
    expect(open({ timeIn: at('01:00'), timeOut: at('01:00') })).toMatchObject({ timeIn: at('01:00').at, timeOut: at('01:00').at });
    expect(() => open({ timeIn: at('08:01') })).toThrow(refusal('VISIT_TIME_MALFORMED'));
    expect(() => open({ timeIn: at('01:00', '2025-03-02') })).toThrow(refusal('VISIT_TIME_MALFORMED'));
    expect(() => open({ timeIn: at('02:00'), timeOut: at('01:59') })).toThrow(refusal('VISIT_ENDS_BEFORE_IT_BEGAN'));
  });

  it('counts heads from one upwards', () => {
    expect(open({ headCount: 1 }).headCount).toBe(1);
    for (const headCount of [0, 1.5, 1_000_001]) expect(() => open({ headCount })).toThrow(refusal('VISIT_HEADS_MALFORMED'));
  });

  it('ends once, and keeps every unit that was called in', () => {
    const ended = endVisit(open({ calledOrganIds: [OTHER] }), { timeOut: at('07:00'), calledOrganIds: [OTHER, BUREAU] }, NOW);
    expect(ended).toMatchObject({ timeOut: at('07:00').at, calledOrganIds: [OTHER, BUREAU] });
    expect(() => endVisit(ended, { timeOut: at('07:30') }, NOW)).toThrow(refusal('VISIT_ENDED_ALREADY'));
  });

  it('is collective from the pack’s number of heads', () => {
    expect(isCollective({ headCount: 4 }, pack)).toBe(false);
    expect(isCollective({ headCount: 5 }, pack)).toBe(true);
    expect(isCollective({ headCount: 500 }, { values: {} })).toBe(false);
  });

  const organ = (kind: OrganKind, division: string) => ({ id: OTHER, kind, name: '某机关', division });
  const [province, city, county, town] = [
    organ('petition_bureau', '990000'),
    organ('petition_bureau', '990100'),
    organ('department', '990123'),
    organ('township', '990123'),
  ] as const;

  it('lies above the level two levels up, not at the own level nor one up', () => {
    expect([province, city, county, town].map(levelOf)).toEqual([1, 2, 3, 4]);
    expect([city, county, town].map((competent) => isAboveLevel(city, competent))).toEqual([false, false, true]);
    expect([city, county, town].map((competent) => isAboveLevel(province, competent))).toEqual([false, true, true]);
    expect(isAboveLevel(county, city)).toBe(false);
  });

  it('above the level gets a slip that says the matter is transferred all the same', () => {
    const slip = (competent: typeof town, more: Partial<DeskPetition> = {}, former: { on: string } | null = null) =>
      issueGuidanceSlip(
        petition(more),
        { visited: { ...city, id: BUREAU }, competent, former },
        { place: '镇政府接待室', calledAt: at('07:00'), callAnswer: '派员接待' },
        id(30),
        act(),
      );
    const { slip: issued, events } = slip(town);
    expect(issued).toMatchObject({ competentOrganId: OTHER, place: '镇政府接待室', callAnswer: '派员接待' });
    expect(issued.text.join('')).toMatch(/已登记.*仍按规定转送.*不利后果/);
    expect(JSON.stringify(Object.keys(issued))).not.toMatch(/transport|escort|police|village|employer/i);
    expect(events).toMatchObject([{ type: 'GuidanceSlipIssued', data: { organId: BUREAU, competentOrganId: OTHER } }]);
    expect(() => slip(county as never)).toThrow(refusal('SLIP_NOT_ABOVE_LEVEL'));
    expect(() => slip(town, { channel: 'LETTER' })).toThrow(refusal('SLIP_ONLY_FOR_VISITS'));
    expect(() => slip(town, { kind: 'REPORT' })).toThrow(refusal('SLIP_NOT_FOR_REPORT'));
    expect(() => slip(town, {}, { on: ON })).toThrow(refusal('SLIP_ISSUED_ALREADY'));
  });
});

describe('the record of an oral petition', () => {
  const notes = (more: Partial<InterviewNotes> = {}): InterviewNotes => ({
    answers: [{ question: '反映何事？', answer: '供暖不足。' }],
    readBack: true,
    signatureFileId: FILE,
    copyGiven: true,
    ...more,
  });
  const record = (more: Partial<InterviewNotes> = {}, channel: DeskPetition['channel'] = 'VISIT') =>
    recordInterview(petition({ channel }), notes(more), id(31), act());

  it('is read back, and signed or its refusal witnessed', () => {
    expect(record().interview).toMatchObject({ readBack: true, signatureFileId: FILE, copyGiven: true });
    expect(record({ signatureFileId: null, refusalWitness: '值班员' }).interview).toMatchObject({ refusalWitness: '值班员' });
    expect(record().events).toMatchObject([{ type: 'InterviewRecorded', data: { readBack: true } }]);
    expect(() => record({ signatureFileId: null })).toThrow(refusal('INTERVIEW_REFUSAL_UNWITNESSED'));
    expect(() => record({ readBack: false })).toThrow(refusal('INTERVIEW_SIGNED_UNREAD'));
  });

  it('on the telephone is read back and signed by nobody', () => {
    expect(record({ signatureFileId: null }, 'PHONE').interview).toMatchObject({ readBack: true, signatureFileId: null });
  });

  it('belongs to visits and calls, and holds at least one answer', () => {
    expect(() => record({}, 'LETTER')).toThrow(refusal('INTERVIEW_NOT_ORAL'));
    expect(() => record({ answers: [] })).toThrow(refusal('INTERVIEW_EMPTY'));
    expect(() => record({ answers: [{ question: ' ', answer: '供暖不足' }] })).toThrow(refusal('DESK_TEXT_MISSING'));
  });
});

describe('open points of the form', () => {
  const form = (more: Partial<FormFacts> = {}): FormFacts => ({
    channel: 'VISIT',
    anonymous: false,
    petitioners: 1,
    peopleCount: 1,
    representatives: 0,
    contentClass: '010203',
    oral: true,
    readBack: true,
    byOfficer: true,
    agentWithoutMandate: false,
    guardianMissing: false,
    consentMissing: false,
    visitTimesMissing: false,
    ...more,
  });
  const points = (more: Partial<FormFacts> = {}, by: RulePack = pack) => openPointsOf(form(more), by).map(({ part }) => part);

  it('are none where the pack’s form is full', () => {
    expect(points()).toEqual([]);
    expect(points({ anonymous: true, petitioners: 0 })).toEqual([]);
    expect(points({ channel: 'WEB', oral: false, byOfficer: false, readBack: false })).toEqual([]);
  });

  it('name what is missing, with the article', () => {
    expect(openPointsOf(form({ readBack: false }), pack)).toEqual([
      expect.objectContaining({ part: 'readBack', source: '信访工作条例 19' }),
    ]);
    expect(points({ readBack: false, oral: false })).toEqual([]);
    expect(points({ consentMissing: true })).toEqual(['jointConsent']);
    expect(points({ peopleCount: 31 })).toEqual(['representatives']);
    expect(points({ peopleCount: 31, representatives: 5 })).toEqual([]);
    expect(points({ peopleCount: 31, channel: 'LETTER' })).toEqual([]);
    expect(points({ contentClass: null, agentWithoutMandate: true, guardianMissing: true, visitTimesMissing: true })).toEqual([
      'class',
      'mandate',
      'guardianConsent',
      'visitTimes',
    ]);
  });

  it('include a part that a local pack adds and the record does not know', () => {
    const { parts, ...document } = pack.documents['REGISTRATION_FORM']!;
    const added = { part: 'crop', title: '作物', source: '地方规定', mark: 'own_rule' as const };
    const local = { ...pack, documents: { ...pack.documents, REGISTRATION_FORM: { ...document, parts: [...parts, added] } } };
    expect(points({}, local)).toEqual(['crop']);
  });
});

describe('the age below which a guardian agrees', () => {
  it('is fourteen, to the day, by the identity number alone', () => {
    expect(below14('111', '990102201103041230', ON)).toBe(true);
    expect(below14('111', '990102201103031230', ON)).toBe(false);
    expect(below14(null, '99010220110304123X', ON)).toBe(true);
    expect(below14('414', '990102201103041230', ON)).toBeNull();
    expect(below14('111', 'E1234567', ON)).toBeNull();
    expect(below14(null, null, ON)).toBeNull();
  });
});

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

  it('is sent online by who was asked for it, to the organ that asked, under the rule of the desk', () => {
    const given = { text: '补充照片', fileIds: [FILE] };
    expect(answer(given)).toEqual(supplement(given));
    expect(answer(given, { organId: OTHER })).toMatchObject({ supplement: { organId: OTHER }, events: [{ data: { organId: OTHER } }] });
    expect(() => answer({ text: ' ' })).toThrow(refusal('SUPPLEMENT_EMPTY'));
    expect(answer({ text: '字'.repeat(SUPPLEMENT_LIMITS.text) }).supplement.text).toHaveLength(SUPPLEMENT_LIMITS.text);
    expect(() => answer({ text: '字'.repeat(SUPPLEMENT_LIMITS.text + 1) })).toThrow(refusal('DESK_TEXT_TOO_LONG'));
    expect(() => answer({ text: '新的事实' }, {}, { closedOn: ON })).toThrow(refusal('SUPPLEMENT_AFTER_CLOSING'));
    expect(() => answer({ text: '新的事实' }, { leftOn: ON })).toThrow(refusal('MEMBER_HAS_LEFT'));
  });

  it('that nobody asked for is not sent online, and of a report nobody was asked', () => {
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

  it('never makes a report of what lay open, nor opens one', () => {
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

describe('a mandate', () => {
  const mandate = (more: Partial<Parameters<typeof recordMandate>[2]> = {}, inForce = 0, values: RulePack['values'] = {}) =>
    recordMandate(
      petition(),
      inForce,
      { agentName: '代某', scope: '代为提出、查询', from: ON, endsOn: '2025-06-30', fileId: FILE, ...more },
      { values },
      id(35),
      act(),
    );

  it('runs from today or before to a last day, inclusive', () => {
    expect(mandate()).toMatchObject({
      mandate: { agentName: '代某', endsOn: '2025-06-30', fileId: FILE },
      events: [{ type: 'MandateRecorded', data: { endsOn: '2025-06-30' } }],
    });
    expect(mandate({ endsOn: ON }).mandate.endsOn).toBe(ON);
    expect(() => mandate({ from: '2025-02-01', endsOn: '2025-03-02' })).toThrow(refusal('MANDATE_ENDS_TOO_EARLY'));
    expect(() => mandate({ from: '2025-03-04' })).toThrow(refusal('MANDATE_BEGINS_LATER'));
    expect(() => mandate({ agentName: ' ' })).toThrow(refusal('DESK_TEXT_MISSING'));
    expect(isInForce({ endsOn: ON, endedOn: null }, ON)).toBe(true);
    expect(isInForce({ endsOn: ON, endedOn: null }, '2025-03-04')).toBe(false);
    expect(isInForce({ endsOn: ON, endedOn: ON }, ON)).toBe(false);
  });

  it('has no more agents than the pack allows, where it says how many', () => {
    const two: RulePack['values'] = {
      agentsAtMost: { value: 2, direction: 'fixed', text: '代理人', source: '地方规定 27', mark: 'verified' },
    };
    expect(mandate({}, 1, two).mandate.agentName).toBe('代某');
    expect(() => mandate({}, 2, two)).toThrow(expect.objectContaining({ code: 'MANDATES_TOO_MANY', source: '地方规定 27' }));
    expect(mandate({}, 2).mandate.agentName).toBe('代某');
  });

  it('ends with a reason, and only while it is in force', () => {
    const known = { id: id(35), petitionId: PETITION, endsOn: ON, endedOn: null };
    expect(endMandate(known, '撤销委托', act())).toMatchObject({ endedOn: ON, events: [{ type: 'MandateEnded' }] });
    for (const gone of [null, { ...known, endedOn: ON }, { ...known, endsOn: '2025-03-02' }])
      expect(() => endMandate(gone, '撤销委托', act())).toThrow(refusal('MANDATE_UNKNOWN'));
  });
});

describe('one letter to several addressees', () => {
  const letter = (petitionId: string, text: string) => ({ petitionId, summary: '小区供暖不足', text });
  const words = '入冬以来室温一直低于标准，多次联系物业无人处理，请求恢复供暖。';

  it('is known by nearly the same words, the likest first', () => {
    const [same, nearly, other] = [letter(id(2), words), letter(id(3), `${words}此致敬礼。`), letter(id(4), '请求更换小区电梯。')];
    expect(likeness(letter(id(1), words), same)).toBe(1);
    expect(likeness(letter(id(1), ''), { summary: '', text: '' })).toBe(0);
    expect(likeness(letter(id(1), words), nearly)).toBeGreaterThan(SAME_LETTER.likeness);
    expect(sameLetters(letter(id(1), words), [other, nearly, letter(id(1), words), same])).toEqual([same, nearly]);
  });

  it('is linked by hand, once, to a filing found to be the same', () => {
    const link = (firstId: string, found: boolean, former: string | null = null) =>
      linkSameLetter(PETITION, { firstId, found, former }, act());
    expect(link(OTHER, true)).toMatchObject([{ type: 'SameLetterLinked', data: { petitionId: PETITION, firstPetitionId: OTHER } }]);
    expect(() => link(PETITION, false)).toThrow(refusal('SAME_LETTER_WITH_ITSELF'));
    expect(() => link(OTHER, false)).toThrow(refusal('SAME_LETTER_UNLIKE'));
    expect(() => link(OTHER, true, id(9))).toThrow(refusal('SAME_LETTER_LINKED'));
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
  const report = (given: Partial<UrgentReportOf>, event: typeof open | null = null) =>
    reportUrgentMatter(petition(), event, { ...first, ...given }, act(), () => id(next++));

  it('begins with a first report, goes on and ends with a final one', () => {
    expect(report({})).toMatchObject({
      event: { reason: '供暖管道爆裂', begunOn: ON, endsOn: '2025-03-05' },
      reports: [{ kind: 'FIRST', to: 'GOVERNMENT', receipt: '值班室签收' }],
      events: [{ type: 'UrgentMatterReported', data: { report: 'FIRST', to: ['GOVERNMENT'] } }],
    });
    expect(report({ kind: 'FOLLOW_UP', reason: null, endsOn: '2025-03-08' }, open).event).toMatchObject({
      id: open.id,
      endsOn: '2025-03-08',
    });
    expect(report({ kind: 'FINAL', reason: null, endsOn: null }, open).reports).toMatchObject([{ kind: 'FINAL', eventId: open.id }]);
    expect(() => report({}, open)).toThrow(refusal('URGENT_ALREADY_OPEN'));
    expect(() => report({ kind: 'FOLLOW_UP' })).toThrow(refusal('URGENT_NOT_OPEN'));
    expect(() => report({ reason: null })).toThrow(refusal('URGENT_REASON_MISSING'));
    expect(() => report({ endsOn: '2025-03-02' })).toThrow(refusal('URGENT_ENDS_TOO_EARLY'));
    expect(() => report({ reports: [] })).toThrow(refusal('URGENT_REPORTS_MALFORMED'));
    expect(() => report({ reports: [{ to: 'GOVERNMENT', at: at('08:01').at }] })).toThrow(refusal('URGENT_REPORTS_MALFORMED'));
  });

  it('ends by date, or with its final report', () => {
    expect(isOpen({ endsOn: ON, finalOn: null }, ON)).toBe(true);
    expect(isOpen({ endsOn: ON, finalOn: null }, '2025-03-04')).toBe(false);
    expect(isOpen({ endsOn: '2025-03-05', finalOn: ON }, ON)).toBe(false);
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

describe('the end of the desk’s day', () => {
  it('finds a number missing in between, one that stands there twice, and none beyond the last', () => {
    expect(checkRegister([3, 1, 5, 5], null)).toEqual({ first: 1, last: 5, missing: [2, 4], doubled: [5] });
    expect(checkRegister([1, 2], 4).missing).toEqual([3, 4]);
    expect(checkRegister([], null)).toEqual({ first: null, last: null, missing: [], doubled: [] });
    expect(checkRegister([999_999], null).missing).toHaveLength(MOST_MISSING);
  });

  it('finds petition numbers that nobody got', () => {
    expect(missingNumbers(['990100-20250303-000001', '990100-20250303-000004'])).toEqual([
      '990100-20250303-000002',
      '990100-20250303-000003',
    ]);
    expect(missingNumbers(['990100-20250303-000009'])).toEqual([]);
    expect(missingNumbers([])).toEqual([]);
  });
});
