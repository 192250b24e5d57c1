import { beforeAll, describe, expect, it } from '@jest/globals';
import { BUREAU, HOUSING } from '../test/builders.js';
import { GOVERNMENT, WHO, World } from '../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

type Registered = Awaited<ReturnType<World['register']>>;

const draftOf = (petition: Registered, change: Record<string, unknown> = {}) => ({
  petitionId: petition.petitionId,
  facts: '经现场查看，外墙渗水属实。',
  evidence: ['现场查看记录'],
  answers: [
    { id: petition.requestIds[0], outcome: 'SUPPORTED', answer: '由我局组织维修。', basis: ['《房屋质量管理条例（演示）》第八条'] },
    { id: petition.requestIds[1], outcome: 'EXPLAINED', answer: '以协议为准。', basis: ['《安置办法（演示）》第十二条'] },
  ],
  executeBy: '2025-06-30',
  ...change,
});
const reason = '房屋质量属住房和城乡建设部门职责';
const heard = ({ petitionerIds: [petitionerId] }: Registered) => ({
  form: 'INTERVIEW',
  text: '本人陈述渗水经过',
  petitionerId,
  readBack: true,
  signature: '本人签名',
  copyGiven: true,
});
const SITE_VISIT = { form: 'SITE_VISIT', text: '查看外墙', place: '三号楼', people: '二人', findings: '渗水属实' };

/** Registered on 2025-01-14 at the bureau and brought to the stage named. */
async function broughtTo(
  stage: 'received' | 'accepted' | 'handling' | 'checked' | 'issued',
  change: Parameters<World['register']>[0] = {},
): Promise<Registered> {
  world.setDay('2025-01-14');
  const petition = await world.register({ receivedOn: '2025-01-14', registeredOn: '2025-01-14', ...change });
  const { petitionId } = petition;
  const steps: [string, string, string, Record<string, unknown>][] = [
    ['received', WHO.dispatcher, 'routePetition', { kind: 'TRANSFER', toOrganId: HOUSING.id, reason }],
    ['accepted', WHO.handler, 'acceptPetition', {}],
    ['heard', WHO.handler, 'recordInquiry', heard(petition)],
    ['inquired', WHO.handler, 'recordInquiry', SITE_VISIT],
    ['handling', WHO.handler, 'draftOpinion', draftOf(petition)],
    ['checked', WHO.checker, 'checkOpinion', {}],
    ['issued', WHO.issuer, 'issueOpinion', {}],
  ];
  for (const [to, who, act, input] of steps) {
    const answer = await world.act(who, act, { petitionId, ...input });
    if (answer['code']) throw new Error(`${act}: ${JSON.stringify(answer)}`);
    if (to === stage) break;
  }
  return petition;
}

