import { nextWorkingDay, type Day } from '@sunshine/procedure';
import { CALENDAR, plus, start } from '../clocks.js';
import { back, type Doing, type LawOfAct, living, paper, REVIEWING, isClaim } from '../course.js';
import { who } from '../rights.js';
import { reviewing } from '../reviewers.js';
import type { Model, ModelClock, ModelledAct, ModelReview } from '../state.js';

const DAYS = 30;
const STAGES = ['opinion_served', ...REVIEWING, 'closed'] as const;
const HOLDS = [
  who('REGISTRAR', 'registrar', 'holder', 'sender', 'assigner', 'reviewer'),
  who('HANDLER', 'holder', 'reviewer'),
  who('REVIEWER', 'reviewer'),
];
const REVIEWER = [who('REVIEWER', 'reviewer')];

/** Arts 35, 2.4: the own right ends on the effective day, thirty days after the own service. */
const lastDay = (served: Day): Day => nextWorkingDay(CALENDAR, plus(served, DAYS));

export const waits = ({ state }: ModelReview): boolean => state === 'misdirected' || state === 'late' || state === 'admitted';
const inHand = ({ state }: ModelReview): boolean => state === 'late' || state === 'admitted';

/** The right is used, be it late: a clock that had run out too. */
function use(m: Model, petitioner: string, served: Day): void {
  const clock = m.clocks.findLast(({ term, subject, from }) => term === 'REVIEW_REQUEST' && subject === petitioner && from === served);
  if (clock && clock.ended !== 'cancelled') (clock as ModelClock).ended = 'met';
}

/** 2.4: the term of the reviewer starts on receipt, not on admission; one of an organ at a time, of the request that came first. */
function duty(m: Model, { organ, on }: ModelReview): void {
  if (!m.clocks.some(({ term, subject, ended }) => term === 'REVIEW' && subject === organ && ended === null)) start(m, 'REVIEW', organ, on);
}
function dutyOver(m: Model, { organ }: ModelReview, how: 'met' | 'cancelled'): void {
  for (const clock of m.clocks) if (clock.term === 'REVIEW' && clock.subject === organ && clock.ended === null) clock.ended = how;
  const [next] = m.reviews.filter((one) => inHand(one) && one.organ === organ).sort((one, other) => one.on.localeCompare(other.on));
  if (next) duty(m, next);
}

function moved(m: Model, state: ModelReview['state']): void {
  if (m.stage === 'closed') {
    if (state !== 'admitted') return;
    back(m, 'review_requested');
    m.archiveDue = false;
    return;
  }
  m.completion = null;
  m.stage = m.reviews.some(inHand) ? 'review_requested' : 'opinion_served';
}

/** The one that could be meant: of several none is, without its name. */
const meant = (m: Model, ...states: ModelReview['state'][]): ModelReview | null => {
  const found = m.reviews.filter(({ state }) => states.includes(state));
  return found.length === 1 ? (found[0] ?? null) : null;
};
const there = (m: Model, { organ }: Doing, ...states: ModelReview['state'][]): ModelReview | null => {
  const found = meant(m, ...states);
  return found?.organ === organ.id ? found : null;
};
const refusal = (m: Model, c: Doing, checked: boolean): ModelReview | null =>
  m.reviews.findLast(
    (one) =>
      one.refusal !== null &&
      (one.refusal.checkedBy !== null) === checked &&
      one.organ === c.organ.id &&
      ![one.refusal.by, one.refusal.checkedBy].includes(c.person),
  ) ?? null;
const fits = (ground: string, { state, papers }: ModelReview, on: Day): boolean => {
  if (ground === 'late_without_reason') return state === 'late';
  return ground !== 'papers_not_supplied' || (papers !== null && on > papers);
};
export const groundOf = ({ what }: Pick<Doing, 'what'>): string =>
  what.yes ? (what.assigned ? 'late_without_reason' : 'papers_not_supplied') : 'not_entitled';

