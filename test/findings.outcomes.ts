import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import type { FindingsCity } from './findings.city.js';

const POST = { way: 'post', proof: { receiptNumber: 'EMS-1' } } as const;

/** Matters that had no end: not ours, a report brought straight to the body, a petitioner who died, a letter that was split. */
export function outcomes(city: () => FindingsCity): void {
  const paperOf = async (account: string, petitionId: string, kind: string): Promise<string | undefined> => {
    const petition = await city().petition<{ documents: { kind: string; html: string }[] }>(account, petitionId, 'documents { kind html }');
    return petition?.documents.findLast((one) => one.kind === kind)?.html;
  };

  it('2-5: a township tells a visitor whose matter is not its own where to go, by a paper that a second person reads, and that ends it', async () => {
    const filed = await city().filed({ channel: 'VISIT', division: '990123' }, 'handler.liuhe');
    const { id: petitionId, queryCode, secret } = filed;
    const elsewhere = {
      petitionId,
      toOrganId: organId('land.xiling'),
      basis: '土地管理法第五条',
      place: '西岭县政务服务大厅3号窗口',
      reason: '宅基地确权不属本镇职权',
    };
    const proposed = await city().act<{ stage: string }>('handler.liuhe', 'pointElsewhere', elsewhere, 'stage');
    expect(proposed.stage).toBe('registered');
    expect(await city().refusal('handler.liuhe', 'confirmPointing', { petitionId, ...POST })).not.toBeNull();
    await city().act('checker.liuhe', 'confirmPointing', { petitionId, ...POST });
    expect(await city().petition('handler.liuhe', petitionId, 'stage outcome clocks { term state }')).toMatchObject({
      stage: 'closed',
      outcome: 'guided',
    });
    const paper = await paperOf('handler.liuhe', petitionId, 'POINTING_NOTICE');
    for (const part of ['西岭县自然资源局', '土地管理法第五条', '3号窗口']) expect(paper).toContain(part);
    const { trackPetition } = await city().query<{ trackPetition: object }>(
      null,
      'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { outcome pointedTo { organ basis place } } }',
      { queryCode, secret },
    );
    expect(trackPetition).toEqual({
      outcome: 'guided',
      pointedTo: { organ: '西岭县自然资源局', basis: elsewhere.basis, place: elsewhere.place },
    });
  });

  it('2-5: what a bureau transferred is objected to, never pointed elsewhere, and no report is pointed to whom it accuses', async () => {
    const { id: petitionId } = await city().filed();
    await city().routed(petitionId, 'housing.city');
    const elsewhere = { petitionId, toOrganId: organId('land.city'), basis: '职责规定', place: '市民中心', reason: '不属本局' };
    expect(await city().refusal('handler.housing', 'pointElsewhere', elsewhere)).toBe('POINTING_OF_TRANSFERRED');
    const report = await city().filed({ kind: 'REPORT', accused: [{ organId: organId('land.city') }], anonymous: false }, 'handler.health');
    expect(await city().refusal('handler.health', 'pointElsewhere', { ...elsewhere, petitionId: report.id })).toBe('ROUTE_TO_ACCUSED');
  });

  it('2-5: a report brought to the discipline organ itself, or to a department, is answered and closed there', async () => {
    const ended = async (office: string, told: boolean) => {
      const { id: petitionId } = await city().filed(
        { kind: 'REPORT', accused: [{ organId: organId('education.city') }], anonymous: false },
        `handler.${office}`,
      );
      if (told) {
        const notice = { petitionId, path: '依规依纪处理', procedure: '调查核实后反馈', ...POST };
        await city().act(`head.${office}`, 'informPetitioner', notice);
      }
      const feedback = { petitionId, reference: '核〔2026〕3号', text: '经核查，已作出处理', reporterTold: true };
      await city().act(`handler.${office}`, 'noteFeedback', feedback);
      await city().act(`handler.${office}`, 'closePetition', { petitionId, ground: 'report_answered' });
      await city().act(`checker.${office}`, 'verifyCompletion', { petitionId });
      return city().petition(`handler.${office}`, petitionId, 'stage outcome');
    };
    expect(await ended('discipline', false)).toEqual({ stage: 'closed', outcome: 'handed_over' });
    expect(await ended('health', true)).toEqual({ stage: 'closed', outcome: 'handed_over' });
  });

  it('2-7: nobody is refused at the government for what somebody else has asked of a department', async () => {
    const lower = await city().filed({
      summary: '屋面渗漏',
      petitioners: [{ name: '甲某', phone: '19900002001', address: '东湖区演示路7号' }],
    });
    await city().routed(lower.id, 'housing.city');
    const refused = async (change: Record<string, unknown>) => {
      const { id: petitionId } = await city().filed(change, 'handler.gov.city');
      const refuse = { petitionId, ground: 'pending_with_lower_organ', reason: '下级正在办理', matterNumber: lower.number };
      const codes = [await city().refusal('handler.gov.city', 'refuseAcceptance', refuse)];
      const compared = { petitionId, earlierNumber: lower.number, same: true, reason: '诉求、事实与该件相同' };
      await city().act('handler.gov.city', 'compareRefiling', compared);
      await city().rest();
      return [...codes, await city().refusal('handler.gov.city', 'refuseAcceptance', refuse)];
    };
    const other = [{ name: '乙某', phone: '19900002002', address: '东湖区演示路9号' }];
    expect(await refused({ summary: '自来水发黄', petitioners: other })).toEqual([
      'REFUSAL_COMPARISON_MISSING',
      'REFUSAL_OTHER_PETITIONER',
    ]);
    const own = [...other, { name: '甲某', phone: '19900002001', address: '东湖区演示路7号' }];
    expect(await refused({ summary: '屋面渗漏', petitioners: own, peopleCount: 2 })).toEqual(['REFUSAL_COMPARISON_MISSING', null]);
  });

  it('2-12: the code of a letter that was split says so and names its parts, and a withdrawn report was not answered', async () => {
    const track = async (queryCode: string, secret: string) =>
      (
        await city().query<{ trackPetition: Record<string, unknown> }>(
          null,
          'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { stage stageName progress outcome partNumbers } }',
          { queryCode, secret },
        )
      ).trackPetition;
    const letter = await city().submitted({ text: '一是屋面漏雨；二是建议加装路灯；三是有人收礼。' });
    const { petitionByNumber: found } = await city().query<{ petitionByNumber: { id: string; requests: { id: string }[] } }>(
      'registrar.city',
      'query ($number: String!) { petitionByNumber(number: $number) { id requests { id } } }',
      { number: letter.number },
    );
    const petitionId = found.id;
    const part = (kind: string, text: string) => ({ kind, summary: text, text, requests: [{ text }] });
    const report = { ...part('REPORT', '有人收礼'), accused: [{ organId: organId('education.city') }] };
    const parts = [part('CLAIM', '屋面漏雨'), part('SUGGESTION', '加装路灯'), report];
    const { id: splitId } = await city().act('registrar.city', 'prepareSplit', { petitionId, parts });
    await city().rest();
    await city().act('registrar.city', 'splitPetition', { petitionId, splitId, reason: '三件事' });
    await city().act('auditor.city', 'confirmSplit', { petitionId, splitId });
    await city().rest();
    expect(await track(letter.queryCode, letter.secret)).toEqual({
      stage: 'ended',
      stageName: '已分件',
      progress: 'ended',
      outcome: 'split',
      partNumbers: [expect.any(String), expect.any(String), expect.any(String)],
    });
    const direct = await city().submitted();
    expect(await track(direct.queryCode, direct.secret)).toMatchObject({ progress: 'received', outcome: null, partNumbers: null });
  });

  it('2-12: a report that was withdrawn ends as withdrawn on the tracking page, and never as answered', async () => {
    const { queryCode, secret, number } = await city().submitted({
      kind: 'REPORT',
      accused: [{ organId: organId('education.city') }],
    });
    const track = async () =>
      (
        await city().query<{ trackPetition: { pass: string; progress: string; outcome: string | null; stageName: string } }>(
          null,
          'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { pass progress outcome stageName } }',
          { queryCode, secret },
        )
      ).trackPetition;
    const { petitionByNumber } = await city().query<{ petitionByNumber: { id: string } }>(
      'dispatcher.city',
      'query ($number: String!) { petitionByNumber(number: $number) { id } }',
      { number },
    );
    const petitionId = petitionByNumber.id;
    const authority = { authority: '被反映人属该机关管理', cadreMatter: false, grave: false };
    await city().act('dispatcher.city', 'handOverReport', { petitionId, toOrganId: organId('discipline.city'), ...authority });
    await city().act('head.bureau.city', 'confirmHandOver', { petitionId });
    await city().act('handler.discipline', 'recordHandOverReceipt', { petitionId, receiptNumber: '收〔2026〕1号' });
    await city().rest();
    const handed = await track();
    expect(handed).toMatchObject({ progress: 'handed_over', outcome: null });
    await city().act(null, 'withdrawPetition', { pass: handed.pass, reason: '不再反映' });
    await city().act('registrar.city', 'confirmWithdrawal', { petitionId, contact: '电话联系本人', willing: true });
    // The petitioner may take the withdrawal back for 15 days.
    city().setDay(dayAfter(city().today, 20));
    try {
      await city().act('handler.discipline', 'closePetition', { petitionId, ground: 'withdrawn' });
      await city().act('auditor.city', 'verifyCompletion', { petitionId });
      await city().rest();
      expect(await track()).toMatchObject({ progress: 'ended', outcome: 'withdrawn', stageName: '已撤回信访' });
    } finally {
      city().setDay(null);
    }
  });
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
