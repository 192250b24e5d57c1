import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

async function accepted() {
  world.setDay('2025-03-03');
  const petition = await world.register({ petitionerIds: [crypto.randomUUID()] });
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  world.setDay('2025-03-10');
  await world.act(WHO.handler, 'acceptPetition', { petitionId });
  return petition;
}

/** Closed on 2025-05-20 with an opinion that explains. */
async function closed() {
  const petition = await accepted();
  const { petitionId, requestIds, petitionerIds } = petition;
  await world.inquire(petition);
  const answers = requestIds.map((request) => ({ id: request, outcome: 'EXPLAINED', answer: '已说明', basis: ['依据'] }));
  await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '事实', evidence: ['证据'], answers });
  await world.act(WHO.checker, 'checkOpinion', { petitionId });
  world.setDay('2025-05-06');
  await world.act(WHO.issuer, 'issueOpinion', { petitionId });
  await world.act(WHO.handler, 'recordService', {
    petitionId,
    petitionerId: petitionerIds[0],
    way: 'in_person',
    proof: { signature: '名' },
  });
  world.setDay('2025-05-20');
  await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_served' });
  expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId, remark: '材料齐全' })).toMatchObject({ stage: 'closed' });
  return petition;
}

describe('closing', () => {
  it('issues the review form and owes the file to the archive, whose catalogue names every paper', async () => {
    const { petitionId } = await closed();
    const { documents } = (await world.petition(WHO.auditor, petitionId, 'documents { id kind number }')) as {
      documents: { id: string; kind: string; number: string | null }[];
    };
    expect(documents.map(({ kind }) => kind)).toContain('COMPLETION_REVIEW');
    expect((await world.events(petitionId)).find(({ type }) => type === 'PetitionClosed')?.data).toMatchObject({
      retentionClass: '30_years',
      archiveDue: '2025-07-19',
    });
    const entries = documents.map(({ id }) => ({ documentId: id, pages: 2 }));
    expect(await world.act(WHO.handler, 'archivePetition', { petitionId, entries: entries.slice(1) })).toMatchObject({
      code: 'ARCHIVE_PAPER_MISSING',
    });
    expect(await world.act(WHO.handler, 'archivePetition', { petitionId, entries })).toMatchObject({ stage: 'closed' });
    expect((await world.events(petitionId)).at(-1)).toMatchObject({
      type: 'PetitionArchived',
      data: { papers: documents.length, pages: 2 * documents.length },
    });
  });

  it('reopened on a defect returns to handling with the old start, and leads to a second opinion', async () => {
    const { petitionId, requestIds } = await closed();
    world.setDay('2025-06-10');
    const defect = { petitionId, reason: 'DEFECT', text: '未答复第二项诉求', stage: 'handling' };
    expect(await world.act(WHO.handler, 'reopenPetition', defect)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.auditor, 'reopenPetition', { ...defect, stage: 'led_into_procedure' })).toMatchObject({
      code: 'REOPEN_STAGE_NOT_REACHED',
    });
    expect(
      await world.act(WHO.auditor, 'reopenPetition', defect, 'stage outcome records(kinds: ["reopening"]) { details { name text } }'),
    ).toMatchObject({
      stage: 'handling',
      outcome: null,
      records: [{ details: expect.arrayContaining([{ name: '办结后天数', text: '21' }]) }],
    });
    expect((await world.clocks(petitionId)).filter((clock) => clock.startsWith('HANDLE'))).toEqual([
      'HANDLE 2025-03-10..2025-05-09 met 2025-05-06',
      'HANDLE 2025-03-10..2025-05-09',
    ]);
    expect((await world.events(petitionId)).at(-1)).toMatchObject({
      type: 'PetitionReopened',
      course: { stage: 'handling', closedOn: null },
    });
    const answers = requestIds.map((request) => ({ id: request, outcome: 'NOT_SUPPORTED', answer: '不予支持', basis: ['依据'] }));
    expect(await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '事实', evidence: ['证据'], answers })).toMatchObject({
      stage: 'handling',
    });
  });

  it('of a withdrawn matter waits for the last day to take it back, and ends its clocks as of the withdrawal', async () => {
    const { petitionId } = await accepted();
    world.setDay('2025-03-24');
    await world.act(null, 'withdrawPetition', { pass: await world.pass(petitionId) }, 'id');
    await world.act(WHO.auditor, 'confirmWithdrawal', { petitionId, contact: '电话询问本人', willing: true });
    world.setDay('2025-04-08');
    const close = { petitionId, ground: 'withdrawn' };
    expect(await world.act(WHO.handler, 'closePetition', close)).toMatchObject({ code: 'WITHDRAWAL_STILL_REVOCABLE', kind: 'NOT_YET' });
    world.setDay('2025-05-20');
    expect(await world.act(WHO.handler, 'closePetition', close)).toMatchObject({ stage: 'accepted' });
    expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId }, 'stage outcome')).toEqual({
      stage: 'closed',
      outcome: 'withdrawn',
    });
    expect(await world.clocks(petitionId)).toContain('HANDLE 2025-03-10..2025-05-09 cancelled 2025-03-24');
  });

  it('takes no ground of another path', async () => {
    const { petitionId } = await accepted();
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'suggestion_replied' })).toMatchObject({
      code: 'COMPLETION_GROUND_OTHER_PATH',
    });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_served' })).toMatchObject({
      code: 'ACT_NOT_IN_STAGE',
    });
  });
});
