import { beforeAll, describe, expect, it } from '@jest/globals';
import { Sweep } from '@sunshine/clocks';
import { HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

/** At the housing department, accepted on 2025-03-10. */
async function accepted(petitioners = 1) {
  world.setDay('2025-03-03');
  const petition = await world.register({ petitionerIds: Array.from({ length: petitioners }, () => crypto.randomUUID()) });
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  world.setDay('2025-03-10');
  expect(await world.act(WHO.handler, 'acceptPetition', { petitionId })).toMatchObject({ stage: 'accepted' });
  return petition;
}
const byPass = async (name: string, petitionId: string, more: Record<string, unknown> = {}) =>
  world.act(null, name, { pass: await world.pass(petitionId), ...more }, 'id stage');

describe('a withdrawal', () => {
  it('is the petitioner’s by the pass, confirmed by the bureau, and taken back without a trace on the clocks', async () => {
    const { petitionId } = await accepted();
    const before = await world.clocks(petitionId);
    expect(await byPass('withdrawPetition', petitionId, { requestId: 'w', reason: '已自行解决' })).toEqual({ id: petitionId, stage: null });
    // A repeat with a fresh pass is the same request.
    expect(await byPass('withdrawPetition', petitionId, { requestId: 'w', reason: '已自行解决' })).toEqual({ id: petitionId, stage: null });
    expect(await byPass('withdrawPetition', petitionId)).toMatchObject({ code: 'WITHDRAWAL_STANDING' });
    const contact = { petitionId, contact: '电话询问本人', willing: true };
    expect(await world.act(WHO.handler, 'confirmWithdrawal', contact)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.auditor, 'confirmWithdrawal', contact)).toMatchObject({ stage: 'accepted' });
    world.setDay('2025-03-25');
    expect(await byPass('revokeWithdrawal', petitionId)).toMatchObject({ id: petitionId });
    expect(await world.clocks(petitionId)).toEqual(before);
    expect(await world.petition(WHO.handler, petitionId, 'records { kind state } history { act actor }')).toMatchObject({
      records: expect.arrayContaining([{ kind: 'withdrawal', state: 'revoked' }]),
      history: expect.arrayContaining([{ act: 'withdrawPetition', actor: '信访人' }]),
    });
    expect((await world.events(petitionId)).find(({ type }) => type === 'PetitionWithdrawn')).toMatchObject({
      actor: { kind: 'tracker', id: null },
      data: { revocableUntil: '2025-03-25' },
    });
  });

  it('after its last day cannot be taken back', async () => {
    const { petitionId } = await accepted();
    await byPass('withdrawPetition', petitionId);
    world.setDay('2025-03-26');
    expect(await byPass('revokeWithdrawal', petitionId)).toMatchObject({ code: 'WITHDRAWAL_NO_LONGER_REVOCABLE' });
  });

  it('of a joint matter needs everybody’s signature, entered by the registrar', async () => {
    const { petitionId, petitionerIds } = await accepted(2);
    expect(await byPass('withdrawPetition', petitionId)).toMatchObject({ code: 'WITHDRAWAL_NOT_BY_ALL' });
    const paper = { petitionId, fileId: crypto.randomUUID(), signedBy: petitionerIds };
    expect(await world.act(WHO.handler, 'withdrawPetition', paper)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.registrar, 'withdrawPetition', paper)).toMatchObject({ stage: 'accepted' });
    expect(await world.act(WHO.registrar, 'confirmWithdrawal', { petitionId, contact: '电话', willing: true })).toMatchObject({
      code: 'OWN_PROPOSAL',
    });
  });

  it('needs a pass that holds', async () => {
    const fresh = await world.fingerprint();
    expect(await world.act(null, 'withdrawPetition', { pass: 'x' }, 'id')).toMatchObject({ code: 'TOKEN_INVALID' });
    expect(await world.act(null, 'withdrawPetition', {}, 'id')).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    expect(await world.fingerprint()).toBe(fresh);
  });
});

