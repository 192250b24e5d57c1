import { beforeAll, describe, expect, it } from '@jest/globals';
import { HearingCancelled, HearingConcluded, HearingDecided, HearingDecisionServed, type NewEvent } from '@sunshine/events';
import { v7 as uuid } from 'uuid';
import { ABOVE, PROVINCE, REVIEWERS, Reviewing, type Case } from '../../test/reviewing.js';
import { WHO, type World } from '../../test/world.js';

let world: World;
let reviewing: Reviewing;

beforeAll(async () => {
  reviewing = await Reviewing.open();
  ({ world } = reviewing);
}, 120_000);

const FILED = '2025-03-10';
const FORMER = '2025-04-09';

/** A matter in re-review, and what hearing tells of its hearing over the bus, each on its day. */
class Heard {
  readonly hearingId = uuid();

  constructor(readonly petition: Case) {}

  static async asked(): Promise<Heard> {
    world.setDay('2025-03-03');
    const petition = await reviewing.opened();
    await reviewing.asked(petition, 'requestReview');
    await reviewing.decided(petition, REVIEWERS, { disposition: 'UPHOLD' });
    world.setDay(FILED);
    await reviewing.asked(petition, 'requestReReview');
    return new Heard(petition);
  }

  private of() {
    return { petitionId: this.petition.petitionId, hearingId: this.hearingId, stage: 'rereview' as const, organId: PROVINCE.id };
  }

  private tell(day: string, ...events: NewEvent[]): Promise<unknown> {
    world.setDay(day);
    return world.publish('hearing', ...events.map((event): [string, NewEvent] => [this.petition.petitionId, event]));
  }

  decided = (day: string) => this.tell(day, HearingDecided.create({ ...this.of(), hold: true, ground: null, serviceOn: null }));
  served = (day: string, serviceOn = day) => this.tell(day, HearingDecisionServed.create({ ...this.of(), serviceOn }));
  concluded = (day: string, serviceOn: string | null) =>
    this.tell(day, HearingConcluded.create({ ...this.of(), concludedOn: day, serviceOn }));
  cancelled = (day: string, serviceOn: string | null) => this.tell(day, HearingCancelled.create({ ...this.of(), serviceOn }));

  async term(): Promise<string | undefined> {
    return (await world.clocks(this.petition.petitionId)).find((line) => line.startsWith('REREVIEW '));
  }

  /** What the petitioner reads of it. */
  course = async (): Promise<string[]> => {
    const { history } = (await world.tracked(this.petition.petitionId, 'history { actName }')) as { history: { actName: string }[] };
    return history.map(({ actName }) => actName).filter((name) => name.includes('听证'));
  };
}

describe('what hearing tells case over the bus', () => {
  it('stops the term of a re-review from the service to the conclusion, and the petitioner reads the days and the new date', async () => {
    const heard = await Heard.asked();
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..${FORMER}`);
    await heard.decided('2025-03-12');
    await heard.served('2025-03-14');
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..2025-05-09`);
    await heard.concluded('2025-03-24', '2025-03-14');
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..2025-04-21`);
    expect(await heard.course()).toEqual([
      '决定举行听证（复核听证）',
      '听证决定送达（复核听证：自2025-03-14起至2025-04-12止（最迟）为听证所需时间，不计入期限，作出复核意见的到期日为2025-05-09）',
      '作出听证结论（复核听证：自2025-03-14起至2025-03-24止为听证所需时间，不计入期限，作出复核意见的到期日为2025-04-21）',
    ]);
    const tracked = await world.tracked(heard.petition.petitionId, 'reviews { level dueOn explanation { text } }');
    const [, review] = (tracked as { reviews: { dueOn: string; explanation: { text: string }[] }[] }).reviews;
    expect(review?.dueOn).toBe('2025-04-21');
    expect(review?.explanation.map(({ text }) => text).join()).toContain('听证所需时间2025-03-14至2025-03-24共11日不计入');
    const moves = (await world.events(heard.petition.petitionId)).filter(({ type }) => type === 'ClocksMoved');
    expect(moves.map(({ clocks }) => clocks?.map(({ move, effectiveDue }) => `${move} ${effectiveDue}`))).toEqual([
      ['paused 2025-05-09'],
      ['paused 2025-04-21'],
    ]);
  });

  it('gives the former date again when the hearing is cancelled', async () => {
    const heard = await Heard.asked();
    await heard.decided('2025-03-12');
    await heard.served('2025-03-14');
    await heard.cancelled('2025-03-20', '2025-03-14');
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..${FORMER}`);
    expect((await heard.course()).at(-1)).toBe('取消听证（复核听证：听证取消，期限照常计算，作出复核意见的到期日为2025-04-09）');
  });

  it('comes to the same with the service entered after the conclusion, and told twice', async () => {
    const heard = await Heard.asked();
    await heard.decided('2025-03-12');
    await heard.decided('2025-03-12');
    await heard.concluded('2025-03-24', null);
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..${FORMER}`);
    await heard.served('2025-04-02', '2025-03-14');
    await heard.served('2025-04-02', '2025-03-14');
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..2025-04-21`);
    expect((await heard.course()).length).toBe(3);
  });

  it('is counted by its own day where the opinion has been issued meanwhile: the term was met after all', async () => {
    const heard = await Heard.asked();
    await heard.decided('2025-03-12');
    await heard.concluded('2025-03-24', null);
    world.setDay('2025-04-15');
    await reviewing.decided(heard.petition, ABOVE, { disposition: 'UPHOLD' });
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..${FORMER} met 2025-04-15`);
    await heard.served('2025-04-16', '2025-03-14');
    expect(await heard.term()).toBe(`REREVIEW ${FILED}..2025-04-21 met 2025-04-15`);
  });

  it('holds up the opinion of the organ that hears, whoever waited for the lock of the petition, until the hearing has ended', async () => {
    const heard = await Heard.asked();
    const { petitionId } = heard.petition;
    await world.act(ABOVE.issuer, 'appointInvestigators', { petitionId, firstId: ABOVE.first, secondId: ABOVE.second });
    await world.act(ABOVE.first, 'decideReview', { petitionId, facts: '查明', disposition: 'UPHOLD', basis: ['条例'] });
    await world.act(ABOVE.second, 'checkReviewOpinion', { petitionId });
    await heard.decided('2025-03-12');
    expect(await world.act(ABOVE.issuer, 'issueReviewOpinion', { petitionId })).toEqual({
      code: 'HEARING_STANDING',
      kind: 'RULE_BROKEN',
      source: '信访工作条例 36 ¶2',
    });
    await heard.cancelled('2025-03-13', null);
    expect(await world.act(ABOVE.issuer, 'issueReviewOpinion', { petitionId })).not.toHaveProperty('code');
    const courses = (await world.events(petitionId)).flatMap(({ course }) => course?.inHand ?? []);
    expect(courses.at(-1)).toEqual({ stage: 'rereview', organId: PROVINCE.id });
    expect((await world.events(petitionId)).findLast(({ course }) => course)?.course?.inHand).toEqual([]);
  });

  it('of a matter that case does not know is nothing', async () => {
    const petitionId = uuid();
    const of = { petitionId, hearingId: uuid(), stage: 'rereview' as const, organId: PROVINCE.id };
    await world.publish('hearing', [petitionId, HearingDecided.create({ ...of, hold: true, ground: null, serviceOn: null })]);
    expect(await world.rows.query('select 1 from held')).toEqual([]);
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toBeNull();
  });
});
