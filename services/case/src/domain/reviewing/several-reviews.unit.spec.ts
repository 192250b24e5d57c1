import { describe, expect, it } from '@jest/globals';
import type { IssuedPaper } from '../papers/delivery.js';
import { recordsOf } from '../records.js';
import { GOVERNMENT } from '../../../test/between.js';
import { PETITIONERS, id, refusal } from '../../../test/builders.js';
import { change, Chain, revoke, UPHOLD } from '../../../test/review-chain.js';
import { reviewOfPetitioner } from '../reviews-in-hand.js';
import type { Organ } from '../petition.js';

const [first, second] = PETITIONERS as [string, string];
const BUILDING: Organ = { ...GOVERNMENT, id: id('z'), kind: 'department', name: '明江省住房和城乡建设厅', shortName: '江住建' };

/** Two petitioners of one matter have chosen different organs; each has the answer of the own one. */
function both(ofFirst = UPHOLD, ofSecond: Parameters<Chain['text']>[1] = UPHOLD) {
  const chain = new Chain([first, second]).later(3);
  const answered = (petitioner: string, organ: Organ | null, what: Parameters<Chain['text']>[1]): IssuedPaper => {
    chain.chosen = organ;
    chain.ask('review', petitioner);
    chain.decide('review', what);
    chain.serveReview('review', petitioner);
    return chain.issued('review');
  };
  const papers = { first: answered(first, null, ofFirst), second: answered(second, BUILDING, ofSecond) };
  return { chain, papers };
}
const attackedBy = (chain: Chain, petitioner: string) =>
  recordsOf(chain.state, 'review').findLast(({ data }) => data.level === 'rereview' && data.petitionerId === petitioner)?.data
    .attackedDocumentId;

describe('several reviews of one opinion', () => {
  it('each petitioner has that review re-reviewed whose opinion was served on it, in whatever order they ask', () => {
    const { chain, papers } = both();
    chain.ask('rereview', first);
    chain.ask('rereview', second);
    expect([attackedBy(chain, first), attackedBy(chain, second)]).toEqual([papers.first.id, papers.second.id]);
  });

  it('who was served with nothing of a review and asked for none has none to be re-reviewed', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.decide('review', UPHOLD);
    chain.serveReview('review', first);
    expect([reviewOfPetitioner(chain.state, first)?.data.petitionerId, reviewOfPetitioner(chain.state, second)]).toEqual([first, null]);
    expect(refusal(() => chain.ask('rereview', second))).toBe('REVIEW_OPINION_NOT_SERVED');
    expect(refusal(() => chain.ask('review', second))).toBe('no refusal');
  });

  it('a change that was served on who had not asked is what that one may have re-reviewed', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.decide('review', change('explained'));
    chain.serveReview('review', second);
    chain.ask('rereview', second);
    expect(attackedBy(chain, second)).toBe(chain.issued('review').id);
  });

  it('a change takes the place of what another organ had upheld: who has that may ask for no review of it, and has a term of the own for the change', () => {
    const { chain, papers } = both(UPHOLD, change('explained'));
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([second]);
    expect(refusal(() => chain.ask('rereview', first))).toBe('REVIEW_OPINION_REPLACED');
    chain.later(5).serve(first, papers.second, BUILDING);
    expect(chain.running('REREVIEW_REQUEST')).toEqual([
      [second, '2025-05-10'],
      [first, '2025-05-15'],
    ]);
    chain.ask('rereview', first);
    expect(attackedBy(chain, first)).toBe(papers.second.id);
  });

  it('a change ends a re-review that was asked for against what another organ had upheld', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.decide('review', UPHOLD);
    chain.serveReview('review', first);
    chain.ask('rereview', first);
    chain.chosen = BUILDING;
    chain.ask('review', second);
    chain.decide('review', change('explained'));
    expect(recordsOf(chain.state, 'review').map(({ state, data }) => `${data.level} ${state}`)).toEqual([
      'review served',
      'rereview cancelled',
      'review decided',
    ]);
    expect(chain.running('REREVIEW')).toEqual([]);
  });

  it('names in its paper the organ whose review is attacked, and asks that organ for its file', () => {
    const { chain, papers } = both();
    chain.ask('rereview', first);
    const { papers: issued } = chain.decide('rereview', UPHOLD);
    expect(issued[0]?.body['parts']).toMatchObject({ attackedReviewer: { organId: GOVERNMENT.id } });
    expect(papers.first.organId).toBe(GOVERNMENT.id);
  });

  it('a re-review that has one of them redone leaves the other, its right and what is asked against it', () => {
    const { chain } = both();
    chain.ask('rereview', first);
    chain.decide('rereview', revoke('procedure_broken', 15));
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([second]);
    chain.serveOrgan('rereview');
    expect(chain.running('REDO').map(([subject]) => subject)).toEqual([GOVERNMENT.id]);
    expect(recordsOf(chain.state, 'review', 'admitted').map(({ organId, data }) => `${data.level} ${organId}`)).toEqual([
      `review ${GOVERNMENT.id}`,
    ]);
    expect(refusal(() => chain.ask('rereview', second))).toBe('no refusal');
  });

  it('a redo that one of them orders ends what runs against the other: the redone opinion is what may be reviewed', () => {
    const { chain } = both(UPHOLD, revoke('procedure_broken', 20));
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([second]);
    expect(refusal(() => chain.ask('rereview', first))).toBe('REVIEW_OPINION_REPLACED');
    chain.serveOrgan('review');
    chain.later(2).answer();
    expect(chain.running('REVIEW_REQUEST').map(([subject]) => subject)).toEqual([first, second]);
  });
});