describe('a claim from registration to verified completion', () => {
  it('goes through every stage with its clocks, papers and events', async () => {
    world.setDay('2025-01-14');
    const petition = await world.register({ receivedOn: '2025-01-14', registeredOn: '2025-01-14' });
    const { petitionId, petitionerIds } = petition;
    const [first, second] = petitionerIds;
    expect(await world.clocks(petitionId)).toEqual(['ROUTE 2025-01-14..2025-02-05']);

    world.setDay('2025-01-24');
    expect(
      await world.act(
        WHO.dispatcher,
        'routePetition',
        { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason },
        'stage version organ { id } heldBy',
      ),
    ).toEqual({
      stage: 'received',
      version: 2,
      organ: { id: HOUSING.id },
      heldBy: 'local',
    });
    expect(await world.clocks(petitionId)).toEqual([
      'ROUTE 2025-01-14..2025-02-05 met 2025-01-24',
      'NOTIFY_TRANSFERRED 2025-01-24..2025-02-08',
      'OBJECT 2025-01-24..2025-02-07',
    ]);

    world.setDay('2025-02-07');
    expect(
      await world.act(WHO.handler, 'informPetitioner', {
        petitionId,
        path: '信访程序',
        procedure: '调查核实',
        way: 'post',
        proof: { receiptNumber: 'EMS-1' },
      }),
    ).toMatchObject({ stage: 'informed' });
    world.setDay('2025-02-10');
    expect(await world.act(WHO.handler, 'acceptPetition', { petitionId }, 'stage exit')).toEqual({ stage: 'accepted', exit: '31(6)' });
    // NOTIFY ends on Saturday 2025-02-08, which is a make-up working day: the acceptance is late, HANDLE counts from that day.
    expect((await world.clocks(petitionId)).filter((clock) => clock.startsWith('HANDLE'))).toEqual(['HANDLE 2025-02-08..2025-04-09']);

    world.setDay('2025-04-08');
    const { extension } = (await world.act(
      WHO.handler,
      'requestExtension',
      { petitionId, days: 30, reason: '检测报告尚未出具' },
      'extension { id approvedOn }',
    )) as {
      extension: { id: string; approvedOn: null };
    };
    world.setDay('2025-04-09');
    expect(await world.act(WHO.head, 'extendHandling', { petitionId, extensionId: extension.id }, 'extension { approvedOn }')).toEqual({
      extension: { approvedOn: '2025-04-09' },
    });
    expect((await world.clocks(petitionId)).find((clock) => clock.startsWith('HANDLE'))).toBe('HANDLE 2025-02-08..2025-05-09');

    world.setDay('2025-04-28');
    await world.inquire(petition);
    expect(await world.act(WHO.handler, 'draftOpinion', draftOf(petition, { executeBy: null }))).toMatchObject({ stage: 'handling' });
    expect(await world.act(WHO.checker, 'returnOpinion', { petitionId, remark: '请写明完成日期' })).toMatchObject({ stage: 'handling' });
    expect(await world.act(WHO.handler, 'draftOpinion', draftOf(petition), 'opinion { revision state remark }')).toEqual({
      opinion: { revision: 2, state: 'drafted', remark: '请写明完成日期' },
    });
    expect(await world.act(WHO.checker, 'checkOpinion', { petitionId })).toMatchObject({ stage: 'handling' });
    world.setDay('2025-05-07');
    expect(
      await world.act(WHO.issuer, 'issueOpinion', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-3' } }, 'stage outcome'),
    ).toEqual({ stage: 'opinion_issued', outcome: 'partly_supported' });
    expect((await world.clocks(petitionId)).find((clock) => clock.startsWith('HANDLE'))).toBe(
      'HANDLE 2025-02-08..2025-05-09 met 2025-05-07',
    );

    expect(await world.tracked(petitionId, 'resultName')).toEqual({ resultName: null });
    world.setDay('2025-05-12');
    await world.act(WHO.handler, 'recordService', {
      petitionId,
      petitionerId: second,
      way: 'post',
      servedOn: '2025-05-10',
      proof: { receiptNumber: 'EMS-4' },
    });
    const served = await world.act(
      WHO.handler,
      'recordService',
      { petitionId, petitionerId: first, way: 'in_person', servedOn: '2025-05-08', proof: { signature: '回证' } },
      'stage services { petitionerId servedOn nextRight { lastDay } } nextRight { term lastDay source explanation { step to source text } }',
    );
    expect(served).toMatchObject({
      stage: 'opinion_served',
      services: [
        { petitionerId: second, servedOn: '2025-05-10', nextRight: { lastDay: '2025-06-09' } },
        { petitionerId: first, servedOn: '2025-05-08', nextRight: { lastDay: '2025-06-09' } },
      ],
      nextRight: { term: 'REVIEW_REQUEST', lastDay: '2025-06-09', source: '信访工作条例 35' },
    });
    expect(await world.tracked(petitionId, 'resultName pointedTo { organ }')).toEqual({ resultName: '部分支持', pointedTo: null });
    expect((await world.clocks(petitionId)).slice(-2)).toEqual(['EXECUTE 2025-05-10..2025-06-30', 'REVIEW_REQUEST 2025-05-10..2025-06-09']);

    world.setDay('2025-06-20');
    expect(
      await world.act(WHO.handler, 'recordExecution', { petitionId, evidence: '竣工验收单第7号', petitionerAsked: true }),
    ).toMatchObject({ stage: 'opinion_served' });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_executed' })).toMatchObject({
      stage: 'opinion_served',
    });
    expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId })).toMatchObject({ stage: 'closed', version: 18 });

    expect((await world.events(petitionId)).map(({ type }) => type)).toEqual([
      'CaseOpened',
      'PetitionRouted',
      'PetitionReceived',
      'RelationSet',
      'PetitionInformed',
      'PetitionAccepted',
      'ExtensionRequested',
      'HandlingExtended',
      'InquiryRecorded',
      'InquiryRecorded',
      'OpinionDrafted',
      'OpinionReturned',
      'OpinionDrafted',
      'OpinionChecked',
      'OpinionIssued',
      'OpinionServed',
      'OpinionServed',
      'OpinionExecuted',
      'CompletionProposed',
      'PetitionClosed',
    ]);
  }, 60_000);

  it('carries clock changes in the event that causes them, with the legal day of the act', async () => {
    const { petitionId } = await broughtTo('accepted');
    const events = await world.events(petitionId);
    const changes = (type: string) => events.find((event) => event.type === type)?.clocks?.map(({ term, move }) => `${term} ${move}`);
    expect(changes('CaseOpened')).toEqual(['ROUTE started']);
    expect(changes('PetitionRouted')).toBeUndefined();
    expect(changes('PetitionReceived')).toEqual(['ROUTE stopped', 'NOTIFY_TRANSFERRED started', 'OBJECT started']);
    expect(changes('PetitionAccepted')).toEqual(['NOTIFY_TRANSFERRED stopped', 'OBJECT cancelled', 'HANDLE started']);
    expect(events.at(-1)).toMatchObject({ on: '2025-01-14', actor: { kind: 'person', id: WHO.handler } });
  });

  it('keeps the course with organ and post, article, proposal and confirmation, and never a name', async () => {
    const { petitionId } = await broughtTo('issued');
    const petition = await world.petition(
      WHO.supervisor,
      petitionId,
      'history { on actor act basis part } documents { kind number issuedOn hash }',
    );
    expect(petition?.['history']).toEqual([
      { on: '2025-01-14', actor: BUREAU.name, act: 'registerPetition', basis: '信访工作条例 22', part: null },
      { on: '2025-01-14', actor: `${BUREAU.name}·转送交办`, act: 'routePetition', basis: '信访工作条例 22', part: null },
      { on: '2025-01-14', actor: `${HOUSING.name}·承办`, act: 'acceptPetition', basis: '信访工作条例 34', part: null },
      ...[1, 2].map(() => ({
        on: '2025-01-14',
        actor: `${HOUSING.name}·承办`,
        act: 'recordInquiry',
        basis: '信访工作条例 27、31(6)',
        part: null,
      })),
      { on: '2025-01-14', actor: `${HOUSING.name}·承办`, act: 'draftOpinion', basis: '信访工作条例 32', part: 'proposal' },
      { on: '2025-01-14', actor: `${HOUSING.name}·审核`, act: 'checkOpinion', basis: '信访工作条例 32', part: 'confirmation' },
      { on: '2025-01-14', actor: `${HOUSING.name}·签发`, act: 'issueOpinion', basis: '信访工作条例 34', part: 'confirmation' },
    ]);
    expect(petition?.['documents']).toMatchObject([
      { kind: 'REGISTRATION_FORM', number: null },
      { kind: 'TRANSFER_SLIP', number: expect.stringMatching(/^明信信访〔2025〕\d+号$/), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { kind: 'ACCEPTANCE', number: expect.stringMatching(/^明住建信访〔2025〕\d+号$/) },
      { kind: 'OPINION' },
    ]);
  });

  it('writes the remedy with the organ that reviews', async () => {
    const { petitionId } = await broughtTo('issued');
    const [row] = (await world.rows.query(`select body, hash from document where petition_id = $1 and kind = 'OPINION'`, [petitionId])) as {
      body: string;
      hash: string;
    }[];
    const { createHash } = await import('node:crypto');
    expect(createHash('sha256').update(row!.body).digest('hex')).toBe(row!.hash);
    expect(JSON.parse(row!.body)).toMatchObject({
      template: 'OPINION.3',
      parts: { issuer: HOUSING.name, remedy: { to: `${GOVERNMENT.name}（电话：${GOVERNMENT.contactPhone}）` } },
    });
  });
});

