import { describe, expect, it } from '@jest/globals';
import type { OrganKind } from '@sunshine/events';
import { nationalCalendar, nationalPacks, packNamed, type RulePack } from '@sunshine/procedure';
import type { OrganConcerned, OrganDecision, OrganGiven } from '../organ-record.js';
import {
  concludeConductComplaint,
  conductOffers,
  endConductComplaint,
  isAboveUnit,
  receiveConductComplaint,
  recordConductProtection,
  replyToComplainant,
  type ConductConcerns,
  type ReceiveConductComplaint,
} from './conduct.js';
import type { ConductComplaint } from './conduct.records.js';

const NAMES = ['gov', 'bureau', 'office', 'housing', 'station', 'labour', 'county', 'countyBureau', 'party', 'discipline', 'petition'];
const idOf = (name: string): string => `0190a000-0000-7000-8000-0000000001${String(NAMES.indexOf(name)).padStart(2, '0')}`;
const organ = (name: string, kind: OrganKind, above: string[], division = '990100'): OrganConcerned => ({
  ...{ id: idOf(name), kind, division, name, shortName: name },
  path: [...above, name].map(idOf),
});
const government = organ('gov', 'government', []);
const bureau = organ('bureau', 'petition_bureau', ['gov']);
const office = organ('office', 'supervision_office', ['gov']);
const housing = organ('housing', 'department', ['gov']);
const station = organ('station', 'institution', ['gov', 'housing']);
const labour = organ('labour', 'department', ['gov']);
const county = organ('county', 'government', ['gov'], '990102');
const countyBureau = organ('countyBureau', 'petition_bureau', ['gov', 'county'], '990102');
const party = organ('party', 'party_committee', []);
const discipline = organ('discipline', 'discipline', ['party']);

const [OFFICER, PERSON] = ['officer', 'person'];
const [national, former] = [packNamed(nationalPacks(), 'CN-2022'), packNamed(nationalPacks(), 'CN-2005')];
const given = (on = '2026-03-10', at = office, pack: RulePack = national): OrganGiven =>
  ({
    act: { on, personId: OFFICER, organ: at, role: 'SUPERVISOR' },
    law: { packOn: () => pack, calendar: nationalCalendar() },
  }) as unknown as OrganGiven;
const filing = { id: idOf('petition'), report: false, at: [bureau.path] };
const concerns: ConductConcerns = { unit: housing, handler: office, person: null, officer: [office.path], filing };
const command: ReceiveConductComplaint = {
  ...{ complaintId: '0190a000-0000-7000-8000-000000000001', facts: '接待时辱骂', conduct: 'rude' },
  ...{ consequence: 'none', replyBy: '2026-04-10' },
};
const uuid = '0190a000-0000-7000-8000-000000000002';
const receive = (more: Partial<ConductConcerns> = {}, changed: Partial<ReceiveConductComplaint> = {}, by = given()): OrganDecision =>
  receiveConductComplaint(by, { ...concerns, ...more }, '单位3信诉〔2026〕1号', { ...command, ...changed });
const received = (more: Partial<ConductConcerns> = {}, changed: Partial<ReceiveConductComplaint> = {}): ConductComplaint =>
  receive(more, changed).record as ConductComplaint;
const refusal = (code: string) => expect.objectContaining({ code });
const CONCLUSION = { substantiated: true, conduct: 'rude', consequence: 'none', measure: 'ordered_correction', text: '属实' };
const conclude = (
  complaint: ConductComplaint,
  changed: Partial<Parameters<typeof concludeConductComplaint>[3]> = {},
  decider: OrganConcerned | null = government,
) =>
  concludeConductComplaint(given(), complaint, { unit: housing, decider, personPaths: [] }, { ...CONCLUSION, ...changed })
    .record as ConductComplaint;

describe('the petition by which a complaint came', () => {
  it('is kept from the unit from then on, not from the organs of the officer beside it; an anonymous complaint bars nobody', () => {
    expect(receive().bars).toEqual([{ petitionId: filing.id, subject: housing.id }]);
    const person = { id: uuid, paths: [housing.path, labour.path] };
    expect(receive({ person }).bars).toEqual([{ petitionId: filing.id, subject: housing.id }]);
    expect(receive({ filing: null }, { replyBy: null }).bars).toEqual([]);
  });
});

