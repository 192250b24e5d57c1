import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DocumentNumbers } from '@sunshine/acts';
import { Access } from '@sunshine/access';
import { RoleGranted, RulePackPublished } from '@sunshine/events';
import { contentHash, nationalPacks, packNamed } from '@sunshine/procedure';
import { BUREAU, COUNTY_BUREAU, DISCIPLINE, HOUSING, id } from '../test/builders.js';
import { LABOUR, WHO, World } from '../test/world.js';
import { CapSweep } from './cap.sweep.js';
import { Sweep } from '@sunshine/clocks';

let world: World;

beforeAll(async () => {
  world = await World.open();
  await world.publish('directory', [
    BUREAU_HEAD,
    RoleGranted.create({ personId: BUREAU_HEAD, organId: BUREAU.id, role: 'HEAD', notices: false }),
  ]);
}, 120_000);

const reason = '属该单位职责';
const route = (petitionId: string, more: Record<string, unknown> = {}, who = WHO.dispatcher) =>
  world.act(who, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason, ...more });
const BUREAU_HEAD = id('p', 51);
const handOver = (petitionId: string, toOrganId: string) =>
  world.act(WHO.dispatcher, 'handOverReport', { petitionId, toOrganId, authority: '市管干部', cadreMatter: false, grave: false });

/** Brings a registered matter to a served opinion on the day the clock shows. */
async function served(petition: Awaited<ReturnType<World['register']>>): Promise<void> {
  const { petitionId, requestIds, petitionerIds } = petition;
  await world.act(WHO.handler, 'acceptPetition', { petitionId });
  await world.inquire(petition);
  const answers = requestIds.map((request) => ({ id: request, outcome: 'NOT_SUPPORTED', answer: '不予支持。', basis: ['依据'] }));
  await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '事实', evidence: ['证据'], answers });
  await world.act(WHO.checker, 'checkOpinion', { petitionId });
  await world.act(WHO.issuer, 'issueOpinion', { petitionId });
  for (const petitionerId of petitionerIds)
    await world.act(WHO.handler, 'recordService', { petitionId, petitionerId, way: 'in_person', proof: { signature: '名' } });
}

describe('an assignment', () => {
  it('comes back by itself without opinion or 送达回证, and is met when both are there', async () => {
    world.setDay('2025-03-03');
    const petition = await world.register();
    const { petitionId } = petition;
    expect(await route(petitionId, { kind: 'ASSIGNMENT', reportBy: '2025-04-30', points: ['如何处理'] })).toMatchObject({
      stage: 'received',
    });
    const report = () => world.act(WHO.handler, 'reportAssignment', { petitionId, report: '已办结' });
    expect(await report()).toMatchObject({ code: 'ASSIGNMENT_REPORT_PART_MISSING', source: '信访工作条例 22(3)' });
    await served(petition);
    expect(await report()).toMatchObject({ stage: 'opinion_served' });
    expect(await report()).toMatchObject({ code: 'ASSIGNMENT_NOT_DUE' });
    expect(await world.clocks(petitionId)).toContain('ASSIGNMENT_REPORT 2025-03-03..2025-04-30 met 2025-03-03');
    expect(await world.rows.query('select relation, subject from relation where petition_id = $1 order by relation', [petitionId])).toEqual(
      [
        { relation: 'assigner', subject: BUREAU.id },
        { relation: 'in_charge', subject: HOUSING.id },
        { relation: 'registering', subject: BUREAU.id },
      ],
    );
  });
});

