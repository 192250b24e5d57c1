import { nextWorkingDay, type Day } from '@sunshine/procedure';
import { CALENDAR, plus, start } from '../clocks.js';
import { back, type Doing, type LawOfAct, living, paper, REVIEWING, isClaim, stepOfReviews } from '../course.js';
import { who } from '../rights.js';
import { reviewing } from '../reviewers.js';
import { answersOf, opinionGone, overtaken } from '../standing.js';
import type { Model, ModelClock, ModelledAct, ModelReview } from '../state.js';

const DAYS = 30;
const STAGES = ['opinion_served', ...REVIEWING, 'redoing', 'closed'] as const;
const HOLDS = [
  who('REGISTRAR', 'registrar', 'holder', 'sender', 'assigner', 'reviewer'),
  who('HANDLER', 'holder', 'reviewer'),
  who('REVIEWER', 'reviewer'),
];
const REVIEWER = [who('REVIEWER', 'reviewer')];

/** Arts 35, 2.4: the own right ends on the effective day, thirty days after the own service. */
const lastDay = (served: Day): Day => nextWorkingDay(CALENDAR, plus(served, DAYS));

export const waits = ({ state }: ModelReview): boolean => state === 'misdirected' || state === 'late' || state === 'admitted';
/** With its reviewer, who owes an answer by the term of reviews; what is redone has another. */
const inHand = ({ state, redo }: ModelReview): boolean => redo === null && (state === 'late' || state === 'admitted');

/** The right is used, be it late: a clock that had run out too. */
function use(m: Model, { level, petitioner, lastDay: due }: Pick<ModelReview, 'level' | 'petitioner' | 'lastDay'>): void {
  const right = level === 'review' ? 'REVIEW_REQUEST' : 'REREVIEW_REQUEST';
  const clock = m.clocks.findLast((one) => one.term === right && one.subject === petitioner && one.due === due);
  if (clock && clock.ended !== 'cancelled') (clock as ModelClock).ended = 'met';
}

/** 2.4: the term of the reviewer starts on receipt, not on admission; one of an organ at a time, of the request that came first. */
const DUTY = { review: 'REVIEW', rereview: 'REREVIEW' } as const;
function duty(m: Model, { organ, on, level }: ModelReview): void {
  if (!m.clocks.some(({ term, subject, ended }) => term === DUTY[level] && subject === organ && ended === null))
    start(m, DUTY[level], organ, on);
}
export function dutyOver(m: Model, { organ, level }: ModelReview, how: 'met' | 'cancelled'): void {
  for (const clock of m.clocks) if (clock.term === DUTY[level] && clock.subject === organ && clock.ended === null) clock.ended = how;
  const [next] = m.reviews
    .filter((one) => inHand(one) && one.organ === organ && one.level === level)
    .sort((one, other) => one.on.localeCompare(other.on));
  if (next) duty(m, next);
}

/** 2.5, 10: the review that had to be given anew is given, or nobody asks for it any more: what had ordered it is followed. */
export function redoOver(m: Model, organ: string, how: 'met' | 'cancelled'): void {
  if (m.reviews.some(({ state, redo }) => state === 'admitted' && redo !== null)) return;
  for (const clock of m.clocks) if (clock.term === 'REDO' && clock.subject === organ && clock.ended === null) clock.ended = how;
  for (const one of m.reviews) if (one.level === 'rereview' && (one.state === 'decided' || one.state === 'served')) one.state = 'replaced';
  m.stage = stepOfReviews(m);
}

