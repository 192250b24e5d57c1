import { expect, it } from '@jest/globals';
import { organId, personId } from '@sunshine/demo';
import { dayNumber, dayOf, type Day } from '@sunshine/procedure';
import type { FindingsCity } from './findings.city.js';

/** 报请: what a bureau puts before the Party committee or the government of its own level. */
export function upward(city: () => FindingsCity): void {
  const submission = (organ: string, petitionId: string) => ({
    petitionId,
    toOrganId: organId(organ),
    reason: '三百余户停暖，气温将降至零下',
    proposal: '由市政府牵头，住建、财政先行垫付抢修',
    reference: '明信报〔2026〕7号',
    answerBy: dayOf(dayNumber(city().today as Day) + 2),
  });
  const answered = (petitionId: string) => ({ petitionId, reference: '明政批〔2026〕12号', post: '市长', text: '同意，由住建局牵头' });
  const routes = async (petitionId: string) => {
    await city().rest();
    const petition = await city().petition<{ stage: string; clocks: { term: string; state: string }[] }>(
      'dispatcher.city',
      petitionId,
      'stage clocks { term state }',
    );
    return { stage: petition?.stage, route: petition?.clocks.filter(({ term }) => term === 'ROUTE').map(({ state }) => state) };
  };

  it('2-6: a grave matter is put before the own Party committee or government, which meets ROUTE; its decision starts the routing anew', async () => {
    const { id: petitionId } = await city().filed();
    expect(await city().refusal('dispatcher.city', 'submitForDecision', submission('gov.city', petitionId))).toBe('ACT_NOT_YOURS');
    for (const organ of ['gov.province', 'housing.city', 'gov.donghu'])
      expect(await city().refusal('head.bureau.city', 'submitForDecision', submission(organ, petitionId))).toBe('SUBMISSION_NOT_OWN_LEVEL');
    expect(await city().refusal('head.bureau.city', 'submitForDecision', submission('gov.city', petitionId))).toBeNull();
    expect(await routes(petitionId)).toEqual({ stage: 'routed', route: ['met'] });
    expect(await city().refusal('dispatcher.city', 'recordSubmittedDecision', answered(petitionId))).toBeNull();
    expect(await routes(petitionId)).toEqual({ stage: 'registered', route: ['met', 'running'] });
    await city().routed(petitionId, 'housing.city');
    const seen = await city().petition<{ records: { details: { name: string; text: string }[] }[] }>(
      'handler.housing',
      petitionId,
      'records(kinds: ["submission"]) { details { name text } }',
    );
    expect(seen?.records[0]?.details).toContainEqual({ name: '批示内容', text: '同意，由住建局牵头' });
  });

  it('2-6: no report goes up that way, and no complaint to the body whose staff it is about', async () => {
    const report = await city().filed({ kind: 'REPORT', accused: [{ organId: organId('traffic.city') }] });
    expect(await city().refusal('head.bureau.city', 'submitForDecision', submission('gov.city', report.id))).toBe(
      'REPORT_BY_HAND_OVER_ONLY',
    );
    const against = await city().filed({ staffConduct: true, respondent: [{ organId: organId('party.city') }] });
    expect(await city().refusal('head.bureau.city', 'submitForDecision', submission('party.city', against.id))).toBe(
      'CONDUCT_ABOVE_THE_UNIT',
    );
  });

  it('2-5: a report brought straight to a department is handed on by it to the body that may act, and never to whom it accuses', async () => {
    const text = { summary: '反映收受回扣', text: '所述情况见附页。' };
    const accused = { accused: [{ organId: organId('education.city') }] };
    const { id: petitionId } = await city().filed({ kind: 'REPORT', ...text, ...accused }, 'registrar.housing');
    await city().rest();
    const handOver = (organ: string) => ({
      petitionId,
      toOrganId: organId(organ),
      authority: '被反映单位的领导班子由其监督',
      cadreMatter: false,
      grave: false,
    });
    expect(await city().refusal('handler.housing', 'handOverReport', handOver('education.city'))).toBe('ROUTE_TO_ACCUSED');
    expect(await city().refusal('handler.housing', 'handOverReport', handOver('bureau.city'))).toBe('HAND_OVER_TO_BODY_ONLY');
    expect(await city().refusal('handler.housing', 'handOverReport', handOver('discipline.city'))).toBeNull();
    expect(await city().refusal('handler.housing', 'confirmHandOver', { petitionId })).toBe('ACT_NOT_YOURS');
    expect(await city().refusal('head.housing', 'confirmHandOver', { petitionId })).toBeNull();
    await city().rest();
    // The department still owes its notice, until the body has it.
    const owed = () =>
      city().petition<{ clocks: { term: string; state: string }[] }>('handler.discipline', petitionId, 'clocks { term state }');
    expect((await owed())?.clocks).toEqual([{ term: 'NOTIFY_DIRECT', state: 'running' }]);
    await city().act('handler.discipline', 'recordHandOverReceipt', { petitionId, receiptNumber: '纪收1号' });
    expect(await city().petition('handler.discipline', petitionId, 'stage outcome')).toEqual({
      stage: 'handed_to_discipline',
      outcome: 'handed_over',
    });
    expect((await owed())?.clocks).toEqual([{ term: 'NOTIFY_DIRECT', state: 'cancelled' }]);
  });

  it('2-5: what another organ transferred is objected to, and not handed on', async () => {
    const { id: petitionId } = await city().filed({ kind: 'REPORT', accused: [{ organId: organId('education.city') }] });
    await city().rest();
    const to = (organ: string) => ({ petitionId, toOrganId: organId(organ), authority: '属其管理', cadreMatter: false, grave: false });
    await city().act('dispatcher.city', 'handOverReport', to('housing.city'));
    await city().act('head.bureau.city', 'confirmHandOver', { petitionId });
    await city().rest();
    expect(await city().refusal('handler.housing', 'handOverReport', to('discipline.city'))).toBe('HAND_OVER_OF_DIRECT_ONLY');
  });

  it('2-25: who judges an objection names a day of an assignment alone', async () => {
    const { id: petitionId } = await city().filed();
    await city().routed(petitionId, 'housing.city');
    await city().rest();
    const objection = { petitionId, reason: '不属住建职责', basis: '三定规定', proposedOrganId: organId('land.city') };
    await city().act('handler.housing', 'objectToTransfer', objection);
    await city().act('head.housing', 'confirmObjection', { petitionId });
    const decision = { petitionId, upheld: true, reason: '属自然资源', newOrganId: organId('land.city') };
    const reportBy = dayOf(dayNumber(city().today as Day) + 30);
    expect(await city().refusal('dispatcher2.city', 'decideObjection', { ...decision, reportBy })).toBe('OBJECTION_DATE_NOT_WANTED');
    const rejected = { ...decision, upheld: false, newOrganId: null, reportBy };
    expect(await city().refusal('dispatcher2.city', 'decideObjection', rejected)).toBe('OBJECTION_DATE_NOT_WANTED');
    expect(await city().refusal('dispatcher2.city', 'decideObjection', decision)).toBeNull();
  });

  it('2-2: the second reader reads whom the first one found by the names of the directory', async () => {
    const { id: petitionId } = await city().filed({ kind: 'REPORT', accused: [{ text: '房产科科长、教育局' }] });
    await city().rest();
    const accused = [{ personId: personId('checker.housing'), who: '房产科科长' }, { organId: organId('education.city') }];
    await city().act('dispatcher.city', 'identifyAccused', { petitionId, accused });
    const read = await city().petition<{ records: { accused: unknown }[] }>(
      'auditor.city',
      petitionId,
      'records(kinds: ["identification"]) { accused { units person { name } } }',
    );
    expect(read?.records).toEqual([
      {
        accused: [
          { units: ['明川市住房和城乡建设局'], person: { name: '市住建局审核员' } },
          { units: ['明川市教育局'], person: null },
        ],
      },
    ]);
    await expect(city().petition('checker.housing', petitionId, 'records { accused { person { name } } }')).rejects.toMatchObject({
      code: 'PETITION_NOT_FOUND',
    });
  });
}
