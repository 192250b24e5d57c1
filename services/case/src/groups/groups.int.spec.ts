import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

/** At housing, accepted on a day, with one petitioner. */
async function accepted(on = '2025-03-10') {
  world.setDay('2025-03-03');
  const petition = await world.register({ petitionerIds: [crypto.randomUUID()], requestIds: [crypto.randomUUID()] });
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  world.setDay(on);
  expect(await world.act(WHO.handler, 'acceptPetition', { petitionId })).toMatchObject({ stage: 'accepted' });
  return petition;
}
const reason = '同一小区同一质量问题';
const join = (leadId: string, ...ids: string[]) => ({ petitionId: leadId, joined: ids.map((petitionId) => ({ petitionId })), reason });
/** As the second reader finds it. */
const mergeOf = async (petitionId: string, reader = WHO.checker) => {
  const petition = await world.petition(reader, petitionId, 'records(kinds: ["merge"]) { id }');
  return (petition?.['records'] as { id: string }[]).at(-1)?.id;
};

async function merged() {
  const [lead, other] = [await accepted('2025-03-12'), await accepted('2025-03-10')];
  world.setDay('2025-03-20');
  expect(await world.act(WHO.handler, 'mergePetitions', join(lead.petitionId, other.petitionId))).toMatchObject({ stage: 'accepted' });
  const mergeId = await mergeOf(lead.petitionId);
  expect(await world.act(WHO.checker, 'confirmMerge', { petitionId: lead.petitionId, mergeId })).toMatchObject({ id: lead.petitionId });
  return { lead, other, mergeId };
}
const FIELDS = 'stage outcome records(kinds: ["merge"]) { state details { name text } } history { act }';

