import { describe, expect, it } from '@jest/globals';
import type { Role } from '@sunshine/events';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT, Matter, PARTY, WHO } from '../../../test/between.js';
import { BUREAU, COUNTY_BUREAU, HOUSING, id, refusal, termsOf } from '../../../test/builders.js';
import { latestRecord } from '../records.js';
import { recallTransfer } from './recall.js';
import { recordSubmittedDecision, submitForDecision, type SubmitForDecision } from './submission.js';

const at = (matter: Matter, on = '2025-03-05', organ = BUREAU, role: Role = 'HEAD') => matter.given(on, WHO.bureauHead, organ, role);
const submit = (matter: Matter, more: Partial<SubmitForDecision> = {}, given = at(matter)) =>
  submitForDecision(given, {
    submissionId: id('k'),
    to: GOVERNMENT,
    from: AT.bureau,
    toAccused: false,
    reason: '三百余户停暖，气温将降至零下',
    proposal: '由市政府牵头，住建、财政先行垫付抢修',
    reference: '明信报〔2025〕7号',
    answerBy: '2025-03-06',
    ...more,
  });
const decide = (matter: Matter, on = '2025-03-20', text = '同意，由住建局牵头') =>
  recordSubmittedDecision(at(matter, on), { reference: '明政批〔2025〕12号', post: '市长', text });

describe('submitForDecision', () => {
  it('puts a matter before the Party committee or the government of the own level, and before nobody else', () => {
    const matter = Matter.registered();
    for (const to of [GOVERNMENT, PARTY]) expect(refusal(() => submit(matter, { to }))).toBe('no refusal');
    for (const to of [COUNTY_GOVERNMENT, AT.housing, AT.discipline])
      expect(refusal(() => submit(matter, { to }))).toBe('SUBMISSION_NOT_OWN_LEVEL');
    expect(refusal(() => submit(matter, { from: AT.countyBureau }))).toBe('SUBMISSION_NOT_OWN_LEVEL');
    expect(refusal(() => submit(matter, { to: { ...GOVERNMENT, closedOn: '2025-03-05' } }))).toBe('ROUTE_TO_CLOSED_ORGAN');
  });

  it('meets ROUTE, keeps the matter at the bureau and names the day for which it waits', () => {
    const matter = Matter.registered();
    const decision = submit(matter);
    expect(termsOf(decision.clocks, 'stop')).toEqual(['ROUTE']);
    expect(decision.state).toMatchObject({ stage: 'routed', organId: BUREAU.id, senderId: null });
    expect(latestRecord(decision.state, 'submission')).toMatchObject({ state: 'submitted', organId: GOVERNMENT.id, until: '2025-03-06' });
    expect(refusal(() => submit(matter, { answerBy: '2025-03-05' }))).toBe('SUBMISSION_DATE_TOO_EARLY');
    for (const field of ['reason', 'proposal', 'reference']) expect(refusal(() => submit(matter, { [field]: ' ' }))).toBe('TEXT_MISSING');
  });

  it('is the way of no report, and goes to nobody whose staff the matter complains of', () => {
    expect(refusal(() => submit(Matter.registered({ kind: 'REPORT' })))).toBe('REPORT_BY_HAND_OVER_ONLY');
    const conduct = Matter.registered({ staffConduct: true, accusedIds: [GOVERNMENT.id], accusedInWords: 0 });
    expect(refusal(() => submit(conduct, { toAccused: true }))).toBe('CONDUCT_ABOVE_THE_UNIT');
    const unknown = Matter.registered({ staffConduct: true });
    expect(refusal(() => submit(unknown))).toBe('ACCUSED_NOT_IDENTIFIED');
  });

  it('is for the bureau that holds the matter', () => {
    const direct = Matter.registered({ organId: HOUSING.id, organKind: 'department' });
    expect(refusal(() => submit(direct, {}, at(direct, '2025-03-05', HOUSING)))).toBe('ROUTE_BY_BUREAU_ONLY');
    const sent = Matter.registered().routed(HOUSING, '2025-03-04');
    expect(refusal(() => submit(sent))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => submit(sent.with({ stage: 'informed' })))).toBe('ACT_NOT_IN_STAGE');
  });
});

describe('recordSubmittedDecision', () => {
  it('brings the matter back to the step it was at, with fifteen days anew for the routing', () => {
    const submitted = Matter.registered().after(submit(Matter.registered()));
    const decision = decide(submitted);
    expect(decision.state.stage).toBe('registered');
    expect(decision.clocks).toMatchObject([{ do: 'start', term: 'ROUTE', subject: BUREAU.id, startedOn: '2025-03-20' }]);
    expect(latestRecord(decision.state, 'submission')).toMatchObject({
      state: 'decided',
      data: { decision: { post: '市长', on: '2025-03-20' } },
    });
    expect(submitted.after(decision).routed(HOUSING, '2025-03-21').state.stage).toBe('received');
  });

  it('is for what was submitted, once, and says what was decided', () => {
    const submitted = Matter.registered().after(submit(Matter.registered()));
    expect(refusal(() => decide(submitted, '2025-03-20', ' '))).toBe('TEXT_MISSING');
    expect(refusal(() => decide(Matter.registered()))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => decide(Matter.registered().with({ stage: 'routed' })))).toBe('SUBMISSION_NONE');
  });

  it('is awaited no longer once the sender has taken the matter back', () => {
    const county = Matter.registered().routed(COUNTY_BUREAU, '2025-03-04');
    const own = { from: AT.countyBureau, to: COUNTY_GOVERNMENT };
    const submitted = county.after(submit(county, own, at(county, '2025-03-05', COUNTY_BUREAU)));
    const recalled = recallTransfer(at(submitted, '2025-03-06', BUREAU, 'DISPATCHER'), {
      reason: '转错',
      documentId: id('x'),
      number: '1号',
    });
    expect(latestRecord(recalled.state, 'submission')).toMatchObject({ state: 'ended' });
  });
});
