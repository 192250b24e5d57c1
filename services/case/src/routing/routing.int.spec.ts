import { beforeAll, describe, expect, it } from '@jest/globals';
import { OrganSaved, RelationSet, RoleEnded, RoleGranted, type NewEvent, type Role } from '@sunshine/events';
import { v7 as uuid } from 'uuid';
import { BUREAU, COUNTY_BUREAU, COURT, DISCIPLINE, HOUSING, id } from '../../test/builders.js';
import { GOVERNMENT, LABOUR, WHO, World } from '../../test/world.js';

const ESTATE = { id: id('e'), name: '明川市房屋管理所' };
const P = {
  secondDispatcher: id('p', 50),
  bureauHead: id('p', 51),
  registrar: id('p', 52),
  secondRegistrar: id('p', 53),
  labourHead: id('p', 54),
  estateHandler: id('p', 55),
  estateHead: id('p', 56),
  disciplineHandler: id('p', 57),
  secondHandler: id('p', 58),
  secondCountyDispatcher: id('p', 59),
  courtChecker: id('p', 60),
  headWhoDispatches: id('p', 61),
};
const ROLES: [string, Role, string][] = [
  [P.secondDispatcher, 'DISPATCHER', BUREAU.id],
  [P.bureauHead, 'HEAD', BUREAU.id],
  [P.registrar, 'REGISTRAR', BUREAU.id],
  [P.secondRegistrar, 'REGISTRAR', BUREAU.id],
  [P.labourHead, 'HEAD', LABOUR.id],
  [P.estateHandler, 'HANDLER', ESTATE.id],
  [P.estateHead, 'HEAD', ESTATE.id],
  [P.disciplineHandler, 'HANDLER', DISCIPLINE.id],
  [P.secondHandler, 'HANDLER', HOUSING.id],
  [P.secondCountyDispatcher, 'DISPATCHER', COUNTY_BUREAU.id],
  [P.courtChecker, 'CHECKER', COURT.id],
  [P.headWhoDispatches, 'DISPATCHER', BUREAU.id],
  [P.headWhoDispatches, 'HEAD', BUREAU.id],
];

let world: World;

beforeAll(async () => {
  world = await World.open();
  await world.publish(
    'directory',
    [
      ESTATE.id,
      OrganSaved.create({
        organId: ESTATE.id,
        parentId: HOUSING.id,
        kind: 'institution',
        name: ESTATE.name,
        shortName: '明房管',
        contactPhone: '0000-8800004',
        division: '990100',
        reviewedBy: HOUSING.id,
        closedOn: null,
      }),
    ],
    ...ROLES.map(([personId, role, organId]): [string, NewEvent] => [
      personId,
      RoleGranted.create({ personId, organId, role, notices: role === 'HANDLER' }),
    ]),
  );
}, 120_000);

type Change = Parameters<World['register']>[0];

async function registered(change: Change = {}): Promise<string> {
  world.setDay('2025-03-03');
  return (await world.register(change)).petitionId;
}