describe('stepping back', () => {
  it('keeps the officer from the matter until the head has decided, and for good where granted', async () => {
    const { petitionId } = await accepted();
    const reason = '承办人是物业公司负责人的亲属';
    expect(await byPass('requestRecusal', petitionId, { reason })).toMatchObject({ id: petitionId });
    expect(await world.act(WHO.handler, 'requestExtension', { petitionId, days: 10, reason: '案情复杂' })).toMatchObject({
      code: 'OFFICER_RECUSAL_PENDING',
      source: '信访工作条例 28 ¶3',
    });
    expect(await world.act(WHO.secondHandler, 'requestExtension', { petitionId, days: 10, reason: '案情复杂' })).toMatchObject({
      stage: 'accepted',
    });
    expect(await world.act(WHO.superior, 'decideRecusal', { petitionId, granted: true, reason: '属实' }, 'id')).toMatchObject({
      code: 'PETITION_NOT_FOUND',
    });
    expect(await world.act(WHO.head, 'decideRecusal', { petitionId, granted: true, reason: '属实' })).toMatchObject({ stage: 'accepted' });
    expect(await world.act(WHO.handler, 'requestExtension', { petitionId, days: 10, reason: '案情复杂' })).toMatchObject({
      code: 'PETITION_NOT_FOUND',
    });
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toBeNull();
  });

  it('of the head is decided by the organ above, which names the handler', async () => {
    const { petitionId } = await accepted();
    await byPass('requestRecusal', petitionId, { reason: '负责人有直接利害关系', ofHead: true });
    expect(await world.act(WHO.head, 'decideRecusal', { petitionId, granted: false, reason: '无' })).toMatchObject({
      code: 'OFFICER_RECUSAL_PENDING',
    });
    const grant = { petitionId, granted: true, reason: '属实' };
    expect(await world.petition(WHO.superior, petitionId, 'stage records(kinds: ["recusal"]) { kind }')).toEqual({
      stage: 'accepted',
      records: [{ kind: 'recusal' }],
    });
    expect(await world.act(WHO.labourHead, 'decideRecusal', grant, 'id')).toMatchObject({ code: 'PETITION_NOT_FOUND' });
    expect(await world.act(WHO.superior, 'decideRecusal', grant, 'id')).toMatchObject({ code: 'RECUSAL_HANDLER_MISSING' });
    expect(await world.act(WHO.superior, 'decideRecusal', { ...grant, namedHandlerId: WHO.secondHandler }, 'id')).toMatchObject({
      id: petitionId,
    });
    expect(await world.petition(WHO.head, petitionId, 'stage')).toBeNull();
    expect(await world.petition(WHO.superior, petitionId, 'stage')).toBeNull();
    expect((await world.events(petitionId)).map(({ type }) => type)).toContain('RelationSet');
  });
});