describe('a matter sent from bureau to bureau', () => {
  it('starts ROUTE anew, moves the charge and can be routed on only by the organ that holds it', async () => {
    world.setDay('2025-03-03');
    const { petitionId } = await world.register();
    expect(await route(petitionId, { toOrganId: COUNTY_BUREAU.id })).toMatchObject({ stage: 'received' });
    world.setDay('2025-03-05');
    expect(await route(petitionId)).toMatchObject({ code: 'ACT_NOT_IN_STAGE' });
    expect(await route(petitionId, {}, WHO.countyDispatcher)).toMatchObject({ stage: 'received' });
    expect(await world.clocks(petitionId)).toEqual([
      'OBJECT 2025-03-03..2025-03-10 cancelled 2025-03-05',
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-03',
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-05',
      'NOTIFY_TRANSFERRED 2025-03-05..2025-03-20',
      'OBJECT 2025-03-05..2025-03-12',
    ]);
    expect(
      (await world.events(petitionId)).filter(({ type }) => type.startsWith('Relation')).map(({ type, data }) => [type, data['subject']]),
    ).toEqual([
      ['RelationSet', COUNTY_BUREAU.id],
      ['RelationEnded', COUNTY_BUREAU.id],
      ['RelationSet', HOUSING.id],
      // As the sender: objections go there.
      ['RelationSet', COUNTY_BUREAU.id],
    ]);
  });
});

describe('a report', () => {
  it('is routed nowhere, handed over neither to the accused unit nor to the unit of an accused person, and has no notice at a discipline organ', async () => {
    world.setDay('2025-03-03');
    const unit = await world.register({ kind: 'REPORT', accusedIds: [HOUSING.id] });
    expect(await route(unit.petitionId)).toMatchObject({ code: 'REPORT_BY_HAND_OVER_ONLY', source: '信访工作条例 22 ¶2, 30 ¶2' });
    expect(await handOver(unit.petitionId, HOUSING.id)).toMatchObject({ code: 'ROUTE_TO_ACCUSED', source: '信访工作条例 30 ¶3' });
    const person = await world.register({ kind: 'REPORT', accusedIds: [WHO.head] });
    expect(await handOver(person.petitionId, HOUSING.id)).toMatchObject({ code: 'ROUTE_TO_ACCUSED' });
    await handOver(person.petitionId, DISCIPLINE.id);
    await world.act(BUREAU_HEAD, 'confirmHandOver', { petitionId: person.petitionId });
    await world.act(WHO.dispatcher, 'recordHandOverReceipt', { petitionId: person.petitionId, receiptNumber: '明纪收1号' });
    expect(await world.clocks(person.petitionId)).toEqual(['ROUTE 2025-03-03..2025-03-18 met 2025-03-03']);
  });

  it('shows to the reporter only received, handed over, answered: no organ and no course', async () => {
    world.setDay('2025-03-03');
    const { petitionId } = await world.register({ kind: 'REPORT', accusedIds: [id('p', 99)] });
    const fields = 'stage outcome organ { id } nextRight { term } history { act }';
    expect(await world.tracked(petitionId, fields)).toEqual({
      stage: 'received',
      outcome: null,
      organ: null,
      nextRight: null,
      history: [],
    });
    await handOver(petitionId, DISCIPLINE.id);
    await world.act(BUREAU_HEAD, 'confirmHandOver', { petitionId });
    expect(await world.tracked(petitionId, fields)).toEqual({
      stage: 'handed_over',
      outcome: null,
      organ: null,
      nextRight: null,
      history: [],
    });
  });
});

describe('what the query code shows of a claim', () => {
  it('is stage, organ, next right and a course without posts and inner steps', async () => {
    world.setDay('2025-03-03');
    const petition = await world.register();
    await route(petition.petitionId);
    await served(petition);
    expect(
      await world.tracked(
        petition.petitionId,
        'stage outcome organ { id } nextRight { term lastDay explanation { text } } history { on actor act }',
      ),
    ).toEqual({
      stage: 'opinion_served',
      outcome: null,
      organ: { id: HOUSING.id },
      nextRight: {
        term: 'REVIEW_REQUEST',
        lastDay: '2025-04-02',
        explanation: expect.arrayContaining([{ text: expect.stringContaining('30日') }]),
      },
      history: [
        { on: '2025-03-03', actor: BUREAU.name, act: 'registerPetition' },
        { on: '2025-03-03', actor: BUREAU.name, act: 'routePetition' },
        { on: '2025-03-03', actor: HOUSING.name, act: 'acceptPetition' },
        { on: '2025-03-03', actor: HOUSING.name, act: 'issueOpinion' },
        { on: '2025-03-03', actor: HOUSING.name, act: 'recordService' },
        { on: '2025-03-03', actor: HOUSING.name, act: 'recordService' },
      ],
    });
  });

  it('opens with a pass alone', async () => {
    const answer = await world.graph(
      null,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { stage } } }',
      {
        refs: [{ __typename: 'TrackedPetition', pass: 'forged' }],
      },
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('TOKEN_INVALID');
  });
});

