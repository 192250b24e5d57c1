import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

const REQUEST = '检修屋面';

/** How an organ deals with what it has in hand: what its papers say, who decides, and what runs meanwhile. */
export function handling(city: () => FindingsCity): void {
  const paperOf = async (account: string, petitionId: string, kind: string): Promise<string> => {
    const petition = await city().petition<{ documents: { kind: string; html: string }[] }>(account, petitionId, 'documents { kind html }');
    const html = petition?.documents.findLast((one) => one.kind === kind)?.html;
    if (html === undefined) throw new Error(`no ${kind} among the papers of ${petitionId}`);
    return html;
  };
  /** At housing, received and nothing else done. */
  const atHousing = async (change: Record<string, unknown> = {}) => {
    const filed = await city().filed(change);
    await city().routed(filed.id, 'housing.city');
    return { ...filed, petitionId: filed.id };
  };
  const accepted = async () => {
    const filed = await atHousing();
    await city().act('handler.housing', 'acceptPetition', { petitionId: filed.petitionId, ...ELECTRONIC });
    return filed;
  };

  it('2-21: the head who may issue an opinion may send it back to the drafter', async () => {
    const { petitionId, requests } = await accepted();
    await city().act('handler.housing', 'draftOpinion', {
      petitionId,
      facts: '屋面渗漏属实。',
      evidence: ['现场查看记录'],
      answers: [{ id: requests[0]?.id, outcome: 'EXPLAINED', answer: `${REQUEST}已列入计划`, basis: ['《条例》'] }],
    });
    await city().act('checker.housing', 'checkOpinion', { petitionId });
    expect(await city().refusal('head.housing', 'returnOpinion', { petitionId, remark: '写明检修日期' })).toBeNull();
    expect(await city().petition('handler.housing', petitionId, 'opinion { state }')).toEqual({ opinion: { state: 'returned' } });
  });

  it('2-10: an acceptance that is the only letter tells the procedure, as the notice would', async () => {
    const { petitionId } = await accepted();
    const standard = await paperOf('handler.housing', petitionId, 'ACCEPTANCE');
    expect(standard).toContain('处理程序');
    expect(standard).toContain('延期理由');
    const other = await atHousing();
    const procedure = '由建管科现场查看，办理期限内书面答复';
    await city().act('handler.housing', 'acceptPetition', { petitionId: other.petitionId, procedure, ...ELECTRONIC });
    expect(await paperOf('handler.housing', other.petitionId, 'ACCEPTANCE')).toContain(procedure);
  });

  it('2-20: the head declines an extension, or grants other days than were asked, by a notice with the post and its dispatch', async () => {
    const { petitionId } = await accepted();
    const asked = async (days: number) => {
      const { extension } = await city().act<{ extension: { id: string } }>(
        'handler.housing',
        'requestExtension',
        { petitionId, days, reason: '等待检测结果' },
        'extension { id }',
      );
      return extension.id;
    };
    const first = await asked(5);
    expect(
      await city().refusal('head.housing', 'declineExtension', { petitionId, extensionId: first, reason: '五日不够，按实际需要申请' }),
    ).toBeNull();
    const second = await asked(5);
    const grant = { petitionId, extensionId: second, days: 30, post: '局长' };
    expect(await city().refusal('head.housing', 'extendHandling', { ...grant, way: 'post' })).toBe('DISPATCH_PROOF_MISSING');
    await city().act('head.housing', 'extendHandling', { ...grant, ...ELECTRONIC });
    const { extension } = (await city().petition<{ extension: object }>(
      'handler.housing',
      petitionId,
      'extension { days grantedDays approvedOn }',
    )) as { extension: object };
    expect(extension).toEqual({ days: 5, grantedDays: 30, approvedOn: city().today });
    expect(await paperOf('handler.housing', petitionId, 'EXTENSION_NOTICE')).toContain('明川市住房和城乡建设局局长');
  });

  it('2-11: the bureau tells of a designation by a notice that cites the superior’s decision', async () => {
    const { petitionId } = await atHousing();
    const designated = await city().act<{ documents: { kind: string; title: string }[] }>(
      'dispatcher.city',
      'designateOrgan',
      {
        petitionId,
        toOrganId: organId('land.city'),
        by: 'COMMON_SUPERIOR',
        deciderOrganId: organId('gov.city'),
        reference: '明政办〔2026〕5号',
        reason: '用地审批属其职责',
        heard: ['housing.city', 'land.city'].map((organ) => ({ organId: organId(organ), on: city().today, position: '认为不属其职责' })),
      },
      'documents { kind title }',
    );
    expect(designated.documents.map(({ title }) => title)).not.toContain('指定管辖决定书');
    const notice = await paperOf('dispatcher.city', petitionId, 'DESIGNATION_NOTICE');
    expect(notice).toContain('明川市人民政府');
    expect(notice).toContain('明政办〔2026〕5号');
  });
}