describe('a settlement', () => {
  it('has a clock for each promise; a broken one brings the old duty back', async () => {
    const { petitionId, petitionerIds } = await accepted();
    world.setDay('2025-04-10');
    const settlement = {
      petitionId,
      parties: [
        { petitionerId: petitionerIds[0], signature: '本人签名' },
        { organId: HOUSING.id, signature: '单位盖章' },
      ],
      dispute: '房屋渗漏',
      terms: '六月底前修复并补偿',
      promises: [
        { party: 2, text: '修复屋面', dueOn: '2025-05-29' },
        { party: 2, text: '补偿损失', dueOn: '2025-06-30' },
      ],
    };
    expect(await world.act(WHO.handler, 'recordSettlement', { ...settlement, terms: '乙方息诉罢访' })).toMatchObject({
      code: 'PLEDGE_NOT_TO_PETITION',
      source: '本系统规则 息访承诺',
    });
    expect(await world.act(WHO.handler, 'recordSettlement', settlement, 'stage outcome documents { kind number }')).toMatchObject({
      outcome: 'settled',
      documents: expect.arrayContaining([expect.objectContaining({ kind: 'SETTLEMENT', number: expect.stringContaining('信访〔2025〕') })]),
    });
    const promises = (
      (await world.petition(WHO.handler, petitionId, 'records(kinds: ["promise"]) { id until }')) as {
        records: { id: string; until: string }[];
      }
    ).records;
    const [roof, money] = promises.map(({ id }) => id);
    expect(await world.clocks(petitionId)).toEqual(
      expect.arrayContaining([
        'HANDLE 2025-03-10..2025-05-09 cancelled 2025-04-10',
        'PROMISE 2025-04-10..2025-05-29',
        'PROMISE 2025-04-10..2025-06-30',
      ]),
    );
    world.setDay('2025-05-20');
    await world.act(WHO.handler, 'recordPromisePerformed', { petitionId, promiseId: roof, evidence: '验收单', otherPartyAsked: true });
    const broken = { petitionId, promiseId: money, reason: '至今未付' };
    expect(await world.act(WHO.handler, 'recordPromiseBroken', broken)).toMatchObject({ code: 'PROMISE_NOT_YET_DUE' });
    world.setDay('2025-07-01');
    expect(await world.act(WHO.auditor, 'recordPromiseBroken', broken, 'stage outcome')).toEqual({ stage: 'accepted', outcome: null });
    expect(await world.clocks(petitionId)).toEqual(
      expect.arrayContaining([
        'HANDLE 2025-03-10..2025-05-09',
        'PROMISE 2025-04-10..2025-05-29 met 2025-05-20',
        'PROMISE 2025-04-10..2025-06-30 cancelled 2025-07-01',
      ]),
    );
  });
});

