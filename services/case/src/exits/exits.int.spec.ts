import { beforeAll, describe, expect, it } from '@jest/globals';
import { PetitionersCompared, RoleGranted } from '@sunshine/events';
import { HOUSING, id } from '../../test/builders.js';
import { GOVERNMENT, LABOUR, WHO, World } from '../../test/world.js';

let world: World;
/** Works for the government, the superior of its departments. */
const ABOVE = { handler: id('p', 31), checker: id('p', 32) };

beforeAll(async () => {
  world = await World.open();
  await world.publish(
    'directory',
    [ABOVE.handler, RoleGranted.create({ personId: ABOVE.handler, organId: GOVERNMENT.id, role: 'HANDLER', notices: true })],
    [ABOVE.checker, RoleGranted.create({ personId: ABOVE.checker, organId: GOVERNMENT.id, role: 'CHECKER', notices: false })],
  );
}, 120_000);

type Registered = Awaited<ReturnType<World['register']>>;
type Act = [who: string, name: string, input: Record<string, unknown>];

async function received(change: Parameters<World['register']>[0] = {}): Promise<Registered> {
  world.setDay('2025-03-03');
  const petition = await world.register(change);
  world.setDay('2025-03-04');
  await done([
    WHO.dispatcher,
    'routePetition',
    { petitionId: petition.petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属其职责' },
  ]);
  return petition;
}

/** Does acts one after the other; each must be accepted. */
async function done(...acts: Act[]): Promise<Record<string, unknown>> {
  let last: Record<string, unknown> = {};
  for (const [who, name, input] of acts) {
    last = await world.act(who, name, input, 'id stage exit outcome');
    if (last['code']) throw new Error(`${name}: ${JSON.stringify(last)}`);
  }
  return last;
}

const record = async (petitionId: string, kind: string, who = WHO.handler): Promise<string> => {
  const petition = await world.petition(who, petitionId, `records(kinds: ["${kind}"]) { id state }`);
  return (petition?.['records'] as { id: string }[]).at(-1)!.id;
};

const decide = (petitionId: string, exit: string, channelId: string | null, more: Record<string, unknown> = {}): Act => [
  WHO.handler,
  'decideExit',
  { petitionId, exit, reason: '属该途径', basis: '《演示办法》第三条', channelId, ...more },
];
const confirm = async (petitionId: string): Promise<Act> => [
  WHO.checker,
  'confirmExit',
  { petitionId, decisionId: await record(petitionId, 'exitDecision') },
];
const inform = (petitionId: string, guided = true): Act => [
  WHO.handler,
  'informPetitioner',
  { petitionId, path: '法定途径', procedure: '依法定程序提出', ...(guided && { guidance: { papers: ['仲裁申请书', '证据'] } }) },
];

describe('a matter of arbitration', () => {
  it('is decided by two, told with the last day of the channel, led in and kept until the receipt', async () => {
    const { petitionId } = await received();
    world.setDay('2025-03-10');
    const decision = decide(petitionId, '31(2)', 'labour_arbitration', { starts: [{ limit: '申请', on: '2024-06-03' }] });
    await done(decision);
    expect(await world.act(WHO.handler, 'confirmExit', { petitionId, decisionId: await record(petitionId, 'exitDecision') })).toMatchObject(
      {
        code: 'ACT_NOT_YOURS',
      },
    );
    // Before the second reader only the organ in charge sees it.
    const fields = 'exit exitDecision { state exit channelId toldOn lateAfter decidedOn } guidance { text }';
    expect(await world.petition(WHO.handler, petitionId, fields)).toMatchObject({
      exit: null,
      exitDecision: { state: 'proposed' },
      guidance: null,
    });
    expect(await world.petition(WHO.dispatcher, petitionId, fields)).toMatchObject({ exitDecision: null });
    await done(await confirm(petitionId));
    expect(await world.act(WHO.handler, 'acceptPetition', { petitionId })).toMatchObject({ code: 'EXIT_OTHER_DECIDED' });
    expect(await world.act(...inform(petitionId, false))).toMatchObject({ code: 'GUIDANCE_MISSING' });
    expect(await world.tracked(petitionId, 'guidance { toldOn }')).toEqual({ guidance: null });

    world.setDay('2025-03-12');
    expect(await done(inform(petitionId))).toMatchObject({ stage: 'informed', exit: '31(2)' });
    const told = {
      text: '提出信访事项不停止该期限的计算；请在期限内依该途径提出',
      papers: ['仲裁申请书', '证据'],
      toldOn: '2025-03-12',
      channel: { id: 'labour_arbitration', body: '劳动争议仲裁委员会' },
    };
    const guidance = 'guidance { text papers toldOn channel { id body limits { name duty lastDay text } } }';
    expect(await world.petition(WHO.dispatcher, petitionId, `exitDecision { state toldOn } ${guidance}`)).toMatchObject({
      exitDecision: { state: 'decided', toldOn: '2025-03-12' },
      guidance: told,
    });
    const tracked = (await world.tracked(petitionId, guidance)) as { guidance: { channel: { limits: { lastDay: string | null }[] } } };
    expect(tracked.guidance).toMatchObject(told);
    expect(tracked.guidance.channel.limits.map(({ lastDay }) => lastDay)).toEqual(['2025-06-03', null, null, null]);
    expect(await world.petition(WHO.handler, petitionId, 'documents { kind }')).toEqual({
      documents: [{ kind: 'REGISTRATION_FORM' }, { kind: 'TRANSFER_SLIP' }, { kind: 'GUIDANCE' }],
    });

    world.setDay('2025-03-13');
    await done([WHO.handler, 'leadIntoProcedure', { petitionId, body: '明川市劳动人事争议仲裁委员会', text: '信件及附件' }]);
    expect(await world.petition(WHO.handler, petitionId, 'stage outcome organ { id }')).toEqual({
      stage: 'informed',
      outcome: null,
      organ: { id: HOUSING.id },
    });
    world.setDay('2025-03-20');
    const receipt = { petitionId, receiptNumber: '收〔2025〕7号', body: '明川市劳动人事争议仲裁委员会', channelId: 'labour_arbitration' };
    expect(await world.act(WHO.handler, 'recordReceipt', receipt)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.checker, 'recordReceipt', { ...receipt, receivedOn: '2025-03-12' })).toMatchObject({
      code: 'DAY_BEFORE_FORMER_ACT',
    });
    expect(await done([WHO.checker, 'recordReceipt', { ...receipt, receivedOn: '2025-03-17' }])).toMatchObject({
      stage: 'led_into_procedure',
      outcome: 'led_in',
    });
    world.setDay('2025-06-02');
    expect(await done([WHO.handler, 'recordProcedureOutcome', { petitionId, text: '裁决支持', toldBy: 'body' }])).toMatchObject({
      stage: 'outcome_reported',
    });
    expect((await world.clocks(petitionId)).map((clock) => clock.split(' ')[0])).toEqual([
      'ROUTE',
      'NOTIFY_TRANSFERRED',
      'OBJECT',
      'DECIDE_EXIT',
    ]);
    expect((await world.events(petitionId)).map(({ type }) => type).filter((type) => !type.startsWith('Relation'))).toEqual([
      'CaseOpened',
      'PetitionRouted',
      'PetitionReceived',
      'ExitDecisionProposed',
      'ExitDecided',
      'GuidanceIssued',
      'PetitionInformed',
      'LeadingInStarted',
      'PetitionLedIntoProcedure',
      'ProcedureOutcomeReported',
    ]);
    // Nothing that is only proposed stands in the course the petitioner sees.
    const course = (await world.tracked(petitionId, 'history { act }')) as { history: { act: string }[] };
    expect(course.history.map(({ act }) => act)).not.toContain('decideExit');
  });

  it('that was accepted by mistake is corrected: HANDLE is cancelled, and the petitioner is guided', async () => {
    const { petitionId } = await received();
    world.setDay('2025-03-10');
    await done([WHO.handler, 'acceptPetition', { petitionId }]);
    world.setDay('2025-04-01');
    const [, , input] = decide(petitionId, '31(2)', 'labour_arbitration', { reason: '属劳动争议' });
    await done([WHO.handler, 'correctExit', input]);
    await done(await confirm(petitionId));
    expect((await world.clocks(petitionId)).find((clock) => clock.startsWith('HANDLE'))).toBe(
      'HANDLE 2025-03-10..2025-05-09 cancelled 2025-04-01',
    );
    expect(await done([WHO.handler, 'issueGuidance', { petitionId, guidance: { papers: ['仲裁申请书'] } }])).toMatchObject({
      stage: 'informed',
      exit: '31(2)',
    });
    expect(await world.petition(WHO.handler, petitionId, 'exitDecision { corrected toldOn lateAfter }')).toEqual({
      exitDecision: { corrected: true, toldOn: '2025-04-01', lateAfter: '2025-03-19' },
    });
  });
});

