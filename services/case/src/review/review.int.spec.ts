import { beforeAll, describe, expect, it } from '@jest/globals';
import { Sweep } from '@sunshine/clocks';
import { PetitionSupplemented, RoleGranted, type NewEvent, type Role } from '@sunshine/events';
import { v7 as uuid } from 'uuid';
import { BUREAU, HOUSING, id } from '../../test/builders.js';
import { GOVERNMENT, WHO, World } from '../../test/world.js';

const REVIEWER = { one: id('p', 71), two: id('p', 72), head: id('p', 73), window: id('p', 74) };
let world: World;

beforeAll(async () => {
  world = await World.open();
  const roles: [string, Role][] = [
    [REVIEWER.one, 'REVIEWER'],
    [REVIEWER.two, 'REVIEWER'],
    [REVIEWER.head, 'HEAD'],
    [REVIEWER.window, 'REGISTRAR'],
  ];
  await world.publish(
    'directory',
    ...roles.map(([personId, role]): [string, NewEvent] => [
      personId,
      RoleGranted.create({ personId, organId: GOVERNMENT.id, role, notices: false }),
    ]),
  );
});

/** A claim of two petitioners at housing whose opinion was served on both on 2025-05-08; the last day is 2025-06-09. */
async function served() {
  world.setDay('2025-03-03');
  const petition = await world.register({ channel: 'LETTER' });
  const { petitionId, petitionerIds, requestIds } = petition;
  const done = async (who: string, act: string, input: object = {}) => {
    const answer = await world.act(who, act, { petitionId, ...input }, 'id');
    if (answer['code']) throw new Error(`${act}: ${JSON.stringify(answer)}`);
  };
  await done(WHO.dispatcher, 'routePetition', { kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属其职责' });
  await done(WHO.handler, 'informPetitioner', { path: '按信访程序', procedure: '六十日内答复' });
  await done(WHO.handler, 'acceptPetition');
  await world.inquire(petition);
  const answers = requestIds.map((request) => ({ id: request, outcome: 'EXPLAINED', answer: '以协议为准。', basis: ['《办法》第十二条'] }));
  await done(WHO.handler, 'draftOpinion', { facts: '属实。', evidence: ['记录'], answers });
  await done(WHO.checker, 'checkOpinion');
  await done(WHO.issuer, 'issueOpinion');
  world.setDay('2025-05-08');
  for (const petitionerId of petitionerIds)
    await done(WHO.handler, 'recordService', { petitionId, petitionerId, way: 'in_person', proof: { signature: '回证' } });
  return { petitionId, petitionerIds: petitionerIds as [string, string], done };
}

const rights = async (petitionId: string) => (await world.clocks(petitionId)).filter((clock) => clock.startsWith('REVIEW'));

describe('a request for review', () => {
  it('by the pass of one member goes to the reviewer at once, and leaves the right of the neighbour alone', async () => {
    const {
      petitionId,
      petitionerIds: [first, second],
    } = await served();
    world.setDay('2025-06-09');
    expect(await world.tracked(petitionId, 'reviewRight { organs { id name } lastDay }', first)).toEqual({
      reviewRight: { organs: [{ id: GOVERNMENT.id, name: GOVERNMENT.name }], lastDay: '2025-06-09' },
    });
    const pass = await world.pass(petitionId, first);
    expect(await world.act(null, 'requestReview', { pass, requests: '请求撤销', facts: '没有查看现场' }, 'id')).toEqual({ id: petitionId });
    expect(await rights(petitionId)).toEqual([
      'REVIEW_REQUEST 2025-05-08..2025-06-09 met 2025-06-09',
      'REVIEW_REQUEST 2025-05-08..2025-06-09',
      'REVIEW 2025-06-09..2025-07-09',
    ]);
    expect(await world.tracked(petitionId, 'stage reviews { state organ { id } receivedOn requests }', first)).toEqual({
      stage: 'review_requested',
      reviews: [{ state: 'admitted', organ: { id: GOVERNMENT.id }, receivedOn: '2025-06-09', requests: '请求撤销' }],
    });
    expect(await world.tracked(petitionId, 'reviews { state }', second)).toEqual({ reviews: [] });
    // The reviewer sees the matter now; before, it did not.
    expect(await world.petition(REVIEWER.one, petitionId, 'stage')).toEqual({ stage: 'review_requested' });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_served' })).toMatchObject({ code: 'REVIEW_OPEN' });
    expect(await world.act(null, 'withdrawReview', { pass }, 'id')).toEqual({ id: petitionId });
    expect(await world.petition(REVIEWER.one, petitionId, 'stage')).toBeNull();
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toEqual({ stage: 'opinion_served' });
  });

  it('that was registered as a petition becomes one, at an organ that may not read the earlier matter too', async () => {
    const { petitionId, petitionerIds, done } = await served();
    await world.rows.query('update petition set number = number || id where id = $1', [petitionId]);
    const [{ number = '' } = {}] = await world.rows.query<{ number: string }[]>('select number from petition where id = $1', [petitionId]);
    world.setDay('2025-06-06');
    const filing = await world.register({ channel: 'LETTER', receivedOn: '2025-06-06', registeredOn: '2025-06-06' });
    world.setDay('2025-06-11');
    const input = { petitionId: filing.petitionId, earlierNumber: number, requests: '请求撤销', reason: '对意见不服' };
    // Of two petitioners who asks is not said, and the bureau may read the matter.
    expect(await world.act(WHO.registrar, 'takeAsReview', input)).toMatchObject({ code: 'REVIEW_PETITIONER_MISSING' });
    const taken = { ...input, petitionerId: petitionerIds[0] };
    expect(await world.act(WHO.registrar, 'takeAsReview', { ...taken, earlierNumber: '990100-20200101-000009' })).toMatchObject({
      code: 'REVIEW_EARLIER_NOT_FOUND',
    });
    expect(await world.act(WHO.registrar, 'takeAsReview', taken, 'stage outcome')).toEqual({ stage: 'closed', outcome: 'taken_as_review' });
    expect(await rights(petitionId)).toEqual([
      'REVIEW_REQUEST 2025-05-08..2025-06-09 met 2025-06-06',
      'REVIEW_REQUEST 2025-05-08..2025-06-09',
      'REVIEW 2025-06-11..2025-07-11',
    ]);
    expect(await world.petition(REVIEWER.one, petitionId, 'stage')).toEqual({ stage: 'review_requested' });
    expect((await world.events(filing.petitionId)).map(({ type }) => type).slice(-2)).toEqual(['FilingTakenAsReview', 'PetitionClosed']);
    await done(REVIEWER.one, 'askReviewPapers', { missing: ['意见书'], answerBy: '2025-06-20' });
    const came = async () => {
      const { records } = (await world.petition(REVIEWER.one, petitionId, 'records(kinds: ["review"]) { details { name text } }')) as {
        records: { details: { name: string; text: string }[] }[];
      };
      return records[0]?.details.find(({ name }) => name === '补正材料收到')?.text;
    };
    expect(await came()).toBeUndefined();
    const papers = { petitionId, supplementId: uuid(), organId: BUREAU.id, receivedOn: '2025-06-12', files: 1 };
    await world.publish('intake', [petitionId, PetitionSupplemented.create(papers)]);
    expect(await came()).toBe('2025-06-12');
    expect(await world.ownDates(petitionId)).toContain('SUPPLEMENT 2025-06-11..2025-06-20 met 2025-06-12');
  });

  it('handed to the bureau in time is passed on later and stays in time', async () => {
    const {
      petitionId,
      petitionerIds: [first],
      done,
    } = await served();
    world.setDay('2025-06-12');
    const paper = { petitionerId: first, requests: '请求撤销', way: 'POST', postedOn: '2025-06-09' };
    await done(WHO.registrar, 'requestReview', paper);
    expect(await world.act(REVIEWER.one, 'requestReview', { petitionId, ...paper })).toMatchObject({ code: 'PETITION_NOT_FOUND' });
    await done(WHO.registrar, 'passOnReview');
    expect(await rights(petitionId)).toContain('REVIEW 2025-06-12..2025-07-14');
    const records = (await world.petition(WHO.handler, petitionId, 'records { kind state }'))?.['records'] as {
      kind: string;
      state: string;
    }[];
    expect(records.filter(({ kind }) => kind === 'review').map(({ state }) => state)).toEqual(['passed_on', 'admitted']);
  });

  it('that lapsed and is late waits, opens the closed matter when its reason is admitted, and is met late', async () => {
    const {
      petitionId,
      petitionerIds: [first],
      done,
    } = await served();
    await done(WHO.handler, 'closePetition', { ground: 'opinion_served' });
    await done(WHO.auditor, 'verifyCompletion', { remark: '符合办结条件' });
    world.setDay('2025-06-12');
    await world.service.app.get(Sweep, { strict: false }).run();
    expect(await rights(petitionId)).toEqual([
      'REVIEW_REQUEST 2025-05-08..2025-06-09 lapsed 2025-06-10',
      'REVIEW_REQUEST 2025-05-08..2025-06-09 lapsed 2025-06-10',
    ]);
    const pass = await world.pass(petitionId, first);
    const late = { pass, requests: '请求撤销' };
    expect(await world.act(null, 'requestReview', late, 'id')).toMatchObject({ code: 'REVIEW_LATE_REASON_MISSING' });
    await world.act(null, 'requestReview', { ...late, lateReason: '住院治疗' }, 'id');
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toEqual({ stage: 'closed' });
    await done(REVIEWER.one, 'admitLateReview', { reason: '有住院证明' });
    expect(await world.petition(WHO.handler, petitionId, 'stage closedOn')).toEqual({ stage: 'review_requested', closedOn: null });
    expect(await rights(petitionId)).toEqual([
      'REVIEW_REQUEST 2025-05-08..2025-06-09 met 2025-06-12',
      'REVIEW_REQUEST 2025-05-08..2025-06-09 lapsed 2025-06-10',
      'REVIEW 2025-06-12..2025-07-14',
    ]);
  });

  it('is refused by three people in a numbered paper that is served, and the matter is where it was', async () => {
    const {
      petitionId,
      petitionerIds: [first],
      done,
    } = await served();
    world.setDay('2025-06-12');
    await world.act(
      null,
      'requestReview',
      { pass: await world.pass(petitionId, first), requests: '请求撤销', lateReason: '不知道期限' },
      'id',
    );
    await done(REVIEWER.one, 'refuseReview', { ground: 'late_without_reason', reason: '没有正当理由。' });
    expect(await world.act(REVIEWER.one, 'checkReviewRefusal', { petitionId })).toMatchObject({ code: 'OWN_PROPOSAL' });
    await done(REVIEWER.two, 'checkReviewRefusal');
    await done(REVIEWER.head, 'confirmReviewRefusal');
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toEqual({ stage: 'opinion_served' });
    expect(await world.tracked(petitionId, 'reviews { state }', first)).toEqual({
      reviews: [{ state: 'refused' }],
    });
    const { documents } = (await world.petition(REVIEWER.one, petitionId, 'documents { id kind number organ { id } }')) as {
      documents: { id: string; kind: string; number: string; organ: { id: string } }[];
    };
    const notice = documents.find(({ kind }) => kind === 'REVIEW_REFUSAL');
    expect(notice).toMatchObject({ number: '明政信访〔2025〕1号', organ: { id: GOVERNMENT.id } });
    await done(REVIEWER.one, 'recordService', {
      documentId: notice?.id,
      petitionerId: first,
      way: 'in_person',
      proof: { signature: '回证' },
    });
    expect((await world.clocks(petitionId)).filter((clock) => clock.startsWith('REVIEW '))).toEqual([
      'REVIEW 2025-06-12..2025-07-14 met 2025-06-12',
    ]);
  });
});

it('a petition that nobody knows is none on which a review is asked', async () => {
  expect(await world.act(WHO.registrar, 'requestReview', { petitionId: uuid(), requests: '请求', way: 'WINDOW' })).toMatchObject({
    code: 'PETITION_NOT_FOUND',
  });
});