describe('rights', () => {
  it('hides petitions the reader may not see and refuses acts of others', async () => {
    const { petitionId } = await broughtTo('received');
    const before = await world.fingerprint();
    const inform = { petitionId, path: '信访程序', procedure: '调查核实' };
    for (const nobody of [WHO.stranger, WHO.labourHandler])
      expect(await world.act(nobody, 'informPetitioner', inform)).toMatchObject({ code: 'PETITION_NOT_FOUND', kind: 'NOT_FOUND' });
    for (const other of [WHO.checker, WHO.undelegated, WHO.dispatcher, WHO.supervisor])
      expect(await world.act(other, 'informPetitioner', inform)).toMatchObject({ code: 'ACT_NOT_YOURS', kind: 'FORBIDDEN' });
    expect(await world.act(null, 'informPetitioner', inform)).toMatchObject({ code: 'SIGN_IN_REQUIRED', kind: 'UNAUTHENTICATED' });
    expect(await world.act(WHO.handler, 'informPetitioner', { ...inform, petitionId: 'nonsense' })).toMatchObject({
      code: 'ID_MALFORMED',
    });
    expect(await world.act(WHO.migrator, 'recordLegacyReply', { petitionId, reply: '答复' })).toMatchObject({ code: 'PETITION_NOT_FOUND' });
    expect(await world.fingerprint()).toBe(before);
  });

  it('answers no field of a petition that the reader may not see', async () => {
    const { petitionId } = await broughtTo('received');
    const fields = 'id version stage organ { id } history { act } documents { id } nextRight { term }';
    for (const nobody of [WHO.stranger, WHO.labourHandler, WHO.migrator, null])
      expect(await world.petition(nobody, petitionId, fields)).toBeNull();
    expect(await world.petition(WHO.handler, petitionId, fields)).toMatchObject({ id: petitionId, stage: 'received' });
    expect(await world.petition(WHO.handler, 'nonsense', 'id')).toBeNull();
  });

  it('shows a draft inside the organ in charge only, the issued opinion to all who see the matter', async () => {
    const draft = await broughtTo('handling');
    const fields = 'opinion { state facts answers { requestId outcome } }';
    expect(await world.petition(WHO.checker, draft.petitionId, fields)).toMatchObject({ opinion: { state: 'drafted' } });
    expect(await world.petition(WHO.dispatcher, draft.petitionId, fields)).toEqual({ opinion: null });
    const issued = await broughtTo('issued');
    expect(await world.petition(WHO.dispatcher, issued.petitionId, fields)).toMatchObject({
      opinion: { state: 'issued', answers: [{ outcome: 'supported' }, { outcome: 'explained' }] },
    });
  });

  it('answers outcome and basis of each request to those who see the petition', async () => {
    const { requestIds } = await broughtTo('issued');
    const ask = async (who: string) =>
      (
        await world.graph(
          who,
          'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on PetitionRequest { id outcome basis } } }',
          { refs: requestIds.map((id) => ({ __typename: 'PetitionRequest', id })) },
        )
      ).data?._entities;
    expect(await ask(WHO.handler)).toEqual([
      { id: requestIds[0], outcome: 'supported', basis: ['《房屋质量管理条例（演示）》第八条'] },
      { id: requestIds[1], outcome: 'explained', basis: ['《安置办法（演示）》第十二条'] },
    ]);
    expect(await ask(WHO.labourHandler)).toEqual([null, null]);
  });
});

