import { plus, start } from '../clocks.js';
import { REVIEWING, type Doing, type LawOfAct } from '../course.js';
import { who } from '../rights.js';
import { handOf, orderToRedo, overtaken, textOf } from '../standing.js';
import type { Compared, Model, ModelAnswer, ModelledAct } from '../state.js';
import { reviewerOf } from './review.js';

/** What is written anew at this organ and may not say nearly what was revoked. */
function banned(m: Model, organ: string): { state: string; readonly by: string; compared?: Compared } | null {
  if (organ === m.at.id && m.opinion !== null && m.opinion.state !== 'issued' && orderToRedo(m)?.ban) return m.opinion;
  return handOf(m, organ).some(({ redo }) => redo?.ban) ? textOf(m, organ) : null;
}

/** 10: after unclear facts, thin evidence or a wrong basis a person has to have found it to be another text. */
export const mayGoOn = (m: Model, organ: string): boolean =>
  (banned(m, organ)?.compared ?? 'different') === 'different' && !waits(m, organ);
const waits = (m: Model, organ: string): boolean => {
  const text = banned(m, organ);
  return text !== null && text.compared == null;
};

/** The last answer of this organ that has not been served on the organ whose opinion it is about. */
const unserved = (m: Model, c: Doing): ModelAnswer | null =>
  m.reviews.findLast(
    ({ organ, state, answer }) => organ === c.organ.id && (state === 'decided' || state === 'served') && answer?.organServed === false,
  )?.answer ?? null;

export const redoLaw = {
  // 2.5 REDO: from service on the organ that has to redo, for the days of the order
  serveReviewedOrgan: {
    who: [who('REGISTRAR', 'reviewer'), who('HANDLER', 'reviewer'), who('REVIEWER', 'reviewer')],
    stages: [...REVIEWING, 'redoing'],
    may: (m, c) => unserved(m, c) !== null,
    then: (m, c) => {
      const answer = unserved(m, c) as ModelAnswer;
      answer.organServed = true;
      if (answer.redoDays === null || overtaken(m, answer)) return;
      const attacked = m.reviews.find((one) => one.answer === answer)?.attacked ?? '';
      const organ = answer.level === 'review' ? m.at.id : (reviewerOf(m, attacked) ?? m.at.id);
      start(m, 'REDO', organ, c.on, plus(c.on, answer.redoDays));
      m.stage = 'redoing';
      if (answer.level === 'review') return;
      // The review that was revoked is in the hand of its reviewer again.
      for (const one of m.reviews)
        if (one.level === 'review' && one.answer?.paper === attacked && (one.state === 'decided' || one.state === 'served'))
          Object.assign(one, { state: 'admitted', answer: null, redo: { ban: answer.ban } });
    },
  },
  compareRedo: {
    noClock: true,
    who: [who('HANDLER', 'holder', 'reviewer'), who('CHECKER', 'holder', 'reviewer'), who('REVIEWER', 'reviewer')],
    stages: ['redoing'],
    may: (m, c) => {
      const text = banned(m, c.organ.id);
      return text?.state === 'drafted' && text.by !== c.person;
    },
    then: (m, c) => Object.assign(banned(m, c.organ.id) as object, { compared: c.what.yes ? 'different' : 'same' }),
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
