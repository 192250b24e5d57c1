import { describe, expect, it } from '@jest/globals';
import { GOVERNMENT } from '../../../test/between.js';
import { HOUSING, PERSON, PETITIONERS, anInquiry, id, refusal } from '../../../test/builders.js';
import { appointed, asked, Chain, PROVINCE, REREVIEWING, REVIEWING, UPHOLD } from '../../../test/review-chain.js';
import { newRecord, recordsOf } from '../records.js';
import { appointInvestigators, askReviewFile, handOverReviewFile, mayInvestigate } from './investigating.js';

const [first, second] = PETITIONERS as [string, string];
const staff = { path: [GOVERNMENT.id], officers: Object.values(REVIEWING).map((personId) => ({ personId, role: 'REVIEWER' as const })) };

describe('whom the organ may name', () => {
  const officers = [
    ...staff.officers,
    { personId: REVIEWING.first, role: 'HEAD' as const },
    { personId: PERSON.checker, role: 'REVIEWER' as const },
  ];
  const named = (chain: Chain, keptOut: string[] = []) =>
    mayInvestigate(chain.state, GOVERNMENT.id, { staff: { ...staff, officers }, keptOut });

  it('each of its officers once, but for who took part in what is attacked', () => {
    expect(named(asked())).toEqual([REVIEWING.first, REVIEWING.second, REVIEWING.issuer]);
  });

  it('nobody who must step back, or was asked to', () => {
    const chain = asked();
    const data = { officerId: REVIEWING.first, by: 'colleague', reason: '亲属', decision: null, namedHandlerId: null } as const;
    const recusal = newRecord({ id: id('w'), kind: 'recusal', state: 'requested', on: chain.on, data });
    chain.state = { ...chain.state, records: [...chain.state.records, recusal] };
    expect(named(chain, [REVIEWING.second])).toEqual([REVIEWING.issuer]);
  });

  it('of a re-review nobody who reviewed; nobody where nothing is in hand', () => {
    const chain = asked();
    chain.decide('review', UPHOLD);
    chain.serveReview('review');
    expect(named(chain)).toEqual([]);
    chain.ask('rereview');
    const all = {
      staff: { path: [PROVINCE.id], officers: [...officers, { personId: REREVIEWING.first, role: 'REVIEWER' as const }] },
      keptOut: [],
    };
    expect(mayInvestigate(chain.state, PROVINCE.id, all)).toEqual([REREVIEWING.first]);
  });
});

