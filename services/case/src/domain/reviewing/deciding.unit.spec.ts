import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GOVERNMENT } from '../../../test/between.js';
import { HOUSING, PERSON, PETITIONERS, id, refusal } from '../../../test/builders.js';
import { appointed, asked, Chain, change, PROVINCE, revoke, REVIEWING, UPHOLD } from '../../../test/review-chain.js';
import { recordsOf } from '../records.js';
import { checkOpinion, draftOpinion } from '../opinion/opinion.js';
import { checkReviewOpinion, decideReview, issueReviewOpinion, returnReviewOpinion } from './deciding.js';
import { serveReviewedOrgan } from './ordering.js';
import { closePetition } from '../closing/closing.js';
import { reviewEnded, wasReviewed } from '../review/ending.js';
import { compareRedo } from '../review/redoing.js';
import { refuseReview } from './answering.js';

const [first, second] = PETITIONERS as [string, string];
const textOf = (chain: Chain) => recordsOf(chain.state, 'reviewOpinion').at(-1);
const reviewsOf = (chain: Chain) => recordsOf(chain.state, 'review').map(({ state, data }) => `${data.level} ${state}`);

describe('what a review may say', () => {
  const decided = (what: Partial<Omit<Parameters<typeof decideReview>[1], 'recordId'>>, by: string = REVIEWING.first) => {
    const chain = appointed();
    return decideReview(chain.given(by, GOVERNMENT, 'REVIEWER'), { recordId: id('t'), ...UPHOLD, ...what });
  };

  it.each<[string, Parameters<typeof decided>[0], string]>([
    ['an unknown disposition', { disposition: 'send_back' }, 'REVIEW_DISPOSITION_UNKNOWN'],
    ['uphold with a ground', { ground: 'facts_unclear' }, 'REVIEW_GROUND_NOT_WANTED'],
    ['revoke without a ground', { ...revoke('facts_unclear'), ground: null }, 'REVIEW_GROUND_MISSING'],
    ['revoke on what is no ground', revoke('bad_mood'), 'REVIEW_GROUND_UNKNOWN'],
    ['change on what only revokes', { ...change('supported'), ground: 'not_acceptable' }, 'REVIEW_GROUND_UNKNOWN'],
    ['revoke without days', revoke('facts_unclear', null), 'REVIEW_REDO_DAYS_MISSING'],
    ['revoke with no day', revoke('facts_unclear', 0), 'REVIEW_REDO_DAYS_MISSING'],
    ['revoke with a day too many', revoke('facts_unclear', 61), 'REVIEW_REDO_DAYS_MISSING'],
    ['days where nothing is redone', { redoDays: 10 }, 'REVIEW_REDO_DAYS_NOT_WANTED'],
    ['days for what should not have been accepted', revoke('not_acceptable', 10), 'REVIEW_REDO_DAYS_NOT_WANTED'],
    ['answers of what is upheld', { answers: change('supported').answers }, 'REVIEW_ANSWERS_NOT_WANTED'],
    ['no facts', { facts: ' ' }, 'TEXT_MISSING'],
  ])('refuses %s', (_case, what, code) => {
    expect(refusal(() => decided(what))).toBe(code);
  });

  it.each([1, 60])('lets %d days be set for a redo', (days) => {
    expect(refusal(() => decided(revoke('facts_unclear', days)))).toBe('no refusal');
  });

  it('is drafted by one of the two who were named, and by nobody before', () => {
    expect(refusal(() => decided({}, REVIEWING.issuer))).toBe('REVIEW_NOT_INVESTIGATOR');
    const chain = asked();
    expect(refusal(() => chain.text('review', UPHOLD))).toBe('REVIEW_INVESTIGATORS_MISSING');
  });

  it('is drafted again only once it came back, under the same id', () => {
    const chain = appointed();
    chain.text('review', UPHOLD);
    const drafted = textOf(chain)?.id;
    expect(refusal(() => chain.text('review', UPHOLD))).toBe('REVIEW_OPINION_WAITING');
    chain.did(returnReviewOpinion(chain.given(REVIEWING.second, GOVERNMENT, 'REVIEWER'), { remark: '补充事实' }));
    chain.text('review', revoke('facts_unclear'));
    expect(textOf(chain)).toMatchObject({ id: drafted, state: 'drafted', data: { revision: 2, disposition: 'revoke' } });
  });
});