describe('a mediation', () => {
  const SEEN = `history { act } mayProposeMediation mediation { state others willing mediator meetingOn meetingAt place reason }
    promises { id text by dueOn state mayReport }`;
  interface Seen {
    readonly promises: { id: string; mayReport: boolean }[];
  }

  it('goes from the petitioner’s wish to a settlement, of whose two promises the one that lapsed brings the matter back', async () => {
    const { petitionId, petitionerIds } = await accepted();
    const [petitionerId] = petitionerIds as [string];
    const tracked = () => world.tracked(petitionId, SEEN, petitionerId);
    const byPass = async (act: string, input: object) =>
      world.act(null, act, { pass: await world.pass(petitionId, petitionerId), ...input });
    world.setDay('2025-04-01');
    expect(await tracked()).toMatchObject({ mayProposeMediation: true, mediation: null, promises: [] });
    expect(await byPass('proposeMediation', { dispute: '漏水的责任', other: '演示物业公司' })).toMatchObject({ id: petitionId });
    expect(await tracked()).toMatchObject({
      mayProposeMediation: false,
      mediation: { state: 'asking', others: ['演示物业公司'], willing: true },
    });
    const arrange = { petitionId, mediator: '街道人民调解委员会', meetingOn: '2025-04-08', meetingAt: '上午九时', place: '街道调解室' };
    expect(await world.act(WHO.handler, 'arrangeMediation', arrange)).toMatchObject({ code: 'MEDIATION_PARTIES_UNWILLING' });
    expect(await world.act(WHO.secondHandler, 'answerMediation', { petitionId, party: 2, willing: true, how: '电话征询' })).toMatchObject({
      id: petitionId,
    });
    await world.act(WHO.handler, 'arrangeMediation', arrange);
    expect(await tracked()).toMatchObject({ mediation: { state: 'agreed', meetingOn: '2025-04-08', place: '街道调解室' } });
    expect(await world.clocks(petitionId)).toContain('HANDLE 2025-03-10..2025-05-09');
    world.setDay('2025-04-10');
    await world.act(WHO.handler, 'recordSettlement', {
      petitionId,
      parties: [
        { petitionerId, signature: '本人签名' },
        { other: '演示物业公司', signature: '盖章' },
      ],
      mediator: '街道人民调解委员会',
      dispute: '漏水的责任',
      terms: '限期修复并补偿',
      promises: [
        { party: 2, text: '修复屋面', dueOn: '2025-05-29' },
        { party: 2, text: '补偿损失', dueOn: '2025-06-20' },
      ],
    });
    const { promises } = (await tracked()) as unknown as Seen;
    const [roof, money] = promises.map(({ id }) => id) as [string, string];
    world.setDay('2025-05-20');
    await world.act(WHO.handler, 'recordPromisePerformed', { petitionId, promiseId: roof, evidence: '验收单', otherPartyAsked: true });
    const later = { petitionId, promiseId: money, dueOn: '2025-06-30', reason: '账户未开', agreed: ['本人', '盖章'] };
    expect(await world.act(WHO.handler, 'movePromise', later)).toMatchObject({ id: petitionId });
    expect(await world.clocks(petitionId)).toContain('PROMISE 2025-04-10..2025-06-30');
    world.setDay('2025-06-30');
    expect(await byPass('recordPromiseBroken', { promiseId: money, reason: '没有收到', refusedByParty: true })).toMatchObject({
      code: 'PROMISE_NOT_YET_DUE',
    });
    world.setDay('2025-07-01');
    await world.service.app.get(Sweep, { strict: false }).run();
    // That it lapsed is marked and told; that it was not kept, a person says.
    expect(await world.petition(WHO.handler, petitionId, 'stage outcome')).toEqual({ stage: 'accepted', outcome: 'settled' });
    const steps = (await world.events(petitionId)).flatMap(({ type, data }) => (type === 'ClockStepReached' ? [data] : []));
    expect(steps).toContainEqual(expect.objectContaining({ term: 'PROMISE', step: 'OVERDUE' }));
    expect(await tracked()).toMatchObject({
      mediation: { state: 'settled' },
      promises: [
        { state: 'performed', by: '演示物业公司', mayReport: false },
        { state: 'open', dueOn: '2025-06-30', mayReport: true },
      ],
    });
    expect(await byPass('recordPromiseBroken', { promiseId: roof, reason: '又漏了' })).toMatchObject({ code: 'PROMISE_NOT_FOUND' });
    expect(await byPass('recordPromiseBroken', { promiseId: money, reason: '没有收到' })).toMatchObject({ id: petitionId });
    expect(await world.petition(WHO.handler, petitionId, 'stage outcome')).toEqual({ stage: 'accepted', outcome: null });
    expect(await world.clocks(petitionId)).toEqual(
      expect.arrayContaining(['HANDLE 2025-03-10..2025-05-09', 'PROMISE 2025-04-10..2025-05-29 met 2025-05-20']),
    );
    expect(await tracked()).toMatchObject({ promises: [{ state: 'performed' }, { state: 'broken', mayReport: false }] });
  });

  it('of a joint matter is told the party alone, and ends without an agreement where a party does not want it', async () => {
    world.setDay('2025-03-03');
    const { petitionId, petitionerIds } = await accepted(2);
    const [first, second] = petitionerIds as [string, string];
    world.setDay('2025-04-01');
    await world.act(WHO.handler, 'proposeMediation', {
      petitionId,
      parties: [{ petitionerId: first }, { organId: HOUSING.id }],
      dispute: '漏水的责任',
    });
    expect(await world.tracked(petitionId, SEEN, first)).toMatchObject({
      mediation: { state: 'asking', others: [HOUSING.name], willing: null },
    });
    for (const other of [second, null]) expect(await world.tracked(petitionId, SEEN, other)).toMatchObject({ mediation: null });
    const answer = async (petitionerId: string) =>
      world.act(null, 'answerMediation', { pass: await world.pass(petitionId, petitionerId), willing: false });
    expect(await answer(second)).toMatchObject({ code: 'MEDIATION_NOT_A_PARTY' });
    expect(await answer(first)).toMatchObject({ id: petitionId });
    expect(await world.tracked(petitionId, SEEN, first)).toMatchObject({ mediation: { state: 'ended', reason: '第1方不同意调解' } });
    expect((await world.events(petitionId)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['MediationProposed', 'MediationEnded']),
    );
  });
});
