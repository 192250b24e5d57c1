import { describe, expect, it } from '@jest/globals';
import { actOnDay } from '@sunshine/testing';
import { AT, Matter, WHO } from '../../../test/between.js';
import { COUNTY_BUREAU, id, law, paper, refusal } from '../../../test/builders.js';
import { latestRecord } from '../records.js';
import { confirmObjection, objectToTransfer, recordObjectionAnswer } from '../routing/objection.js';
import { handlingGiven } from './given.js';
import { handBack, objectionForwarded, type HandBackAsk } from './handing-back.js';

const NODE = 'city.990100';
const [MESSAGE, OBJECTION] = [id('m', 9), id('o', 7)];
const given = (matter: Matter, on: string) => ({
  state: matter.state,
  clocks: matter.clocks,
  law,
  act: actOnDay(on, { kind: 'service', id: 'exchange' }),
});
const asked = (matter: Matter, ask: HandBackAsk['ask'], on = '2025-03-12') =>
  handBack(given(matter, on), {
    messageId: MESSAGE,
    node: NODE,
    ask,
    objectionId: ask === 'recall' || ask === 'gone' ? null : OBJECTION,
    on,
  });

/** Registered by a county bureau on 2025-03-05 as it came from another node. */
const came = () =>
  Matter.registered({
    ...{ channel: 'TRANSFER_IN', organId: COUNTY_BUREAU.id, organKind: 'petition_bureau' },
    ...{ receivedOn: '2025-03-05', registeredOn: '2025-03-05' },
  });
const object = (matter: Matter, by = COUNTY_BUREAU) =>
  objectToTransfer(matter.given('2025-03-06', WHO.dispatcher, by, 'DISPATCHER'), {
    ...{ objectionId: OBJECTION, reason: '不属本县职责', basis: '权责清单', proposed: AT.labour, sender: '市信访局' },
  });
const confirm = (matter: Matter) =>
  matter.after(
    confirmObjection(matter.given('2025-03-07', WHO.bureauHead, COUNTY_BUREAU, 'HEAD'), { ...paper, number: '东信异〔2025〕1号' }),
  );
const objected = () => {
  const matter = confirm(came().after(object(came())));
  return matter.after(objectionForwarded(given(matter, '2025-03-07'), OBJECTION, NODE)!);
};

describe('条例 23 ¶3: the bureau that registered what came objects', () => {
  it('within its five working days, as the organ that has the matter, and tells that node its reason, its basis and the organ', () => {
    expect(came().running()).toContain('OBJECT 2025-03-05..2025-03-12 东湖区信访局');
    const matter = objected();
    expect(
      handlingGiven(
        {
          state: matter.state,
          clocks: matter.clocks,
          from: null,
          to: null,
          organ: COUNTY_BUREAU,
          proposed: AT.labour,
          opinionNumber: null,
          guidance: null,
        },
        { messageKind: 'objection', about: OBJECTION },
      ),
    ).toEqual({
      ...{ reason: '不属本县职责', basis: '权责清单', raisedOn: '2025-03-07' },
      proposedOrgan: { name: AT.labour.name, code: AT.labour.id },
      paper: { number: '东信异〔2025〕1号', issuedOn: '2025-03-07' },
    });
    const sentOn = came().routed(AT.countyHousing, '2025-03-06', { from: COUNTY_BUREAU });
    expect(refusal(() => object(sentOn))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is answered by that node alone', () => {
    const matter = objected();
    const record = (of: Matter) =>
      recordObjectionAnswer(of.given('2025-03-10', WHO.dispatcher, COUNTY_BUREAU, 'DISPATCHER'), {
        ...{ upheld: true, reference: '市信函1号', reason: '经核实' },
      });
    expect(refusal(() => record(matter))).toBe('OBJECTION_ANSWERED_BY_NODE');
    expect(refusal(() => record(confirm(came().after(object(came())))))).toBe('no refusal');
    expect(objectionForwarded(given(matter, '2025-03-07'), OBJECTION, NODE)).toBeNull();
    expect(objectionForwarded(given(came(), '2025-03-07'), OBJECTION, NODE)).toBeNull();
  });

  it('upheld, goes back: it ends here with no clock, and the answer comes before its end', () => {
    const matter = objected();
    const { given: goes, decision } = asked(matter, 'upheld');
    expect(goes).toBe(true);
    expect(decision?.events.map(({ type }) => type)).toEqual(['HandBackAnswered', 'ObjectionAnsweredOutside', 'PetitionClosed']);
    expect(decision?.state).toMatchObject({ stage: 'closed', outcome: 'returned_to_sender', closedOn: '2025-03-12' });
    expect(matter.after(decision!).running()).toEqual([]);
  });

  it('not upheld, is handled here on, with the terms as they ran', () => {
    const matter = objected();
    const { given: goes, decision } = asked(matter, 'rejected');
    expect(goes).toBe(false);
    expect(decision?.events.map(({ type }) => type)).toEqual(['ObjectionAnsweredOutside']);
    const after = matter.after(decision!);
    expect(after.state.stage).toBe('registered');
    expect(latestRecord(after.state, 'objection')?.state).toBe('rejected');
    expect(after.running()).toEqual(matter.running());
  });

  it('lapsed where the matter was sent on meanwhile: it stays', () => {
    const sentOn = objected().routed(AT.countyHousing, '2025-03-10', { from: COUNTY_BUREAU });
    expect(asked(sentOn, 'upheld')).toEqual({ given: false, decision: null });
    expect(asked(came(), 'rejected')).toEqual({ given: false, decision: null });
  });
});

describe('law 4.1: the node from which a matter came recalls it', () => {
  it('it goes back before the petitioner is told, and whoever reads its course is told so', () => {
    const { given: goes, decision } = asked(came(), 'recall');
    expect(goes).toBe(true);
    expect(decision?.events.map(({ type }) => type)).toEqual(['HandBackAnswered', 'PetitionClosed']);
    expect(decision?.state).toMatchObject({ stage: 'closed', outcome: 'returned_to_sender' });
    expect(decision?.line).toMatchObject({ act: 'giveBack', remark: `对方节点${NODE}` });
    expect(came().after(decision!).running()).toEqual([]);
    expect(asked(objected(), 'recall').given).toBe(true);
  });

  it('it stays where it was sent on, the petitioner was told, or it has ended', () => {
    const stays = { given: false, decision: null };
    expect(asked(came().routed(AT.countyHousing, '2025-03-06', { from: COUNTY_BUREAU }), 'recall')).toEqual(stays);
    for (const stage of ['informed', 'accepted', 'handling', 'closed'] as const)
      expect(asked(came().with({ stage }), 'recall')).toEqual(stays);
    expect(asked(came().with({ heldBy: 'town.990102' }), 'recall')).toEqual(stays);
  });

  it('what was registered after that node had it again ends in any case', () => {
    expect(asked(came().with({ stage: 'informed' }), 'gone').decision?.state.stage).toBe('closed');
    expect(asked(came().with({ stage: 'closed' }), 'gone')).toEqual({ given: true, decision: null });
  });
});