describe('31(5)', () => {
  it('is performed by a paper that another hand issues, served on each petitioner, without HANDLE', async () => {
    const { petitionId, petitionerIds } = await received();
    world.setDay('2025-03-10');
    await done(decide(petitionId, '31(5)', 'statutory_duty'));
    await done(await confirm(petitionId), inform(petitionId));
    world.setDay('2025-04-07');
    await done([WHO.handler, 'performDuty', { petitionId, text: '已查处违法建设', basis: '《城乡规划法（演示）》第六十四条' }]);
    expect(await done([WHO.issuer, 'confirmPerformance', { petitionId }])).toMatchObject({ stage: 'performed', outcome: 'performed' });
    const { documents } = (await world.petition(WHO.handler, petitionId, 'documents { id kind }')) as {
      documents: { id: string; kind: string }[];
    };
    const documentId = documents.find(({ kind }) => kind === 'PERFORMANCE_ANSWER')!.id;
    for (const petitionerId of petitionerIds)
      await done([WHO.handler, 'recordService', { petitionId, documentId, petitionerId, way: 'in_person', proof: { signature: '回证' } }]);
    expect((await world.events(petitionId)).filter(({ type }) => type === 'PaperServed')).toHaveLength(2);
    expect((await world.clocks(petitionId)).some((clock) => /^(HANDLE|EXECUTE)/.test(clock))).toBe(false);
  });
});