describe('who is above a unit', () => {
  it.each([
    ['what it lies below', government, housing],
    ['the bureau beside it', bureau, housing],
    ['the supervision office beside it', office, bureau],
    ['the bureau of a higher level', bureau, countyBureau],
    ['the discipline organ of its division', discipline, government],
    ['the Party committee of the city for a county', party, county],
  ])('is %s', (_who, by, unit) => expect(isAboveUnit(by, unit)).toBe(true));
  it.each([
    ['the unit itself', housing, housing],
    ['what is below the unit', station, housing],
    ['another department', labour, housing],
    ['a bureau below it', countyBureau, housing],
    ['the bureau, for the office that supervises it', bureau, office],
    ['the bureau, for its own government', bureau, government],
    ['the discipline organ, for its own Party committee', discipline, party],
  ])('is not %s', (_who, by, unit) => expect(isAboveUnit(by, unit)).toBe(false));
});

describe('a complaint about staff', () => {
  it('is registered by code with its article, and has a day for the answer', () => {
    const decision = receive();
    expect(decision.record).toMatchObject({
      ...{ state: 'handling', organId: idOf('housing'), byOrganId: idOf('office'), retaliation: false },
      classified: { article: '信访工作条例 46(1)', consequenceTitle: '未造成严重后果' },
    });
    expect(decision.clocks).toMatchObject([{ do: 'start', term: 'CONDUCT_REPLY', subject: idOf('office'), dueOn: '2026-04-10' }]);
    for (const name of ['housing', 'petition']) expect(JSON.stringify(decision.events)).not.toContain(idOf(name));
  });
  it('has its codes in the rules of the day: those of 2005 know no taking of favours', () => {
    expect(receive({}, { conduct: 'retaliation' }, given('2021-03-10', office, former)).record).toMatchObject({
      ...{ retaliation: true, classified: { article: '信访条例 46' } },
    });
    expect(() => receive({}, { conduct: 'taking_favours' }, given('2021-03-10', office, former))).toThrow(refusal('CONDUCT_CODE_UNKNOWN'));
    const { conduct: _conduct, ...without } = national;
    expect(() => receive({}, {}, given('2026-03-10', office, without as RulePack))).toThrow(refusal('CONDUCT_NO_TABLE'));
  });
  it('is neither registered nor handled by the unit or below it, nor by another department', () => {
    expect(() => receive({}, {}, given('2026-03-10', housing))).toThrow(refusal('CONDUCT_OF_OWN_UNIT'));
    expect(() => receive({}, {}, given('2026-03-10', station))).toThrow(refusal('CONDUCT_OF_OWN_UNIT'));
    for (const handler of [housing, station, labour]) expect(() => receive({ handler: handler })).toThrow(refusal('CONDUCT_NOT_ABOVE'));
  });
  it('is not registered by the officer complained about, nor by one who works in the unit or below it', () => {
    expect(() => receive({ officer: [office.path, station.path] })).toThrow(refusal('CONDUCT_OFFICER_CONCERNED'));
    expect(() => receive({ person: { id: OFFICER, paths: [housing.path] } })).toThrow(refusal('CONDUCT_OFFICER_CONCERNED'));
    expect(received({ officer: [office.path, labour.path] }).state).toBe('handling');
  });
  it('names an officer of the unit, and goes to no organ in which that officer works', () => {
    expect(received({ person: { id: PERSON, paths: [station.path] } }).personId).toBe(PERSON);
    expect(() => receive({ person: { id: PERSON, paths: [labour.path] } })).toThrow(refusal('CONDUCT_PERSON_NOT_OF_UNIT'));
    expect(() => receive({ person: { id: PERSON, paths: [housing.path, office.path] } })).toThrow(refusal('CONDUCT_ORGAN_OF_PERSON'));
    expect(() => receive({ person: { id: PERSON, paths: [housing.path, government.path] } })).toThrow(refusal('CONDUCT_ORGAN_OF_PERSON'));
  });
  it('came by no report, and by no petition that the unit, what is below it, or an organ of the officer has', () => {
    expect(() => receive({ filing: { ...filing, report: true } })).toThrow(refusal('CONDUCT_PETITION_REPORT'));
    expect(() => receive({ filing: { ...filing, at: [bureau.path, station.path] } })).toThrow(refusal('CONDUCT_PETITION_AT_UNIT'));
    expect(() => receive({ person: { id: PERSON, paths: [housing.path, labour.path] }, filing: { ...filing, at: [labour.path] } })).toThrow(
      refusal('CONDUCT_PETITION_AT_UNIT'),
    );
  });
  it('without a petition has nobody to answer and no day; with one it has a day that is not past', () => {
    expect(receive({ filing: null }, { replyBy: null })).toMatchObject({ record: { named: false }, clocks: [] });
    expect(() => receive({ filing: null })).toThrow(refusal('CONDUCT_ANONYMOUS'));
    expect(() => receive({}, { replyBy: null })).toThrow(refusal('SUPERVISION_REPLY_DAY_MISSING'));
    expect(() => receive({}, { replyBy: '2026-03-09' })).toThrow(refusal('SUPERVISION_REPLY_DAY_PAST'));
    expect(received({}, { replyBy: '2026-03-10' }).replyBy).toBe('2026-03-10');
  });
});

