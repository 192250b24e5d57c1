import { again, lastOf, start } from '../clocks.js';
import { ALL, type Doing, type LawOfAct, OPEN, REVIEWING, isClaim, living, startExecution, stepOfReviews } from '../course.js';
import { HEIR } from '../calls/setting.js';
import { bureau, who } from '../rights.js';
import { opinionGone, overtaken } from '../standing.js';
import type { IssuedByModel, Model, ModelOpinion, ModelledAct } from '../state.js';

export const papersLaw = {
  recordService: {
    who: [
      who('HANDLER', 'holder', 'reviewer'),
      // What a reviewer issues is served by it.
      who('REVIEWER', 'reviewer'),
      bureau('REGISTRAR', 'registrar', 'holder'),
      bureau('DISPATCHER', 'registrar', 'holder'),
    ],
    stages: ALL,
    may: (m, c) => {
      const { petitioner, paper: id } = c.what;
      const found = m.papers.find((one) => one.id === id);
      if (!found || found.voided || found.organ !== c.organ.id || !found.toPetitioner || !living(m).includes(petitioner)) return false;
      if (found.kind !== 'OPINION') return !found.served.has(petitioner);
      return (
        m.opinion?.paper === id &&
        // What a review has changed or revoked opens nothing to anybody.
        opinionGone(m) === null &&
        ['opinion_issued', 'opinion_served', ...REVIEWING].includes(m.stage) &&
        (m.services.get(petitioner) ?? null) === null &&
        c.organ.id === m.at.id
      );
    },
    then: (m, c) => {
      const { petitioner, paper: id, undelivered } = c.what;
      const found = m.papers.find((one) => one.id === id) as IssuedByModel;
      if (!undelivered) found.served.add(petitioner);
      m.heirMet ||= !undelivered && petitioner === HEIR;
      answerServed(m, c);
      if (found.kind !== 'OPINION') return;
      const isFirst = [...m.services.values()].every((served) => served === null);
      m.services.set(petitioner, undelivered ? null : c.on);
      if (undelivered) return;
      if (isFirst && !m.opinion?.spoken) startExecution(m, c.on);
      if (m.stage === 'opinion_issued') m.stage = 'opinion_served';
      // 35: the own term of this petitioner, from this service.
      if (isClaim(m) && m.exit === '31(6)') start(m, 'REVIEW_REQUEST', petitioner, c.on);
    },
  },
  voidDocument: {
    who: [
      who('ISSUER', 'registrar', 'holder', 'sender', 'assigner', 'assistant'),
      who('HEAD', 'registrar', 'holder', 'sender', 'assigner', 'assistant'),
    ],
    stages: OPEN,
    may: (m, c) => {
      const found = m.papers.find((one) => one.id === c.what.paper);
      if (!found || found.voided || found.organ !== c.organ.id || found.served.size > 0) return false;
      return (
        found.kind !== 'OPINION' || (m.opinion?.paper === found.id && m.stage === 'opinion_issued' && !m.reported && m.completion === null)
      );
    },
    then: (m, c) => {
      const found = m.papers.find((one) => one.id === c.what.paper) as IssuedByModel;
      found.voided = true;
      if (found.kind !== 'OPINION') {
        m.papers.push({ ...found, id: c.what.id, voided: false, served: new Set() });
        for (const { answer } of m.reviews) if (answer?.paper === found.id) answer.paper = c.what.id;
        if (m.performed === found.id) m.performed = c.what.id;
        if (m.refused === found.id) m.refused = c.what.id;
        return;
      }
      const opinion = m.opinion as ModelOpinion;
      opinion.paper = null;
      // The answer that was given by word stands; only the paper asked for is none.
      if (opinion.spoken) return;
      opinion.state = 'checked';
      m.performer = null;
      if (m.beforeRedo) {
        // Nothing was redone after all: the order stands, and what was asked against it.
        for (const [review, state] of m.beforeRedo.reviews) review.state = state;
        again(
          m,
          m.clocks.findLast(({ term, subject }) => term === 'REDO' && subject === m.at.id),
        );
        for (const clock of m.beforeRedo.clocks) m.clocks.push({ ...clock, ended: null, why: null });
        Object.assign(m, { stage: 'redoing', outcome: null, beforeRedo: null });
        return;
      }
      Object.assign(m, { stage: 'handling', outcome: null });
      for (const term of ['HANDLE', ...(m.fast ? ['SIMPLE_HANDLE'] : [])]) if (lastOf(m, term)?.ended === 'met') again(m, lastOf(m, term));
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;

/** 36: the answer of a review opens re-review to each petitioner from the own service. */
function answerServed(m: Model, { on, what }: Doing): void {
  const answered = m.reviews.filter(({ state, answer }) => (state === 'decided' || state === 'served') && answer?.paper === what.paper);
  const [first] = answered;
  if (!first) return;
  if (!what.undelivered) {
    const { answer } = first;
    if (answer?.services.length === 0 && answer.executeBy !== null)
      start(m, 'EXECUTE', m.at.id, on < answer.executeBy ? on : answer.executeBy, answer.executeBy);
    answer?.services.push(on);
    answer?.reached.set(what.petitioner, on);
    for (const one of answered) if (one.petitioner === what.petitioner) one.state = 'served';
    const runsOn = m.clocks.some(
      ({ term, subject, ended }) => term === 'REREVIEW_REQUEST' && subject === what.petitioner && ended === null,
    );
    if (first.level === 'review' && !runsOn && answer && !overtaken(m, answer)) start(m, 'REREVIEW_REQUEST', what.petitioner, on);
  }
  if (m.stage === 'opinion_served' || REVIEWING.includes(m.stage)) m.stage = stepOfReviews(m);
}
