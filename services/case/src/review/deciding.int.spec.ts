import { beforeAll, describe, expect, it } from '@jest/globals';
import { RoleGranted, type NewEvent, type Role } from '@sunshine/events';
import { HOUSING, id } from '../../test/builders.js';
import { ABOVE, PROVINCE, REVIEWERS, Reviewing, stage, type Case } from '../../test/reviewing.js';
import { GOVERNMENT, WHO, type World } from '../../test/world.js';

let world: World;
let reviewing: Reviewing;

beforeAll(async () => {
  reviewing = await Reviewing.open();
  ({ world } = reviewing);
});

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
    const petition = await reviewing.opened();
    const { petitionId } = petition;
    world.setDay('2025-03-10');
    await reviewing.asked(petition, 'requestReview');
    world.setDay('2025-03-12');
    expect(await world.act(REVIEWERS.first, 'askReviewFile', { petitionId, dueOn: '2025-03-17' })).toEqual(stage('review_requested'));
    expect(await world.act(WHO.handler, 'handOverReviewFile', { petitionId })).toEqual(stage('review_requested'));
    expect(await world.ownDates(petitionId)).toContain('REVIEW_FILE 2025-03-12..2025-03-17 met 2025-03-12');
    await reviewing.decided(petition, REVIEWERS, { disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 });
    const told = 'reviews { dispositionName opinion { title facts ground basis outcomes { answer } remedy } }';
    expect(await world.tracked(petitionId, told, petition.petitionerIds[0])).toMatchObject({
      reviews: [
        {
          dispositionName: '撤销',
          opinion: {
            title: '信访事项复查意见书',
            facts: expect.any(String),
            ground: '事实不清',
            outcomes: [],
            remedy: expect.arrayContaining([expect.stringContaining(PROVINCE.name)]),
          },
        },
      ],
    });
    expect(await world.act(REVIEWERS.first, 'serveReviewedOrgan', { petitionId, receivedBy: '收发室' })).toEqual(stage('redoing'));
    expect((await world.clocks(petitionId)).filter((line) => /^(REDO|REVIEW|REREVIEW)/.test(line))).toEqual([
      'REVIEW_REQUEST 2025-03-03..2025-04-02 met 2025-03-10',
      'REVIEW 2025-03-10..2025-04-09 met 2025-03-12',
      'REDO 2025-03-12..2025-04-01',
      'REREVIEW_REQUEST 2025-03-12..2025-04-11',
    ]);
    world.setDay('2025-03-20');
    await reviewing.answered(petition);
    await reviewing.asked(petition, 'requestReview');
    await reviewing.decided(petition, REVIEWERS, { disposition: 'UPHOLD' });
    expect(JSON.parse((await reviewing.papers(petitionId))[0]!.body)).toMatchObject({
      parts: { remedy: { to: `${PROVINCE.name}（地址：示例路1号，电话：0000-8800009）` }, disposition: '维持原处理意见' },
    });
    world.setDay('2025-03-25');
    await reviewing.asked(petition, 'requestReReview');
    await reviewing.decided(petition, ABOVE, { disposition: 'UPHOLD' });
    expect(await world.petition(WHO.handler, petitionId, 'stage')).toMatchObject({ stage: 'rereview_served' });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'opinion_served' })).toMatchObject({
      code: 'COMPLETION_GROUND_UNMET',
    });
    expect(await world.act(WHO.handler, 'closePetition', { petitionId, ground: 'rereview_served' })).toEqual(stage('rereview_served'));
    expect(await world.act(WHO.auditor, 'verifyCompletion', { petitionId })).toEqual(stage('closed'));
    expect((await reviewing.papers(petitionId)).map(({ kind }) => kind)).toEqual(['REREVIEW_OPINION', 'REVIEW_OPINION', 'REVIEW_OPINION']);
    await filedAgain(petition);
  });

  it('the office of the committee checks as that, though it may handle matters too; an investigator of it as an investigator', async () => {
    world.setDay('2025-04-07');
    const both = id('k', 7);
    const roles: Role[] = ['HANDLER', 'CHECKER'];
    const grant = (role: Role): [string, NewEvent] => [
      both,
      RoleGranted.create({ personId: both, organId: GOVERNMENT.id, role, notices: false }),
    ];
    await world.publish('directory', ...roles.map(grant));
    const checkedAs = async (firstId: string, secondId: string) => {
      const petition = await reviewing.opened();
      const { petitionId } = petition;
      await reviewing.asked(petition, 'requestReview');
      await world.act(REVIEWERS.issuer, 'appointInvestigators', { petitionId, firstId, secondId });
      await world.act(firstId, 'decideReview', { petitionId, facts: '查明', disposition: 'UPHOLD', basis: ['条例'] });
      expect(await world.act(both, 'checkReviewOpinion', { petitionId })).not.toHaveProperty('code');
      const [line] = await world.rows.query(`select role from history where petition_id = $1 and act = 'checkReviewOpinion'`, [petitionId]);
      return line?.role;
    };
    expect(await checkedAs(REVIEWERS.first, REVIEWERS.second)).toBe('CHECKER');
    expect(await checkedAs(REVIEWERS.first, both)).toBe('HANDLER');
  });

  it('who drafted the opinion neither investigates nor issues, a stranger does nothing, and the text of a review is shown its organ alone', async () => {
    world.setDay('2025-05-06');
    const petition = await reviewing.opened();
    const { petitionId } = petition;
    await reviewing.asked(petition, 'requestReview');
    // Who checked the opinion has come to the reviewing organ since: refused at the act, and not offered.
    await world.publish('directory', [
      WHO.checker,
      RoleGranted.create({ personId: WHO.checker, organId: GOVERNMENT.id, role: 'REVIEWER', notices: false }),
    ]);
    const offered = (who: string) => world.petition(who, petitionId, 'investigators { id }');
    expect(await offered(REVIEWERS.issuer)).toMatchObject({
      investigators: expect.arrayContaining([{ id: REVIEWERS.first }, { id: REVIEWERS.second }]),
    });
    expect(await offered(REVIEWERS.issuer)).not.toMatchObject({ investigators: expect.arrayContaining([{ id: WHO.checker }]) });
    expect(await offered(WHO.handler)).toEqual({ investigators: [] });
    expect(
      await world.act(REVIEWERS.issuer, 'appointInvestigators', { petitionId, firstId: REVIEWERS.first, secondId: WHO.checker }),
    ).toMatchObject({
      code: 'REVIEW_INVESTIGATOR_TOOK_PART',
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

  it('who may compare a redone opinion reads it beside the revoked one; its drafter, its issuer and the reviewers do not', async () => {
    world.setDay('2025-06-03');
    const petition = await reviewing.opened();
    const { petitionId, requestIds } = petition;
    await reviewing.asked(petition, 'requestReview');
    await reviewing.decided(petition, REVIEWERS, { disposition: 'REVOKE', ground: 'facts_unclear', redoDays: 20 });
    await world.act(REVIEWERS.first, 'serveReviewedOrgan', { petitionId, receivedBy: '收发室' });
    const answer = 'requestId outcomeName answer basis';
    const texts = `redoTexts { ground nearness revoked { facts evidence answers { ${answer} } } redone { facts answers { ${answer} } } }`;
    const read = async (who: string) => (await world.petition(who, petitionId, texts))?.['redoTexts'];
    expect(await read(WHO.checker)).toBeNull();
    const answers = requestIds.map((id) => ({ id, outcome: 'SUPPORTED', answer: '由我局补发', basis: ['《安置办法》第三条'] }));
    await world.act(WHO.handler, 'draftOpinion', {
      petitionId,
      facts: '重新查明',
      evidence: ['现场记录'],
      answers,
      executeBy: '2025-08-01',
    });
    const all = (outcomeName: string, text: string, basis: string) =>
      requestIds.map((requestId) => ({ requestId, outcomeName, answer: text, basis: [basis] }));
    expect(await read(WHO.checker)).toEqual({
      ground: '事实不清',
      nearness: 'differs',
      revoked: { facts: '经查属实', evidence: ['现场记录'], answers: all('解释说明', '以协议为准', '《安置办法》第十二条') },
      redone: { facts: '重新查明', answers: all('支持', '由我局补发', '《安置办法》第三条') },
    });
    for (const who of [WHO.handler, WHO.issuer, REVIEWERS.first]) expect(await read(who)).toBeNull();
    await world.act(WHO.checker, 'compareRedo', { petitionId, same: false, reason: '结论不同' });
    await world.act(WHO.checker, 'checkOpinion', { petitionId });
    expect(await read(WHO.checker)).toBeNull();
  });
});
