import { describe, expect, it } from '@jest/globals';
import { AT, GOVERNMENT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, DISCIPLINE, HOUSING, id, refusal, termsOf } from '../../../test/builders.js';
import { accusedOpen } from '../standing.js';
import { latestRecord } from '../records.js';
import { confirmAccused, identifyAccused, type ConfirmAccused, type IdentifyAccused } from './accused.js';

const CHIEF = id('p', 90);
const inWords = (change: object = {}) => Matter.registered({ kind: 'REPORT', accusedInWords: 1, ...change });
const person = { organ: null, personId: CHIEF, who: '某局长' };
const propose = (matter: Matter, more: Partial<IdentifyAccused> = {}) =>
  identifyAccused(matter.given('2025-03-05', WHO.dispatcher, BUREAU, 'DISPATCHER'), {
    identificationId: id('i'),
    accused: [person],
    unnamedReason: null,
    denied: [],
    ...more,
  });
const confirm = (matter: Matter, more: Partial<ConfirmAccused> = {}, by: string = WHO.auditor) =>
  confirmAccused(matter.given('2025-03-06', by, BUREAU, 'AUDITOR'), { transferId: id('t'), keeper: BUREAU, ...more });
const proposed = (more: Partial<IdentifyAccused> = {}, matter = inWords()) => matter.after(propose(matter, more));

describe('identifyAccused', () => {
  it('finds everybody accused in words, or says why that cannot be done', () => {
    expect(refusal(() => propose(inWords(), { accused: [] }))).toBe('ACCUSED_NOT_ALL_RESOLVED');
    expect(refusal(() => propose(inWords({ accusedInWords: 2 })))).toBe('ACCUSED_NOT_ALL_RESOLVED');
    expect(refusal(() => propose(inWords({ accusedInWords: 2 }), { unnamedReason: '另一人没有写明' }))).toBe('no refusal');
    expect(refusal(() => propose(inWords(), { accused: [], unnamedReason: '没有写明' }))).toBe('no refusal');
    expect(refusal(() => propose(inWords({ accusedInWords: 0 }), { accused: [] }))).toBe('ACCUSED_NOT_ALL_RESOLVED');
  });

  it('names one of an organ and a person, and says in words who the person is', () => {
    for (const party of [
      { organ: null, personId: null, who: '某人' },
      { organ: HOUSING, personId: CHIEF, who: '某人' },
      { organ: null, personId: CHIEF, who: null },
    ])
      expect(refusal(() => propose(inWords(), { accused: [party] }))).toBe('ACCUSED_PARTY_MALFORMED');
    expect(refusal(() => propose(inWords(), { accused: [{ organ: HOUSING, personId: null, who: null }] }))).toBe('no refusal');
  });

  it('is of what is kept from those it complains of: of staff their unit', () => {
    expect(refusal(() => propose(Matter.registered()))).toBe('ACCUSED_OF_REPORTS_ONLY');
    const complaint = Matter.registered({ staffConduct: true, accusedInWords: 1 });
    expect(refusal(() => propose(complaint))).toBe('ACCUSED_UNIT_ONLY');
    expect(refusal(() => propose(complaint, { accused: [{ organ: HOUSING, personId: null, who: null }] }))).toBe('no refusal');
  });

  it('denies only an organ whose name stands in the words', () => {
    const named = inWords({ namedIds: [AT.labour.id] });
    const denied = (organ: typeof AT.labour) => ({ accused: [], unnamedReason: '没有写明', denied: [{ organ, reason: '同名' }] });
    expect(refusal(() => propose(named, denied(AT.hospital)))).toBe('ACCUSED_DENIAL_OF_UNNAMED');
    expect(refusal(() => propose(named, denied(AT.labour)))).toBe('no refusal');
    const both = { accused: [{ organ: AT.labour, personId: null, who: null }], denied: [{ organ: AT.labour, reason: '同名' }] };
    expect(refusal(() => propose(named, both))).toBe('ACCUSED_DENIAL_OF_UNNAMED');
  });

  it('takes the place of an earlier proposal, and carries nobody in its event', () => {
    const again = propose(proposed(), { identificationId: id('i', 2) });
    expect(again.state.records.map(({ state }) => state)).toEqual(['replaced', 'proposed']);
    expect(JSON.stringify(again.events)).not.toContain(CHIEF);
  });
});