async function routed(change: Change = {}, more: Record<string, unknown> = {}, by = WHO.dispatcher): Promise<string> {
  const petitionId = await registered(change);
  world.setDay('2025-03-05');
  await done(by, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责', ...more });
  return petitionId;
}

/** The act must not be refused. */
async function done(who: string, name: string, input: Record<string, unknown>, fields = 'id stage organ { id }') {
  const answer = await world.act(who, name, input, fields);
  if (answer['code']) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer;
}

const refused = async (who: string, name: string, input: Record<string, unknown>) => (await world.act(who, name, input))['code'] ?? 'done';
const relations = async (petitionId: string) =>
  (
    (await world.rows.query('select relation, subject from relation where petition_id = $1 order by relation, subject', [petitionId])) as {
      relation: string;
      subject: string;
    }[]
  ).map(({ relation, subject }) => [relation, subject]);
const running = async (petitionId: string) => (await world.clocks(petitionId)).filter((clock) => !/ (met|cancelled) /.test(clock));

const objection = { reason: '不属住建职责', basis: '三定规定第二条', proposedOrganId: LABOUR.id };
const raise = async (petitionId: string) => {
  await done(WHO.handler, 'objectToTransfer', { petitionId, ...objection });
  await done(WHO.head, 'confirmObjection', { petitionId });
};

describe('an objection', () => {
  it('is the organ’s by two people, decided by the sender, and moves the matter with its first date in sight', async () => {
    const petitionId = await routed();
    world.setDay('2025-03-07');
    await done(WHO.handler, 'objectToTransfer', { petitionId, ...objection });
    expect(await running(petitionId)).toContain('OBJECT 2025-03-05..2025-03-12');
    await done(WHO.head, 'confirmObjection', { petitionId });
    expect(await running(petitionId)).toEqual(['NOTIFY_TRANSFERRED 2025-03-05..2025-03-20', 'OBJECT_DECIDE 2025-03-07..2025-03-12']);
    world.setDay('2025-03-10');
    expect(
      await done(
        P.secondDispatcher,
        'decideObjection',
        { petitionId, upheld: true, reason: '经核实属劳动保障事项', newOrganId: LABOUR.id },
        'stage organ { id } organs { organ { id } receivedOn act standing } records(kinds: ["objection"]) { state details { name text } }',
      ),
    ).toEqual({
      stage: 'received',
      organ: { id: LABOUR.id },
      organs: [
        { organ: { id: BUREAU.id }, receivedOn: '2025-03-03', act: 'registerPetition', standing: true },
        { organ: { id: HOUSING.id }, receivedOn: '2025-03-05', act: 'routePetition', standing: false },
        { organ: { id: LABOUR.id }, receivedOn: '2025-03-10', act: 'decideObjection', standing: true },
      ],
      records: [{ state: 'upheld', details: expect.arrayContaining([{ name: '核实结论', text: '异议成立' }]) }],
    });
    expect(await world.clocks(petitionId)).toEqual([
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-05',
      'NOTIFY_TRANSFERRED 2025-03-05..2025-03-20 cancelled 2025-03-10',
      'OBJECT 2025-03-05..2025-03-12 met 2025-03-07',
      'OBJECT_DECIDE 2025-03-07..2025-03-12 met 2025-03-10',
      'NOTIFY_TRANSFERRED 2025-03-10..2025-03-25',
      'OBJECT 2025-03-10..2025-03-17',
    ]);
    expect(await relations(petitionId)).toEqual([
      ['in_charge', LABOUR.id],
      ['registering', BUREAU.id],
    ]);
    expect(await world.petition(WHO.handler, petitionId, 'id')).toBeNull();
    const events = await world.events(petitionId);
    expect(events.findLast(({ course }) => course !== undefined)).toMatchObject({
      type: 'PetitionReceived',
      course: { stage: 'received', organId: LABOUR.id },
    });
    expect(await world.tracked(petitionId, 'organs { receivedOn act standing } history { act }')).toEqual({
      organs: [
        { receivedOn: '2025-03-03', act: 'registerPetition', standing: true },
        { receivedOn: '2025-03-05', act: 'routePetition', standing: false },
        { receivedOn: '2025-03-10', act: 'decideObjection', standing: true },
      ],
      history: [{ act: 'registerPetition' }, { act: 'routePetition' }, { act: 'confirmObjection' }, { act: 'decideObjection' }],
    });
  });

  it('rejected leaves everything where it was', async () => {
    const petitionId = await routed();
    await raise(petitionId);
    const before = await running(petitionId);
    await done(P.secondDispatcher, 'decideObjection', { petitionId, upheld: false, reason: '属该局职责' });
    expect(await running(petitionId)).toEqual(before.filter((clock) => !clock.startsWith('OBJECT_DECIDE')));
    expect(await relations(petitionId)).toContainEqual(['in_charge', HOUSING.id]);
  });

  it('is neither confirmed by its proposer nor decided by the officer who routed, and a refusal leaves no row behind', async () => {
    const petitionId = await routed();
    await done(WHO.handler, 'objectToTransfer', { petitionId, ...objection });
    const proposed = await world.fingerprint();
    expect(await refused(WHO.handler, 'confirmObjection', { petitionId })).toBe('ACT_NOT_YOURS');
    expect(await refused(P.secondDispatcher, 'decideObjection', { petitionId, upheld: false, reason: '属其职责' })).toBe('OBJECTION_NONE');
    expect(await refused(WHO.handler, 'objectToTransfer', { petitionId, ...objection, proposedOrganId: uuid() })).toBe('ORGAN_NOT_FOUND');
    expect(await world.fingerprint()).toBe(proposed);
    await done(WHO.head, 'confirmObjection', { petitionId });
    const raised = await world.fingerprint();
    const uphold = { petitionId, upheld: true, reason: '属实', newOrganId: LABOUR.id };
    expect(await refused(WHO.dispatcher, 'decideObjection', uphold)).toBe('OBJECTION_JUDGED_BY_ROUTER');
    expect(await refused(WHO.countyDispatcher, 'decideObjection', uphold)).toBe('ACT_NOT_YOURS');
    expect(await world.fingerprint()).toBe(raised);
  });

  it.each([
    ['the head', P.bureauHead],
    ['a head who dispatches too', P.headWhoDispatches],
  ])('against what %s assigned needs the head’s word too; no number is lost on the way', async (_who, by) => {
    const petitionId = await routed({}, { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['如何处理'] }, by);
    await raise(petitionId);
    await done(P.secondDispatcher, 'decideObjection', { petitionId, upheld: true, reason: '属劳动保障', newOrganId: LABOUR.id });
    expect((await world.petition(P.secondDispatcher, petitionId, 'organ { id }'))?.['organ']).toEqual({ id: HOUSING.id });
    expect(await refused(P.secondDispatcher, 'confirmObjectionDecision', { petitionId })).toBe('ACT_NOT_YOURS');
    expect(await done(P.bureauHead, 'confirmObjectionDecision', { petitionId })).toMatchObject({ organ: { id: LABOUR.id } });
    expect(await running(petitionId)).toContain('ASSIGNMENT_REPORT 2025-03-05..2025-04-30');
    expect(
      await world.rows.query(`select count(*)::int n from document_register where organ_id = $1 and state <> 'used'`, [BUREAU.id]),
    ).toEqual([{ n: 0 }]);
  });

  it('goes to the bureau that passed the matter on, which keeps sight of it as sender', async () => {
    const petitionId = await registered();
    await done(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: COUNTY_BUREAU.id, reason: '属地管理' });
    await done(WHO.countyDispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
    expect(await relations(petitionId)).toEqual([
      ['in_charge', HOUSING.id],
      ['registering', BUREAU.id],
      ['sender', COUNTY_BUREAU.id],
    ]);
    await raise(petitionId);
    expect(await refused(P.secondDispatcher, 'decideObjection', { petitionId, upheld: false, reason: '属其职责' })).toBe(
      'OBJECTION_SENDER_DECIDES',
    );
    expect(await done(P.secondCountyDispatcher, 'decideObjection', { petitionId, upheld: false, reason: '属其职责' })).toMatchObject({
      organ: { id: HOUSING.id },
    });
  });
});

describe('a recall', () => {
  it('brings the matter home with its first start, until the petitioner is told', async () => {
    const petitionId = await routed();
    world.setDay('2025-03-07');
    expect(await done(WHO.dispatcher, 'recallTransfer', { petitionId, reason: '误转' })).toMatchObject({
      stage: 'registered',
      organ: { id: BUREAU.id },
    });
    expect(await running(petitionId)).toEqual(['ROUTE 2025-03-03..2025-03-18']);
    expect(await relations(petitionId)).toEqual([['registering', BUREAU.id]]);
    const told = await routed();
    await done(WHO.handler, 'informPetitioner', { petitionId: told, path: '信访程序', procedure: '调查核实' });
    expect(await refused(WHO.dispatcher, 'recallTransfer', { petitionId: told, reason: '误转' })).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('a designation', () => {
  const designation = (petitionId: string, more: Record<string, unknown> = {}) => ({
    petitionId,
    toOrganId: LABOUR.id,
    by: 'COMMON_SUPERIOR',
    deciderOrganId: GOVERNMENT.id,
    reference: '明政函〔2025〕3号',
    reason: '劳动保障监察属其法定职责',
    heard: [HOUSING.id, LABOUR.id].map((organId) => ({ organId, on: '2025-03-10', position: '认为不属其职责' })),
    ...more,
  });

  it('is the common superior’s by the organ tree, both sides heard, and starts the notice at the designated organ', async () => {
    const petitionId = await routed();
    world.setDay('2025-03-12');
    expect(await refused(WHO.dispatcher, 'designateOrgan', designation(petitionId, { deciderOrganId: BUREAU.id }))).toBe(
      'DESIGNATION_NOT_COMMON_SUPERIOR',
    );
    expect(await refused(WHO.dispatcher, 'designateOrgan', designation(petitionId, { by: 'JOINT_CONFERENCE', deciderOrganId: null }))).toBe(
      'DESIGNATION_HAS_COMMON_SUPERIOR',
    );
    expect(await refused(WHO.dispatcher, 'designateOrgan', designation(petitionId, { toOrganId: COURT.id }))).toBe(
      'DESIGNATION_SIDE_NOT_HEARD',
    );
    expect(await done(WHO.dispatcher, 'designateOrgan', designation(petitionId))).toMatchObject({ organ: { id: LABOUR.id } });
    expect(await running(petitionId)).toEqual(['NOTIFY_TRANSFERRED 2025-03-12..2025-03-27']);
  });

  it('passes HANDLE on with its dates in the midst of handling', async () => {
    const petitionId = await routed();
    await done(WHO.handler, 'acceptPetition', { petitionId });
    world.setDay('2025-03-12');
    const answer = await done(WHO.dispatcher, 'designateOrgan', designation(petitionId), 'stage firstHandlingUnit { id }');
    expect(answer).toEqual({ stage: 'received', firstHandlingUnit: { id: LABOUR.id } });
    expect(await running(petitionId)).toEqual(['HANDLE 2025-03-05..2025-05-06', 'NOTIFY_TRANSFERRED 2025-03-12..2025-03-27']);
    expect(await done(WHO.labourHandler, 'acceptPetition', { petitionId })).toMatchObject({ stage: 'accepted' });
    expect(await running(petitionId)).toEqual(['HANDLE 2025-03-05..2025-05-06']);
  });
});

describe('a hand-down', () => {
  it('tells the petitioner where, and the organ decides the objection of the lower one', async () => {
    const petitionId = await registered({ organId: HOUSING.id, organKind: 'department' });
    world.setDay('2025-03-06');
    const down = { petitionId, toOrganId: ESTATE.id, reason: '属其日常管理' };
    expect(await refused(WHO.handler, 'handDown', { ...down, toOrganId: LABOUR.id })).toBe('HAND_DOWN_OUTSIDE_SYSTEM');
    expect(await done(WHO.handler, 'handDown', down, 'stage documents { kind }')).toEqual({
      stage: 'received',
      documents: [{ kind: 'REGISTRATION_FORM' }, { kind: 'NOTICE' }],
    });
    expect(await world.clocks(petitionId)).toEqual([
      'NOTIFY_DIRECT 2025-03-03..2025-03-18 met 2025-03-06',
      'NOTIFY_TRANSFERRED 2025-03-06..2025-03-21',
      'OBJECT 2025-03-06..2025-03-13',
    ]);
    await done(P.estateHandler, 'objectToTransfer', { petitionId, ...objection });
    await done(P.estateHead, 'confirmObjection', { petitionId });
    expect(await refused(WHO.handler, 'decideObjection', { petitionId, upheld: false, reason: '属其职责' })).toBe('ACT_NOT_YOURS');
    expect(await done(WHO.head, 'decideObjection', { petitionId, upheld: false, reason: '属其职责' })).toMatchObject({
      organ: { id: ESTATE.id },
    });
  });
});

describe('assistance', () => {
  it('opens the matter to the assistant for its own day, and its answer to the main organ alone', async () => {
    const petitionId = await routed();
    expect(await world.petition(WHO.labourHandler, petitionId, 'id')).toBeNull();
    const asked = (await done(
      WHO.handler,
      'requestAssistance',
      { petitionId, organId: LABOUR.id, points: ['用工情况'], answerBy: '2025-03-20' },
      'records(kinds: ["assistance"]) { id until }',
    )) as { records: { id: string; until: string }[] };
    const { id: assistanceId } = asked.records[0]!;
    const fields = 'records(kinds: ["assistance"]) { state details { name text } }';
    expect(await world.petition(WHO.labourHandler, petitionId, fields)).toMatchObject({ records: [{ state: 'asked' }] });
    expect(await world.petition(WHO.dispatcher, petitionId, fields)).toEqual({ records: [] });
    expect(await refused(WHO.handler, 'answerAssistance', { petitionId, assistanceId, answer: '已核查' })).toBe('ACT_NOT_YOURS');
    world.setDay('2025-03-21');
    const answered = await done(WHO.labourHandler, 'answerAssistance', { petitionId, assistanceId, answer: '用工情况已核查' });
    // The act ends the right of its own organ, so its answer shows no more than a query does from then on.
    expect(answered).toEqual({ id: petitionId, stage: null, organ: null });
    expect((await world.events(petitionId)).find(({ type }) => type === 'AssistanceAnswered')?.data).toMatchObject({ late: true });
    expect(await world.petition(WHO.labourHandler, petitionId, 'id')).toBeNull();
    expect(await world.petition(WHO.handler, petitionId, fields)).toMatchObject({
      records: [{ state: 'answered', details: expect.arrayContaining([{ name: '答复', text: '用工情况已核查' }]) }],
    });
    expect(JSON.stringify(await world.tracked(petitionId, 'history { act }'))).not.toContain('Assistance');
  });

  it('of several organs has one lead and a day for each', async () => {
    const petitionId = await routed();
    const joint = (leadOrganId: string) => ({
      petitionId,
      leadOrganId,
      others: [
        { organId: LABOUR.id, points: ['用工'], answerBy: '2025-03-20' },
        { organId: ESTATE.id, points: ['房屋'], answerBy: '2025-03-25' },
      ],
      agreement: '三家单位会商',
    });
    expect(await refused(WHO.handler, 'agreeJointHandling', joint(LABOUR.id))).toBe('JOINT_LEAD_NOT_IN_CHARGE');
    expect(
      await done(WHO.handler, 'agreeJointHandling', joint(HOUSING.id), 'records(kinds: ["assistance"]) { organ { id } until }'),
    ).toEqual({
      records: [
        { organ: { id: LABOUR.id }, until: '2025-03-20' },
        { organ: { id: ESTATE.id }, until: '2025-03-25' },
      ],
    });
    expect((await relations(petitionId)).filter(([relation]) => relation === 'assisting')).toHaveLength(2);
  });
});

describe('keeping for reference', () => {
  it('needs two readers and an open matter it repeats; the petitioner’s objection brings it back', async () => {
    const first = await routed();
    const petitionId = await registered();
    world.setDay('2025-03-06');
    const keep = { petitionId, ground: 'DUPLICATE', reason: '同一人同一事' };
    expect(await refused(P.registrar, 'keepForReference', { ...keep, duplicateOfId: uuid() })).toBe('KEEPING_DUPLICATE_UNKNOWN');
    expect(await refused(P.registrar, 'keepForReference', keep)).toBe('KEEPING_DUPLICATE_UNKNOWN');
    await done(P.registrar, 'keepForReference', { ...keep, duplicateOfId: first });
    expect(await refused(P.registrar, 'confirmKeeping', { petitionId })).toBe('OWN_PROPOSAL');
    expect(await done(P.secondRegistrar, 'confirmKeeping', { petitionId }, 'stage outcome documents { kind }')).toEqual({
      stage: 'closed',
      outcome: 'kept_for_reference',
      documents: [{ kind: 'REGISTRATION_FORM' }, { kind: 'REFERENCE_NOTICE' }],
    });
    expect(await running(petitionId)).toEqual([]);
    expect(await world.tracked(petitionId, 'stage outcome')).toEqual({ stage: 'closed', outcome: 'kept_for_reference' });
    world.setDay('2025-04-10');
    expect(await done(P.registrar, 'objectToKeeping', { petitionId, reason: '另有请求' }, 'stage outcome')).toEqual({
      stage: 'registered',
      outcome: null,
    });
    expect(await running(petitionId)).toEqual(['ROUTE 2025-03-03..2025-03-18']);
    expect(await world.tracked(petitionId, 'outcome')).toEqual({ outcome: null });
  });
});

describe('涉法涉诉', () => {
  it('guides a visitor and sends a letter, each to a political-legal organ', async () => {
    const visit = await registered({ channel: 'VISIT' });
    const guide = { petitionId: visit, channelId: 'administrative_litigation', reason: '不服行政处罚' };
    expect(await refused(P.registrar, 'guideVisitor', { ...guide, toOrganId: LABOUR.id })).toBe('GUIDE_TO_POLITICAL_LEGAL_ONLY');
    expect(await done(P.registrar, 'guideVisitor', { ...guide, toOrganId: COURT.id }, 'stage outcome documents { kind }')).toEqual({
      stage: 'closed',
      outcome: 'guided',
      documents: [{ kind: 'REGISTRATION_FORM' }, { kind: 'VISIT_SLIP' }, { kind: 'VISIT_GUIDANCE' }],
    });
    expect(await world.tracked(visit, 'resultName pointedTo { organ basis place limits }')).toEqual({
      resultName: null,
      pointedTo: { organ: COURT.name, basis: null, place: null, limits: expect.arrayContaining([expect.stringContaining('起诉')]) },
    });
    const letter = await registered();
    expect(
      await done(WHO.dispatcher, 'sendToPoliticalLegalOrgan', { petitionId: letter, toOrganId: COURT.id, reason: '涉诉' }),
    ).toMatchObject({
      stage: 'received',
      organ: { id: COURT.id },
    });
    expect(await running(letter)).toEqual(['OBJECT 2025-03-03..2025-03-10']);
    expect(
      await done(
        P.courtChecker,
        'recordReceipt',
        { petitionId: letter, receiptNumber: '明法收9号', body: COURT.name, channelId: 'criminal_and_litigation' },
        'stage exit',
      ),
    ).toEqual({ stage: 'led_into_procedure', exit: '31(1)' });
  });
});

describe('a report handed over', () => {
  it('goes by two people to the body with cadre authority, and counts by its receipt', async () => {
    const petitionId = await registered({ kind: 'REPORT', accusedIds: [WHO.head] });
    const handOver = {
      petitionId,
      toOrganId: DISCIPLINE.id,
      authority: '市管干部',
      cadreMatter: true,
      grave: false,
    };
    expect(await refused(WHO.dispatcher, 'handOverReport', { ...handOver, toOrganId: HOUSING.id })).toBe('ROUTE_TO_ACCUSED');
    expect(await refused(WHO.dispatcher, 'handOverReport', { ...handOver, toOrganId: COUNTY_BUREAU.id })).toBe('HAND_OVER_TO_BODY_ONLY');
    await done(WHO.dispatcher, 'handOverReport', handOver, 'id');
    world.setDay('2025-03-06');
    expect(await refused(P.bureauHead, 'confirmHandOver', { petitionId })).toBe('HAND_OVER_NOTICE_MISSING');
    expect(await done(P.bureauHead, 'confirmHandOver', { petitionId, organisationNotifiedOn: '2025-03-06' })).toMatchObject({
      stage: 'routed',
    });
    expect(await running(petitionId)).toEqual(['ROUTE 2025-03-03..2025-03-18']);
    world.setDay('2025-03-12');
    expect(
      await done(WHO.dispatcher, 'recordHandOverReceipt', { petitionId, receiptNumber: '明纪收8号', receivedOn: '2025-03-10' }),
    ).toMatchObject({ stage: 'handed_to_discipline' });
    expect(await world.clocks(petitionId)).toEqual(['ROUTE 2025-03-03..2025-03-18 met 2025-03-10']);
    expect(
      await done(WHO.dispatcher, 'noteFeedback', { petitionId, reference: '明纪复2号', text: '已处理', reporterTold: true }),
    ).toMatchObject({
      stage: 'feedback_noted',
    });
    expect(await world.tracked(petitionId, 'stage organ { id } organs { act } history { act }')).toEqual({
      stage: 'answered',
      organ: null,
      organs: [],
      history: [],
    });
    expect(await world.petition(WHO.handler, petitionId, 'id organs { act } crossing')).toBeNull();
  });
});

describe('the mark 三跨三分离', () => {
  it('stands on the matter and moves nothing', async () => {
    const petitionId = await routed();
    const before = await world.clocks(petitionId);
    expect(
      await done(WHO.dispatcher, 'markCrossing', { petitionId, kinds: ['CROSS_REGION'], reason: '户籍在外省' }, 'crossing stage'),
    ).toEqual({ crossing: ['CROSS_REGION'], stage: 'received' });
    expect(await world.clocks(petitionId)).toEqual(before);
  });
});

describe('a hand-over of matters', () => {
  it('moves all open matters of an officer in one call, an event under each key, and says what had to stay', async () => {
    const mine = [await routed(), await routed()];
    const barred = await routed();
    for (const petitionId of [...mine, barred])
      await done(P.secondHandler, 'informPetitioner', { petitionId, path: '信访程序', procedure: '调查核实' });
    // One that the head gave to that officer, and acted on last; and one of another, on which that officer acted last.
    const given = await routed();
    await done(WHO.head, 'assignPetition', { petitionId: given, officerId: P.secondHandler, dueOn: '2025-03-06' });
    await done(WHO.head, 'informPetitioner', { petitionId: given, path: '信访程序', procedure: '调查核实' });
    mine.push(given);
    const anothers = await routed();
    await done(WHO.head, 'assignPetition', { petitionId: anothers, officerId: WHO.handler, dueOn: '2025-03-06' });
    await done(P.secondHandler, 'informPetitioner', { petitionId: anothers, path: '信访程序', procedure: '调查核实' });
    await world.publish('intake', [barred, RelationSet.create({ petitionId: barred, subject: WHO.undelegated, relation: 'barred' })]);
    const clocks = await Promise.all(mine.map((petitionId) => world.clocks(petitionId)));
    const move = async (who: string, input: Record<string, unknown>) =>
      world.act(who, 'moveMatters', input, 'toPersonId left matters { petition { id } moved code }');
    const input = { requestId: uuid(), fromPersonId: P.secondHandler, toPersonId: WHO.undelegated, reason: '休假' };
    expect(await move(WHO.handler, input)).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await move(WHO.head, { ...input, toPersonId: WHO.labourHandler })).toMatchObject({ code: 'MATTERS_TO_NON_HANDLER' });
    expect(await move(P.labourHead, { ...input, organId: HOUSING.id })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    const answer = await move(WHO.head, input);
    expect(answer).toEqual({
      toPersonId: WHO.undelegated,
      left: 1,
      matters: [
        ...mine.map((petitionId) => ({ petition: { id: petitionId }, moved: true, code: null })),
        { petition: { id: barred }, moved: false, code: 'MATTER_TO_BARRED' },
      ].sort((a, b) => a.petition.id.localeCompare(b.petition.id)),
    });
    expect(await move(WHO.head, input)).toEqual(answer);
    for (const [index, petitionId] of mine.entries()) {
      expect((await world.events(petitionId)).at(-1)).toMatchObject({ type: 'MatterMoved', data: { toPersonId: WHO.undelegated } });
      expect(await world.clocks(petitionId)).toEqual(clocks[index]);
    }
    for (const petitionId of [barred, anothers])
      expect((await world.events(petitionId)).some(({ type }) => type === 'MatterMoved')).toBe(false);
  });
});

describe('a petition by which a complaint about staff came', () => {
  const bar = (petitionId: string, subject: string) =>
    world.publish('supervision', [petitionId, RelationSet.create({ petitionId, subject, relation: 'barred' })]);
  const to = (petitionId: string, toOrganId: string) => ({ petitionId, kind: 'TRANSFER', toOrganId, reason: '属该单位职责' });

  it('goes neither to the unit complained about nor below it, but to another, and nobody of the unit reads it', async () => {
    const petitionId = await registered();
    const other = await registered();
    await bar(petitionId, HOUSING.id);
    expect(await refused(WHO.dispatcher, 'routePetition', to(petitionId, HOUSING.id))).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(await refused(WHO.dispatcher, 'routePetition', to(petitionId, ESTATE.id))).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(await refused(WHO.dispatcher, 'routePetition', to(other, HOUSING.id))).toBe('done');
    expect(await refused(WHO.dispatcher, 'routePetition', to(petitionId, LABOUR.id))).toBe('done');
    const asks = { petitionId, points: ['情况说明'], answerBy: '2025-03-20' };
    expect(await refused(WHO.labourHandler, 'requestAssistance', { ...asks, organId: HOUSING.id })).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(await world.petition(WHO.handler, petitionId, 'id')).toBeNull();
    expect(await world.petition(WHO.dispatcher, petitionId, 'stage')).toMatchObject({ stage: 'received' });
  });

  it('is given to no officer who also works in that unit', async () => {
    const petitionId = await registered();
    await bar(petitionId, HOUSING.id);
    world.setDay('2025-03-05');
    await done(WHO.dispatcher, 'routePetition', to(petitionId, LABOUR.id));
    const give = (officerId: string) => refused(P.labourHead, 'assignPetition', { petitionId, officerId, dueOn: '2025-03-06' });
    await world.publish('directory', [
      WHO.labourHandler,
      RoleGranted.create({ personId: WHO.labourHandler, organId: ESTATE.id, role: 'HANDLER', notices: false }),
    ]);
    expect(await give(WHO.labourHandler)).toBe('TASK_TO_BARRED');
    await world.publish('directory', [
      WHO.labourHandler,
      RoleEnded.create({ personId: WHO.labourHandler, organId: ESTATE.id, role: 'HANDLER' }),
    ]);
    expect(await give(WHO.labourHandler)).toBe('done');
  });
});
