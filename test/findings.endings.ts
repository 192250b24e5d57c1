import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

/** Endings that the law does not know, refusals without ground, and matters that had no end. */
export function endings(city: () => FindingsCity): void {
  it('2-14: a suggestion is not settled between the parties; a claim is', async () => {
    const settled = async (kind: 'SUGGESTION' | 'CLAIM') => {
      const { id: petitionId, petitioners } = await city().filed({ kind });
      await city().routed(petitionId, 'housing.city');
      await city().act('handler.housing', 'informPetitioner', { petitionId, path: '办理程序', procedure: '依法办理', ...ELECTRONIC });
      return city().refusal('handler.housing', 'recordSettlement', {
        petitionId,
        parties: [
          { petitionerId: petitioners[0]?.id, signature: '本人签名' },
          { organId: organId('housing.city'), signature: '单位盖章' },
        ],
        dispute: '屋面维修费用',
        terms: '单位支付补偿一万元',
        promises: [{ party: 2, text: '支付补偿', dueOn: city().today }],
      });
    };
    expect(await settled('SUGGESTION')).toBe('SETTLEMENT_OF_CLAIMS_ONLY');
    expect(await settled('CLAIM')).toBeNull();
  });

  it('2-22: by telephone a request is supported, or an enquiry explained; a matter that is not supported is answered in writing', async () => {
    const checked = ['assigned', 'may_not_be_supported', 'statutory_route', 'several_units', 'joint', 'grave'];
    const answered = async (fits: string, outcome: string) => {
      const { id: petitionId, requests } = await city().filed({ channel: 'PHONE' });
      await city().routed(petitionId, 'housing.city');
      await city().act('handler.housing', 'chooseFastTrack', { petitionId, first: true, fits: [fits], checked, reason: '当日可以答复' });
      await city().act('handler.housing', 'acceptPetition', { petitionId, ...ELECTRONIC });
      return city().refusal('handler.housing', 'answerFastTrack', {
        petitionId,
        facts: '经核对档案。',
        answers: [{ id: requests[0]?.id, outcome, answer: '没有依据，不能提高。', basis: ['演示办法第六条'] }],
        executeBy: outcome === 'SUPPORTED' ? city().today : null,
        answerBy: 'phone',
        record: '电话答复本人',
        paperOffered: true,
      });
    };
    expect(await answered('clear', 'EXPLAINED')).toBe('FAST_TRACK_EXCLUDED');
    expect(await answered('answered_at_once', 'EXPLAINED')).toBeNull();
    expect(await answered('clear', 'SUPPORTED')).toBeNull();
  });

  it('2-23: a city desk registers what names a number of the county, and tells nothing of it', async () => {
    const county = await city().filed({ division: '990123' }, 'registrar.xiling');
    const later = await city().filed({ previousNumber: county.number });
    expect(await city().petition('registrar.city', later.id, 'previousNumber')).toEqual({ previousNumber: county.number });
  });

  it('2-24: without the written mandate no agent gets a code', async () => {
    const { id: petitionId } = await city().filed({ agent: { name: '代某' } });
    const mandate = { petitionId, agentName: '代某', scope: '代为查询', from: city().today, endsOn: city().today };
    expect(await city().refusal('registrar.city', 'recordMandate', mandate, 'queryCode')).toBe('MANDATE_PAPER_MISSING');
    expect(await city().petition('registrar.city', petitionId, 'openPoints { part }')).toMatchObject({
      openPoints: expect.arrayContaining([{ part: 'mandate' }]),
    });
  });

  it('2-1: nothing is refused for good without a served 复核 opinion that a second person has read', async () => {
    const { number } = await closedWithoutOpinion();
    const again = await city().filed({ text: '屋面又漏了。' });
    await city().routed(again.id, 'housing.city');
    const earlier = [{ number: '明住建信访〔2026〕9999号', servedOn: city().today }];
    const compared = { petitionId: again.id, earlierNumber: number, opinions: earlier, same: true, reason: '同一事实' };
    await city().act('handler.housing', 'compareRefiling', compared);
    const refuse = { petitionId: again.id, ground: 'after_rereview_same_facts', reason: '已经终结', earlier, help: '可以申请救助' };
    expect(await city().refusal('handler.housing', 'refuseRefiling', refuse)).toBe('REFUSAL_REREVIEW_MISSING');
    // The id of a file: case keeps it, and intake opens it to who may read the matter.
    const scan = organId('housing.city');
    const proposed = await city().act<{ records: { id: string; state: string }[] }>(
      'handler.housing',
      'refuseRefiling',
      { ...refuse, rereviewFileId: scan },
      'records(kinds: ["refusal"]) { id state }',
    );
    const refusalId = proposed.records.find(({ state }) => state === 'proposed')?.id;
    const confirmed = { petitionId: again.id, refusalId, ...ELECTRONIC };
    expect(await city().refusal('checker.housing', 'confirmRefusal', confirmed)).toBe('REFUSAL_REREVIEW_NOT_READ');
    expect(await city().refusal('checker.housing', 'confirmRefusal', { ...confirmed, rereviewRead: true })).toBeNull();
  });

  it('2-29: handing down inside one system rests on the first paragraph of Article 23', async () => {
    const { id: petitionId } = await city().filed();
    await city().routed(petitionId, 'housing.city');
    const down = { petitionId, toOrganId: organId('labour.city'), reason: '属其职责' };
    await expect(city().act('handler.housing', 'handDown', down)).rejects.toMatchObject({
      code: 'HAND_DOWN_OUTSIDE_SYSTEM',
      source: '信访工作条例 23 ¶1',
    });
  });

  /** A claim that was answered by telephone and closed; no opinion was ever served. */
  async function closedWithoutOpinion() {
    const filed = await city().filed({ channel: 'PHONE' });
    const petitionId = filed.id;
    await city().routed(petitionId, 'housing.city');
    const checked = ['assigned', 'may_not_be_supported', 'statutory_route', 'several_units', 'joint', 'grave'];
    const track = { petitionId, first: true, fits: ['answered_at_once'], checked, reason: '当日可以答复' };
    await city().act('handler.housing', 'chooseFastTrack', track);
    await city().act('handler.housing', 'acceptPetition', { petitionId, ...ELECTRONIC });
    await city().act('handler.housing', 'answerFastTrack', {
      petitionId,
      facts: '经核对档案。',
      answers: [{ id: filed.requests[0]?.id, outcome: 'EXPLAINED', answer: '已说明办理方式。', basis: ['演示办法第六条'] }],
      answerBy: 'phone',
      record: '电话答复本人',
      paperOffered: true,
    });
    await city().act('handler.housing', 'closePetition', { petitionId, ground: 'fast_track_answered' });
    await city().act('auditor.city', 'verifyCompletion', { petitionId });
    return filed;
  }
}