describe('who checks and issues it', () => {
  it('the second investigator, or the office of the committee; never the drafter', () => {
    const chain = appointed();
    chain.text('review', UPHOLD);
    const check = (by: string, role: 'REVIEWER' | 'CHECKER') => () =>
      checkReviewOpinion(chain.given(by, GOVERNMENT, role), { remark: null });
    expect(refusal(check(REVIEWING.first, 'REVIEWER'))).toBe('OWN_PROPOSAL');
    expect(refusal(check(REVIEWING.issuer, 'REVIEWER'))).toBe('REVIEW_NOT_INVESTIGATOR');
    expect(refusal(check(REVIEWING.issuer, 'CHECKER'))).toBe('no refusal');
    expect(refusal(check(REVIEWING.second, 'REVIEWER'))).toBe('no refusal');
  });

  it('nobody who took part in the opinion checks or issues it', () => {
    const chain = appointed();
    chain.text('review', UPHOLD);
    expect(refusal(() => checkReviewOpinion(chain.given(PERSON.checker, GOVERNMENT, 'CHECKER'), { remark: null }))).toBe(
      'REVIEW_TOOK_PART',
    );
    chain.check('review');
    const issue = (by: string) => () =>
      issueReviewOpinion(chain.given(by, GOVERNMENT, 'HEAD'), { ...chain.paper(), way: null, proof: null, attacked: [], reviewedBy: null });
    expect(refusal(issue(PERSON.issuer))).toBe('REVIEW_TOOK_PART');
    expect(refusal(issue(REVIEWING.first))).toBe('OWN_PROPOSAL');
  });

  it('what is not checked is not issued', () => {
    const chain = appointed();
    chain.text('review', UPHOLD);
    expect(refusal(() => chain.issue('review'))).toBe('REVIEW_NOT_IN_HAND');
  });

  it('a request that came after the draft goes into the text first', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.appoint('review');
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.ask('review', second);
    expect(refusal(() => chain.issue('review'))).toBe('REVIEW_NOT_ALL_ANSWERED');
  });

  it('bears what the pack demands: applicant, organ, requests, facts, disposition, remedy; without a basis it gets no number', () => {
    const chain = appointed();
    chain.text('review', { ...UPHOLD, basis: [] });
    chain.check('review');
    expect(refusal(() => chain.issue('review'))).toBe('DOCUMENT_PART_MISSING');
  });

  it('meets the term of the reviewer by its dispatch, in the name of the organ', () => {
    const chain = appointed();
    chain.text('review', UPHOLD);
    chain.check('review');
    const { papers, clocks } = chain.issue('review');
    expect(clocks).toMatchObject([{ do: 'stop', term: 'REVIEW', subject: GOVERNMENT.id, on: chain.on }]);
    expect(papers[0]).toMatchObject({ kind: 'REVIEW_OPINION', organId: GOVERNMENT.id });
    expect(papers[0]?.body['parts']).toMatchObject({
      petitioner: { petitionerIds: [first] },
      attackedOrgan: { organId: HOUSING.id },
      disposition: '维持原处理意见',
      seal: GOVERNMENT.name,
      remedy: { to: PROVINCE.name, within: '自收到本意见书之日起三十日内，书面提出' },
    });
  });
});

