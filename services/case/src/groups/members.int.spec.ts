import { beforeAll, describe, expect, it } from '@jest/globals';
import { MemberLeft, SuccessionRecorded, type NewEvent } from '@sunshine/events';
import { BUREAU, HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

/** An opinion on a joint petition of three, issued on 2025-03-25. */
async function issued() {
  world.setDay('2025-03-03');
  const petition = await world.register({ petitionerIds: [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()] });
  const { petitionId, requestIds } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  world.setDay('2025-03-10');
  await world.act(WHO.handler, 'acceptPetition', { petitionId });
  world.setDay('2025-03-25');
  await world.inquire(petition);
  const answers = requestIds.map((id) => ({ id, outcome: 'EXPLAINED', answer: '以协议为准', basis: ['演示办法第二条'] }));
  await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '属实', evidence: ['记录'], answers });
  await world.act(WHO.checker, 'checkOpinion', { petitionId });
  expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({ stage: 'opinion_issued' });
  return { ...petition, members: petition.petitionerIds as [string, string, string] };
}
const serve = (petitionId: string, petitionerId: string, way = 'in_person', proof: object = { signature: '本人签名' }) =>
  world.act(WHO.handler, 'recordService', { petitionId, petitionerId, way, proof });
const leave = (petitionId: string, petitionerId: string, leftOn: string) => {
  const event = MemberLeft.create({ petitionId, petitionerId, organId: null, way: 'online', leftOn });
  return world.publish('intake', [petitionId, event] as [string, NewEvent]);
};
const OWN =
  'stage organ { id } services { way servedOn nextRight { lastDay } } nextRight { lastDay } history { on actor act basis } organs { __typename }';
interface Seen {
  services: { way: string; servedOn: string }[] | null;
  nextRight: { lastDay: string } | null;
  history: { act: string; on: string }[];
}
const seenBy = async (petitionId: string, petitionerId: string | null): Promise<Seen> =>
  (await world.tracked(petitionId, OWN, petitionerId)) as unknown as Seen;

/** Two accepted petitions of these petitioners, the second merged into the first. */
async function merged(...people: readonly [readonly string[], readonly string[]]) {
  const petitions = [];
  for (const petitionerIds of people) {
    world.setDay('2025-03-03');
    const petition = await world.register({ petitionerIds: [...petitionerIds], requestIds: [crypto.randomUUID()] });
    const { petitionId } = petition;
    await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
    world.setDay('2025-03-10');
    await world.act(WHO.handler, 'acceptPetition', { petitionId });
    petitions.push(petition);
  }
  const [lead, other] = petitions as [(typeof petitions)[0], (typeof petitions)[0]];
  const joined = [{ petitionId: other.petitionId }];
  await world.act(WHO.handler, 'mergePetitions', { petitionId: lead.petitionId, joined, reason: '同一质量问题' });
  const merges = await world.petition(WHO.checker, lead.petitionId, 'records(kinds: ["merge"]) { id }');
  const [{ id: mergeId }] = merges?.['records'] as [{ id: string }];
  expect(await world.act(WHO.checker, 'confirmMerge', { petitionId: lead.petitionId, mergeId })).toMatchObject({ id: lead.petitionId });
  return { lead, other, mergeId };
}