describe('an import', () => {
  it('keeps the days of its facts and judges the old reply by them', async () => {
    world.setDay('2026-01-05');
    const petition = await world.register({ channel: 'IMPORT', receivedOn: '2011-04-02', registeredOn: '2011-04-02' });
    const { petitionId } = petition;
    const on = '2011-04-02';
    expect(await route(petitionId, { on }, WHO.migrator)).toMatchObject({ stage: 'received' });
    expect(await world.act(WHO.migrator, 'informPetitioner', { petitionId, on, path: '信访程序', procedure: '依当时规定' })).toMatchObject({
      stage: 'informed',
    });
    expect(await world.act(WHO.migrator, 'acceptPetition', { petitionId, on })).toMatchObject({ stage: 'accepted' });
    const answered = await world.act(
      WHO.migrator,
      'recordLegacyReply',
      { petitionId, on: '2013-09-12', reply: '请到残联咨询。' },
      'stage legacy { reply repliedOn } opinion { id } documents { kind number }',
    );
    expect(answered).toMatchObject({
      stage: 'opinion_served',
      legacy: { reply: '请到残联咨询。', repliedOn: '2013-09-12' },
      opinion: null,
    });
    expect(answered['documents']).toContainEqual({ kind: 'LEGACY_REPLY', number: null });
    expect(await world.clocks(petitionId)).toEqual([
      'HANDLE 2011-04-02..2011-06-01 met 2013-09-12',
      'NOTIFY_TRANSFERRED 2011-04-02..2011-04-18 met 2011-04-02',
      'ROUTE 2011-04-02..2011-04-18 met 2011-04-02',
    ]);
    expect((await world.events(petitionId)).at(-1)).toMatchObject({
      type: 'LegacyReplyRecorded',
      on: '2013-09-12',
      recordedAt: expect.stringMatching(/^2026-01-05/),
    });
  });
});

describe('the cap of HANDLE without any notice', () => {
  const CN_2005 = { receivedOn: '2019-03-04', registeredOn: '2019-03-04' };
  const cap = () => world.service.app.get(CapSweep, { strict: false }).run();
  const handle = async (petitionId: string) => (await world.clocks(petitionId)).filter((clock) => clock.startsWith('HANDLE'));

  it('starts it after the last effective day of NOTIFY under CN-2005, once, and never under CN-2022', async () => {
    world.setDay('2019-03-04');
    const old = await world.register({ receivedOn: '2019-03-04', registeredOn: '2019-03-04' });
    await route(old.petitionId);
    world.setDay('2019-03-19');
    expect(await cap()).toBe(0);
    world.setDay('2019-03-20');
    expect(await cap()).toBe(1);
    expect(await handle(old.petitionId)).toEqual(['HANDLE 2019-03-19..2019-05-20']);
    expect(await cap()).toBe(0);
    const [event] = (await world.events(old.petitionId)).slice(-1);
    expect(event).toMatchObject({
      type: 'ClocksMoved',
      data: { reason: 'handle_cap' },
      clocks: [{ term: 'HANDLE', startedOn: '2019-03-19', startFact: 'notifyTermEnded', packId: 'CN-2005', subject: HOUSING.id }],
    });

    world.setDay('2019-04-10');
    expect(await world.act(WHO.handler, 'acceptPetition', { petitionId: old.petitionId })).toMatchObject({ stage: 'accepted' });
    expect(await handle(old.petitionId)).toEqual(['HANDLE 2019-03-19..2019-05-20']);

    world.setDay('2025-03-03');
    const fresh = await world.register();
    await route(fresh.petitionId);
    world.setDay('2025-06-03');
    expect(await cap()).toBe(0);
    await world.act(WHO.handler, 'acceptPetition', { petitionId: fresh.petitionId });
    expect(await handle(fresh.petitionId)).toEqual(['HANDLE 2025-03-18..2025-05-19']);
    const started = (await world.events(fresh.petitionId)).flatMap(({ clocks }) => clocks ?? []).filter(({ move }) => move === 'started');
    expect(started.map(({ term, startFact }) => [term, startFact])).toEqual([
      ['ROUTE', null],
      ['NOTIFY_TRANSFERRED', null],
      ['OBJECT', null],
      ['HANDLE', 'notifyTermEnded'],
    ]);
  });

  it('starts the others when it cannot start one, and goes on behind those for which nothing is to start', async () => {
    world.setDay('2019-03-04');
    const bad = await world.register(CN_2005);
    const good = await world.register(CN_2005);
    for (const { petitionId } of [bad, good]) await route(petitionId);
    const refusing = `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger refuse before insert on clock for each row when (new.petition_id = '${bad.petitionId}') execute function refuse()`;
    await world.rows.query(refusing);
    world.setDay('2019-03-20');
    expect(await cap()).toBe(1);
    await world.rows.query('drop function refuse cascade');
    expect(await handle(good.petitionId)).toHaveLength(1);
    expect(world.service.app.get(CapSweep, { strict: false }).problem()).toBe(`1 set aside, among them ${bad.petitionId}`);
    expect((await world.service.readiness()).checks['cap']).toContain(bad.petitionId);
  });

  it('waits for the later facts of an import before it judges', async () => {
    world.setDay('2026-01-05', '09:00');
    const { petitionId } = await world.register({ channel: 'IMPORT', receivedOn: '2015-04-02', registeredOn: '2015-04-02' });
    await route(petitionId, { on: '2015-04-02' }, WHO.migrator);
    expect(await cap()).toBe(0);
    world.setDay('2026-01-05', '10:30');
    expect(await cap()).toBe(1);
    expect(await handle(petitionId)).toEqual(['HANDLE 2015-04-17..2015-06-16']);
  });
});

