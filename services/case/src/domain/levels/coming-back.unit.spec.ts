import { describe, expect, it } from '@jest/globals';
import { actOnDay } from '@sunshine/testing';
import { AT, Matter, WHO } from '../../../test/between.js';
import { BUREAU, HOUSING, id, law, paper, refusal } from '../../../test/builders.js';
import type { NodeFact } from '../elsewhere.js';
import type { Decision } from '../petition.js';
import { latestRecord } from '../records.js';
import { decideObjection } from '../routing/objection.js';
import { recallTransfer } from '../routing/recall.js';
import { standingTransfer } from '../standing.js';
import { newOrganOf } from './coming-back.js';
import { followNode } from './following.js';
import { handlingGiven } from './given.js';
import { requireHere } from './guard.js';

const NODE = 'city.990100';
const [MESSAGE, OBJECTION] = [id('m', 7), id('m', 8)];
const OF_HAND_OVER = ['received', 'held', 'refused', 'returned', 'recalled', 'recall_declined'];
type Said = Partial<NodeFact> & Pick<NodeFact, 'what' | 'on'>;
const organs = [AT.labour, { ...AT.hospital, elsewhere: 'county.990102' }];

function decide(matter: Matter, said: Said, heardOn = said.on): Decision | null {
  const messageId = OF_HAND_OVER.includes(said.what) ? MESSAGE : null;
  const toldBy = said.what === 'objection' && { toldBy: OBJECTION };
  const fact: NodeFact = { organId: HOUSING.id, node: NODE, due: null, ground: null, messageId, ...toldBy, ...said };
  const act = actOnDay(said.on, { kind: 'service', id: 'exchange' });
  const newOrgan = organs.find(({ id: own }) => own === newOrganOf(matter.state)) ?? null;
  return followNode({ state: matter.state, clocks: matter.clocks, law, act }, fact, { heardOn, newOrgan });
}
const after = (matter: Matter, ...facts: readonly Said[]): Matter =>
  facts.reduce((now, said) => {
    const decision = decide(now, said);
    return decision ? now.after(decision) : now;
  }, matter);

const [RECEIVED, HELD] = [
  { what: 'received', on: '2025-03-07' },
  { what: 'held', on: '2025-03-10' },
] as const;
const INFORMED = { what: 'information-given', on: '2025-03-14' } as const;
const OBJECTED = { what: 'objection', on: '2025-03-11' } as const;
/** Registered on Monday 2025-03-03, sent on the 5th to an organ of another node, there on the 7th. */
const sent = (more: Parameters<Matter['routed']>[2] = {}) =>
  Matter.registered().routed({ ...AT.housing, elsewhere: NODE } as typeof AT.housing, '2025-03-05', more);
const held = () => after(sent(), RECEIVED, HELD);
const recall = (matter: Matter, on = '2025-03-11') =>
  recallTransfer(matter.given(on, WHO.dispatcher, BUREAU, 'DISPATCHER'), { reason: '误转', ...paper, documentId: id('x', 60) });
const judge = (matter: Matter, newOrgan: (typeof organs)[number] | null, on = '2025-03-13', by = WHO.secondDispatcher) =>
  decideObjection(matter.given(on, by, BUREAU, 'DISPATCHER'), {
    ...{ upheld: newOrgan !== null, reason: '经核实', newOrgan, from: AT.bureau, toAccused: false, reportBy: null },
    ...{ ...paper, documentId: id('x', 61), number: '明信核〔2025〕1号' },
  });
const told = (matter: Matter, messageKind: string, about: string | null) =>
  handlingGiven(
    {
      state: matter.state,
      clocks: matter.clocks,
      from: BUREAU,
      to: HOUSING,
      organ: HOUSING,
      newOrgan: AT.labour,
      opinionNumber: null,
      guidance: null,
    },
    { messageKind, about },
  );