describe('the conclusion', () => {
  it('carries the measures that follow from the article and the gravity, and no other', () => {
    expect(conclude(received()).conclusion).toMatchObject({ measure: 'ordered_correction', decidedByOrganId: idOf('gov') });
    expect(() => conclude(received(), { measure: 'discipline' })).toThrow(refusal('CONDUCT_MEASURE_NOT_THERE'));
    expect(conclude(received(), { measure: 'discipline', consequence: 'serious' }).state).toBe('concluded');
    expect(() => conclude(received(), { measure: 'prosecution', consequence: 'serious' })).toThrow(refusal('CONDUCT_MEASURE_NOT_THERE'));
    expect(conclude(received(), { measure: 'prosecution', consequence: 'crime' }).state).toBe('concluded');
    expect(() => conclude(received(), { conduct: 'inaction', measure: 'ordered_correction' })).toThrow(
      refusal('CONDUCT_MEASURE_NOT_THERE'),
    );
    expect(() => conclude(received(), { conduct: 'shirking', consequence: 'crime', measure: 'prosecution' })).toThrow(
      refusal('CONDUCT_MEASURE_NOT_THERE'),
    );
  });
  it('where it is substantiated names measure and who decides, above the unit; else neither', () => {
    expect(() => conclude(received(), { measure: null })).toThrow(refusal('CONDUCT_MEASURE_MISSING'));
    expect(() => conclude(received(), {}, null)).toThrow(refusal('CONDUCT_MEASURE_MISSING'));
    expect(() => conclude(received(), {}, housing)).toThrow(refusal('CONDUCT_DECIDED_BELOW'));
    expect(() => conclude(received(), { substantiated: false })).toThrow(refusal('CONDUCT_NO_MEASURE'));
    const unfounded = conclude(received(), { substantiated: false, measure: null, conduct: 'retaliation' }, null);
    expect(unfounded).toMatchObject({ retaliation: false, conclusion: { substantiated: false, measure: null } });
    expect(() => conclude(unfounded)).toThrow(refusal('CONDUCT_NOT_THEN'));
  });
});

describe('the end', () => {
  const look = (complaint: ConductComplaint, retaliated: boolean, on = '2026-03-12') =>
    recordConductProtection(given(on), complaint, { text: '电话询问', retaliated }).record as ConductComplaint;
  const reply = (complaint: ConductComplaint) => replyToComplainant(given('2026-03-11'), complaint, { text: '查实并责令改正' });
  const end = (complaint: ConductComplaint) => endConductComplaint(given('2026-03-13'), complaint, { text: '办结' }).record;

  it('comes after the conclusion, the answer, and a look since then that found no retaliation', () => {
    const complaint = received();
    expect(() => reply(complaint)).toThrow(refusal('CONDUCT_NOT_THEN'));
    const concluded = conclude(look(complaint, false, '2026-03-10'));
    expect(() => end(concluded)).toThrow(refusal('CONDUCT_NOT_REPLIED'));
    const answered = reply(concluded);
    expect(answered.clocks).toMatchObject([{ do: 'stop', term: 'CONDUCT_REPLY', subject: idOf('office'), on: '2026-03-11' }]);
    const replied = answered.record as ConductComplaint;
    expect(() => end(replied)).toThrow(refusal('CONDUCT_NOT_PROTECTED'));
    const hit = look(replied, true);
    expect(hit.retaliation).toBe(true);
    expect(() => end(hit)).toThrow(refusal('CONDUCT_NOT_PROTECTED'));
    const ended = end(look(hit, false)) as ConductComplaint;
    expect(ended.state).toBe('ended');
    expect(() => look(ended, false)).toThrow(refusal('CONDUCT_NOT_THEN'));
  });
  it('of an anonymous one needs no answer, and can have none', () => {
    const anonymous = received({ filing: null }, { replyBy: null, complaintId: uuid });
    expect(() => end(anonymous)).toThrow(refusal('CONDUCT_NOT_THEN'));
    const concluded = conclude(anonymous);
    expect(() => reply(concluded)).toThrow(refusal('CONDUCT_ANONYMOUS'));
    expect(end(concluded)).toMatchObject({ state: 'ended' });
  });
  it('leaves nothing to do; before it each state offers its acts', () => {
    expect(conductOffers(received())).toEqual(['recordConductProtection', 'concludeConductComplaint']);
    expect(conductOffers(conclude(received()))).toContain('replyToComplainant');
    expect(conductOffers({ ...received(), state: 'ended' })).toEqual([]);
  });
});