describe('upheld', () => {
  it('opens 复核 to who asked, from the own service; the matter is at the served review', () => {
    const chain = appointed([first, second]);
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.issue('review');
    expect(chain.state.stage).toBe('review_requested');
    chain.serveReview('review', first);
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([first]);
    expect(chain.state.stage).toBe('review_requested');
    chain.later(2).serveReview('review', second);
    expect(chain.state).toMatchObject({ stage: 'review_served', outcome: 'explained' });
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([first, second]);
  });

  it('a re-review is final: no term starts, and the paper says what counts as new, which help goes on, that courts are open', () => {
    const chain = asked();
    chain.decide('review', UPHOLD);
    chain.serveReview('review');
    chain.ask('rereview');
    const { papers, clocks } = chain.decide('rereview', UPHOLD);
    expect(clocks).toMatchObject([{ do: 'stop', term: 'REREVIEW', subject: PROVINCE.id }]);
    expect(papers[0]?.body['parts']).toMatchObject({
      whatIsNew: expect.any(String),
      helpOpen: expect.any(String),
      courtsOpen: expect.any(String),
      attackedReviewer: { organId: GOVERNMENT.id },
    });
    expect(chain.serveReview('rereview').clocks).toEqual([]);
    expect(chain.state.stage).toBe('rereview_served');
    expect(refusal(() => chain.ask('rereview'))).not.toBe('no refusal');
  });
});

describe('two answers on one opinion', () => {
  const both = () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.decide('review', UPHOLD);
    const earlier = chain.issued('review');
    chain.ask('review', second);
    chain.decide('review', UPHOLD);
    return { chain, earlier, later: chain.issued('review') };
  };

  it('are each served on the organ, the earlier one after the later one too', () => {
    const { chain, earlier, later } = both();
    const on = () => chain.serveOrgan('review').events[0]?.data;
    expect([on(), on()]).toMatchObject([{ documentId: later.id }, { documentId: earlier.id }]);
    expect(refusal(() => chain.serveOrgan('review'))).toBe('REVIEW_ORGAN_ALREADY_SERVED');
  });

  it('end the review only when both have reached who asked', () => {
    const { chain, earlier, later } = both();
    chain.serve(second, later, GOVERNMENT);
    expect(reviewEnded(chain.state, 'review')).toBeNull();
    chain.serve(first, earlier, GOVERNMENT);
    expect(reviewEnded(chain.state, 'review')).not.toBeNull();
  });

  it('open one right to who is served with both', () => {
    const { chain, earlier, later } = both();
    chain.serve(first, earlier, GOVERNMENT);
    const due = chain.running('REREVIEW_REQUEST');
    chain.later(2).serve(first, later, GOVERNMENT);
    expect(chain.running('REREVIEW_REQUEST')).toEqual(due);
  });
});

describe('what was reviewed', () => {
  it('leaves no refusal waiting that was proposed before its answer', () => {
    const chain = appointed();
    const refused = { refusalId: chain.fresh(), reviewId: null, ground: 'not_entitled', reason: '不是本件信访人' };
    chain.did(refuseReview(chain.given(REVIEWING.first, GOVERNMENT, 'REVIEWER'), refused));
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.issue('review');
    expect(recordsOf(chain.state, 'reviewRefusal').map(({ state }) => state)).toEqual(['replaced']);
  });

  it('ends by that review no more once it is re-reviewed, and by the re-review once that is served', () => {
    const chain = asked();
    chain.decide('review', UPHOLD);
    chain.serveReview('review');
    const close = (ground: string) => refusal(() => closePetition(chain.given(PERSON.handler), { ground, served: [] }));
    chain.ask('rereview');
    chain.decide('rereview', UPHOLD);
    expect([close('review_served'), close('rereview_served')]).toEqual(['COMPLETION_GROUND_UNMET', 'COMPLETION_GROUND_UNMET']);
    chain.serveReview('rereview');
    expect([close('review_served'), close('rereview_served')]).toEqual(['COMPLETION_GROUND_UNMET', 'no refusal']);
  });

  it('does not end by that review where it is reopened before its opinion, and the next opinion is not reviewed yet', () => {
    const chain = asked();
    chain.decide('review', UPHOLD);
    chain.serveReview('review');
    const close = () => closePetition(chain.given(PERSON.handler), { ground: 'review_served', served: [] });
    expect(refusal(close)).toBe('no refusal');
    chain.state = { ...chain.state, stage: 'handling' };
    expect(refusal(close)).toBe('ACT_NOT_IN_STAGE');
    chain.answer();
    expect(reviewsOf(chain)).toEqual(['review replaced']);
    expect(wasReviewed(chain.state)).toBe(false);
  });
});