describe('a refusal', () => {
  /** The same matter at the government while its department has it in hand: NOTIFY there ends on 2025-03-19. */
  const both = async () => {
    const lower = await received({ number: `990100-20250303-${Math.trunc(Math.random() * 9e5) + 1e5}` });
    const upper = await world.register({
      organId: GOVERNMENT.id,
      organKind: 'government',
      receivedOn: '2025-03-10',
      registeredOn: '2025-03-10',
    });
    return { number: lower.number, petitionId: upper.petitionId, lower: lower.petitionId };
  };
  /** Found the same by a person, and of a petitioner in common by the desk. */
  const compared = async (petitionId: string, earlierNumber: string) => {
    await done([ABOVE.handler, 'compareRefiling', { petitionId, earlierNumber, same: true, reason: '同一信访人、同一诉求' }]);
    const comparisonId = await record(petitionId, 'refilingComparison', ABOVE.handler);
    await world.publish('intake', [petitionId, PetitionersCompared.create({ petitionId, comparisonId, common: true })]);
  };
  const propose = (petitionId: string, more: Record<string, unknown>): Act => [
    ABOVE.handler,
    'refuseAcceptance',
    { petitionId, ground: 'pending_with_lower_organ', reason: '下级正在办理', ...more },
  ];

  it('is the superior’s while the lower organ’s term runs, read by a second person, and meets NOTIFY', async () => {
    const { petitionId, number } = await both();
    world.setDay('2025-03-12');
    expect(await world.act(...propose(petitionId, { ground: 'statutory_route' }))).toMatchObject({
      code: 'REFUSAL_GROUND_NOT_GIVEN',
      source: '信访工作条例 31(1)-(5)',
    });
    expect(await world.act(...propose(petitionId, { matterNumber: '990100-20240101-000001' }))).toMatchObject({
      code: 'REFUSAL_MATTER_NOT_FOUND',
    });
    await compared(petitionId, number);
    await done(propose(petitionId, { matterNumber: number }));
    const refusalId = await record(petitionId, 'refusal', ABOVE.handler);
    expect(await world.act(ABOVE.handler, 'confirmRefusal', { petitionId, refusalId })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await done([ABOVE.checker, 'confirmRefusal', { petitionId, refusalId }])).toMatchObject({
      stage: 'informed',
      outcome: 'refused_acceptance',
      exit: null,
    });
    expect(await world.clocks(petitionId)).toEqual(['NOTIFY_DIRECT 2025-03-10..2025-03-25 met 2025-03-12']);
    const { documents } = (await world.petition(ABOVE.handler, petitionId, 'documents { id kind }')) as {
      documents: { id: string; kind: string }[];
    };
    expect(documents.map(({ kind }) => kind)).toEqual(['REGISTRATION_FORM', 'REFUSAL']);
    expect(await world.act(ABOVE.handler, 'acceptPetition', { petitionId })).toMatchObject({ code: 'MATTER_REFUSED' });
  });

  it('is no longer possible once the lower organ is overdue, also between the two readers', async () => {
    const { petitionId, number } = await both();
    world.setDay('2025-03-19');
    await compared(petitionId, number);
    await done(propose(petitionId, { matterNumber: number }));
    world.setDay('2025-03-20');
    const refusalId = await record(petitionId, 'refusal', ABOVE.handler);
    expect(await world.act(ABOVE.checker, 'confirmRefusal', { petitionId, refusalId })).toMatchObject({ code: 'REFUSAL_LOWER_OVERDUE' });
    expect(await world.act(...propose(petitionId, { matterNumber: number }))).toMatchObject({ code: 'REFUSAL_LOWER_OVERDUE' });
  });

  it('finds neither a report nor what does not lie below', async () => {
    const report = await world.register({
      kind: 'REPORT',
      number: '990100-20250303-900001',
      organId: HOUSING.id,
      organKind: 'department',
      accusedIds: [LABOUR.id],
    });
    const { petitionId } = await both();
    world.setDay('2025-03-12');
    expect(await world.act(...propose(petitionId, { matterNumber: report.number }))).toMatchObject({ code: 'REFUSAL_MATTER_NOT_FOUND' });
    const beside = await world.register({
      organId: LABOUR.id,
      organKind: 'department',
      receivedOn: '2025-03-10',
      registeredOn: '2025-03-10',
    });
    const other = await received({ number: '990100-20250303-900002' });
    world.setDay('2025-03-12');
    expect(
      await world.act(WHO.labourHandler, 'refuseAcceptance', {
        petitionId: beside.petitionId,
        ground: 'pending_with_lower_organ',
        reason: '正在办理',
        matterNumber: other.number,
      }),
    ).toMatchObject({ code: 'REFUSAL_MATTER_NOT_FOUND' });
  });
});

