import { nextWorkingDay, type Day } from '@sunshine/procedure';
import { CALENDAR, plus, start } from '../clocks.js';
import { back, type LawOfAct, living, REVIEWING, isClaim } from '../course.js';
import { who } from '../rights.js';
import { reviewing } from '../reviewers.js';
import type { Model, ModelClock, ModelledAct } from '../state.js';

const DAYS = 30;
const ANYBODY = [who('REGISTRAR', 'registrar', 'holder', 'sender', 'assigner', 'reviewer'), who('HANDLER', 'holder', 'reviewer')];

/** Arts 35, 2.4: the own right ends on the effective day, thirty days after the own service. */
const lastDay = (served: Day): Day => nextWorkingDay(CALENDAR, plus(served, DAYS));

/** The right is used, be it late: a clock that had run out too. */
function use(m: Model, petitioner: string, served: Day): void {
  const clock = m.clocks.findLast(({ term, subject, from }) => term === 'REVIEW_REQUEST' && subject === petitioner && from === served);
  if (clock && clock.ended !== 'cancelled') (clock as ModelClock).ended = 'met';
}

export const reviewLaw = {
  requestReview: {
    who: ANYBODY,
    petitioner: true,
    stages: ['opinion_served', ...REVIEWING, 'closed'],
    may: (m, { on, what, by, organ }) => {
      const { petitioner, assigned, to, yes } = what;
      const served = m.services.get(petitioner) ?? null;
      if (m.outcome === 'withdrawn' || !isClaim(m) || m.exit !== '31(6)' || m.opinion?.state !== 'issued' || !m.opinion.paper) return false;
      if (!living(m).includes(petitioner) || served === null || on < served) return false;
      if (m.reviews.some((one) => one.petitioner === petitioner && one.opinion === m.opinion?.id)) return false;
      const competent = reviewing(m.at.id);
      if (competent.length === 0 || (assigned && !competent.includes(to.id))) return false;
      if (by !== null) return organ !== null;
      return (assigned || competent.length === 1) && (on <= lastDay(served) || yes);
    },
    then: (m, { on, what, by, organ }) => {
      const { petitioner, assigned, to } = what;
      const served = m.services.get(petitioner) as Day;
      const competent = reviewing(m.at.id);
      const place = by === null ? (assigned ? to.id : (competent[0] as string)) : organ.id;
      const there = assigned ? place === to.id : competent.includes(place);
      const inTime = on <= lastDay(served);
      if (inTime) use(m, petitioner, served);
      const state = there ? (inTime ? 'admitted' : 'late') : 'misdirected';
      // 2.4: the term of the reviewer starts on receipt, not on admission.
      if (there && !m.clocks.some(({ term, subject, ended }) => term === 'REVIEW' && subject === place && ended === null))
        start(m, 'REVIEW', place, on);
      m.reviews.push({ id: what.id, level: 'review', opinion: m.opinion?.id ?? '', petitioner, organ: place, on, state });
      if (m.stage !== 'closed') m.completion = null;
      const inHand = m.reviews.some((one) => one.state !== 'misdirected');
      if (m.stage === 'closed' && state === 'admitted') {
        back(m, 'review_requested');
        m.archiveDue = false;
      } else if (m.stage !== 'closed' && inHand) m.stage = 'review_requested';
    },
  },
  // Of what a review has decided.
  requestReReview: { who: ANYBODY, petitioner: true, stages: [...REVIEWING, 'opinion_served', 'closed'], may: () => false },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
