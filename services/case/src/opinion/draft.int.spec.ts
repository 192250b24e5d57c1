import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING } from '../../test/builders.js';
import { GOVERNMENT, LABOUR, WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

type Registered = Awaited<ReturnType<World['register']>>;
interface Draft {
  version: string;
  facts: string;
  evidence: string[];
  answers: object[];
  executeBy: string | null;
  performer: { id: string } | null;
  savedBy: { id: string };
  savedAt: string;
}

const FIELDS = 'version facts evidence answers { requestId outcome answer basis } executeBy performer { id } savedBy { id } savedAt';
const reason = '房屋质量属住房和城乡建设部门职责';

async function done(who: string, act: string, input: Record<string, unknown>): Promise<void> {
  const answer = await world.act(who, act, input);
  if (answer['code']) throw new Error(`${act}: ${JSON.stringify(answer)}`);
}

/** A claim that housing has accepted. */
async function accepted(): Promise<Registered> {
  world.setDay('2025-01-14');
  const petition = await world.register({ receivedOn: '2025-01-14', registeredOn: '2025-01-14' });
  const { petitionId } = petition;
  await done(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason });
  await done(WHO.handler, 'acceptPetition', { petitionId });
  return petition;
}

const typed = ({ petitionId, requestIds }: Registered, change: Record<string, unknown> = {}) => ({
  petitionId,
  formerVersion: null,
  facts: '经查看，',
  evidence: [''],
  answers: [{ id: requestIds[0], outcome: 'SUPPORTED', answer: '', basis: [] }],
  ...change,
});
const drafted = ({ petitionId, requestIds }: Registered) => ({
  petitionId,
  facts: '经查看，外墙渗水属实。',
  evidence: ['查看记录'],
  answers: requestIds.map((id) => ({ id, outcome: 'EXPLAINED', answer: '以协议为准。', basis: ['依据'] })),
});

const save = (who: string | null, input: Record<string, unknown>) => world.act(who, 'saveOpinionDraft', input);
const draftOf = async (who: string, { petitionId }: Registered) =>
  ((await world.petition(who, petitionId, `opinionDraft { ${FIELDS} }`)) as { opinionDraft: Draft | null } | null)?.opinionDraft;
const stored = ({ petitionId }: Registered) => world.rows.query('select version from opinion_draft where petition_id = $1', [petitionId]);

