import { expect } from '@jest/globals';
import { OrganSaved, RoleGranted, type NewEvent, type Role } from '@sunshine/events';
import { HOUSING, id } from './builders.js';
import { GOVERNMENT, WHO, World } from './world.js';

export const PROVINCE = { id: id('j'), name: '晴川省人民政府' };
export const REVIEWERS = { first: id('k', 1), second: id('k', 2), issuer: id('k', 3) };
export const ABOVE = { first: id('l', 1), second: id('l', 2), issuer: id('l', 3) };
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

export interface Case {
  readonly petitionId: string;
  readonly petitionerIds: readonly string[];
  readonly requestIds: readonly string[];
}
const served = { way: 'in_person', proof: { signature: '名' } };
export const stage = (name: string) => expect.objectContaining({ stage: name });

/** Matters on their way through both stages of review, on a real database. */
export class Reviewing {
  private constructor(readonly world: World) {}

  static async open(): Promise<Reviewing> {
    const world = await World.open();
    await world.publish(
      'directory',
      organ(PROVINCE.id, PROVINCE.name, '晴政', null),
      organ(GOVERNMENT.id, GOVERNMENT.name, GOVERNMENT.shortName, PROVINCE.id),
      ...roles(GOVERNMENT.id, REVIEWERS),
      ...roles(PROVINCE.id, ABOVE),
    );
    return new Reviewing(world);
  }

  async answered(petition: Case, outcome = 'EXPLAINED'): Promise<void> {
    const { petitionId, petitionerIds, requestIds } = petition;
    const answers = requestIds.map((request) => ({ id: request, outcome, answer: '以协议为准', basis: ['《安置办法》第十二条'] }));
    await this.world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '经查属实', evidence: ['现场记录'], answers });
    if ((await this.world.act(WHO.checker, 'checkOpinion', { petitionId }))['code'] === 'REDO_NOT_COMPARED') {
      expect(await this.world.act(WHO.checker, 'compareRedo', { petitionId, same: false, reason: '补充了现场查看' })).toMatchObject({
        stage: 'redoing',
      });
      expect(await this.world.act(WHO.checker, 'checkOpinion', { petitionId })).toMatchObject({ stage: 'redoing' });
    }
    expect(await this.world.act(WHO.issuer, 'issueOpinion', { petitionId })).toEqual(stage('opinion_issued'));
    expect(await this.world.act(WHO.handler, 'recordService', { petitionId, petitionerId: petitionerIds[0], ...served })).toEqual(
      stage('opinion_served'),
    );
  }

  async opened(): Promise<Case> {
    const petition = await this.world.register({ petitionerIds: [id('s', Math.floor(Math.random() * 1e9))] });
    const { petitionId } = petition;
    await this.world.act(WHO.dispatcher, 'routePetition', { petitionId, toOrganId: HOUSING.id, kind: 'TRANSFER', reason: '属职责范围' });
    await this.world.act(WHO.handler, 'acceptPetition', { petitionId });
    await this.world.inquire(petition);
    await this.answered(petition);
    return petition;
  }

  async asked({ petitionId }: Case, act: 'requestReview' | 'requestReReview'): Promise<Answer> {
    const { world } = this;
    return world.act(null, act, { pass: await world.pass(petitionId), requests: '请求撤销' });
  }

  /** The opinion of the review as it is decided by these people, up to its service. */
  async decided({ petitionId, petitionerIds }: Case, people: People, what: Record<string, unknown>): Promise<void> {
    expect(
      await this.world.act(people.issuer, 'appointInvestigators', { petitionId, firstId: people.first, secondId: people.second }),
    ).not.toHaveProperty('code');
    const text = { petitionId, facts: '经查看现场', basis: ['《信访工作条例》第三十五条'], ...what };
    expect(await this.world.act(people.first, 'decideReview', text)).not.toHaveProperty('code');
    expect(await this.world.act(people.first, 'checkReviewOpinion', { petitionId })).toMatchObject({ code: 'OWN_PROPOSAL' });
    expect(await this.world.act(people.second, 'checkReviewOpinion', { petitionId })).not.toHaveProperty('code');
    expect(await this.world.act(people.issuer, 'issueReviewOpinion', { petitionId })).not.toHaveProperty('code');
    const [paper] = await this.papers(petitionId);
    expect(
      await this.world.act(people.first, 'recordService', { petitionId, petitionerId: petitionerIds[0], documentId: paper?.id, ...served }),
    ).not.toHaveProperty('code');
  }

  /** The opinions of reviews, newest first. */
  papers(petitionId: string): Promise<{ id: string; kind: string; body: string }[]> {
    return this.world.rows.query(
      `select id, kind, body from document where petition_id = $1 and kind in ('REVIEW_OPINION', 'REREVIEW_OPINION') order by id desc`,
      [petitionId],
    );
  }
}