const of = (matter: Matter, term: string) =>
  matter.clocks
    .filter((clock) => clock.term === term)
    .map(({ startedOn, effectiveDue, ended, endedOn }) => `${startedOn}..${effectiveDue}${ended ? ` ${ended} ${endedOn}` : ''}`);

describe('law 4.1: a recall of what another node has', () => {
  it('asks that node, with a paper, and moves nothing here until it has answered', () => {
    const matter = held();
    expect(refusal(() => requireHere(matter.state, 'recallTransfer'))).toBe('no refusal');
    const asked = recall(matter);
    expect(asked.events.map(({ type }) => type)).toEqual(['TransferRecallAsked']);
    expect(asked.papers.map(({ kind }) => kind)).toEqual(['RECALL_DECISION']);
    expect(asked.clocks).toEqual([]);
    expect(asked.line).toMatchObject({ act: 'recallTransfer', part: 'proposal', remark: '误转' });
    const { state } = matter.after(asked);
    expect(state).toMatchObject({ organId: HOUSING.id, heldBy: NODE, stage: 'received' });
    expect(told(matter.after(asked), 'recall', null)).toMatchObject({ reason: '误转', recalledOn: '2025-03-11' });
  });

  it('waits until the matter is there, is asked once at a time, and not once the petitioner was told', () => {
    expect(refusal(() => recall(sent()))).toBe('RECALL_NOT_YET');
    const asked = held().after(recall(held()));
    expect(refusal(() => recall(asked, '2025-03-12'))).toBe('RECALL_ASKED');
    expect(refusal(() => recall(after(asked, { what: 'recall_declined', on: '2025-03-12' }), '2025-03-13'))).toBe('no refusal');
    expect(refusal(() => recall(after(held(), INFORMED), '2025-03-17'))).toBe('ACT_NOT_IN_STAGE');
  });

  it('gives the matter back by the receipt alone: the sender’s duty is open again from its first day', () => {
    const asked = held().after(recall(held()));
    const decision = decide(asked, { what: 'recalled', on: '2025-03-12' });
    expect(decision?.events.map(({ type }) => type)).toEqual(['MatterFollowed', 'TransferRecalled']);
    expect(decision?.line).toMatchObject({ act: 'giveBackElsewhere' });
    const back = asked.after(decision!);
    expect(back.state).toMatchObject({ organId: BUREAU.id, heldBy: null, stage: 'registered' });
    expect(back.running()).toEqual(['ROUTE 2025-03-03..2025-03-18 明川市信访局']);
    expect(latestRecord(back.state, 'transfer')?.state).toBe('recalled');
    // What that node told before comes late, and is about nothing any more.
    expect(decide(back, HELD)).toBeNull();
    expect(decide(held(), { what: 'recalled', on: '2025-03-12' })).toBeNull();
  });

  it('that is declined leaves the matter there, and says so in the course', () => {
    const asked = held().after(recall(held()));
    const decision = decide(asked, { what: 'recall_declined', on: '2025-03-12' });
    expect(decision?.line).toMatchObject({ act: 'keepElsewhere', remark: `对方节点${NODE}，由其继续办理` });
    const kept = asked.after(decision!);
    expect(kept.state.heldBy).toBe(NODE);
    expect(standingTransfer(kept.state)?.data.recall?.declinedOn).toBe('2025-03-12');
    expect(decide(kept, { what: 'recall_declined', on: '2025-03-13' })).toBeNull();
    expect(decide(held(), { what: 'recall_declined', on: '2025-03-12' })).toBeNull();
  });
});

