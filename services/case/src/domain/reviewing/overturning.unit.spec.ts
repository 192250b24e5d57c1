import { describe, expect, it } from '@jest/globals';
import { GOVERNMENT, AT } from '../../../test/between.js';
import { HOUSING, PERSON, PETITIONERS, law, refusal } from '../../../test/builders.js';
import { asked, change, Chain, revoke, UPHOLD } from '../../../test/review-chain.js';
import { closePetition } from '../closing/closing.js';
import { checkExecution, recordExecution } from '../handling/execution.js';
import { orderedNow } from '../in-force.js';
import { askable } from './asking.js';

const [first, second] = PETITIONERS as [string, string];
const carriedOut = (chain: Chain) =>
  chain.did(recordExecution(chain.given(PERSON.handler), { recordId: chain.fresh(), evidence: '已支付', petitionerAsked: true }));
const checked = (chain: Chain) => checkExecution(chain.given(PERSON.checker, HOUSING, 'CHECKER'), { carriedOut: true, finding: '已核查' });

describe('what a review has changed', () => {
  it('is reviewed no more by who had not asked: that one has the change, and the term to have it re-reviewed', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.decide('review', change('explained'));
    expect(refusal(() => chain.ask('review', second))).toBe('REVIEW_OPINION_REPLACED');
    const issuer = { ...AT.housing, reviewers: [] };
    expect(askable({ state: chain.state, clocks: chain.clocks, law }, 'review', second, issuer, chain.on)).toBeNull();
    chain.serveReview('review', second);
    expect(refusal(() => chain.ask('rereview', second))).toBe('no refusal');
  });

  it('is carried out by the organ in charge, and checked, though the opinion had ordered nothing', () => {
    const chain = asked();
    chain.decide('review', change('supported', '2025-06-30'));
    chain.serveReview('review');
    expect(orderedNow(chain.state)).toEqual({ executeBy: '2025-06-30', performerId: HOUSING.id });
    carriedOut(chain);
    expect(refusal(() => checked(chain))).toBe('no refusal');
  });

  it('orders nothing any more where it supports nothing: what was carried out before is not checked', () => {
    const chain = asked();
    chain.decide('review', change('supported', '2025-06-30'));
    chain.serveReview('review');
    carriedOut(chain);
    chain.ask('rereview');
    chain.decide('rereview', change('explained'));
    expect(orderedNow(chain.state)).toBeNull();
    expect(refusal(() => checked(chain))).toBe('EXECUTION_NOT_RECORDED');
  });

  it('is carried out by the day of the re-review that changes it again', () => {
    const chain = asked();
    chain.decide('review', change('supported', '2025-06-30'));
    chain.serveReview('review');
    chain.ask('rereview');
    chain.decide('rereview', change('supported', '2025-08-29'));
    expect(chain.running('EXECUTE')).toEqual([]);
    chain.serveReview('rereview');
    expect(chain.running('EXECUTE')).toEqual([[HOUSING.id, '2025-08-29']]);
    expect(orderedNow(chain.state)?.executeBy).toBe('2025-08-29');
  });

  it('ends as a matter that was not to be accepted, though the opinion had supported something', () => {
    const chain = asked();
    chain.decide('review', change('supported', '2025-06-30'));
    chain.serveReview('review');
    chain.ask('rereview');
    chain.decide('rereview', revoke('not_acceptable', null));
    chain.serveReview('rereview');
    const served = chain.services.map(({ on: servedOn, ...row }) => ({ ...row, servedOn }));
    expect(refusal(() => closePetition(chain.given(PERSON.handler), { ground: 'rereview_served', served }))).toBe('no refusal');
  });
});

describe('a review that is redone', () => {
  it('meets its own redo by its opinion, be it another change', () => {
    const chain = asked();
    chain.decide('review', change('supported', '2025-06-30'));
    chain.serveReview('review');
    chain.ask('rereview');
    chain.decide('rereview', revoke('procedure_broken', 15));
    chain.serveOrgan('rereview');
    chain.text('review', change('explained'));
    chain.check('review');
    const { clocks } = chain.issue('review');
    expect(clocks.filter(({ term }) => term === 'REDO')).toMatchObject([{ do: 'stop', subject: GOVERNMENT.id }]);
  });
});

describe('a re-review that decides the matter itself', () => {
  it('leaves nobody the right to have the opinion reviewed', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.decide('review', UPHOLD);
    chain.serveReview('review', first);
    chain.ask('rereview', first);
    chain.decide('rereview', change('explained'));
    expect(chain.running('REVIEW_REQUEST')).toEqual([]);
    expect(refusal(() => chain.ask('review', second))).toBe('REVIEW_OPINION_REPLACED');
  });
});
