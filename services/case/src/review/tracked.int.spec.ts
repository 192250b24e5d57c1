import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING } from '../../test/builders.js';
import { GOVERNMENT, WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

/** An opinion on a joint petition of three, issued on 2025-03-25. */
async function issued(petitioners = 3) {
  world.setDay('2025-03-03');
  const petition = await world.register({ petitionerIds: Array.from({ length: petitioners }, () => crypto.randomUUID()) });
  const { petitionId, requestIds } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  world.setDay('2025-03-10');
  await world.act(WHO.handler, 'acceptPetition', { petitionId });
  world.setDay('2025-03-25');
  await world.inquire(petition);
  const answers = requestIds.map((id) => ({ id, outcome: 'EXPLAINED', answer: '以协议为准', basis: ['演示办法第二条'] }));
  await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '协议属实', evidence: ['记录'], answers });
  await world.act(WHO.checker, 'checkOpinion', { petitionId });
  expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({ stage: 'opinion_issued' });
  return petition;
}
const serve = async (petitionId: string, petitionerId: string, day: string) => {
  world.setDay(day);
  return world.act(WHO.handler, 'recordService', { petitionId, petitionerId, way: 'in_person', proof: { signature: '本人签名' } });
};
const ask = async (petitionId: string, petitionerId: string | null, more: object = {}) =>
  world.act(null, 'requestReview', { pass: await world.pass(petitionId, petitionerId), requests: '撤销原意见', ...more });

const CONTACT = '{ id name address phone }';
const SEEN = `stage stageName history { act } answer { title number issuer facts evidence outcomes { requestId outcomeName answer basis } remedy }
  reviewRight { level lastDay organs ${CONTACT} online }
  reviews { level filedOn receivedOn state organ ${CONTACT} requests facts lateReason dueOn explanation { text } dispositionName }`;
interface Seen {
  stage: string;
  stageName: string;
  history: { act: string }[];
  answer: { facts: string; outcomes: { requestId: string; outcomeName: string; basis: string[] }[] } | null;
  reviewRight: { level: string; lastDay: string; online: boolean; organs: { id: string; name: string }[] } | null;
  reviews: { filedOn: string; dueOn: string | null; state: string; organ: { name: string } | null }[];
}
const seenBy = async (petitionId: string, petitionerId: string | null = null): Promise<Seen> =>
  (await world.tracked(petitionId, SEEN, petitionerId)) as unknown as Seen;

describe('the answer on the tracking page', () => {
  it('is there for whom it was served on, with each request, its result and basis, and for nobody before', async () => {
    const { petitionId, petitionerIds, requestIds } = await issued();
    const [a, b] = petitionerIds as [string, string];
    for (const reader of [null, a, b])
      expect(await seenBy(petitionId, reader)).toMatchObject({ answer: null, reviewRight: null, reviews: [] });
    await serve(petitionId, a, '2025-03-26');
    const seen = await seenBy(petitionId, a);
    expect(seen.answer).toMatchObject({ title: '信访事项处理意见书', issuer: HOUSING.name, facts: '协议属实', evidence: ['记录'] });
    expect(seen.answer?.outcomes).toEqual(
      requestIds.map((requestId) => ({ requestId, outcomeName: '解释说明', answer: '以协议为准', basis: ['演示办法第二条'] })),
    );
    expect(await seenBy(petitionId, b)).toMatchObject({ answer: null, reviewRight: null, reviews: [] });
  });

  it('of somebody who is no petitioner of it is not there', async () => {
    const { petitionId, petitionerIds } = await issued(1);
    await serve(petitionId, petitionerIds[0]!, '2025-03-26');
    expect(await seenBy(petitionId, crypto.randomUUID())).toMatchObject({ answer: null, reviewRight: null, reviews: [] });
  });
});

describe('the review on the tracking page', () => {
  it('is each petitioner’s own: own last day, own request, and no word of what a neighbour was served or asked', async () => {
    const { petitionId, petitionerIds } = await issued();
    const [a, b, c] = petitionerIds as [string, string, string];
    await serve(petitionId, a, '2025-03-26');
    await serve(petitionId, b, '2025-04-10');
    const before = await seenBy(petitionId, b);
    expect(before.reviewRight).toMatchObject({ level: 'review', lastDay: '2025-05-12', online: true });
    expect((await seenBy(petitionId, a)).reviewRight).toMatchObject({ lastDay: '2025-04-25', online: true });
    const unserved = await seenBy(petitionId, c);
    expect(await ask(petitionId, a)).toMatchObject({ id: petitionId });
    const asked = await seenBy(petitionId, a);
    expect(asked).toMatchObject({
      stage: 'review_requested',
      reviewRight: null,
      reviews: [{ filedOn: '2025-04-10', receivedOn: '2025-04-10', state: 'admitted', requests: '撤销原意见', dueOn: '2025-05-12' }],
    });
    expect(asked.answer).not.toBeNull();
    expect(await seenBy(petitionId, b)).toEqual(before);
    expect(await seenBy(petitionId, c)).toEqual(unserved);
    // The neighbour's day has passed; the own one has not.
    world.setDay('2025-05-08');
    expect((await seenBy(petitionId, b)).reviewRight).toMatchObject({ lastDay: '2025-05-12' });
    expect(await ask(petitionId, b)).toMatchObject({ id: petitionId });
    expect((await seenBy(petitionId, b)).reviews).toMatchObject([{ filedOn: '2025-05-08', dueOn: '2025-06-09' }]);
  });

  it('is asked with the own code: that of a group tells the day that ends first, and that each asks for themselves', async () => {
    const { petitionId, petitionerIds } = await issued(2);
    await serve(petitionId, petitionerIds[1]!, '2025-03-26');
    await serve(petitionId, petitionerIds[0]!, '2025-04-10');
    expect((await seenBy(petitionId)).reviewRight).toMatchObject({ lastDay: '2025-04-25', online: false });
    expect(await ask(petitionId, null)).toMatchObject({ code: 'REVIEW_PETITIONER_MISSING' });
  });

  it('stays there after its last day, for who has a reason', async () => {
    const { petitionId, petitionerIds } = await issued(1);
    await serve(petitionId, petitionerIds[0]!, '2025-03-26');
    world.setDay('2025-04-26');
    expect((await seenBy(petitionId)).reviewRight).toMatchObject({ lastDay: '2025-04-25', online: true });
    expect(await ask(petitionId, null)).toMatchObject({ code: 'REVIEW_LATE_REASON_MISSING' });
    expect(await ask(petitionId, null, { lateReason: '住院' })).toMatchObject({ id: petitionId });
    expect(await seenBy(petitionId)).toMatchObject({ reviewRight: null, reviews: [{ state: 'late', lateReason: '住院' }] });
  });

  it('names the organ by name, address and telephone', async () => {
    const { petitionId, petitionerIds } = await issued(1);
    await serve(petitionId, petitionerIds[0]!, '2025-03-26');
    expect((await seenBy(petitionId)).reviewRight?.organs).toEqual([
      { id: GOVERNMENT.id, name: GOVERNMENT.name, address: null, phone: GOVERNMENT.contactPhone },
    ]);
  });
});