describe('条例 23 ¶3: an objection of an organ of another node', () => {
  it('meets its option on its day, and the sender decides within the days from when it was told', () => {
    const decision = decide(held(), OBJECTED, '2025-03-12');
    const matter = held().after(decision!);
    expect(of(matter, 'OBJECT')).toEqual(['2025-03-07..2025-03-14 met 2025-03-11']);
    expect(of(matter, 'OBJECT_DECIDE')).toEqual(['2025-03-12..2025-03-17']);
    expect(decision?.line).toMatchObject({ act: 'confirmObjection', remark: `对方节点${NODE}` });
    expect(latestRecord(matter.state, 'objection', 'raised')).toMatchObject({ id: OBJECTION, on: '2025-03-11', until: '2025-03-17' });
    expect(decide(matter, OBJECTED)).toBeNull();
    expect(refusal(() => requireHere(matter.state, 'decideObjection'))).toBe('no refusal');
    expect(refusal(() => judge(matter, AT.labour, '2025-03-13', WHO.dispatcher))).toBe('OBJECTION_JUDGED_BY_ROUTER');
  });

  it('is nothing once the petitioner was told, or after the matter went', () => {
    expect(decide(after(held(), INFORMED), OBJECTED)).toBeNull();
    expect(decide(Matter.registered(), OBJECTED)).toBeNull();
  });

  it('that is rejected leaves the matter where it is; that node is told the decision with its paper', () => {
    const matter = after(held(), OBJECTED);
    const decision = judge(matter, null);
    const rejected = matter.after(decision);
    expect(rejected.state).toMatchObject({ heldBy: NODE, organId: HOUSING.id });
    expect(of(rejected, 'OBJECT_DECIDE')).toEqual(['2025-03-11..2025-03-14 met 2025-03-13']);
    expect(told(rejected, 'objection-decision', OBJECTION)).toMatchObject({
      ...{ reason: '经核实', decidedOn: '2025-03-13', paper: { number: '明信核〔2025〕1号', issuedOn: '2025-03-13' } },
    });
  });

  it('that is upheld is carried out once that node has given the matter back, with the terms of the new organ from that day', () => {
    const matter = after(held(), OBJECTED);
    const upheld = matter.after(judge(matter, AT.labour));
    expect(upheld.state).toMatchObject({ heldBy: NODE, organId: HOUSING.id, stage: 'received' });
    expect(of(upheld, 'NOTIFY_TRANSFERRED')).toEqual(['2025-03-07..2025-03-24']);
    const decision = decide(upheld, { what: 'returned', on: '2025-03-17' });
    expect(decision?.events.map(({ type }) => type)).toEqual(['MatterFollowed', 'PetitionReceived']);
    const back = upheld.after(decision!);
    expect(back.state).toMatchObject({ heldBy: null, organId: AT.labour.id, organReceivedOn: '2025-03-17', stage: 'received' });
    expect(of(back, 'NOTIFY_TRANSFERRED')).toEqual(['2025-03-07..2025-03-24 cancelled 2025-03-17', '2025-03-17..2025-04-01']);
    // The sender had routed in time: an upheld objection opens no duty of its own again.
    expect(of(back, 'ROUTE')).toEqual(['2025-03-03..2025-03-18 met 2025-03-07']);
    expect(standingTransfer(back.state)?.data).toMatchObject({ toOrganId: AT.labour.id, afterObjection: OBJECTION });
    expect(decide(held(), { what: 'returned', on: '2025-03-17' })).toBeNull();
  });

  it('upheld for an organ of a third node, sends the matter on to that node', () => {
    const matter = after(held(), OBJECTED);
    const upheld = matter.after(judge(matter, organs[1]!));
    const decision = decide(upheld, { what: 'returned', on: '2025-03-17' });
    expect(decision?.events.map(({ type }) => type)).toEqual(['MatterFollowed', 'PetitionRouted', 'PetitionReceived']);
    expect(standingTransfer(decision!.state)?.data.elsewhere).toEqual({ node: 'county.990102' });
  });

  it('upheld while that organ told the petitioner, lapses: it is bound', () => {
    const matter = after(held(), OBJECTED);
    const bound = after(matter.after(judge(matter, AT.labour)), INFORMED);
    expect(latestRecord(bound.state, 'objection')?.state).toBe('dropped');
    expect(decide(bound, { what: 'returned', on: '2025-03-17' })).toBeNull();
  });
});
