import { describe, expect, it } from '@jest/globals';
import { AT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, HOUSING, anOpinion, id } from '../../../test/builders.js';
import { chargeMoves, draftBack, isInsideDivision, leftBehind, stationsOf } from './charge.js';
import { newRecord, type CaseRecord, type RecordState } from '../records.js';

const charge = (
  organId: string,
  organKind: 'petition_bureau' | 'department',
  senderId: string | null,
  assignerId: string | null = null,
) => ({
  organId,
  organKind,
  senderId,
  assignerId,
  registeringOrganId: BUREAU.id,
});
const shown = (...[before, after]: Parameters<typeof chargeMoves>) =>
  chargeMoves(before, after).map(({ do: move, subject, relation }) => [move, subject, relation]);

describe('the organs that see a matter', () => {
  const registered = charge(BUREAU.id, 'petition_bureau', null);
  const passedOn = charge(COUNTY_BUREAU.id, 'petition_bureau', BUREAU.id);

  it('puts nobody in charge at the registering bureau, and the receiver afterwards', () => {
    expect(shown(registered, charge(HOUSING.id, 'department', BUREAU.id))).toEqual([['set', HOUSING.id, 'in_charge']]);
  });

  it('keeps a bureau that passed it on as its sender, and ends that when it is taken back', () => {
    const on = charge(HOUSING.id, 'department', COUNTY_BUREAU.id);
    expect(shown(passedOn, on)).toEqual([
      ['end', COUNTY_BUREAU.id, 'in_charge'],
      ['set', HOUSING.id, 'in_charge'],
      ['set', COUNTY_BUREAU.id, 'sender'],
    ]);
    expect(shown(on, passedOn)).toEqual([
      ['end', HOUSING.id, 'in_charge'],
      ['end', COUNTY_BUREAU.id, 'sender'],
      ['set', COUNTY_BUREAU.id, 'in_charge'],
    ]);
  });

  it('names the assigner as long as it waits for a report', () => {
    expect(shown(registered, charge(HOUSING.id, 'department', BUREAU.id, BUREAU.id))).toContainEqual(['set', BUREAU.id, 'assigner']);
    expect(shown(charge(HOUSING.id, 'department', BUREAU.id, BUREAU.id), registered)).toEqual([
      ['end', HOUSING.id, 'in_charge'],
      ['end', BUREAU.id, 'assigner'],
    ]);
  });
});

describe('the divisions', () => {
  it.each([
    ['990102', '990100', true],
    ['990102', '990000', true],
    ['990100', '990100', false],
    ['990200', '990100', false],
    ['990100', '990102', false],
    ['990100', '980000', false],
  ])('%s inside %s: %s', (division, outer, expected) => {
    expect(isInsideDivision(division, outer)).toBe(expected);
  });
});

describe('what an organ leaves behind', () => {
  const record = <K extends 'objection' | 'exitDecision' | 'exitProposal' | 'assistance'>(kind: K, state: RecordState<K>): CaseRecord =>
    newRecord<K>({ id: `${kind}-${String(state)}`, kind, state, on: '2025-03-04', organId: AT.labour.id, data: {} as never }) as CaseRecord;
  const state = Matter.registered().state;
  const statesOf = (decisionsToo: boolean, ...records: ReturnType<typeof record>[]) =>
    leftBehind({ ...state, records }, decisionsToo).records.map((one) => one.state);

  it('falls where it was only proposed; what the bureau thinks of the exit goes along', () => {
    expect(statesOf(false, record('objection', 'proposed'), record('objection', 'rejected'), record('exitProposal', 'proposed'))).toEqual([
      'replaced',
      'rejected',
      'proposed',
    ]);
  });

  it('takes an exit with it that nobody has been told, and no other', () => {
    expect(statesOf(true, record('exitDecision', 'decided'))).toEqual(['replaced']);
    expect(statesOf(false, record('exitDecision', 'decided'))).toEqual(['decided']);
  });

  it('ends the assistance it asked for', () => {
    const left = leftBehind({ ...state, records: [record('assistance', 'asked'), record('assistance', 'answered')] }, false);
    expect(left.records.map((one) => one.state)).toEqual(['ended', 'answered']);
    expect(left.relations).toEqual([{ do: 'end', subject: AT.labour.id, relation: 'assisting' }]);
  });

  it('sends an unfinished opinion back, an issued one stands', () => {
    expect(draftBack(anOpinion({ state: 'checked' }))).toMatchObject({ state: 'returned', checkedBy: null });
    expect(draftBack(anOpinion({ state: 'issued' }))).toMatchObject({ state: 'issued', checkedBy: expect.any(String) });
    expect(draftBack(null)).toBeNull();
  });
});

describe('the way of a matter', () => {
  it('names every organ with its day, the first registration on top', () => {
    const matter = Matter.registered()
      .routed(COUNTY_BUREAU, '2025-03-04')
      .routed(AT.countyHousing, '2025-03-06', { from: COUNTY_BUREAU, by: WHO.secondDispatcher, documentId: id('x', 2) });
    expect(stationsOf(matter.state)).toEqual([
      { organId: BUREAU.id, receivedOn: '2025-03-03', act: 'registerPetition', standing: true },
      { organId: COUNTY_BUREAU.id, receivedOn: '2025-03-04', act: 'routePetition', standing: true },
      { organId: AT.countyHousing.id, receivedOn: '2025-03-06', act: 'routePetition', standing: true },
    ]);
  });
});
