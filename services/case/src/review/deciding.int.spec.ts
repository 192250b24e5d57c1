import { beforeAll, describe, expect, it } from '@jest/globals';
import { OrganSaved, RoleGranted, type NewEvent, type Role } from '@sunshine/events';
import { HOUSING, id } from '../../test/builders.js';
import { GOVERNMENT, WHO, World } from '../../test/world.js';

let world: World;
const PROVINCE = { id: id('j'), name: '晴川省人民政府' };
const REVIEWERS = { first: id('k', 1), second: id('k', 2), issuer: id('k', 3) };
const ABOVE = { first: id('l', 1), second: id('l', 2), issuer: id('l', 3) };
type People = typeof REVIEWERS;
type Answer = Record<string, unknown>;

const organ = (organId: string, name: string, shortName: string, reviewedBy: string | null): [string, NewEvent] => [
  organId,
  OrganSaved.create({
    organId,
    parentId: null,
    kind: 'government',
    name,
    shortName,
    division: '990100',
    reviewedBy,
    contactPhone: '0000-8800009',
    address: '示例路1号',
    closedOn: null,
  }),
];
const roles = (organId: string, people: People): [string, NewEvent][] =>
  (
    [
      [people.first, 'REVIEWER'],
      [people.second, 'REVIEWER'],
      [people.issuer, 'HEAD'],
    ] as [string, Role][]
  ).map(([personId, role]) => [personId, RoleGranted.create({ personId, organId, role, notices: false })]);

beforeAll(async () => {
  world = await World.open();
  await world.publish(
    'directory',
    organ(PROVINCE.id, PROVINCE.name, '晴政', null),
    organ(GOVERNMENT.id, GOVERNMENT.name, GOVERNMENT.shortName, PROVINCE.id),
    ...roles(GOVERNMENT.id, REVIEWERS),
    ...roles(PROVINCE.id, ABOVE),
  );
});

interface Case {
  readonly petitionId: string;
  readonly petitionerIds: readonly string[];
  readonly requestIds: readonly string[];
}
const served = { way: 'in_person', proof: { signature: '名' } };
const stage = (name: string) => expect.objectContaining({ stage: name });

async function answered(petition: Case, outcome = 'EXPLAINED'): Promise<void> {
  const { petitionId, petitionerIds, requestIds } = petition;
  const answers = requestIds.map((request) => ({ id: request, outcome, answer: '以协议为准', basis: ['《安置办法》第十二条'] }));
  await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '经查属实', evidence: ['现场记录'], answers });
  if ((await world.act(WHO.checker, 'checkOpinion', { petitionId }))['code'] === 'REDO_NOT_COMPARED') {
    expect(await world.act(WHO.checker, 'compareRedo', { petitionId, same: false, reason: '补充了现场查看' })).toMatchObject({
      stage: 'redoing',
    });
    expect(await world.act(WHO.checker, 'checkOpinion', { petitionId })).toMatchObject({ stage: 'redoing' });
  }
  expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toEqual(stage('opinion_issued'));
  expect(await world.act(WHO.handler, 'recordService', { petitionId, petitionerId: petitionerIds[0], ...served })).toEqual(
    stage('opinion_served'),
  );
}

async function opened(): Promise<Case> {
  const petition = await world.register({ petitionerIds: [id('s', Math.floor(Math.random() * 1e9))] });
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, toOrganId: HOUSING.id, kind: 'TRANSFER', reason: '属职责范围' });
  await world.act(WHO.handler, 'acceptPetition', { petitionId });
  await world.inquire(petition);
  await answered(petition);
  return petition;
}

const asked = async ({ petitionId }: Case, act: 'requestReview' | 'requestReReview'): Promise<Answer> =>
  world.act(null, act, { pass: await world.pass(petitionId), requests: '请求撤销' });

/** The opinion of the review as it is decided by these people, up to its service. */
async function decided({ petitionId, petitionerIds }: Case, people: People, what: Record<string, unknown>): Promise<void> {
  expect(
    await world.act(people.issuer, 'appointInvestigators', { petitionId, firstId: people.first, secondId: people.second }),
  ).not.toHaveProperty('code');
  const text = { petitionId, facts: '经查看现场', basis: ['《信访工作条例》第三十五条'], ...what };
  expect(await world.act(people.first, 'decideReview', text)).not.toHaveProperty('code');
  expect(await world.act(people.first, 'checkReviewOpinion', { petitionId })).toMatchObject({ code: 'OWN_PROPOSAL' });
  expect(await world.act(people.second, 'checkReviewOpinion', { petitionId })).not.toHaveProperty('code');
  expect(await world.act(people.issuer, 'issueReviewOpinion', { petitionId })).not.toHaveProperty('code');
  const [paper] = await papers(petitionId);
  expect(
    await world.act(people.first, 'recordService', { petitionId, petitionerId: petitionerIds[0], documentId: paper?.id, ...served }),
  ).not.toHaveProperty('code');
}

const papers = (petitionId: string): Promise<{ id: string; kind: string; body: string }[]> =>
  world.rows.query(
    `select id, kind, body from document where petition_id = $1 and kind in ('REVIEW_OPINION', 'REREVIEW_OPINION') order by id desc`,
    [petitionId],
  );

