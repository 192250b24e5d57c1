import { describe, expect, it } from '@jest/globals';
import { endsChainOn, reviewedByOn, reviewersOn, reviewingOn, type ReviewerTerm } from './reviewing.js';

const term = (name: string, more: Partial<ReviewerTerm> = {}): ReviewerTerm => ({
  organId: name,
  kind: 'government',
  name,
  address: null,
  phone: null,
  closedOn: null,
  also: false,
  from: '2020-01-01',
  to: null,
  ...more,
});
const department = (...reviewers: ReviewerTerm[]) => ({ kind: 'department', division: '990100', reviewers });

describe('who reviews the opinions of an organ on a day', () => {
  it('is who reviewed then, whoever does so from a later day on', () => {
    const organ = department(term('县政府', { to: '2025-03-03' }), term('市政府', { from: '2025-03-04' }));
    expect([reviewedByOn(organ, '2025-03-03'), reviewedByOn(organ, '2025-03-04')]).toEqual(['县政府', '市政府']);
    expect(reviewersOn(organ, '2019-12-31')).toEqual([]);
  });

  it('is told by name and address, and of two the petitioner chooses', () => {
    const two = department(
      term('市住建局', { also: true, phone: '0000-8800001' }),
      term('县政府', { address: '县府前街1号', phone: '0000-8800002' }),
    );
    expect(reviewedByOn(two, '2025-03-03')).toBe(
      '县政府（地址：县府前街1号，电话：0000-8800002）或者市住建局（电话：0000-8800001），由您选择',
    );
  });

  it('is nobody that is no more: on its first day after', () => {
    const organ = department(term('县政府', { closedOn: '2025-03-04' }));
    expect([reviewedByOn(organ, '2025-03-03'), reviewedByOn(organ, '2025-03-04')]).toEqual(['县政府', null]);
  });

  it.each([
    ['a provincial government without a reviewer', { kind: 'government', division: '990000', reviewers: [] }, true],
    ['a provincial government with one entered by hand', { kind: 'government', division: '990000', reviewers: [term('某机关')] }, false],
    ['a city government', { kind: 'government', division: '990100', reviewers: [] }, false],
    ['a department of the province', { kind: 'department', division: '990000', reviewers: [] }, false],
  ])('the chain ends: %s', (_case, organ, ends) => {
    expect(endsChainOn(organ, '2025-03-03')).toBe(ends);
    expect(reviewingOn(organ, '2025-03-03').endsChain).toBe(ends);
  });
});
