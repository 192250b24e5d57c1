import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING } from '../../test/builders.js';
import { LABOUR, WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

async function accepted(assigned = false) {
  world.setDay('2025-03-03');
  const petition = await world.register();
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', {
    petitionId,
    kind: assigned ? 'ASSIGNMENT' : 'TRANSFER',
    toOrganId: HOUSING.id,
    reason: '属该单位职责',
    ...(assigned && { reportBy: '2025-04-30', points: ['如何处理'] }),
  });
  world.setDay('2025-03-10');
  await world.act(WHO.handler, 'acceptPetition', { petitionId });
  return petition;
}
const records = async (petitionId: string, kind: string, who = WHO.handler) =>
  (
    (await world.petition(who, petitionId, `records(kinds: ["${kind}"]) { id state details { name text } }`)) as {
      records: { id: string; state: string }[];
    }
  ).records;

describe('handling', () => {
  it('inquires, registers evidence, lets another organ countersign, and issues', async () => {
    const { petitionId, requestIds, petitionerIds } = await accepted();
    expect(await world.act(WHO.labourHandler, 'addEvidence', { petitionId, what: '录像', source: '物业', heldBy: '档案室' })).toMatchObject(
      {
        code: 'PETITION_NOT_FOUND',
      },
    );
    const visit = { petitionId, form: 'SITE_VISIT', text: '查看屋面', place: '三号楼', people: '两名工作人员', findings: '渗漏' };
    expect(await world.act(WHO.handler, 'recordInquiry', { ...visit, fileIds: [crypto.randomUUID()] })).toMatchObject({
      code: 'INQUIRY_COVERT_PHOTO',
    });
    expect(await world.act(WHO.handler, 'recordInquiry', visit)).toMatchObject({ stage: 'handling' });
    const talk = { petitionId, form: 'INTERVIEW', text: '屋面渗漏两年', petitionerId: petitionerIds[0], readBack: true, signature: '签名' };
    expect(await world.act(WHO.handler, 'recordInquiry', { ...talk, copyGiven: true })).toMatchObject({ stage: 'handling' });
    await world.act(WHO.handler, 'addEvidence', { petitionId, what: '检测报告', source: '检测机构', heldBy: '档案室' });
    const answers = requestIds.map((request) => ({ id: request, outcome: 'EXPLAINED', answer: '已说明', basis: ['依据'] }));
    await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '事实', evidence: ['证1'], answers });
    await world.act(WHO.checker, 'checkOpinion', { petitionId });
    await world.act(WHO.handler, 'askCountersign', { petitionId, organId: LABOUR.id });
    expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({ code: 'OPINION_COUNTERSIGN_MISSING' });
    const [asked] = await records(petitionId, 'countersign');
    expect(await world.act(WHO.labourHandler, 'countersignOpinion', { petitionId, countersignId: asked?.id, agreed: true })).toMatchObject({
      code: 'ACT_NOT_YOURS',
    });
    expect(await world.act(WHO.labourHead, 'countersignOpinion', { petitionId, countersignId: asked?.id, agreed: true })).toMatchObject({
      stage: 'handling',
    });
    expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId }, 'stage opinion { evidence }')).toEqual({
      stage: 'opinion_issued',
      opinion: { evidence: ['证1 检测报告'] },
    });
    expect(await world.petition(WHO.labourHead, petitionId, 'stage')).toBeNull();
  });

  it('keeps what the organ weighs from others, and tells the petitioner of a pending commitment', async () => {
    const { petitionId } = await accepted();
    await world.act(WHO.handler, 'proposeOptions', { petitionId, root: '改造', interim: '补助', recommended: 'ROOT' });
    expect(await world.act(WHO.head, 'decideOptions', { petitionId, choice: 'INTERIM', reason: '先解燃眉之急' })).toMatchObject({
      stage: 'accepted',
    });
    await world.act(WHO.dispatcher, 'recordInstruction', {
      petitionId,
      text: '请依法办理',
      post: '副市长',
      unit: '住建局',
      dueOn: '2025-04-10',
    });
    // What came to the bureau is read by the bureau too, so that it can note what came of it.
    for (const who of [WHO.handler, WHO.dispatcher]) expect(await records(petitionId, 'instruction', who)).toHaveLength(1);
    expect(await records(petitionId, 'decisionOptions')).toHaveLength(1);
    expect(await records(petitionId, 'decisionOptions', WHO.dispatcher)).toEqual([]);
    const before = await world.clocks(petitionId);
    const commitment = { petitionId, reason: '今年没有资金', plan: '列入明年计划', reviewOn: '2025-09-30' };
    expect(await world.act(WHO.undelegated, 'pendingCommitment', commitment)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.head, 'pendingCommitment', commitment, 'stage outcome documents { kind }')).toMatchObject({
      stage: 'accepted',
      outcome: null,
      documents: expect.arrayContaining([{ kind: 'COMMITMENT_NOTICE' }]),
    });
    expect(await world.clocks(petitionId)).toEqual(before);
    expect(await world.act(WHO.handler, 'reviewCommitment', { petitionId, text: '已修复' })).toMatchObject({ stage: 'accepted' });
    const { history } = (await world.tracked(petitionId, 'history { act }')) as { history: { act: string }[] };
    expect(history.map(({ act }) => act)).toEqual(expect.arrayContaining(['pendingCommitment']));
    expect(history.map(({ act }) => act)).not.toContain('recordInstruction');
  });
});