describe('changed', () => {
  it('is how the matter ends now; what the former opinion had started ends, what is supported is carried out from service', () => {
    const chain = asked();
    const { clocks } = chain.decide('review', change('supported', '2025-06-30'));
    expect(clocks.map((move) => `${move.do} ${move.term}`)).toEqual(['stop REVIEW']);
    expect(chain.state.outcome).toBe('supported');
    expect(chain.serveReview('review').clocks).toMatchObject([
      { do: 'start', term: 'REREVIEW_REQUEST', subject: first },
      { do: 'start', term: 'EXECUTE', subject: HOUSING.id, dueOn: '2025-06-30' },
    ]);
  });

  it('each request is answered, a supported one with its day', () => {
    const chain = appointed();
    chain.text('review', { ...change('supported', '2025-06-30'), answers: change('supported').answers.slice(0, 1) });
    chain.check('review');
    expect(refusal(() => chain.issue('review'))).toBe('DOCUMENT_PART_MISSING');
    const undated = appointed();
    undated.text('review', change('supported', null));
    undated.check('review');
    expect(refusal(() => undated.issue('review'))).toBe('DOCUMENT_PART_MISSING');
    const past = appointed();
    past.text('review', change('supported', '2025-04-11'));
    past.check('review');
    expect(refusal(() => past.issue('review'))).toBe('OPINION_EXECUTE_BY_TOO_EARLY');
  });

  it('reaches those too who had not asked: their own term for 复查 ends, and 复核 opens to them', () => {
    const chain = new Chain([first, second]).later(3);
    chain.ask('review', first);
    chain.later(1).decide('review', change('explained'));
    expect(chain.running('REVIEW_REQUEST')).toEqual([]);
    chain.serveReview('review', second);
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([second]);
  });
});

