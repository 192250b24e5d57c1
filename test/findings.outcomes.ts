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
    const { id: petitionId } = await city().filed({ channel: 'VISIT', division: '990123' }, 'handler.liuhe');
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
}