describe('confirmAccused', () => {
  it('is of a second person, who bars at once', () => {
    expect(refusal(() => confirm(inWords()))).toBe('ACCUSED_NOT_PROPOSED');
    expect(refusal(() => confirm(proposed(), {}, WHO.dispatcher))).toBe('OWN_PROPOSAL');
    const done = confirm(proposed());
    expect(done.state.accusedIds).toEqual([CHIEF]);
    expect(done.relations).toEqual([{ do: 'set', subject: CHIEF, relation: 'barred' }]);
    expect([accusedOpen(proposed().state), accusedOpen(done.state)]).toEqual([true, false]);
    expect(JSON.stringify(done.events)).not.toContain(CHIEF);
  });

  it('lets in an organ that was denied, and nobody else', () => {
    const matter = inWords({ namedIds: [AT.labour.id, AT.hospital.id], accusedIds: [HOUSING.id] });
    const done = confirm(proposed({ denied: [{ organ: AT.labour, reason: '同名' }] }, matter));
    expect(done.state).toMatchObject({ namedIds: [AT.hospital.id], accusedIds: [HOUSING.id, CHIEF] });
    expect(done.relations.every((move) => move.do === 'set')).toBe(true);
  });

  it('takes the matter from an organ that is barred now: its duty ends without a finding, the next one’s runs from its receipt', () => {
    const done = confirm(proposed(), { keeper: COUNTY_BUREAU });
    expect(done.state).toMatchObject({
      stage: 'received',
      organId: COUNTY_BUREAU.id,
      senderId: BUREAU.id,
      organReceivedOn: '2025-03-06',
      receivedOn: '2025-03-03',
    });
    expect(done.relations).toContainEqual({ do: 'set', subject: COUNTY_BUREAU.id, relation: 'in_charge' });
    expect([termsOf(done.clocks, 'cancel'), termsOf(done.clocks, 'start')]).toEqual([['ROUTE'], ['ROUTE']]);
    expect(done.events.map(({ type }) => type)).toEqual(['AccusedIdentified', 'PetitionReceived']);
    expect(latestRecord(done.state, 'transfer')?.data.kind).toBe('AVOIDANCE');
  });

  it('never leaves it with nobody', () => {
    expect(refusal(() => confirm(proposed(), { keeper: null }))).toBe('ACCUSED_LEAVE_NO_READER');
    expect(confirm(proposed(), { keeper: DISCIPLINE }).state).toMatchObject({ organId: DISCIPLINE.id, organKind: 'discipline' });
  });

  it('takes back a hand-over to whoever is barred now', () => {
    const there = inWords({ accusedInWords: 0, accusedIds: [id('p', 91)] }).handedOver(GOVERNMENT, '2025-03-04');
    const done = confirm(proposed({}, there), { keeper: COUNTY_BUREAU });
    expect(latestRecord(done.state, 'handOver')?.state).toBe('replaced');
    expect(termsOf(done.clocks, 'cancel').toSorted()).toEqual(['NOTIFY_TRANSFERRED', 'OBJECT']);
  });

  it('of a closed matter moves nothing and bars all the same', () => {
    const closed = proposed({}, inWords().with({ stage: 'closed', closedOn: '2025-03-05' }));
    expect(confirm(closed, { keeper: COUNTY_BUREAU })).toMatchObject({ state: { organId: BUREAU.id }, relations: [{ subject: CHIEF }] });
  });
});
