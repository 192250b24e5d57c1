import { describe, expect, it } from '@jest/globals';
import { dayNumber, dayOf } from '@sunshine/procedure';
import { GOVERNMENT } from '../../../test/between.js';
import { HOUSING, PERSON, PETITIONERS, id, refusal } from '../../../test/builders.js';
import { asked, Chain, change, PROVINCE, revoke, REVIEWING, UPHOLD } from '../../../test/review-chain.js';
import { closePetition } from '../closing/closing.js';
import { stepsPassed } from '../closing/reopening.js';
import { clocksOfStep } from '../closing/returning.js';
import { recordExecution } from '../handling/execution.js';
import { draftOpinion } from '../opinion/opinion.js';
import type { Organ } from '../petition.js';
import { newRecord, recordsOf } from '../records.js';
import { withdrawReview } from './answering.js';

const [first, second] = PETITIONERS as [string, string];
const reviewsOf = (chain: Chain) => recordsOf(chain.state, 'review').map(({ state, data }) => `${data.level} ${state}`);
const withdrawn = (chain: Chain, organ: Organ = GOVERNMENT) =>
  chain.did(withdrawReview(chain.given(REVIEWING.first, organ, 'REVIEWER'), { reviewId: null, fileId: id('f') }));
const close = (chain: Chain, ground: string) =>
  refusal(() =>
    closePetition(chain.given(PERSON.handler), {
      ground,
      served: chain.services.map(({ on: servedOn, ...row }) => ({ ...row, servedOn })),
    }),
  );

/** Both were served with the opinion, and the first has asked for 复查 alone. */
const oneAsked = (): Chain => {
  const chain = new Chain([first, second]).later(3);
  chain.ask('review', first);
  return chain;
};
/** The review was re-reviewed, and the re-review says so. */
const rereviewed = (review: Parameters<Chain['text']>[1], rereview: Parameters<Chain['text']>[1]): Chain => {
  const chain = asked();
  chain.decide('review', review);
  chain.serveReview('review');
  chain.later(2).ask('rereview');
  chain.decide('rereview', rereview);
  return chain;
};

describe('an opinion that a review has changed or revoked', () => {
  it.each([
    ['upheld', UPHOLD, 'no refusal', 'no refusal'],
    ['changed', change('explained'), 'REVIEW_OPINION_REPLACED', 'OPINION_REPLACED'],
    ['revoked', revoke('procedure_broken'), 'REVIEW_OPINION_REPLACED', 'OPINION_REPLACED'],
  ])('%s: is it reviewed for another, or served on one whom it has not reached?', (_case, what, asks, serves) => {
    const chain = oneAsked();
    chain.later(1).decide('review', what);
    expect(refusal(() => new Chain().ask('review', first))).toBe('no refusal');
    const before = chain.state;
    chain.state = { ...before, deliveries: before.deliveries.filter(({ petitionerId }) => petitionerId !== second) };
    expect(refusal(() => chain.serve(second))).toBe(serves);
    chain.state = before;
    expect(refusal(() => chain.ask('review', second))).toBe(asks);
  });

  it('ends the matter by its change only once everybody has that, asked for or not', () => {
    const chain = oneAsked();
    chain.later(1).decide('review', change('explained'));
    chain.serveReview('review', first);
    chain.later(40);
    expect(close(chain, 'review_served')).toBe('COMPLETION_SERVICE_MISSING');
    chain.serveReview('review', second);
    chain.later(40);
    expect(close(chain, 'review_served')).toBe('no refusal');
  });

  it('is not carried out in place of what has changed it', () => {
    const chain = asked();
    chain.clocks = [
      ...chain.clocks,
      {
        ...chain.clocks[0]!,
        term: 'EXECUTE',
        subject: HOUSING.id,
        startedOn: chain.on,
        nominalDue: '2025-06-01',
        effectiveDue: '2025-06-03',
        ended: 'met',
        extendedBy: 0,
      },
    ];
    chain.decide('review', change('supported', '2025-08-30'));
    expect(close(chain, 'opinion_executed')).toBe('COMPLETION_SERVICE_MISSING');
    chain.serveReview('review');
    expect(close(chain, 'opinion_executed')).toBe('COMPLETION_GROUND_UNMET');
    const done = { recordId: chain.fresh(), evidence: '已维修', petitionerAsked: true };
    chain.did(recordExecution(chain.given(PERSON.handler), done));
    expect(close(chain, 'opinion_executed')).toBe('no refusal');
  });
});

describe('a review that a re-review has changed or revoked', () => {
  it('orders no redo any more where the re-review has changed the matter itself', () => {
    const chain = rereviewed(revoke('procedure_broken', 20), change('explained'));
    chain.serveOrgan('review');
    expect(chain.running('REDO')).toEqual([]);
    expect(chain.state.stage).toBe('rereview_requested');
  });

  it('opens no 复核 to one who is served with it only then', () => {
    const chain = new Chain([first, second]).later(3);
    for (const one of [first, second]) chain.ask('review', one);
    chain.decide('review', UPHOLD);
    chain.serveReview('review', first);
    chain.ask('rereview', first);
    chain.decide('rereview', change('explained'));
    chain.serveReview('review', second);
    expect(chain.running('REREVIEW_REQUEST')).toEqual([]);
  });

  it('leaves nothing to review of the opinion, at neither level, where the re-review ends the matter', () => {
    const chain = oneAsked();
    chain.decide('review', UPHOLD);
    chain.serveReview('review', first);
    chain.ask('rereview', first);
    chain.ask('review', second);
    chain.decide('rereview', change('explained'));
    expect(reviewsOf(chain).toSorted()).toEqual(['rereview decided', 'review cancelled', 'review served']);
    expect([...chain.running('REVIEW'), ...chain.running('REVIEW_REQUEST'), ...chain.running('REREVIEW_REQUEST')]).toEqual([]);
  });

  it('does not end the matter before it is redone', () => {
    const chain = rereviewed(UPHOLD, revoke('procedure_broken', 15));
    chain.serveReview('rereview');
    chain.later(40);
    expect(close(chain, 'review_served')).toBe('COMPLETION_GROUND_UNMET');
  });
});

