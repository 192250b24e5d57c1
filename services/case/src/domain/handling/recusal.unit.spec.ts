import { describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING, PERSON, aPetition, after, given, id, refusal } from '../../../test/builders.js';
import type { Given, PetitionerGiven } from '../petition.js';
import { decideRecusal, requestRecusal, requireNoRecusalPending, type Staff } from './recusal.js';

const GOVERNMENT = { ...HOUSING, id: id('g'), name: '明川市人民政府', kind: 'government' as const };
const OTHER_HANDLER = id('p', 21);
const staff: Staff = {
  path: [GOVERNMENT.id, HOUSING.id],
  officers: [
    { personId: PERSON.handler, role: 'HANDLER' },
    { personId: OTHER_HANDLER, role: 'HANDLER' },
    { personId: PERSON.head, role: 'HEAD' },
  ],
};
const accepted = aPetition({ stage: 'accepted', exit: '31(6)', acceptedOn: '2025-03-10', handlerId: PERSON.handler });
const ask = (at: Given | PetitionerGiven, change: Partial<Parameters<typeof requestRecusal>[1]> = {}) =>
  requestRecusal(at, { recordId: id('r'), officerId: null, ofHead: false, reason: '与另一方当事人为近亲属', staff, ...change });
const byPetitioner = (state = accepted): PetitionerGiven => {
  const { act, ...rest } = given(state, '2025-03-20');
  return { ...rest, act: { ...act, actor: { kind: 'tracker', id: null }, personId: null } };
};
const decide = (at: Given, change: Partial<Parameters<typeof decideRecusal>[1]> = {}) =>
  decideRecusal(at, { recusalId: null, granted: true, reason: '属实', namedHandlerId: null, staff, ...change });
const asked = (change = {}, by = PERSON.handler) => ask(given(accepted, '2025-03-20', { by }), change);

describe('requestRecusal', () => {
  it('is about the officer who declares it, the one a colleague names, or for a petitioner the officer who acted last', () => {
    expect(asked().state.records[0]).toMatchObject({ state: 'requested', data: { officerId: PERSON.handler, by: 'officer' } });
    expect(asked({ officerId: PERSON.head }).state.records[0]?.data).toMatchObject({ officerId: PERSON.head, by: 'colleague' });
    expect(ask(byPetitioner()).state.records[0]).toMatchObject({ byPersonId: null, data: { officerId: PERSON.handler, by: 'petitioner' } });
    expect(ask(byPetitioner(), { ofHead: true }).state.records[0]?.data).toMatchObject({ officerId: PERSON.head });
  });

  it('moves no clock, no stage, and names nobody in its event', () => {
    const { clocks, state, events } = asked();
    expect(clocks).toEqual([]);
    expect(state.stage).toBe('accepted');
    expect(JSON.stringify(events)).not.toContain(PERSON.handler);
  });

  it('needs an officer of the organ that has the matter, a reason, and an open matter', () => {
    expect(refusal(() => asked({ officerId: PERSON.auditor }))).toBe('RECUSAL_OFFICER_UNKNOWN');
    expect(refusal(() => ask(byPetitioner({ ...accepted, handlerId: null })))).toBe('RECUSAL_OFFICER_UNKNOWN');
    expect(refusal(() => asked({ reason: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => ask(given({ ...accepted, stage: 'closed' }, '2025-03-20')))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is asked for once until it is decided', () => {
    expect(refusal(() => ask(byPetitioner(asked().state)))).toBe('RECUSAL_ALREADY_REQUESTED');
  });

  it('keeps that officer, and nobody else, from acting until it is decided', () => {
    const { state } = asked();
    expect(refusal(() => requireNoRecusalPending(state, PERSON.handler))).toBe('OFFICER_RECUSAL_PENDING');
    expect(refusal(() => requireNoRecusalPending(state, OTHER_HANDLER))).toBe('no refusal');
    const refused = decide(after(asked(), [], '2025-03-21', PERSON.head), { granted: false }).state;
    expect(refusal(() => requireNoRecusalPending(refused, PERSON.handler))).toBe('no refusal');
  });
});

describe('decideRecusal', () => {
  const byHead = (decision = asked()) => after(decision, [], '2025-03-21', PERSON.head);

  it('granted, keeps the officer out of the matter; refused, leaves everything as it is', () => {
    const { relations, state, clocks } = decide(byHead());
    expect(relations).toEqual([{ do: 'set', subject: PERSON.handler, relation: 'recused' }]);
    expect(state).toMatchObject({ handlerId: null, stage: 'accepted' });
    expect(clocks).toEqual([]);
    expect(decide(byHead(), { granted: false })).toMatchObject({ relations: [], state: { handlerId: PERSON.handler } });
  });

  it('is never decided by the officer it is about, nor by the one who asked', () => {
    expect(refusal(() => decide(after(asked({ officerId: PERSON.handler }, PERSON.head), [], '2025-03-21', PERSON.head)))).toBe(
      'OWN_PROPOSAL',
    );
    expect(refusal(() => decide(after(asked({}, PERSON.handler), [], '2025-03-21', PERSON.handler)))).toBe('OWN_PROPOSAL');
  });

  it('of a head is decided by the organ above, which sees the matter until then, with a handler named', () => {
    const request = ask(byPetitioner(), { ofHead: true });
    const above = after(request, [], '2025-03-21', id('p', 30), GOVERNMENT);
    expect(request.relations).toEqual([{ do: 'set', subject: GOVERNMENT.id, relation: 'assisting' }]);
    expect(refusal(() => decide(after(request, [], '2025-03-21', id('p', 31))))).toBe('RECUSAL_OF_HEAD_ABOVE');
    expect(refusal(() => decide(after(request, [], '2025-03-21', id('p', 31), BUREAU)))).toBe('RECUSAL_OF_HEAD_ABOVE');
    expect(refusal(() => decide(above))).toBe('RECUSAL_HANDLER_MISSING');
    expect(refusal(() => decide(above, { namedHandlerId: PERSON.head }))).toBe('RECUSAL_HANDLER_MISSING');
    const granted = decide(above, { namedHandlerId: OTHER_HANDLER });
    expect(granted.state.handlerId).toBe(OTHER_HANDLER);
    expect(granted.relations).toEqual([
      { do: 'set', subject: PERSON.head, relation: 'recused' },
      { do: 'end', subject: GOVERNMENT.id, relation: 'assisting' },
    ]);
    expect(refusal(() => decide(above, { granted: false }))).toBe('no refusal');
  });

  it('of the head of the topmost organ is decided by another of its heads', () => {
    const top: Staff = { path: [HOUSING.id], officers: [...staff.officers, { personId: id('p', 32), role: 'HEAD' }] };
    const request = ask(byPetitioner(), { officerId: PERSON.head, staff: top });
    expect(request.relations).toEqual([]);
    expect(refusal(() => decide(after(request, [], '2025-03-21', id('p', 32)), { namedHandlerId: OTHER_HANDLER, staff: top }))).toBe(
      'no refusal',
    );
  });

  it('of an officer is decided by the own head alone, once', () => {
    expect(refusal(() => decide(after(asked(), [], '2025-03-21', id('p', 30), GOVERNMENT)))).toBe('RECUSAL_BY_OWN_HEAD');
    expect(refusal(() => decide(after(decide(byHead()), [], '2025-03-22', PERSON.head)))).toBe('RECUSAL_NOT_FOUND');
    expect(refusal(() => decide(byHead(), { recusalId: id('r', 2) }))).toBe('RECUSAL_NOT_FOUND');
  });
});