describe('the pass of a member', () => {
  it('shows the shared course and the own service and right, and nothing of another member', async () => {
    const { petitionId, members } = await issued();
    const [a, b, c] = members;
    world.setDay('2025-03-26');
    expect(await serve(petitionId, a)).toMatchObject({ stage: 'opinion_served' });
    const before = await seenBy(petitionId, a);
    expect(before).toMatchObject({
      stage: 'opinion_served',
      organ: { id: HOUSING.id },
      services: [{ way: 'in_person', servedOn: '2025-03-26', nextRight: { lastDay: '2025-04-25' } }],
      nextRight: { lastDay: '2025-04-25' },
    });
    expect(await seenBy(petitionId, b)).toMatchObject({ stage: 'opinion_served', services: [], nextRight: null });
    world.setDay('2025-03-28');
    await serve(petitionId, b, 'post', { receiptNumber: 'EMS-4' });
    // What is served on one member changes nothing that another one sees.
    expect(await seenBy(petitionId, a)).toEqual(before);
    expect((await seenBy(petitionId, b)).services).toMatchObject([{ way: 'post', servedOn: '2025-03-28' }]);
    const everything = new Map<string, string>();
    for (const member of members) {
      const seen = await seenBy(petitionId, member);
      everything.set(member, JSON.stringify(seen));
      expect(seen.history.map(({ act }) => act)).toEqual(expect.arrayContaining(['acceptPetition', 'issueOpinion']));
      expect(seen.history.map(({ act }) => act)).not.toContain('recordService');
    }
    for (const [reader, text] of everything) for (const member of members) expect([reader, text.includes(member)]).toEqual([reader, false]);
    expect(everything.get(a)).not.toContain('2025-03-28');
    expect(everything.get(b)).not.toContain('2025-03-26');
    expect(everything.get(c)).not.toMatch(/2025-03-2[68]/);
  });

  it('of somebody who is no petitioner of it shows no service', async () => {
    const { petitionId, members } = await issued();
    world.setDay('2025-03-26');
    await serve(petitionId, members[0]);
    expect(await seenBy(petitionId, crypto.randomUUID())).toMatchObject({ services: [], nextRight: null });
  });

  it('is more than the code of the group shows: that one names no service, and the right that ends first', async () => {
    const { petitionId, members } = await issued();
    world.setDay('2025-03-26');
    await serve(petitionId, members[1]);
    const seen = await seenBy(petitionId, null);
    expect(seen).toMatchObject({ services: null, nextRight: { lastDay: '2025-04-25' } });
    for (const member of members) expect(JSON.stringify(seen)).not.toContain(member);
  });
});

describe('a member who has left', () => {
  it('is served no more, hinders nobody, and keeps history and what was served; no clock moves', async () => {
    const { petitionId, members } = await issued();
    const [a, b, c] = members;
    world.setDay('2025-03-26');
    await serve(petitionId, a);
    const [clocks, others] = [await world.clocks(petitionId), await seenBy(petitionId, c)];
    await leave(petitionId, a, '2025-03-26');
    await leave(petitionId, b, '2025-03-26');
    expect(await world.clocks(petitionId)).toEqual(clocks);
    expect(await seenBy(petitionId, c)).toEqual(others);
    world.setDay('2025-03-27');
    expect(await serve(petitionId, b)).toMatchObject({ code: 'MEMBER_HAS_LEFT' });
    expect(await seenBy(petitionId, a)).toMatchObject({ services: [{ servedOn: '2025-03-26' }], nextRight: { lastDay: '2025-04-25' } });
    expect((await seenBy(petitionId, b)).history.map(({ act }) => act)).toContain('acceptPetition');
    expect(await serve(petitionId, c)).toMatchObject({ stage: 'opinion_served' });
    const { records } = (await world.petition(WHO.handler, petitionId, 'records(kinds: ["departure"]) { state on }')) as {
      records: unknown;
    };
    expect(records).toEqual([
      { state: 'left', on: '2025-03-26' },
      { state: 'left', on: '2025-03-26' },
    ]);
    const pass = await world.pass(petitionId, a);
    expect(await world.act(null, 'withdrawPetition', { pass }, 'id')).toMatchObject({ code: 'MEMBER_HAS_LEFT' });
  });

  it('of a petition handled with another is not waited for there either', async () => {
    const { lead, other } = await merged([crypto.randomUUID()], [crypto.randomUUID(), crypto.randomUUID()]);
    await leave(other.petitionId, other.petitionerIds[1]!, '2025-03-10');
    const departures = 'records(kinds: ["departure"]) { state }';
    for (const { petitionId } of [lead, other])
      expect(await world.petition(WHO.handler, petitionId, departures)).toEqual({ records: [{ state: 'left' }] });
  });

  it('stands in the course as the member’s own act', async () => {
    const { petitionId, members } = await issued();
    await leave(petitionId, members[0], '2025-03-25');
    const { history } = (await world.petition(WHO.handler, petitionId, 'history { act actor }')) as { history: { act: string }[] };
    expect(history.at(-1)).toMatchObject({ act: 'leaveGroup' });
  });
});