/** 36 ¶3: the same facts and reasons are refused by a person's comparison and the served opinion of the register, without any scan. */
async function filedAgain({ petitionId }: Case): Promise<void> {
  const again = await world.register({ receivedOn: '2025-03-25', registeredOn: '2025-03-25' });
  const number = `990100-20250303-${petitionId.slice(-6)}`;
  await world.rows.query('update petition set number = $2 where id = $1', [petitionId, number]);
  const at = { petitionId: again.petitionId };
  await world.act(WHO.dispatcher, 'routePetition', { ...at, toOrganId: HOUSING.id, kind: 'TRANSFER', reason: '属职责范围' });
  const opinions = [{ number: '明住建信访〔2025〕1号', servedOn: '2025-03-20' }];
  const compared = { ...at, earlierNumber: number, opinions, same: true, reason: '诉求、事实和理由均相同' };
  expect(await world.act(WHO.handler, 'compareRefiling', compared)).not.toHaveProperty('code');
  const refuse = { ...at, ground: 'after_rereview_same_facts', reason: '复核后再提出', earlier: opinions };
  expect(await world.act(WHO.handler, 'refuseRefiling', refuse)).not.toHaveProperty('code');
  const [proposal] = await world.rows.query(`select id from case_record where petition_id = $1 and kind = 'refusal'`, [again.petitionId]);
  expect(await world.act(WHO.checker, 'confirmRefusal', { ...at, refusalId: proposal.id })).not.toHaveProperty('code');
  const [row] = await world.rows.query(`select body from document where petition_id = $1 and kind = 'REFILING_REFUSAL'`, [
    again.petitionId,
  ]);
  expect(JSON.parse(row.body)).toMatchObject({ parts: { earlierOpinions: [opinions[0], { servedOn: '2025-03-25' }] } });
}

describe('the two stages on a real database', () => {
  it('an opinion is reviewed, revoked, redone; the new one is reviewed, upheld, re-reviewed and final', async () => {
    world.setDay('2025-03-03');
    const petition = await opened();
    const { petitionId } = petition;
    world.setDay('2025-03-10');
    await asked(petition, 'requestReview');
    world.setDay('2025-03-12');
    expect(await world.act(REVIEWERS.first, 'askReviewFile', { petitionId, dueOn: '2025-03-17' })).toEqual(stage('review_requested'));
    expect(await world.act(WHO.handler, 'handOverReviewFile', { petitionId })).toEqual(stage('review_requested'));
    await decided(petition, REVIEWERS, { disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 });
    expect(await world.act(REVIEWERS.first, 'serveReviewedOrgan', { petitionId, receivedBy: '收发室' })).toEqual(stage('redoing'));
    expect((await world.clocks(petitionId)).filter((line) => /^(REDO|REVIEW|REREVIEW)/.test(line))).toEqual([
      'REVIEW_REQUEST 2025-03-03..2025-04-02 met 2025-03-10',
      'REVIEW 2025-03-10..2025-04-09 met 2025-03-12',
      'REDO 2025-03-12..2025-04-01',
      'REREVIEW_REQUEST 2025-03-12..2025-04-11',
    ]);
    world.setDay('2025-03-20');
    await answered(petition);
    await asked(petition, 'requestReview');
    await decided(petition, REVIEWERS, { disposition: 'UPHOLD' });
    expect(JSON.parse((await papers(petitionId))[0]!.body)).toMatchObject({
      parts: { remedy: { to: `${PROVINCE.name}（地址：示例路1号，电话：0000-8800009）` }, disposition: '维持原处理意见' },
    });
    world.setDay('2025-03-25');
    await asked(petition, 'requestReReview');
    await decided(petition, ABOVE, { disposition: 'UPHOLD' });
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toMatchObject({ stage: 'rereview_served' });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_served' })).toMatchObject({
      code: 'COMPLETION_GROUND_UNMET',
    });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'rereview_served' })).toEqual(stage('rereview_served'));
    expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId })).toEqual(stage('closed'));
    expect((await papers(petitionId)).map(({ kind }) => kind)).toEqual(['REREVIEW_OPINION', 'REVIEW_OPINION', 'REVIEW_OPINION']);
    await filedAgain(petition);
  });

  it('who drafted the opinion neither investigates nor issues, a stranger does nothing, and the text of a review is shown its organ alone', async () => {
    world.setDay('2025-05-06');
    const petition = await opened();
    const { petitionId } = petition;
    await asked(petition, 'requestReview');
    expect(
      await world.act(REVIEWERS.issuer, 'appointInvestigators', { petitionId, firstId: REVIEWERS.first, secondId: WHO.handler }),
    ).toMatchObject({
      code: 'REVIEW_INVESTIGATOR_UNKNOWN',
    });
    for (const act of ['checkReviewOpinion', 'askReviewFile'])
      expect(
        await world.act(WHO.labourHandler, act, { petitionId, ...(act === 'askReviewFile' && { dueOn: '2025-05-20' }) }),
      ).toMatchObject({
        code: 'PETITION_NOT_FOUND',
      });
    expect(await world.act(WHO.head, 'issueReviewOpinion', { petitionId })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    await world.act(REVIEWERS.issuer, 'appointInvestigators', { petitionId, firstId: REVIEWERS.first, secondId: REVIEWERS.second });
    await world.act(REVIEWERS.first, 'decideReview', { petitionId, facts: '查明', disposition: 'UPHOLD', basis: ['条例'] });
    const kinds = async (who: string) => (await world.petition(who, petitionId, 'records { kind }')) as { records: { kind: string }[] };
    expect((await kinds(REVIEWERS.second)).records.map(({ kind }) => kind)).toContain('reviewOpinion');
    expect((await kinds(WHO.handler)).records.map(({ kind }) => kind)).not.toContain('reviewOpinion');
  });
});