describe('commands', () => {
  it('of one request are done in order, and each is answered with what it has done', async () => {
    const petition = await broughtTo('received');
    const { petitionId } = petition;
    await world.inquire(petition);
    const fields = 'version stage history { act }';
    const answer = await world.graph(
      WHO.handler,
      `mutation ($inform: InformPetitionerInput!, $accept: AcceptPetitionInput!, $draft: DraftOpinionInput!) {
        inform: informPetitioner(input: $inform) { ${fields} } accept: acceptPetition(input: $accept) { ${fields} } draft: draftOpinion(input: $draft) { ${fields} } }`,
      {
        inform: { petitionId, path: '信访事项办理程序', procedure: '六十日内办结', expectedVersion: 4 },
        accept: { petitionId, expectedVersion: 5 },
        draft: { ...draftOf(petition), expectedVersion: 6 },
      },
    );
    expect(answer.errors).toBeUndefined();
    const told = Object.values(answer.data as Record<string, { version: number; stage: string; history: { act: string }[] }>);
    expect(told.map(({ version, stage, history }) => [version, stage, history.at(-1)?.act])).toEqual([
      [5, 'informed', 'informPetitioner'],
      [6, 'accepted', 'acceptPetition'],
      [7, 'handling', 'draftOpinion'],
    ]);
    expect(await world.petition(WHO.handler, petitionId, 'version stage')).toEqual({ version: 7, stage: 'handling' });
  });

  it('refuses a moved version and a wrong stage, leaving every row as it was', async () => {
    const { petitionId } = await broughtTo('accepted');
    const before = await world.fingerprint();
    expect(await world.act(WHO.handler, 'acceptPetition', { petitionId, expectedVersion: 2 })).toMatchObject({
      code: 'VERSION_MOVED',
      kind: 'CONFLICT',
    });
    expect(await world.act(WHO.handler, 'acceptPetition', { petitionId, expectedVersion: 3 })).toMatchObject({
      code: 'ACT_NOT_IN_STAGE',
      kind: 'RULE_BROKEN',
    });
    expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({
      code: 'ACT_NOT_IN_STAGE',
      source: '信访工作条例 32',
    });
    expect(await world.act(WHO.handler, 'recordService', { petitionId, petitionerId: crypto.randomUUID(), way: 'post' })).toMatchObject({
      code: 'ACT_NOT_IN_STAGE',
    });
    expect(await world.fingerprint()).toBe(before);
  });

  it('answers a repeated request once and refuses its id with other input', async () => {
    const { petitionId } = await broughtTo('received');
    const input = { petitionId, requestId: `r-${petitionId}`, path: '信访程序', procedure: '调查核实' };
    const answer = await world.act(WHO.handler, 'informPetitioner', input);
    const before = await world.fingerprint();
    expect(await world.act(WHO.handler, 'informPetitioner', input)).toEqual(answer);
    expect(await world.act(WHO.handler, 'informPetitioner', { ...input, path: '其他' })).toMatchObject({
      code: 'REQUEST_REUSED',
      kind: 'CONFLICT',
    });
    expect(await world.fingerprint()).toBe(before);
  });

  it('refuses days in the future, before the former act, and for channels without papers', async () => {
    const { petitionId } = await broughtTo('received');
    world.setDay('2025-01-20');
    const inform = (on: string, id = petitionId) =>
      world.act(WHO.handler, 'informPetitioner', { petitionId: id, path: '信访程序', procedure: '调查核实', on });
    expect(await inform('2025-01-21')).toMatchObject({ code: 'DAY_IN_FUTURE' });
    expect(await inform('2025-01-13')).toMatchObject({ code: 'DAY_BEFORE_FORMER_ACT' });
    const web = await broughtTo('received', { channel: 'WEB' });
    world.setDay('2025-01-20');
    expect(await inform('2025-01-17', web.petitionId)).toMatchObject({ code: 'DAY_NOT_YOURS_TO_SET' });
    expect(await inform('2025-01-17')).toMatchObject({ stage: 'informed' });
    expect((await world.events(petitionId)).at(-1)).toMatchObject({
      type: 'PetitionInformed',
      on: '2025-01-17',
      recordedAt: expect.stringMatching(/^2025-01-20/),
    });
  });

  it('refuses an opinion that lacks a part, by the part’s name, and takes no number for it', async () => {
    world.setDay('2025-01-14');
    const petition = await broughtTo('accepted');
    const { petitionId } = petition;
    await world.inquire(petition);
    await world.act(WHO.handler, 'draftOpinion', draftOf(petition, { executeBy: null }));
    await world.act(WHO.checker, 'checkOpinion', { petitionId });
    const before = await world.fingerprint();
    expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({
      code: 'DOCUMENT_PART_MISSING',
      kind: 'RULE_BROKEN',
      source: '本系统规则 执行日期（信访工作条例 32）',
    });
    expect(await world.fingerprint()).toBe(before);
  });

  it('refuses unknown and malformed organs', async () => {
    world.setDay('2025-01-14');
    const { petitionId } = await world.register({ receivedOn: '2025-01-14', registeredOn: '2025-01-14' });
    const route = (toOrganId: string) => world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId, reason });
    expect(await route('nowhere')).toMatchObject({ code: 'ID_MALFORMED' });
    expect(await route('0190a0b0-0000-7000-8000-00000000ffff')).toMatchObject({ code: 'ORGAN_NOT_FOUND' });
    expect(await route(BUREAU.id)).toMatchObject({ code: 'ROUTE_TO_SELF', source: '信访工作条例 22' });
  });

  it('lets one of two acts at once win', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { petitionId } = await broughtTo('received');
      const both = await Promise.all(
        [WHO.handler, WHO.head].map((who) => world.act(who, 'acceptPetition', { petitionId, expectedVersion: 2 })),
      );
      expect(both.map((answer) => answer['code'] ?? 'done').sort()).toEqual(['VERSION_MOVED', 'done']);
      const checked = await broughtTo('handling');
      const checks = await Promise.all([1, 2, 3].map(() => world.act(WHO.checker, 'checkOpinion', { petitionId: checked.petitionId })));
      expect(checks.map((answer) => answer['code'] ?? 'done').sort()).toEqual(['ACT_NOT_IN_STAGE', 'ACT_NOT_IN_STAGE', 'done']);
      expect((await world.events(checked.petitionId)).filter(({ type }) => type === 'OpinionChecked')).toHaveLength(1);
    }
  }, 60_000);

  it('numbers papers of an organ, kind and year without a gap, many at once and with refusals between', async () => {
    const matters = await Promise.all(Array.from({ length: 8 }, () => broughtTo('received')));
    await Promise.all(
      matters.flatMap(({ petitionId }) => [
        world.act(WHO.handler, 'acceptPetition', { petitionId }),
        world.act(WHO.handler, 'acceptPetition', { petitionId, way: 'pigeon' }),
        world.act(WHO.head, 'acceptPetition', { petitionId, expectedVersion: 1 }),
      ]),
    );
    const rows = (await world.rows.query(
      `select running, number from document_register where organ_id = $1 and kind = 'ACCEPTANCE' and year = 2025 order by running`,
      [HOUSING.id],
    )) as {
      running: number;
      number: string;
    }[];
    expect(rows.map(({ running }) => running)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.every(({ running, number }) => number === `明住建信访〔2025〕${running}号`)).toBe(true);
  }, 60_000);
});