function moved(m: Model, state: ModelReview['state']): void {
  if (m.stage === 'closed') {
    if (state !== 'admitted') return;
    back(m, 'review_requested');
    m.archiveDue = false;
    return;
  }
  m.completion = null;
  if (m.stage !== 'redoing') m.stage = stepOfReviews(m);
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

const answered = ({ reviews }: Model): readonly ModelReview[] =>
  reviews.filter(({ level, state }) => level === 'review' && (state === 'decided' || state === 'served'));
/** Art 36: the review that this petitioner may have re-reviewed, from the receipt of its answer: the one that came last, else the own one. */
export function reviewed(m: Model, petitioner: string): ModelReview | null {
  const dayOf = (one: ModelReview) => one.answer?.reached.get(petitioner) ?? '';
  const last = answered(m).reduce<ModelReview | null>((best, one) => (dayOf(one) >= (best ? dayOf(best) : '1') ? one : best), null);
  return last ?? answered(m).findLast((one) => one.petitioner === petitioner || one.answer?.disposition !== 'uphold') ?? null;
}
/** Who gave the answer that a re-review is aimed at. */
export const reviewerOf = (m: Model, attacked: string): string | null =>
  answered(m).findLast(({ answer }) => answer?.paper === attacked)?.organ ?? null;
const attackedOrgan = (m: Model, { level, attacked }: Pick<ModelReview, 'level' | 'attacked'>): string =>
  level === 'review' ? m.at.id : (reviewerOf(m, attacked) ?? m.at.id);

/** What a request of the level is aimed at, and until when this petitioner may ask; null: there is no such right. */
function rightTo(m: Model, level: ModelReview['level'], petitioner: string): { readonly attacked: string; readonly lastDay: Day } | null {
  if (level === 'review') {
    const served = m.services.get(petitioner) ?? null;
    return m.opinion?.state === 'issued' && m.opinion.paper && served !== null && opinionGone(m) === null
      ? { attacked: m.opinion.id, lastDay: lastDay(served) }
      : null;
  }
  const answer = reviewed(m, petitioner)?.answer;
  const paper = answer && !overtaken(m, answer) ? answer.paper : null;
  const clock = m.clocks.findLast(
    (one) =>
      one.term === 'REREVIEW_REQUEST' &&
      one.subject === petitioner &&
      one.ended !== 'cancelled' &&
      one.from >= (answersOf(m, 'review')[0]?.on ?? ''),
  );
  return paper && clock ? { attacked: paper, lastDay: clock.due } : null;
}

function asks(level: ModelReview['level']): NonNullable<LawOfAct['may']> {
  return (m, { on, what, by }) => {
    const { petitioner, assigned, to, yes } = what;
    const right = rightTo(m, level, petitioner);
    if (m.outcome === 'withdrawn' || !isClaim(m) || m.exit !== '31(6)' || right === null || !living(m).includes(petitioner)) return false;
    // Once each for each opinion.
    const before = m.reviews.some(
      (one) =>
        one.level === level &&
        one.petitioner === petitioner &&
        one.attacked === right.attacked &&
        !['withdrawn', 'cancelled'].includes(one.state),
    );
    if (before) return false;
    const competent = reviewing(attackedOrgan(m, { level, ...right }));
    if (competent.length === 0 || (assigned && !competent.includes(to.id))) return false;
    return by !== null || ((assigned || competent.length === 1) && (on <= right.lastDay || yes));
  };
}

function asked(level: ModelReview['level']): NonNullable<LawOfAct['then']> {
  return (m, { on, what, by, organ }) => {
    const { petitioner, assigned, to } = what;
    const right = rightTo(m, level, petitioner);
    if (!right) return;
    const competent = reviewing(attackedOrgan(m, { level, ...right }));
    const place = by === null ? (assigned ? to.id : (competent[0] as string)) : organ.id;
    const there = assigned ? place === to.id : competent.includes(place);
    const inTime = on <= right.lastDay;
    const state = there ? (inTime ? 'admitted' : 'late') : 'misdirected';
    const review: ModelReview = {
      id: what.id,
      level,
      petitioner,
      chosen: assigned ? to.id : null,
      organ: place,
      on,
      first: on,
      state,
      papers: null,
      refusal: null,
      ...right,
      investigators: [],
      file: null,
      answer: null,
      redo: null,
    };
    if (inTime) use(m, review);
    if (there) duty(m, review);
    m.reviews.push(review);
    moved(m, state);
  };
}

export const reviewLaw = {
  requestReview: { who: HOLDS, petitioner: true, stages: STAGES, may: asks('review'), then: asked('review') },
  passOnReview: {
    who: HOLDS,
    stages: STAGES,
    may: (m, c) => {
      const review = there(m, c, 'misdirected');
      const competent = review ? reviewing(attackedOrgan(m, review)) : [];
      const to = review && (c.what.assigned ? c.what.to.id : (review.chosen ?? (competent.length === 1 ? competent[0] : null)));
      return to != null && competent.includes(to);
    },
    then: (m, c) => {
      const review = meant(m, 'misdirected') as ModelReview;
      const [only] = reviewing(attackedOrgan(m, review));
      const to = c.what.assigned ? c.what.to.id : (review.chosen ?? (only as string));
      review.state = 'passed_on';
      const next: ModelReview = {
        ...review,
        id: c.what.id,
        organ: to,
        on: c.on,
        state: review.first <= review.lastDay ? 'admitted' : 'late',
      };
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
      use(m, review);
      // Of two answers the later one is of the request that was admitted last.
      m.reviews = [...m.reviews.filter((one) => one !== review), review];
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
      if (review.redo === null) dutyOver(m, review, 'met');
      else redoOver(m, review.organ, 'met');
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
      if (review.redo !== null) redoOver(m, review.organ, 'cancelled');
      moved(m, 'withdrawn');
    },
  },
  // 36: of what a review has decided
  requestReReview: { who: HOLDS, petitioner: true, stages: STAGES, may: asks('rereview'), then: asked('rereview') },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
