import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Sweep } from '@sunshine/clocks';
import { PetitionSupplemented, RulePackPublished, SupplementAsked, type NewEvent } from '@sunshine/events';
import { contentHash, nationalPacks, type RulePack } from '@sunshine/procedure';
import { BUREAU, HOUSING } from '../../test/builders.js';
import { LABOUR, WHO, World, lawEvents } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

async function accepted(at = world) {
  at.setDay('2025-03-03');
  const petition = await at.register();
  const { petitionId } = petition;
  await at.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  at.setDay('2025-03-10');
  await at.act(WHO.handler, 'acceptPetition', { petitionId });
  return petition;
}
const commitment = (petitionId: string) => ({ petitionId, reason: '今年没有资金', plan: '列入明年计划', reviewOn: '2025-04-30' });
const told = async (petitionId: string, type: string) =>
  ((await world.events(petitionId)).find((event) => event.type === type)?.clocks ?? []).map(({ term, move, subject }) => [
    term,
    move,
    subject,
  ]);

describe('a date that an organ owes besides the terms of law', () => {
  it('starts with the act that sets it, is told with its event and moves no term of law; what keeps it sets the next', async () => {
    const { petitionId } = await accepted();
    const terms = await world.clocks(petitionId);
    await world.act(WHO.head, 'pendingCommitment', commitment(petitionId));
    expect(await world.ownDates(petitionId)).toEqual(['COMMITMENT_REVIEW 2025-03-10..2025-04-30']);
    expect(await told(petitionId, 'CommitmentMade')).toEqual([['COMMITMENT_REVIEW', 'started', HOUSING.id]]);
    world.setDay('2025-05-06');
    await world.act(WHO.handler, 'reviewCommitment', { petitionId, text: '资金尚未到位', nextReviewOn: '2025-07-31' });
    expect(await world.ownDates(petitionId)).toEqual([
      'COMMITMENT_REVIEW 2025-03-10..2025-04-30 met 2025-05-06',
      'COMMITMENT_REVIEW 2025-05-06..2025-07-31',
    ]);
    expect(await world.clocks(petitionId)).toEqual(terms);
  });

  it('runs for each of two instructions of one organ, and for each assistant', async () => {
    const { petitionId } = await accepted();
    const instruction = { petitionId, text: '请依法办理', post: '副市长', unit: '住建局' };
    await world.act(WHO.handler, 'recordInstruction', { ...instruction, dueOn: '2025-04-10' });
    const { records } = (await world.act(
      WHO.handler,
      'recordInstruction',
      { ...instruction, dueOn: '2025-03-31' },
      'records(kinds: ["instruction"]) { id until }',
    )) as { records: { id: string; until: string }[] };
    const first = records.find(({ until }) => until === '2025-04-10');
    await world.act(WHO.handler, 'requestAssistance', { petitionId, organId: LABOUR.id, points: ['用工'], answerBy: '2025-03-20' });
    expect(await world.ownDates(petitionId)).toEqual([
      'ASSISTANCE_ANSWER 2025-03-10..2025-03-20',
      'INSTRUCTION_ANSWER 2025-03-10..2025-04-10',
      'INSTRUCTION_ANSWER 2025-03-10..2025-03-31',
    ]);
    await world.act(WHO.handler, 'answerInstruction', { petitionId, instructionId: first?.id, result: '已报告' });
    expect((await world.ownDates(petitionId)).slice(1)).toEqual([
      'INSTRUCTION_ANSWER 2025-03-10..2025-04-10 met 2025-03-10',
      'INSTRUCTION_ANSWER 2025-03-10..2025-03-31',
    ]);
  });

  it('for what the desk has asked of the petitioner starts and ends with the facts of intake, and moves no term of law', async () => {
    const { petitionId } = await accepted();
    const terms = await world.clocks(petitionId);
    await world.publish('intake', [
      petitionId,
      SupplementAsked.create({ petitionId, organId: BUREAU.id, items: 2, answerBy: '2025-03-20' }),
    ]);
    expect(await world.ownDates(petitionId)).toEqual(['SUPPLEMENT 2025-03-10..2025-03-20']);
    expect(await told(petitionId, 'ClocksMoved')).toEqual([['SUPPLEMENT', 'started', BUREAU.id]]);
    const came = { petitionId, supplementId: randomUUID(), organId: BUREAU.id, files: 1 };
    await world.publish('intake', [petitionId, PetitionSupplemented.create({ ...came, receivedOn: '2025-03-21' })]);
    expect(await world.ownDates(petitionId)).toEqual(['SUPPLEMENT 2025-03-10..2025-03-20 met 2025-03-21']);
    expect(await world.clocks(petitionId)).toEqual(terms);
  });

  it('of material that was asked for ends with the evidence that answers it', async () => {
    const { petitionId } = await accepted();
    const request = { petitionId, form: 'MATERIAL_REQUEST', text: '维修记录', withWhom: '物业', until: '2025-03-31' };
    const { records } = (await world.act(WHO.handler, 'recordInquiry', request, 'records(kinds: ["inquiry"]) { id state }')) as {
      records: { id: string; state: string }[];
    };
    expect(records).toMatchObject([{ state: 'asked' }]);
    expect(await world.ownDates(petitionId)).toEqual(['MATERIAL 2025-03-10..2025-03-31']);
    world.setDay('2025-04-01');
    const evidence = { petitionId, what: '维修记录', source: '物业', heldBy: '档案室', inquiryId: records[0]?.id };
    expect(await world.act(WHO.handler, 'addEvidence', evidence)).toMatchObject({ stage: 'handling' });
    expect(await world.ownDates(petitionId)).toEqual(['MATERIAL 2025-03-10..2025-03-31 met 2025-04-01']);
    expect(await world.act(WHO.handler, 'addEvidence', evidence)).toMatchObject({ code: 'MATERIAL_REQUEST_NOT_FOUND' });
  });

  it('is told before, on its day and after it, and never ends in a proposal', async () => {
    const { petitionId } = await accepted();
    await world.act(WHO.head, 'pendingCommitment', commitment(petitionId));
    const sweep = world.service.app.get(Sweep, { strict: false });
    for (const day of ['2025-04-28', '2025-04-30', '2025-05-06', '2025-06-16']) {
      world.setDay(day, '10:00');
      await sweep.run();
    }
    const steps = (await world.events(petitionId)).filter(({ type }) => type === 'ClockStepReached').map(({ data }) => data);
    expect(steps.filter(({ term }) => term === 'COMMITMENT_REVIEW').map(({ step, on }) => [step, on])).toEqual([
      ['FIRST_NOTICE', '2025-04-28'],
      ['DUE_TODAY', '2025-04-30'],
      ['OVERDUE', '2025-05-01'],
    ]);
  });

  it('of the file runs from the closing, when the terms of law end, until it is in the archive', async () => {
    const { petitionId, requestIds, petitionerIds } = await accepted();
    await world.inquire({ petitionId, petitionerIds });
    const answers = requestIds.map((request) => ({ id: request, outcome: 'EXPLAINED', answer: '已说明', basis: ['依据'] }));
    await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '事实', evidence: ['证据'], answers });
    await world.act(WHO.checker, 'checkOpinion', { petitionId });
    world.setDay('2025-05-06');
    await world.act(WHO.issuer, 'issueOpinion', { petitionId });
    for (const petitionerId of petitionerIds)
      await world.act(WHO.handler, 'recordService', { petitionId, petitionerId, way: 'in_person', proof: { signature: '名' } });
    world.setDay('2025-05-20');
    await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_served' });
    expect(await world.ownDates(petitionId)).toEqual([]);
    await world.act(WHO.auditor, 'verifyCompletion', { petitionId });
    expect(await world.ownDates(petitionId)).toEqual(['ARCHIVE 2025-05-20..2025-07-21']);
    const { documents } = (await world.petition(WHO.auditor, petitionId, 'documents { id }')) as { documents: { id: string }[] };
    world.setDay('2025-07-21');
    const entries = documents.map(({ id }) => ({ documentId: id, pages: 2 }));
    await world.act(WHO.handler, 'archivePetition', { petitionId, entries });
    expect(await world.ownDates(petitionId)).toEqual(['ARCHIVE 2025-05-20..2025-07-21 met 2025-07-21']);
  });
});

describe('under a pack of before there were own dates', () => {
  let before: World;

  beforeAll(async () => {
    before = await World.open({ law: false });
    const packs = nationalPacks().map((pack): RulePack => {
      const { COMMITMENT_REVIEW: _, ...terms } = pack.terms;
      const { hash: _hash, ...content } = { ...pack, terms: terms as RulePack['terms'] };
      return { ...content, hash: contentHash(content) };
    });
    await before.publish(
      'directory',
      ...packs.map((pack): [string, NewEvent] => [
        `pack:${pack.id}`,
        RulePackPublished.create({ packId: pack.id, revision: pack.revision, hash: pack.hash, pack: { ...pack } }),
      ]),
      ...lawEvents().filter(([key]) => key.startsWith('calendar')),
    );
  }, 120_000);

  it('the act that sets one is done all the same, and no clock starts', async () => {
    const { petitionId } = await accepted(before);
    expect(await before.act(WHO.head, 'pendingCommitment', commitment(petitionId))).toMatchObject({ stage: 'accepted' });
    expect(await before.ownDates(petitionId)).toEqual([]);
    expect(await before.act(WHO.handler, 'reviewCommitment', { petitionId, text: '已修复' })).toMatchObject({ stage: 'accepted' });
  });
});
