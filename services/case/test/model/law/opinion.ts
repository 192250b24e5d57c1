import { RIGHTS, cancel, meet } from '../clocks.js';
import { type LawOfAct, openOpinion, paper, supports, wholeOutcome } from '../course.js';
import { HANDLER, ISSUER, who } from '../rights.js';
import { orderToRedo } from '../standing.js';
import type { ModelOpinion, ModelledAct } from '../state.js';
import { mayGoOn } from './redo.js';
import { dutyOver, waits } from './review.js';

const WRITTEN = ['handling', 'redoing'] as const;

export const opinionLaw = {
  // 32: the opinion
  draftOpinion: {
    noClock: true,
    who: HANDLER,
    stages: ['accepted', ...WRITTEN],
    // 31(6): heard and looked into before anything is drafted; what is on file stays there.
    // Redone is what a review has revoked, and by its order alone.
    may: (m) =>
      (m.opinion === null || openOpinion(m, 'returned', 'issued')) &&
      m.heard &&
      m.inquired &&
      (m.stage !== 'redoing' || orderToRedo(m) !== null),
    then: (m, c) => {
      const former = m.opinion && m.opinion.state !== 'issued' ? m.opinion : null;
      if (m.opinion && !former) m.services = new Map();
      const { outcomes, day, to, id } = c.what;
      const executeBy = outcomes.some(supports) ? day : null;
      const performer = outcomes.some(supports) ? (c.what.inside ? m.at.id : to.id) : null;
      m.opinion = {
        id: former?.id ?? id,
        state: 'drafted',
        by: c.person,
        outcomes,
        executeBy,
        performer,
        paper: null,
        spoken: false,
        legacy: false,
        compared: null,
      };
      for (const one of m.countersigns) if (one.opinion === m.opinion.id) Object.assign(one, { state: 'asked', signer: null });
      if (m.stage !== 'redoing') m.stage = 'handling';
    },
  },
  checkOpinion: {
    noClock: true,
    who: [who('CHECKER', 'holder')],
    stages: WRITTEN,
    may: (m, c) => openOpinion(m, 'drafted') && m.opinion?.by !== c.person && mayGoOn(m, m.at.id),
    then: (m, c) => Object.assign(m.opinion as ModelOpinion, { state: 'checked', checkedBy: c.person }),
  },
  returnOpinion: {
    noClock: true,
    who: [who('CHECKER', 'holder'), ...ISSUER],
    stages: WRITTEN,
    may: (m, c) => openOpinion(m, 'drafted', 'checked') && m.opinion?.by !== c.person,
    then: (m) => Object.assign(m.opinion as ModelOpinion, { state: 'returned', checkedBy: null }),
  },
  issueOpinion: {
    who: ISSUER,
    stages: WRITTEN,
    may: (m, c) =>
      openOpinion(m, 'checked') &&
      m.opinion?.by !== c.person &&
      m.countersigns.every(({ opinion, state }) => opinion !== m.opinion?.id || state === 'signed') &&
      (m.opinion?.executeBy ?? c.on) >= c.on,
    then: (m, c) => {
      const opinion = m.opinion as ModelOpinion;
      Object.assign(opinion, { state: 'issued', paper: c.what.id, issuedBy: c.person });
      meet(m, 'HANDLE', 'SIMPLE_HANDLE');
      // Another opinion takes the place of a former one, and of what that one had started.
      const redoes = m.stage === 'redoing';
      const answered = m.reviews.filter(({ state }) => state === 'decided' || state === 'served');
      const over = redoes ? m.reviews.filter(waits) : [];
      const ends = m.clocks.filter(({ term, ended }) => ended === null && (term === 'REREVIEW_REQUEST' || term === 'REREVIEW'));
      m.beforeRedo = redoes ? { reviews: new Map([...answered, ...over].map((one) => [one, one.state])), clocks: ends } : null;
      cancel(m, 'opinion_replaced', 'EXECUTE', ...RIGHTS);
      for (const one of answered) one.state = 'replaced';
      if (redoes) meet(m, 'REDO');
      // Who still asked about what was revoked has the new one to ask about.
      const inHand = over.filter(({ state }) => state !== 'misdirected');
      for (const one of over) Object.assign(one, { state: 'cancelled', refusal: null });
      for (const one of inHand) dutyOver(m, one, 'cancelled');
      paper(m, c, 'OPINION');
      m.performer = opinion.performer === m.at.id ? null : opinion.performer;
      Object.assign(m, { stage: 'opinion_issued', outcome: wholeOutcome(opinion.outcomes) });
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