describe('a suggestion', () => {
  it('is studied with another organ, adopted by the head, replied to and followed', async () => {
    const { petitionId } = await received({ kind: 'SUGGESTION' });
    world.setDay('2025-03-10');
    await done([WHO.handler, 'informPetitioner', { petitionId, path: '研究论证', procedure: '研究后回复' }]);
    await done([WHO.handler, 'startStudy', { petitionId, plan: '会同人社部门研究', withOrganIds: [LABOUR.id] }]);
    world.setDay('2025-04-14');
    const decision = { petitionId, outcome: 'ADOPTED', reason: '合理可行', measure: '增设路灯' };
    expect(await world.act(WHO.handler, 'decideSuggestion', decision)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(WHO.head, 'decideSuggestion', decision)).toMatchObject({ code: 'SUGGESTION_VIEW_MISSING' });
    expect(await done([WHO.head, 'decideSuggestion', { ...decision, views: [{ organId: LABOUR.id, view: '同意' }] }])).toMatchObject({
      stage: 'decided',
      outcome: 'adopted',
    });
    expect(await done([WHO.handler, 'replySuggestion', { petitionId, text: '感谢您的建议' }])).toMatchObject({ stage: 'replied' });
    world.setDay('2025-06-30');
    expect(await done([WHO.handler, 'followMeasure', { petitionId, text: '已增设', doneOn: '2025-06-27' }])).toMatchObject({
      stage: 'measure_followed',
    });
    expect((await world.clocks(petitionId)).some((clock) => clock.startsWith('HANDLE'))).toBe(false);
  });
});