describe('the sweep of case', () => {
  it('ends an option to object unused on its day and publishes each step of a duty once', async () => {
    const sweep = world.service.app.get(Sweep, { strict: false });
    world.setDay('2025-03-03');
    const { petitionId } = await world.register();
    await route(petitionId);
    world.setDay('2025-03-11');
    await sweep.run();
    expect(
      await world.rows.query(`select ended, ended_on, end_reason from clock where petition_id = $1 and term = 'OBJECT'`, [petitionId]),
    ).toEqual([{ ended: 'cancelled', ended_on: '2025-03-11', end_reason: 'not_used' }]);
    world.setDay('2025-03-19');
    await sweep.run();
    await sweep.run();
    const steps = (await world.events(petitionId))
      .filter(({ type }) => type === 'ClockStepReached')
      .map(({ data }) => `${String(data['term'])} ${String(data['step'])}`);
    expect(steps.filter((step) => step === 'NOTIFY_TRANSFERRED OVERDUE')).toHaveLength(1);
    expect(new Set(steps).size).toBe(steps.length);
    // A notice entered late, but sent in time, takes the finding back.
    expect(
      await world.act(WHO.handler, 'informPetitioner', { petitionId, path: '信访程序', procedure: '调查核实', on: '2025-03-14' }),
    ).toMatchObject({ stage: 'informed' });
    await sweep.run();
    expect((await world.events(petitionId)).some(({ type, data }) => type === 'ClockStepRevoked' && data['step'] === 'OVERDUE')).toBe(true);
  });
});