describe('an opinion that is typed', () => {
  it('is kept by one officer and gone on with by another, and moves nothing of the petition', async () => {
    const petition = await accepted();
    const before = await world.petition(WHO.handler, petition.petitionId, 'stage version history { act }');
    world.setDay('2025-01-20', '10:32');
    expect(await save(WHO.handler, typed(petition, { requestId: 'first' }))).toMatchObject({ id: petition.petitionId });
    expect(await draftOf(WHO.secondHandler, petition)).toEqual({
      version: 'first',
      facts: '经查看，',
      evidence: [''],
      answers: [{ requestId: petition.requestIds[0], outcome: 'supported', answer: '', basis: [] }],
      executeBy: null,
      performer: null,
      savedBy: { id: WHO.handler },
      savedAt: expect.stringMatching(/^2025-01-20T02:32:00/),
    });
    const more = { formerVersion: 'first', facts: '经查看，渗水属实。', executeBy: '2025-06-30', performerOrganId: LABOUR.id };
    await done(WHO.secondHandler, 'saveOpinionDraft', typed(petition, { ...more, requestId: 'second' }));
    expect(await draftOf(WHO.handler, petition)).toMatchObject({
      version: 'second',
      facts: '经查看，渗水属实。',
      executeBy: '2025-06-30',
      performer: { id: LABOUR.id },
      savedBy: { id: WHO.secondHandler },
    });
    expect(await world.petition(WHO.handler, petition.petitionId, 'stage version history { act }')).toEqual(before);
  });

  it('is never overwritten by a save that has not read the latest version', async () => {
    const petition = await accepted();
    await done(WHO.handler, 'saveOpinionDraft', typed(petition, { requestId: 'mine' }));
    const moved = { code: 'OPINION_DRAFT_MOVED', kind: 'CONFLICT' };
    expect(await save(WHO.secondHandler, typed(petition, { facts: '另一稿' }))).toMatchObject(moved);
    expect(await save(WHO.secondHandler, typed(petition, { formerVersion: 'other' }))).toMatchObject(moved);
    expect(await draftOf(WHO.handler, petition)).toMatchObject({ version: 'mine', facts: '经查看，' });
    // Two at once: one is kept, one is told.
    const both = await Promise.all(
      [WHO.handler, WHO.secondHandler].map((who) => save(who, typed(petition, { formerVersion: 'mine', facts: who }))),
    );
    expect(both.filter(({ code }) => code === undefined)).toHaveLength(1);
    expect(both.filter(({ code }) => code === 'OPINION_DRAFT_MOVED')).toHaveLength(1);
  });

  it('is saved once by a request that is sent twice', async () => {
    const petition = await accepted();
    const request = typed(petition, { requestId: 'again' });
    for (const _time of [1, 2]) expect(await save(WHO.handler, request)).toMatchObject({ id: petition.petitionId });
    expect(await stored(petition)).toHaveLength(1);
  });

  it('is read and saved only by officers who may draft it', async () => {
    const petition = await accepted();
    await done(WHO.handler, 'saveOpinionDraft', typed(petition, { requestId: 'v' }));
    for (const who of [WHO.checker, WHO.issuer, WHO.head, WHO.dispatcher, WHO.supervisor]) {
      expect([who, await draftOf(who, petition)]).toEqual([who, null]);
      expect(await save(who, typed(petition, { formerVersion: 'v' }))).toMatchObject({ code: 'ACT_NOT_YOURS' });
    }
    for (const who of [WHO.stranger, WHO.labourHandler])
      expect(await save(who, typed(petition, { formerVersion: 'v' }))).toMatchObject({ code: 'PETITION_NOT_FOUND' });
    expect(await save(null, typed(petition))).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    for (const malformed of [{ petitionId: 'x' }, { performerOrganId: 'x' }])
      expect(await save(WHO.handler, typed(petition, { formerVersion: 'v', ...malformed }))).toMatchObject({ code: 'ID_MALFORMED' });
    const person = { performerOrganId: WHO.handler };
    expect(await save(WHO.handler, typed(petition, { formerVersion: 'v', ...person }))).toMatchObject({ code: 'ORGAN_NOT_FOUND' });
  });

  it('rests while it is asked whether the officer steps back', async () => {
    const petition = await accepted();
    await done(WHO.handler, 'requestRecusal', { petitionId: petition.petitionId, reason: '与信访人系亲属' });
    expect(await save(WHO.handler, typed(petition))).toMatchObject({ code: 'OFFICER_RECUSAL_PENDING' });
    await done(WHO.secondHandler, 'saveOpinionDraft', typed(petition));
  });

  it('causes no event, and gets one audit line a day for each person who works on it', async () => {
    const petition = await accepted();
    const before = (await world.events(petition.petitionId)).length;
    let formerVersion: string | null = null;
    const pause = async (who: string) => {
      const requestId = crypto.randomUUID();
      await done(who, 'saveOpinionDraft', typed(petition, { formerVersion, requestId }));
      formerVersion = requestId;
    };
    for (const who of [WHO.handler, WHO.handler, WHO.secondHandler, WHO.secondHandler, WHO.handler]) await pause(who);
    const lines = () =>
      world.rows.query(
        `select actor_id, organ_id, role, outcome, on_day::text "on" from audit where subject = $1 and act = 'saveOpinionDraft' order by id`,
        [petition.petitionId],
      );
    const line = { organ_id: HOUSING.id, role: 'HANDLER', outcome: 'done', on: world.time.today() };
    const taken = [WHO.handler, WHO.secondHandler, WHO.handler].map((actor_id) => ({ ...line, actor_id }));
    expect(await lines()).toEqual(taken);
    const today = world.time.today();
    world.setDay(new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10));
    const on = world.time.today();
    for (let n = 0; n < 2; n += 1) await pause(WHO.handler);
    world.setDay(today);
    expect(await lines()).toEqual([...taken, { ...line, actor_id: WHO.handler, on }]);
    expect((await world.events(petition.petitionId)).length).toBe(before);
  });
});

describe('a draft is erased', () => {
  it('when the opinion goes to the checker; a returned one starts anew', async () => {
    const petition = await accepted();
    const { petitionId } = petition;
    await done(WHO.handler, 'saveOpinionDraft', typed(petition, { requestId: 'before' }));
    await done(WHO.handler, 'requestExtension', { petitionId, days: 10, reason: '还需检测' });
    expect(await stored(petition)).toHaveLength(1);
    // What was typed outlives a refusal, and the inquiry that it asks for.
    expect(await world.act(WHO.handler, 'draftOpinion', drafted(petition))).toMatchObject({ code: 'OPINION_PETITIONER_NOT_HEARD' });
    await world.inquire(petition);
    expect(await stored(petition)).toHaveLength(1);
    await done(WHO.handler, 'draftOpinion', drafted(petition));
    expect(await stored(petition)).toEqual([]);
    expect(await save(WHO.handler, typed(petition))).toMatchObject({ code: 'ACT_NOT_IN_STAGE' });
    await done(WHO.checker, 'returnOpinion', { petitionId, remark: '请写明日期' });
    expect(await save(WHO.secondHandler, typed(petition, { formerVersion: 'before' }))).toMatchObject({
      code: 'OPINION_DRAFT_MOVED',
    });
    await done(WHO.secondHandler, 'saveOpinionDraft', typed(petition));
    expect(await draftOf(WHO.handler, petition)).toMatchObject({ savedBy: { id: WHO.secondHandler } });
  });

  it('when the matter leaves the organ', async () => {
    const petition = await accepted();
    const { petitionId } = petition;
    await done(WHO.handler, 'saveOpinionDraft', typed(petition));
    await done(WHO.dispatcher, 'designateOrgan', {
      petitionId,
      toOrganId: LABOUR.id,
      by: 'COMMON_SUPERIOR',
      deciderOrganId: GOVERNMENT.id,
      reference: '明政函〔2025〕3号',
      reason: '属其法定职责',
      heard: [HOUSING.id, LABOUR.id].map((organId) => ({ organId, on: '2025-01-14', position: '认为不属其职责' })),
    });
    expect(await stored(petition)).toEqual([]);
    expect(await draftOf(WHO.labourHandler, petition)).toBeNull();
  });
});