describe('the fast track', () => {
  const checked = ['assigned', 'may_not_be_supported', 'statutory_route', 'several_units', 'joint', 'grave'];
  const choose = (petitionId: string, more: Record<string, unknown> = {}): Act => [
    WHO.handler,
    'chooseFastTrack',
    { petitionId, first: true, fits: ['daily_life'], checked, reason: '路灯不亮', ...more },
  ];
  const single = async () => {
    const [petitionerId] = [id('s', Math.trunc(Math.random() * 1e9))];
    return received({ petitionerIds: [petitionerId] });
  };

  it('answers a simple first petition by telephone in days, and issues the paper on request', async () => {
    const petition = await single();
    const { petitionId, requestIds, petitionerIds } = petition;
    await done(choose(petitionId));
    world.setDay('2025-03-05');
    await done([WHO.handler, 'acceptPetition', { petitionId }]);
    world.setDay('2025-03-11');
    expect(
      await done([
        WHO.handler,
        'answerFastTrack',
        {
          petitionId,
          facts: '线路故障',
          answers: requestIds.map((request) => ({
            id: request,
            outcome: 'SUPPORTED',
            answer: '当日检修',
            basis: ['《照明设施办法（演示）》第四条'],
          })),
          executeBy: '2025-03-14',
          answerBy: 'phone',
          record: '3月11日电话告知',
          paperOffered: true,
        },
      ]),
    ).toMatchObject({ stage: 'opinion_issued', outcome: 'supported' });
    expect(await world.clocks(petitionId)).toEqual([
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-04',
      'NOTIFY_TRANSFERRED 2025-03-04..2025-03-19 met 2025-03-05',
      'OBJECT 2025-03-04..2025-03-11 cancelled 2025-03-05',
      'SIMPLE_ACCEPT 2025-03-04..2025-03-07 met 2025-03-05',
      'HANDLE 2025-03-05..2025-05-06 met 2025-03-11',
      'SIMPLE_HANDLE 2025-03-05..2025-03-19 met 2025-03-11',
      'EXECUTE 2025-03-11..2025-03-14',
    ]);
    expect(await world.petition(WHO.handler, petitionId, 'nextRight { lastDay }')).toEqual({ nextRight: null });
    await done([WHO.issuer, 'issueFastTrackPaper', { petitionId }]);
    world.setDay('2025-03-13');
    await done([
      WHO.handler,
      'recordService',
      { petitionId, petitionerId: petitionerIds[0], way: 'in_person', proof: { signature: '回证' } },
    ]);
    expect(await world.petition(WHO.handler, petitionId, 'stage nextRight { lastDay }')).toEqual({
      stage: 'opinion_served',
      nextRight: { lastDay: '2025-04-14' },
    });
  });

  it('that turns out hard goes back to the ordinary track with the old starts', async () => {
    const { petitionId } = await single();
    await done(choose(petitionId));
    world.setDay('2025-03-05');
    await done([WHO.handler, 'acceptPetition', { petitionId }]);
    world.setDay('2025-03-12');
    await done([WHO.handler, 'leaveFastTrack', { petitionId, reason: '需要鉴定' }]);
    const clocks = await world.clocks(petitionId);
    expect(clocks).toContain('HANDLE 2025-03-05..2025-05-06');
    expect(clocks).toContain('SIMPLE_HANDLE 2025-03-05..2025-03-19 cancelled 2025-03-12');
  });
});

describe('statutory channels', () => {
  it('are public, with what is left of each term', async () => {
    const answer = await world.graph(
      null,
      '{ statutoryChannels(exit: "31(4)", startedOn: "2025-03-03", on: "2025-03-03") { id limits { name nominalDay lastDay } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect((answer.data?.['statutoryChannels'] as { id: string; limits: unknown[] }[])[0]).toMatchObject({
      id: 'administrative_reconsideration',
      limits: [{ name: '申请', nominalDay: '2025-05-02', lastDay: '2025-05-06' }, {}, {}, {}],
    });
    const unknown = await world.graph(null, '{ statutoryChannels(exit: "32") { id } }');
    expect(unknown.errors?.[0]?.extensions?.['code']).toBe('EXIT_UNKNOWN');
  });
});