describe('workload', () => {
  const ask = async (who: string | null, organId: string) =>
    world.graph(
      who,
      `query ($organId: ID!) { workload(organId: $organId) { organ { id } open byStage { stage count } byTerm { term state count } dueWithin7Days oldestOpen people { person { id } open overdue } } }`,
      { organId },
    );

  it('counts the open matters and duties of one organ; people for its head alone', async () => {
    world.setDay('2025-08-04');
    const before = (await ask(WHO.head, LABOUR.id)).errors?.[0]?.extensions?.code;
    expect(before).toBe('ACT_NOT_YOURS');
    const late = await world.register({ receivedOn: '2025-08-04', registeredOn: '2025-08-04' });
    await route(late.petitionId, { toOrganId: LABOUR.id });
    world.setDay('2025-08-18');
    const fresh = await world.register({ receivedOn: '2025-08-18', registeredOn: '2025-08-18' });
    await route(fresh.petitionId, { toOrganId: LABOUR.id });
    world.setDay('2025-08-20');
    expect((await ask(WHO.labourHandler, LABOUR.id)).data?.['workload']).toEqual({
      organ: { id: LABOUR.id },
      open: 2,
      byStage: [{ stage: 'received', count: 2 }],
      byTerm: [
        { term: 'NOTIFY_TRANSFERRED', state: 'overdue', count: 1 },
        { term: 'NOTIFY_TRANSFERRED', state: 'running', count: 1 },
        { term: 'OBJECT', state: 'cancelled', count: 1 },
        { term: 'OBJECT', state: 'running', count: 1 },
      ],
      dueWithin7Days: 0,
      oldestOpen: '2025-08-04',
      people: null,
    });
    expect((await ask(WHO.supervisor, LABOUR.id)).data?.['workload']).toMatchObject({ open: 2, people: null });
    expect((await ask(WHO.head, HOUSING.id)).data?.['workload']).toMatchObject({
      people: expect.arrayContaining([expect.objectContaining({ person: { id: WHO.handler } })]),
    });
    for (const other of [WHO.stranger, WHO.labourHandler])
      expect((await ask(other, HOUSING.id)).errors?.[0]?.extensions?.code).toBe('ACT_NOT_YOURS');
    expect((await ask(null, HOUSING.id)).errors?.[0]?.extensions?.code).toBe('SIGN_IN_REQUIRED');
    expect((await ask(WHO.head, '0190a0b0-0000-7000-8000-00000000ffff')).errors?.[0]?.extensions?.code).toBe('ACT_NOT_YOURS');
  });

  it('is refused whole when the database fails, and names terms as the pack of the organ’s division does', async () => {
    const access = world.service.app.get(Access, { strict: false });
    const fault = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const spy = jest.spyOn(access, 'mayNode').mockRejectedValue(fault);
    const failed = await ask(WHO.head, HOUSING.id);
    spy.mockRestore();
    expect([failed.data?.['workload'] ?? null, failed.errors?.length]).toEqual([null, 1]);

    const national = packNamed(nationalPacks(), 'CN-2022');
    const { hash: _hash, ...content } = {
      ...national,
      id: 'CN-990100-SPEC',
      jurisdiction: '990100',
      terms: { ...national.terms, NOTIFY_TRANSFERRED: { ...national.terms.NOTIFY_TRANSFERRED, title: '本市告知期限' } },
    };
    const local = { ...content, hash: contentHash(content) };
    await world.publish('directory', [
      `pack:${local.id}`,
      RulePackPublished.create({ packId: local.id, revision: local.revision, hash: local.hash, pack: local as never }),
    ]);
    const told = await world.graph(WHO.labourHandler, 'query ($id: ID!) { workload(organId: $id) { byTerm { term title } } }', {
      id: LABOUR.id,
    });
    expect((told.data?.['workload'] as { byTerm: unknown[] }).byTerm).toContainEqual({ term: 'NOTIFY_TRANSFERRED', title: '本市告知期限' });
  });
});

describe('an act whose number cannot be given back', () => {
  it('still tells why it was refused', async () => {
    world.setDay('2025-09-01');
    const { petitionId } = await world.register({ receivedOn: '2025-09-01', registeredOn: '2025-09-01' });
    await route(petitionId);
    await world.act(WHO.handler, 'acceptPetition', { petitionId });
    const numbers = world.service.app.get(DocumentNumbers, { strict: false });
    const plain = await world.act(WHO.handler, 'acceptPetition', { petitionId });
    const spy = jest.spyOn(numbers, 'release').mockRejectedValue(new Error('connection lost'));
    const again = await world.act(WHO.handler, 'acceptPetition', { petitionId });
    expect(spy).toHaveBeenCalledTimes(1);
    spy.mockRestore();
    expect([again, plain['code']]).toEqual([plain, expect.stringMatching(/^[A-Z_]+$/)]);
    expect(plain['code']).not.toBe('INTERNAL_SERVER_ERROR');
  });
});