describe('while a review is redone', () => {
  const redoing = (): Chain => {
    const chain = rereviewed(UPHOLD, revoke('procedure_broken', 15));
    chain.serveReview('rereview');
    chain.serveOrgan('rereview');
    return chain;
  };

  it('the organ whose opinion stands drafts no other', () => {
    expect(refusal(() => draftOpinion(redoing().given(PERSON.handler), {} as never))).toBe('ACT_NOT_IN_STAGE');
  });

  it('what the opinion supports is carried out', () => {
    const chain = redoing();
    const open = {
      ...chain.clocks[0]!,
      term: 'EXECUTE',
      subject: HOUSING.id,
      ended: null,
      effectiveDue: '2025-09-01',
      nominalDue: '2025-09-01',
    };
    chain.clocks = [...chain.clocks, open];
    const done = { recordId: chain.fresh(), evidence: '已维修', petitionerAsked: true };
    expect(refusal(() => recordExecution(chain.given(PERSON.handler), done))).toBe('no refusal');
  });

  it('another petitioner may ask as well: that term runs beside the redo, and one answer meets both', () => {
    const chain = oneAsked();
    chain.decide('review', UPHOLD);
    chain.serveReview('review', first);
    chain.ask('rereview', first);
    chain.decide('rereview', revoke('procedure_broken', 15));
    chain.serveOrgan('rereview');
    chain.ask('review', second);
    expect([chain.running('REDO').length, chain.running('REVIEW').length]).toEqual([1, 1]);
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.issue('review');
    expect([...chain.running('REDO'), ...chain.running('REVIEW')]).toEqual([]);
  });

  it('the redone review puts the matter at its step, and the re-review that ordered it is followed', () => {
    const chain = redoing();
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.issue('review');
    chain.serveReview('review');
    expect(reviewsOf(chain)).toEqual(['review served', 'rereview replaced']);
    expect(chain.state.stage).toBe('review_served');
  });

  it('who takes the request back ends the redo, and the matter is at the opinion again', () => {
    const chain = redoing();
    withdrawn(chain);
    expect(chain.running('REDO')).toEqual([]);
    expect(chain.state.stage).toBe('opinion_served');
    expect(reviewsOf(chain).toSorted()).toEqual(['rereview replaced', 'review withdrawn']);
  });
});

describe('a review of a redone opinion', () => {
  it('is re-reviewed once it is served, not by what was served of the former one', () => {
    const chain = asked();
    chain.decide('review', revoke('procedure_broken', 20));
    chain.serveReview('review');
    chain.serveOrgan('review');
    chain.ask('rereview');
    withdrawn(chain, PROVINCE);
    chain.later(1).answer();
    chain.ask('review');
    chain.later(1).decide('review', UPHOLD);
    expect(refusal(() => chain.ask('rereview'))).toBe('REVIEW_OPINION_NOT_SERVED');
    chain.serveReview('review');
    expect(refusal(() => chain.ask('rereview'))).toBe('no refusal');
  });
});

describe('while an opinion is redone', () => {
  const redoing = (): Chain => {
    const chain = asked();
    chain.decide('review', revoke('procedure_broken', 20));
    chain.serveReview('review');
    chain.serveOrgan('review');
    return chain;
  };

  it('a request for 复核 may be taken back, and the redo goes on', () => {
    const chain = redoing();
    chain.ask('rereview');
    withdrawn(chain, PROVINCE);
    expect(chain.state.stage).toBe('redoing');
    expect(chain.running('REDO')).toHaveLength(1);
  });

  it('who was asked for a 复核 that ends with the redone opinion sees the matter no more', () => {
    const chain = redoing();
    chain.ask('rereview');
    const before = chain.decisions.length;
    chain.answer();
    const ended = chain.decisions.slice(before).flatMap(({ relations }) => relations);
    expect(ended).toContainEqual({ do: 'end', subject: PROVINCE.id, relation: 'reviewer' });
    expect(ended).not.toContainEqual({ do: 'end', subject: GOVERNMENT.id, relation: 'reviewer' });
  });

  it('a matter that was closed meanwhile comes back to it, with the redo from its own start', () => {
    const chain = redoing();
    const [[, due]] = chain.running('REDO') as [readonly [string, string]];
    const archive = newRecord({ id: id('a'), kind: 'archive', state: 'due', on: chain.on, data: { from: 'redoing' } as never });
    const state = { ...chain.state, stage: 'closed' as const, closedOn: chain.on, records: [...chain.state.records, archive] };
    expect(stepsPassed(state).at(-1)).toBe('redoing');
    const clocks = chain.clocks.map((clock) => (clock.term === 'REDO' ? { ...clock, ended: 'cancelled' as const } : clock));
    const again = clocksOfStep({ ...chain.given(PERSON.handler), state, clocks }, 'redoing');
    expect(again).toMatchObject([{ do: 'start', term: 'REDO', subject: HOUSING.id, dueOn: due }]);
    expect(dayOf(dayNumber(chain.on) + 20)).toBe(due);
  });
});
