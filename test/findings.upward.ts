import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
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
}