describe('a successor of a petitioner who died', () => {
  const died = (petitionId: string, petitionerId: string, endedOn: string, successorIds: string[]) => {
    const ids = { petitionId, successionId: crypto.randomUUID(), petitionerId, organId: BUREAU.id, successorIds };
    const event = SuccessionRecorded.create({ ...ids, cause: 'DIED', endedOn, finding: 'FOUND' });
    return world.publish('intake', [petitionId, event] as [string, NewEvent]);
  };
  const rights = async (petitionId: string) =>
    (await world.petition(WHO.handler, petitionId, 'services { petitionerId servedOn nextRight { lastDay } }'))?.['services'];

  it('has the own service and term; the right of the dead is shown no more, and comes back to nobody where it had run out', async () => {
    const { petitionId, members } = await issued();
    const [dead, other] = members;
    const heir = crypto.randomUUID();
    world.setDay('2025-03-26');
    await serve(petitionId, dead);
    await serve(petitionId, other);
    const clocks = await world.clocks(petitionId);
    world.setDay('2025-04-10');
    await died(petitionId, dead, '2025-04-08', [heir]);
    expect(await world.clocks(petitionId)).toEqual(clocks);
    expect(await serve(petitionId, dead)).toMatchObject({ code: 'PETITIONER_ENDED' });
    expect(await serve(petitionId, heir)).toMatchObject({ stage: 'opinion_served' });
    const own = { services: [{ servedOn: '2025-04-10', nextRight: { lastDay: '2025-05-12' } }], nextRight: { lastDay: '2025-05-12' } };
    expect(await seenBy(petitionId, heir)).toMatchObject(own);
    expect(await rights(petitionId)).toEqual([
      { petitionerId: dead, servedOn: '2025-03-26', nextRight: null },
      { petitionerId: other, servedOn: '2025-03-26', nextRight: { lastDay: '2025-04-25' } },
      { petitionerId: heir, servedOn: '2025-04-10', nextRight: { lastDay: '2025-05-12' } },
    ]);
    // The other one dies a day after the own term has ended.
    const late = crypto.randomUUID();
    world.setDay('2025-05-06');
    await died(petitionId, other, '2025-04-26', [late]);
    expect(await serve(petitionId, late)).toMatchObject({ stage: 'opinion_served' });
    expect(await seenBy(petitionId, late)).toMatchObject({ services: [{ servedOn: '2025-05-06', nextRight: null }], nextRight: null });
  });

  it('of a petition handled with another is a petitioner of its lead too, and of the own when they are parted', async () => {
    const { lead, other, mergeId } = await merged([crypto.randomUUID()], [crypto.randomUUID()]);
    const heir = crypto.randomUUID();
    await died(other.petitionId, other.petitionerIds[0]!, '2025-03-09', [heir]);
    for (const { petitionId } of [lead, other])
      expect(await world.petition(WHO.handler, petitionId, 'records(kinds: ["succession"]) { state }')).toEqual({
        records: [{ state: 'recorded' }],
      });
    const ids = async (id: string) =>
      ((await world.rows.query('select petitioner_ids ids from petition where id = $1', [id])) as [{ ids: string[] }])[0].ids;
    expect(await ids(lead.petitionId)).toEqual([...lead.petitionerIds, ...other.petitionerIds, heir]);
    await world.act(WHO.handler, 'unmergePetitions', { petitionId: lead.petitionId, mergeId, reason: '不是同一问题' });
    await world.act(WHO.checker, 'confirmUnmerge', { petitionId: lead.petitionId, mergeId });
    expect(await ids(lead.petitionId)).toEqual(lead.petitionerIds);
    expect(await ids(other.petitionId)).toEqual([...other.petitionerIds, heir]);
  });
});