export const reviewLaw = {
  requestReview: {
    who: HOLDS,
    petitioner: true,
    stages: STAGES,
    may: (m, { on, what, by }) => {
      const { petitioner, assigned, to, yes } = what;
      const served = m.services.get(petitioner) ?? null;
      if (m.outcome === 'withdrawn' || !isClaim(m) || m.exit !== '31(6)' || m.opinion?.state !== 'issued' || !m.opinion.paper) return false;
      if (!living(m).includes(petitioner) || served === null || on < served) return false;
      const before = m.reviews.some((one) => one.petitioner === petitioner && one.opinion === m.opinion?.id && one.state !== 'withdrawn');
      if (before) return false;
      const competent = reviewing(m.at.id);
      if (competent.length === 0 || (assigned && !competent.includes(to.id))) return false;
      return by !== null || ((assigned || competent.length === 1) && (on <= lastDay(served) || yes));
    },
    then: (m, { on, what, by, organ }) => {
      const { petitioner, assigned, to } = what;
      const served = m.services.get(petitioner) as Day;
      const competent = reviewing(m.at.id);
      const place = by === null ? (assigned ? to.id : (competent[0] as string)) : organ.id;
      const right = assigned ? place === to.id : competent.includes(place);
      const inTime = on <= lastDay(served);
      if (inTime) use(m, petitioner, served);
      const state = right ? (inTime ? 'admitted' : 'late') : 'misdirected';
      const review: ModelReview = {
        id: what.id,
        level: 'review',
        opinion: m.opinion?.id ?? '',
        petitioner,
        chosen: assigned ? to.id : null,
        organ: place,
        on,
        first: on,
        state,
        papers: null,
        refusal: null,
        attacked: m.opinion?.id ?? '',
        investigators: [],
        file: null,
      };
      if (right) duty(m, review);
      m.reviews.push(review);
      moved(m, state);
    },
  },
  passOnReview: {
    who: HOLDS,
    stages: STAGES,
    may: (m, c) => {
      const review = there(m, c, 'misdirected');
      const competent = reviewing(m.at.id);
      const to = review && (c.what.assigned ? c.what.to.id : (review.chosen ?? (competent.length === 1 ? competent[0] : null)));
      return to != null && competent.includes(to);
    },
    then: (m, c) => {
      const review = meant(m, 'misdirected') as ModelReview;
      const to = c.what.assigned ? c.what.to.id : (review.chosen ?? (reviewing(m.at.id)[0] as string));
      const inTime = review.first <= lastDay(m.services.get(review.petitioner) as Day);
      review.state = 'passed_on';
      const next: ModelReview = { ...review, id: c.what.id, organ: to, on: c.on, state: inTime ? 'admitted' : 'late' };
      duty(m, next);
      m.reviews.push(next);
      moved(m, next.state);
    },
  },
  admitLateReview: {
    who: [...REVIEWER, who('HEAD', 'reviewer')],
    stages: STAGES,
    may: (m, c) => there(m, c, 'late') !== null,
    then: (m) => {
      const review = meant(m, 'late') as ModelReview;
      Object.assign(review, { state: 'admitted', refusal: null });
      use(m, review.petitioner, m.services.get(review.petitioner) as Day);
      moved(m, 'admitted');
    },
  },
  askReviewPapers: {
    noClock: true,
    who: [who('REGISTRAR', 'reviewer'), ...REVIEWER],
    stages: STAGES,
    may: (m, c) => there(m, c, 'late', 'admitted')?.papers === null && c.what.day > c.on,
    then: (m, c) => {
      (meant(m, 'late', 'admitted') as ModelReview).papers = c.what.day;
      paper(m, c, 'REVIEW_SUPPLEMENT');
    },
  },
  refuseReview: {
    noClock: true,
    who: REVIEWER,
    stages: STAGES,
    may: (m, c) => {
      const review = there(m, c, 'late', 'admitted');
      return review !== null && fits(groundOf(c), review, c.on);
    },
    then: (m, c) => {
      (meant(m, 'late', 'admitted') as ModelReview).refusal = { id: c.what.id, by: c.person, checkedBy: null, ground: groundOf(c) };
    },
  },
  checkReviewRefusal: {
    noClock: true,
    who: REVIEWER,
    stages: STAGES,
    may: (m, c) => refusal(m, c, false) !== null,
    then: (m, c) => {
      const found = refusal(m, c, false)?.refusal;
      if (found) found.checkedBy = c.person;
    },
  },
  confirmReviewRefusal: {
    who: [who('HEAD', 'reviewer')],
    stages: STAGES,
    may: (m, c) => {
      const found = refusal(m, c, true);
      return found?.refusal != null && fits(found.refusal.ground, found, c.on);
    },
    then: (m, c) => {
      const review = refusal(m, c, true) as ModelReview;
      Object.assign(review, { state: 'refused', refusal: null });
      paper(m, c, 'REVIEW_REFUSAL');
      dutyOver(m, review, 'met');
      moved(m, 'refused');
    },
  },
  withdrawReview: {
    who: HOLDS,
    petitioner: true,
    stages: STAGES,
    may: (m) => {
      const found = meant(m, 'misdirected', 'late', 'admitted');
      return found !== null && living(m).includes(found.petitioner);
    },
    then: (m) => {
      const review = meant(m, 'misdirected', 'late', 'admitted') as ModelReview;
      const reviewed = inHand(review);
      Object.assign(review, { state: 'withdrawn', refusal: null });
      if (reviewed) dutyOver(m, review, 'cancelled');
      moved(m, 'withdrawn');
    },
  },
  // Of what a review has decided.
  requestReReview: { who: HOLDS, petitioner: true, stages: STAGES, may: () => false },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