describe('a task inside the organ', () => {
  it('is given, moved and taken back by the head, seen inside the organ and told to the office alone', async () => {
    const { petitionId } = await accepted();
    const before = await world.clocks(petitionId);
    const task = { petitionId, officerId: WHO.handler, dueOn: '2025-03-31' };
    expect(await world.act(WHO.handler, 'assignPetition', task)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.labourHead, 'assignPetition', task)).toMatchObject({ code: 'PETITION_NOT_FOUND' });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, officerId: WHO.dispatcher })).toMatchObject({
      code: 'TASK_OFFICER_UNKNOWN',
    });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, officerId: 'nobody' })).toMatchObject({ code: 'ID_MALFORMED' });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, dueOn: '2099-01-01' })).toMatchObject({ code: 'TASK_DATE_AFTER_LAW' });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, section: '房产股' })).toMatchObject({ stage: 'accepted' });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, officerId: WHO.secondHandler })).toMatchObject({ code: 'TEXT_MISSING' });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, officerId: WHO.secondHandler, reason: '工作调整' })).toMatchObject({
      stage: 'accepted',
    });
    const shown = 'records(kinds: ["task"]) { stateName until officer { id } }';
    expect(await world.petition(WHO.handler, petitionId, shown)).toEqual({
      records: [
        { stateName: '已改派', until: '2025-03-31', officer: { id: WHO.handler } },
        { stateName: '办理中', until: '2025-03-31', officer: { id: WHO.secondHandler } },
      ],
    });
    expect(await records(petitionId, 'task', WHO.dispatcher)).toEqual([]);
    const tasks = async (who: string, organId: string, officerId?: string) => {
      const read = `query ($organId: ID!, $officerId: ID) { petitionTasks(organId: $organId, officerId: $officerId) { petition { id } officer { id } dueOn } }`;
      const { data, errors } = await world.graph(who, read, { organId, officerId });
      if (errors) return errors[0]?.extensions?.code;
      return (data?.petitionTasks as { petition: { id: string } }[]).filter(({ petition }) => petition.id === petitionId);
    };
    const standing = [{ petition: { id: petitionId }, officer: { id: WHO.secondHandler }, dueOn: '2025-03-31' }];
    expect(await tasks(WHO.head, HOUSING.id)).toEqual(standing);
    expect(await tasks(WHO.head, HOUSING.id, WHO.secondHandler)).toEqual(standing);
    expect(await tasks(WHO.head, HOUSING.id, WHO.handler)).toEqual([]);
    expect(await tasks(WHO.secondHandler, HOUSING.id)).toEqual(standing);
    expect(await tasks(WHO.handler, HOUSING.id)).toEqual([]);
    for (const who of [WHO.labourHead, WHO.dispatcher, WHO.registrar]) expect(await tasks(who, HOUSING.id)).toEqual([]);
    expect(await world.act(WHO.head, 'takeBackPetition', { petitionId, reason: '另有安排' })).toMatchObject({ stage: 'accepted' });
    expect(await world.act(WHO.head, 'takeBackPetition', { petitionId, reason: '另有安排' })).toMatchObject({ code: 'TASK_NOT_FOUND' });
    expect(await world.clocks(petitionId)).toEqual(before);
    const { history } = (await world.tracked(petitionId, 'history { act }')) as { history: { act: string }[] };
    for (const act of ['assignPetition', 'takeBackPetition']) expect(history.map((line) => line.act)).not.toContain(act);
    await world.act(WHO.head, 'requestRecusal', { petitionId, officerId: WHO.secondHandler, reason: '系亲属' });
    expect(await world.act(WHO.head, 'assignPetition', { ...task, officerId: WHO.secondHandler })).toMatchObject({
      code: 'TASK_TO_BARRED',
    });
  });
});