describe('two investigate a review', () => {
  const appoint = (chain: Chain, investigatorIds: string[], more: { keptOut?: string[] } = {}) =>
    appointInvestigators(chain.given(REVIEWING.issuer, GOVERNMENT, 'HEAD'), { investigatorIds, staff, keptOut: [], ...more });
  const both = [REVIEWING.first, REVIEWING.second];

  it('two officers of the reviewing organ, for every request that it has in hand against the opinion', () => {
    const chain = asked([first, second]);
    const { state, clocks } = appoint(chain, both);
    expect(recordsOf(state, 'review').map(({ data }) => data.investigatorIds)).toEqual([both, both]);
    expect(clocks).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['one', [REVIEWING.first], 'REVIEW_INVESTIGATORS_TWO'],
    ['one named twice', [REVIEWING.first, REVIEWING.first], 'REVIEW_INVESTIGATORS_TWO'],
    ['three', [...both, REVIEWING.issuer], 'REVIEW_INVESTIGATORS_TWO'],
    ['somebody of another organ', [REVIEWING.first, REREVIEWING.first], 'REVIEW_INVESTIGATOR_UNKNOWN'],
  ])('refuses %s', (_case, investigatorIds, code) => {
    expect(refusal(() => appoint(asked(), investigatorIds))).toBe(code);
  });

  it('refuses who must step back, and who has been asked to', () => {
    expect(refusal(() => appoint(asked(), both, { keptOut: [REVIEWING.second] }))).toBe('REVIEW_INVESTIGATOR_RECUSED');
    const chain = asked();
    const recusal = newRecord({
      id: id('w'),
      kind: 'recusal',
      state: 'requested',
      on: chain.on,
      data: { officerId: REVIEWING.first, by: 'colleague', reason: '亲属', decision: null, namedHandlerId: null },
    });
    chain.state = { ...chain.state, records: [...chain.state.records, recusal] };
    expect(refusal(() => appoint(chain, both))).toBe('REVIEW_INVESTIGATOR_RECUSED');
  });

  it.each(['draftedBy', 'checkedBy', 'issuedBy'] as const)('refuses who was %s of the opinion', (role) => {
    const chain = asked();
    chain.state = { ...chain.state, opinion: { ...chain.state.opinion!, [role]: REVIEWING.first } };
    expect(refusal(() => appoint(chain, both))).toBe('REVIEW_INVESTIGATOR_TOOK_PART');
  });

  it('refuses who looked into it, and who was assigned it', () => {
    const inquiry = asked();
    inquiry.state = {
      ...inquiry.state,
      records: [...inquiry.state.records, { ...anInquiry('PLAN', null, 9), byPersonId: REVIEWING.second }],
    };
    expect(refusal(() => appoint(inquiry, both))).toBe('REVIEW_INVESTIGATOR_TOOK_PART');
    const handled = asked();
    handled.state = { ...handled.state, handlerId: REVIEWING.second };
    expect(refusal(() => appoint(handled, both))).toBe('REVIEW_INVESTIGATOR_TOOK_PART');
  });

  it('of a re-review nobody who investigated or decided the review', () => {
    const chain = appointed();
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.issue('review');
    chain.serveReview('review');
    chain.ask('rereview');
    const named = (investigatorIds: string[]) =>
      appointInvestigators(chain.given(REREVIEWING.issuer, PROVINCE, 'HEAD'), {
        investigatorIds,
        staff: {
          path: [],
          officers: [...staff.officers, ...Object.values(REREVIEWING).map((personId) => ({ personId, role: 'HEAD' as const }))],
        },
        keptOut: [],
      });
    for (const person of Object.values(REVIEWING))
      expect(refusal(() => named([REREVIEWING.first, person]))).toBe('REVIEW_INVESTIGATOR_TOOK_PART');
    expect(refusal(() => named([REREVIEWING.first, REREVIEWING.second]))).toBe('no refusal');
  });

  it('only where the organ has a request in hand', () => {
    expect(refusal(() => appoint(new Chain(), both))).toBe('ACT_NOT_IN_STAGE');
    const chain = asked();
    expect(
      refusal(() => appointInvestigators(chain.given(REREVIEWING.issuer, PROVINCE, 'HEAD'), { investigatorIds: both, staff, keptOut: [] })),
    ).toBe('REVIEW_NOT_IN_HAND');
  });
});

describe('the file', () => {
  it('is asked for by a day of its own and handed over once; no term moves', () => {
    const chain = asked();
    const dueOn = chain.on;
    const ask = chain.did(askReviewFile(chain.given(REVIEWING.first, GOVERNMENT, 'REVIEWER'), { dueOn }));
    expect(ask.clocks).toEqual([]);
    expect(refusal(() => askReviewFile(chain.given(REVIEWING.first, GOVERNMENT, 'REVIEWER'), { dueOn }))).toBe('REVIEW_FILE_ALREADY_ASKED');
    chain.did(handOverReviewFile(chain.given(PERSON.handler)));
    expect(recordsOf(chain.state, 'review')[0]?.data.fileAsked).toEqual({ on: dueOn, dueOn, from: HOUSING.id, handedOn: chain.on });
    expect(refusal(() => handOverReviewFile(chain.given(PERSON.handler)))).toBe('REVIEW_FILE_NOT_ASKED');
  });

  it('is not asked for by yesterday, nor handed over unasked', () => {
    const chain = asked();
    expect(refusal(() => askReviewFile(chain.given(REVIEWING.first, GOVERNMENT), { dueOn: '2025-04-11' }))).toBe(
      'REVIEW_FILE_DUE_TOO_EARLY',
    );
    expect(refusal(() => handOverReviewFile(chain.given(PERSON.handler)))).toBe('REVIEW_FILE_NOT_ASKED');
  });
});