describe('revoked, to be done again', () => {
  it('the term of the redo runs from service on the organ, for the days of the opinion', () => {
    const chain = asked();
    chain.decide('review', revoke('facts_unclear', 20));
    expect(chain.running('REDO')).toEqual([]);
    expect(chain.state).toMatchObject({ stage: 'review_requested', outcome: null });
    expect(refusal(() => draftOpinion(chain.given(PERSON.handler), {} as never))).toBe('ACT_NOT_IN_STAGE');
    chain.later(1).serveOrgan('review');
    expect(chain.state.stage).toBe('redoing');
    expect(chain.running('REDO')).toEqual([[HOUSING.id, '2025-05-03']]);
    expect(refusal(() => chain.serveOrgan('review'))).toBe('REVIEW_ORGAN_ALREADY_SERVED');
    chain.serveReview('review');
    expect(chain.state.stage).toBe('redoing');
  });

  it('is served on the organ by its reviewer once it is issued', () => {
    const chain = appointed();
    expect(refusal(() => serveReviewedOrgan(chain.given(REVIEWING.first, GOVERNMENT), { receivedBy: '收发室' }))).toBe(
      'REVIEW_OPINION_NOT_ISSUED',
    );
  });

  it.each(['facts_unclear', 'evidence_thin', 'wrong_basis'])(
    'after %s nobody checks the new text before another person has found it different',
    (ground) => {
      const chain = asked();
      chain.decide('review', revoke(ground));
      chain.serveOrgan('review');
      chain.draft('explained', '以协议为准。');
      const check = () => checkOpinion(chain.given(PERSON.checker, HOUSING, 'CHECKER'), { remark: null });
      expect(refusal(check)).toBe('REDO_NOT_COMPARED');
      expect(
        refusal(() =>
          compareRedo(chain.given(PERSON.handler), { recordId: id('t'), same: false, reason: '不同', former: { facts: '', answers: [] } }),
        ),
      ).toBe('OWN_PROPOSAL');
      chain.compare(true);
      expect(refusal(check)).toBe('REDO_SAME_AGAIN');
      chain.compare(false);
      expect(refusal(check)).toBe('no refusal');
    },
  );

  it('a text that was revised is compared anew', () => {
    const chain = asked();
    chain.decide('review', revoke('wrong_basis'));
    chain.serveOrgan('review');
    chain.draft();
    chain.compare(false);
    chain.state = { ...chain.state, opinion: { ...chain.state.opinion!, state: 'returned' } };
    chain.draft();
    expect(refusal(() => checkOpinion(chain.given(PERSON.checker, HOUSING, 'CHECKER'), { remark: null }))).toBe('REDO_NOT_COMPARED');
  });

  it.each(['procedure_broken', 'beyond_power', 'plainly_unfit'])(
    'after %s the same result is lawful, and nothing is compared',
    (ground) => {
      const chain = asked();
      chain.decide('review', revoke(ground));
      chain.serveOrgan('review');
      chain.draft();
      expect(refusal(() => checkOpinion(chain.given(PERSON.checker, HOUSING, 'CHECKER'), { remark: null }))).toBe('no refusal');
      expect(refusal(() => chain.compare(false))).toBe('REDO_NOTHING_TO_COMPARE');
    },
  );

  it('the redone opinion meets the redo by its dispatch and opens a new 复查 when it is served; 复核 of what was revoked is over', () => {
    const chain = asked();
    chain.decide('review', revoke('procedure_broken', 20));
    chain.serveReview('review');
    chain.serveOrgan('review');
    chain.later(5).answer();
    expect(chain.clocks.filter(({ term }) => term === 'REDO').map(({ ended }) => ended)).toEqual(['met']);
    expect(chain.running('REREVIEW_REQUEST')).toEqual([]);
    expect(chain.running('REVIEW_REQUEST').map(([subject]) => subject)).toEqual([first]);
    expect(chain.state).toMatchObject({ stage: 'opinion_served', outcome: 'explained' });
    expect(reviewsOf(chain)).toEqual(['review replaced']);
    expect(refusal(() => chain.ask('review'))).toBe('no refusal');
  });

  it('a matter that should not have been accepted ends without a redo', () => {
    const chain = asked();
    const { papers } = chain.decide('review', revoke('not_acceptable', null));
    expect(papers[0]?.body['parts']).toMatchObject({ disposition: '撤销原处理意见', ended: expect.stringContaining('不应当') });
    chain.serveOrgan('review');
    chain.serveReview('review');
    expect(chain.running('REDO')).toEqual([]);
    expect(chain.state).toMatchObject({ stage: 'review_served', outcome: 'refused_acceptance' });
  });
});