describe('a merge', () => {
  it('goes on as one matter by the earliest start, with an event and a line for each petition', async () => {
    const { lead, other, mergeId } = await merged();
    expect(await world.clocks(lead.petitionId)).toContain('HANDLE 2025-03-10..2025-05-09');
    expect(await world.clocks(other.petitionId)).toContain('HANDLE 2025-03-10..2025-05-09 cancelled 2025-03-20');
    expect(await world.petition(WHO.handler, other.petitionId, FIELDS)).toMatchObject({
      stage: 'accepted',
      outcome: 'merged',
      records: [{ state: 'merged', details: expect.arrayContaining([{ name: '主件', text: lead.number }]) }],
      history: expect.arrayContaining([{ act: '拟并案' }, { act: '并案' }].map(() => expect.anything())),
    });
    const [joined] = (await world.events(other.petitionId)).filter(({ type }) => type === 'PetitionMerged');
    expect(joined).toMatchObject({
      data: { mergeId, leadPetitionId: lead.petitionId },
      course: { outcome: 'merged' },
      clocks: [{ move: 'cancelled' }],
    });
    const [led] = (await world.events(lead.petitionId)).filter(({ type }) => type === 'PetitionsJoined');
    expect(led).toMatchObject({ data: { joinedPetitionIds: [other.petitionId] }, clocks: [{ move: 'restarted' }] });
  });

  it('answers every request and serves everybody; each sees the own service alone, by the own code', async () => {
    const { lead, other } = await merged();
    const { petitionId } = lead;
    expect(
      await world.act(WHO.handler, 'draftOpinion', { petitionId: other.petitionId, facts: '属实', evidence: [], answers: [] }),
    ).toMatchObject({
      code: 'MERGED_ELSEWHERE',
    });
    world.setDay('2025-03-25');
    const answers = [...lead.requestIds, ...other.requestIds].map((id) => ({
      id,
      outcome: 'EXPLAINED',
      answer: '以协议为准',
      basis: ['演示办法第二条'],
    }));
    await world.inquire(lead);
    await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '属实', evidence: ['记录'], answers });
    await world.act(WHO.checker, 'checkOpinion', { petitionId });
    const sent = { petitionId, way: 'in_person', proof: { signature: '本人签名' } };
    expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({ stage: 'opinion_issued' });
    expect(await world.act(WHO.checker, 'unmergePetitions', { petitionId, mergeId: crypto.randomUUID(), reason })).toMatchObject({
      code: 'ACT_NOT_YOURS',
    });
    world.setDay('2025-03-26');
    expect(await world.act(WHO.handler, 'recordService', { ...sent, petitionerId: other.petitionerIds[0] })).toMatchObject({
      stage: 'opinion_served',
    });
    const right = 'stage nextRight { lastDay } history { act }';
    expect(await world.tracked(other.petitionId, right)).toMatchObject({ stage: 'opinion_served', nextRight: { lastDay: '2025-04-25' } });
    expect(await world.tracked(petitionId, right)).toMatchObject({ stage: 'opinion_served', nextRight: null });
    world.setDay('2025-03-28');
    await world.act(WHO.handler, 'recordService', { ...sent, petitionerId: lead.petitionerIds[0] });
    expect(await world.tracked(petitionId, right)).toMatchObject({ nextRight: { lastDay: '2025-04-27' } });
    expect(await world.petition(WHO.handler, petitionId, 'services { petitionerId }')).toMatchObject({ services: [{}, {}] });
    const { history } = (await world.tracked(other.petitionId, right)) as { history: { act: string }[] };
    expect(history.map(({ act }) => act)).toEqual(expect.arrayContaining(['acceptPetition', 'confirmMerge', 'issueOpinion']));
    expect(history.filter(({ act }) => act === 'acceptPetition')).toHaveLength(1);

    // The joined petition ends after its lead, on the ground of the merge.
    world.setDay('2025-04-01');
    const closing = (id: string, ground: string) => world.act(WHO.handler, 'closePetition', { petitionId: id, ground });
    expect(await closing(other.petitionId, 'merged')).toMatchObject({ code: 'COMPLETION_GROUND_UNMET' });
    expect(await closing(other.petitionId, 'opinion_served')).toMatchObject({ code: 'MERGED_ELSEWHERE' });
    expect(await closing(petitionId, 'opinion_served')).toMatchObject({ stage: 'opinion_served' });
    expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId })).toMatchObject({ stage: 'closed' });
    expect(await closing(other.petitionId, 'merged')).toMatchObject({ stage: 'accepted' });
    expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId: other.petitionId }, 'stage outcome')).toEqual({
      stage: 'closed',
      outcome: 'merged',
    });
  });

  it('undone brings everything back: clocks, petitioners, the own course', async () => {
    const { lead, other, mergeId } = await merged();
    const { petitionId } = lead;
    world.setDay('2025-03-24');
    await world.act(WHO.handler, 'unmergePetitions', { petitionId, mergeId, reason: '诉求不同' });
    expect(await world.act(WHO.dispatcher, 'confirmUnmerge', { petitionId, mergeId })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.checker, 'confirmUnmerge', { petitionId, mergeId })).toMatchObject({ stage: 'accepted' });
    expect(await world.clocks(petitionId)).toContain('HANDLE 2025-03-12..2025-05-12');
    expect((await world.clocks(other.petitionId)).filter((line) => line.startsWith('HANDLE'))).toEqual(
      expect.arrayContaining(['HANDLE 2025-03-10..2025-05-09 cancelled 2025-03-20', 'HANDLE 2025-03-10..2025-05-09']),
    );
    expect(await world.petition(WHO.handler, other.petitionId, FIELDS)).toMatchObject({ outcome: null, records: [{ state: 'unmerged' }] });
    expect(await world.act(WHO.handler, 'requestExtension', { petitionId: other.petitionId, days: 10, reason: '案情复杂' })).toMatchObject({
      stage: 'accepted',
    });
  });

  it('refused changes nothing of any petition', async () => {
    const [lead, other] = [await accepted(), await accepted()];
    world.setDay('2025-03-20');
    const input = join(lead.petitionId, other.petitionId);
    await world.act(WHO.handler, 'mergePetitions', input);
    const mergeId = await mergeOf(lead.petitionId);
    const before = await world.fingerprint();
    expect(await world.act(WHO.labourHandler, 'mergePetitions', input)).toMatchObject({ code: 'PETITION_NOT_FOUND' });
    expect(await world.act(WHO.handler, 'mergePetitions', join(lead.petitionId))).toMatchObject({ code: 'MERGE_MEMBERS_UNFIT' });
    expect(await world.act(WHO.handler, 'mergePetitions', join(lead.petitionId, crypto.randomUUID()))).toMatchObject({
      code: 'PETITION_NOT_FOUND',
    });
    expect(await world.act(WHO.handler, 'confirmMerge', { petitionId: lead.petitionId, mergeId })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    const stale = { ...input, joined: [{ petitionId: other.petitionId, expectedVersion: 1 }] };
    expect(await world.act(WHO.handler, 'mergePetitions', stale)).toMatchObject({ code: 'VERSION_MOVED' });
    expect(await world.fingerprint()).toBe(before);
  });

  it('while it moves from organ to organ shows every petition to the organ that has it', async () => {
    world.setDay('2025-03-03');
    const one = async () => (await world.register({ petitionerIds: [crypto.randomUUID()] })).petitionId;
    const [lead, other] = [await one(), await one()];
    await world.act(WHO.dispatcher, 'mergePetitions', join(lead, other));
    await world.act(WHO.auditor, 'confirmMerge', { petitionId: lead, mergeId: await mergeOf(lead, WHO.auditor) });
    expect(await world.petition(WHO.handler, other, 'stage')).toBeNull();
    await world.act(WHO.dispatcher, 'routePetition', { petitionId: lead, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
    expect(await world.petition(WHO.handler, other, 'stage')).toEqual({ stage: 'registered' });
  });
});
