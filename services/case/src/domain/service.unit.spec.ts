import { describe, expect, it } from '@jest/globals';
import { HOUSING, PETITIONERS, aPetition, after, anOpinion, given, id, law, refusal } from '../../test/builders.js';
import type { Opinion, PetitionState, Proof } from './petition.js';
import { cleanProof } from './proof.js';
import { recordService, rightOf } from './service.js';

const [first, second] = PETITIONERS as [string, string];
const issued = (opinion: Partial<Opinion> = {}, change: Partial<PetitionState> = {}) =>
  aPetition({
    stage: 'opinion_issued',
    exit: '31(6)',
    opinion: anOpinion({ state: 'issued', dispatchedOn: '2025-05-07', ...opinion }),
    ...change,
  });
const serve = (state: PetitionState, on: string, petitionerId = first, way = 'in_person', proof: Proof = { signature: '回证第1号' }) =>
  recordService(given(state, on), { serviceId: id('v'), petitionerId, way, proof });

describe('recordService', () => {
  it('opens this petitioner’s 30 days: served 2024-09-02, last day 2024-10-08 after the holiday', () => {
    const state = issued({ dispatchedOn: '2024-09-02' }, { latestOn: '2024-09-02' });
    expect(serve(state, '2024-09-02').events[0]?.data).toMatchObject({
      petitionerId: first,
      servedOn: '2024-09-02',
      reviewRequestLastDay: '2024-10-08',
    });
  });

  it('enters opinion_served when the first is served and tracks every petitioner', () => {
    const one = serve(issued(), '2025-05-08');
    expect(one.state).toMatchObject({ stage: 'opinion_served', services: [{ petitionerId: first, servedOn: '2025-05-08' }] });
    const two = recordService(after(one, [], '2025-05-12'), {
      serviceId: id('v', 2),
      petitionerId: second,
      way: 'post',
      proof: { receiptNumber: 'EMS-4' },
    });
    expect(two.state.services.map(({ servedOn }) => servedOn)).toEqual(['2025-05-08', '2025-05-12']);
    expect(two.clocks).toEqual([]);
  });

  it('starts EXECUTE at the performing organ once, to the date in the opinion', () => {
    expect(serve(issued({ performerId: id('k') }), '2025-05-08').clocks).toEqual([
      { do: 'start', petitionId: id('z'), term: 'EXECUTE', subject: id('k'), startedOn: '2025-05-08', dueOn: '2025-06-30' },
    ]);
    expect(serve(issued({ executeBy: null, answers: [] }), '2025-05-08').clocks).toEqual([]);
  });

  it('keeps the date in the opinion where the service comes after it', () => {
    expect(serve(issued(), '2025-07-10').clocks).toEqual([
      { do: 'start', petitionId: id('z'), term: 'EXECUTE', subject: HOUSING.id, startedOn: '2025-06-30', dueOn: '2025-06-30' },
    ]);
  });

  const needs: [string, Proof, Proof][] = [
    ['in_person', {}, { signature: '签名' }],
    ['household', { signature: '签名' }, { signature: '签名', relation: '配偶' }],
    ['agent', { signature: '签名' }, { signature: '签名', relation: '授权委托书' }],
    ['post', { signature: '签名' }, { receiptNumber: 'EMS-1' }],
    ['electronic', { receiptNumber: 'x' }, { consent: '对本文书同意电子送达' }],
    ['left', { signature: '签名' }, { witness: '见证人' }],
    ['left', {}, { photo: '照片一' }],
    ['undeliverable', { attempts: [] }, { attempts: ['5月8日上门无人'] }],
  ];
  it.each(needs)('by way %s needs its proof', (way, without, withProof) => {
    expect(refusal(() => serve(issued(), '2025-05-08', first, way, without))).toBe('SERVICE_PROOF_MISSING');
    expect(refusal(() => serve(issued(), '2025-05-08', first, way, withProof))).toBe('no refusal');
  });

  it('counts blank proof as none', () => {
    expect(cleanProof({ signature: '  ', receiptNumber: ' EMS-1 ', attempts: ['', ' 一次 '] })).toEqual({
      receiptNumber: 'EMS-1',
      attempts: ['一次'],
    });
    expect(cleanProof(null)).toEqual({});
  });

  it('starts nothing for a paper that could not be delivered, and may be tried again', () => {
    const tried = serve(issued(), '2025-05-08', first, 'undeliverable', { attempts: ['上门无人'] });
    expect(tried.state).toMatchObject({ stage: 'opinion_issued', services: [{ servedOn: null }] });
    expect(tried.clocks).toEqual([]);
    expect(tried.events[0]?.data).toMatchObject({ servedOn: null, reviewRequestLastDay: null });
    expect(serve(tried.state, '2025-05-20').state.stage).toBe('opinion_served');
  });

  it('refuses a second service, a stranger, an unknown way, and an opinion not issued', () => {
    expect(refusal(() => serve(serve(issued(), '2025-05-08').state, '2025-05-09'))).toBe('SERVICE_ALREADY_RECORDED');
    expect(refusal(() => serve(issued(), '2025-05-08', id('s', 9)))).toBe('PETITIONER_UNKNOWN');
    expect(refusal(() => serve(issued(), '2025-05-08', first, 'portal'))).toBe('SERVICE_WAY_UNKNOWN');
    expect(refusal(() => serve(aPetition({ stage: 'handling', opinion: anOpinion() }), '2025-05-08'))).toBe('ACT_NOT_IN_STAGE');
  });

  it('opens no review for suggestions and reports', () => {
    expect(rightOf({ kind: 'SUGGESTION', exit: null }, '2025-05-08', law)).toBeNull();
    expect(rightOf({ kind: 'REPORT', exit: null }, '2025-05-08', law)).toBeNull();
    expect(rightOf({ kind: 'CLAIM', exit: '31(6)' }, '2025-05-08', law)).toMatchObject({
      term: 'REVIEW_REQUEST',
      lastDay: '2025-06-09',
      source: '信访工作条例 35',
    });
  });
});