describe('the list of tasks', () => {
  it('has those of an officer, however many of others are due before', async () => {
    const { petitionId } = await accepted();
    await world.act(WHO.head, 'assignPetition', { petitionId, officerId: WHO.handler, dueOn: '2025-03-31' });
    const other = await accepted();
    await world.rows.query(
      `insert into case_record (id, petition_id, kind, state, on_day, organ_id, until_day, data)
         select gen_random_uuid(), $1, 'task', 'open', '2025-03-10', $2, '2025-03-11', json_build_object('officerId', $3::text, 'section', null)
         from generate_series(1, 500)`,
      [other.petitionId, HOUSING.id, WHO.checker],
    );
    const read = `query ($organId: ID!, $officerId: ID) { petitionTasks(organId: $organId, officerId: $officerId) { petition { id } officer { id } } }`;
    const own = { petition: { id: petitionId }, officer: { id: WHO.handler } };
    for (const [who, officerId] of [
      [WHO.handler, undefined],
      [WHO.handler, WHO.handler],
      [WHO.head, WHO.handler],
    ]) {
      const { data } = await world.graph(who!, read, { organId: HOUSING.id, officerId });
      expect(data?.petitionTasks).toContainEqual(own);
    }
    expect((await world.graph(WHO.handler, read, { organId: HOUSING.id, officerId: WHO.checker })).data).toEqual({ petitionTasks: [] });
    await world.rows.query('delete from case_record where petition_id = $1 and data->>$2 = $3', [
      other.petitionId,
      'officerId',
      WHO.checker,
    ]);
  });
});

describe('an assignment', () => {
  it('has its date moved by the assigner, and a report returned for redo', async () => {
    const petition = await accepted(true);
    const { petitionId, requestIds, petitionerIds } = petition;
    expect(await world.act(WHO.handler, 'moveReportDate', { petitionId, reportBy: '2025-05-30', reason: '复杂' })).toMatchObject({
      code: 'ACT_NOT_YOURS',
    });
    expect(
      await world.act(
        WHO.handler,
        'reportStage',
        { petitionId, reason: '鉴定未完', progress: '已委托', nextDate: '2025-05-20' },
        'documents { kind }',
      ),
    ).toMatchObject({ documents: expect.arrayContaining([{ kind: 'STAGE_REPORT' }]) });
    expect(await world.act(WHO.dispatcher, 'moveReportDate', { petitionId, reportBy: '2025-05-30', reason: '复杂' })).toMatchObject({
      stage: 'accepted',
    });
    expect(await world.clocks(petitionId)).toContain('ASSIGNMENT_REPORT 2025-03-03..2025-05-30');
    const answers = requestIds.map((request) => ({ id: request, outcome: 'SUPPORTED', answer: '支持', basis: ['依据'] }));
    await world.inquire(petition);
    await world.act(WHO.handler, 'draftOpinion', {
      petitionId,
      facts: '事实',
      evidence: ['证据'],
      answers,
      executeBy: '2025-06-30',
      performerOrganId: LABOUR.id,
    });
    await world.act(WHO.checker, 'checkOpinion', { petitionId });
    await world.act(WHO.issuer, 'issueOpinion', { petitionId });
    for (const petitionerId of petitionerIds)
      await world.act(WHO.handler, 'recordService', { petitionId, petitionerId, way: 'in_person', proof: { signature: '名' } });
    expect(await world.act(WHO.handler, 'reportAssignment', { petitionId, report: '已办结' })).toMatchObject({ stage: 'opinion_served' });
    const redo = { petitionId, reason: '答非所问', todo: '逐项答复', deadline: '2025-05-09' };
    expect(await world.act(WHO.dispatcher, 'returnAssignmentReport', redo, 'documents { kind }')).toMatchObject({
      documents: expect.arrayContaining([{ kind: 'REDO_RETURN' }]),
    });
    expect(await world.clocks(petitionId)).toContain('ASSIGNMENT_REPORT 2025-03-10..2025-05-09');
    await world.act(WHO.handler, 'reportAssignment', { petitionId, report: '已逐项答复' });
    expect(await world.act(WHO.auditor, 'acceptAssignmentReport', { petitionId })).toMatchObject({ stage: 'opinion_served' });

    // The unit that performs sees the matter; the issuing organ checks.
    const done = { petitionId, evidence: '付款凭证', petitionerAsked: true };
    expect(await world.act(WHO.labourHandler, 'recordExecution', done)).toMatchObject({ stage: 'opinion_served' });
    expect((await world.clocks(petitionId)).filter((clock) => clock.startsWith('EXECUTE'))).toEqual(['EXECUTE 2025-03-10..2025-06-30']);
    expect(await world.act(WHO.checker, 'checkExecution', { petitionId, carriedOut: true, finding: '已核对' })).toMatchObject({
      stage: 'opinion_served',
    });
    expect((await world.clocks(petitionId)).filter((clock) => clock.startsWith('EXECUTE'))).toEqual([
      'EXECUTE 2025-03-10..2025-06-30 met 2025-03-10',
    ]);
  });
});