describe('a review that is revoked itself', () => {
  const rereviewed = (what: Parameters<Chain['text']>[1]): Chain => {
    const chain = asked();
    chain.decide('review', change('supported', '2025-08-30'));
    chain.serveReview('review');
    chain.later(2).ask('rereview');
    chain.decide('rereview', what);
    return chain;
  };

  it('is redone by its reviewer: the redo runs there, the former end of the matter stands, and the redone review opens a new 复核', () => {
    const chain = rereviewed(revoke('procedure_broken', 15));
    expect(chain.state.outcome).toBe('explained');
    chain.serveReview('rereview');
    chain.serveOrgan('rereview');
    expect(chain.running('REDO')).toEqual([[GOVERNMENT.id, '2025-04-29']]);
    expect(chain.state.stage).toBe('redoing');
    chain.later(3);
    chain.text('review', UPHOLD);
    chain.check('review');
    chain.issue('review');
    expect(chain.running('REDO')).toEqual([]);
    chain.serveReview('review');
    expect(chain.running('REREVIEW_REQUEST').map(([subject]) => subject)).toEqual([first]);
    expect(refusal(() => chain.ask('rereview'))).toBe('no refusal');
  });

  it('may not be redone nearly the same after unclear facts', () => {
    const chain = rereviewed(revoke('facts_unclear', 15));
    chain.serveOrgan('rereview');
    chain.text('review', change('supported', '2025-08-30'));
    expect(refusal(() => chain.check('review'))).toBe('REDO_NOT_COMPARED');
    const former = { facts: '', answers: [] };
    chain.did(
      compareRedo(chain.given(REVIEWING.second, GOVERNMENT, 'REVIEWER'), { recordId: chain.fresh(), same: false, reason: '不同', former }),
    );
    expect(refusal(() => chain.check('review'))).toBe('no refusal');
  });

  it('a redo below falls when the re-review changes the matter itself', () => {
    const chain = asked();
    chain.decide('review', revoke('procedure_broken', 20));
    chain.serveReview('review');
    chain.serveOrgan('review');
    chain.ask('rereview');
    chain.later(1).draft();
    chain.decide('rereview', change('explained'));
    expect(chain.running('REDO')).toEqual([]);
    expect(chain.state).toMatchObject({ stage: 'rereview_requested', outcome: 'explained', opinion: { state: 'returned' } });
    chain.serveReview('rereview');
    expect(chain.state.stage).toBe('rereview_served');
  });

  it('a redo below goes on when the re-review upholds the order to it', () => {
    const chain = asked();
    chain.decide('review', revoke('procedure_broken', 20));
    chain.serveReview('review');
    chain.serveOrgan('review');
    chain.ask('rereview');
    const { papers } = chain.decide('rereview', UPHOLD);
    expect(chain.state.stage).toBe('redoing');
    expect(chain.running('REDO')).toHaveLength(1);
    expect(papers[0]?.body['parts']).not.toHaveProperty('whatIsNew');
  });
});

describe('the two-stage chain, whatever is decided and redone', () => {
  const ground = fc.constantFrom('facts_unclear', 'procedure_broken');
  const decision = fc.oneof(
    fc.constant(UPHOLD),
    fc.constant(change('explained')),
    ground.map((one) => revoke(one, 10)),
    fc.constant(revoke('not_acceptable', null)),
  );
  const step = fc.record({ decision, days: fc.integer({ min: 0, max: 20 }) });

  it('opens 复查 once for each opinion and 复核 once for each review, and nothing after a re-review but what is redone', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const chain = new Chain();
        // What law 10 opens: `review` after an opinion, `rereview` after a review, none after a re-review.
        let open: 'review' | 'rereview' | null = 'review';
        for (const { decision: what, days } of steps) {
          const rights = { review: chain.running('REVIEW_REQUEST'), rereview: chain.running('REREVIEW_REQUEST') };
          expect([rights.review.length, rights.rereview.length]).toEqual([open === 'review' ? 1 : 0, open === 'rereview' ? 1 : 0]);
          if (open === null) break;
          const level: 'review' | 'rereview' = open;
          chain.later(days).ask(level);
          expect(refusal(() => chain.ask(level))).toBe('REVIEW_ALREADY_REQUESTED');
          chain.later(1).decide(level, what);
          chain.serveReview(level);
          chain.serveOrgan(level);
          const redo = what.redoDays !== null;
          if (redo && level === 'review') {
            chain.later(2).draft();
            if (what.ground === 'facts_unclear') chain.compare(false);
            chain.state = { ...chain.state, opinion: { ...chain.state.opinion!, state: 'returned' } };
            chain.draft();
            if (what.ground === 'facts_unclear') chain.compare(false);
            chain.did(checkOpinion(chain.given(PERSON.checker, HOUSING, 'CHECKER'), { remark: null }));
            chain.reissue();
            open = 'review';
          } else if (redo) {
            chain.later(2).text('review', UPHOLD);
            if (what.ground === 'facts_unclear') chain.compareReview();
            chain.check('review');
            chain.issue('review');
            chain.serveReview('review');
            open = 'rereview';
          } else open = level === 'review' ? 'rereview' : null;
        }
        expect(chain.clocks.filter(({ term, ended }) => ['REVIEW', 'REREVIEW', 'REDO'].includes(term) && ended === null)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
