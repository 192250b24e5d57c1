import { cancel } from '../clocks.js';
import { REVIEWING, type Doing, type LawOfAct, openOpinion, paper, stepOfReviews, supports } from '../course.js';
import { OFFICERS } from '../officers.js';
import { who } from '../rights.js';
import { answerOf, handOf, outcomeOfChange, textOf } from '../standing.js';
import type { Model, ModelAnswer, ModelDecision, ModelledAct, ModelReview, ModelText, What } from '../state.js';
import { mayGoOn } from './redo.js';
import { dutyOver, redoOver, reviewed as reviewedBy, reviewerOf, waits } from './review.js';

const STAGES = [...REVIEWING, 'redoing'] as const;
const HANDLER = who('HANDLER', 'reviewer');
const REVIEWER = who('REVIEWER', 'reviewer');
const CHECKER = who('CHECKER', 'reviewer');
const HEAD = who('HEAD', 'reviewer');

const isOf = (person: string, organId: string): boolean => OFFICERS.some(({ id, organ }) => id === person && organ?.id === organId);

const levelOf = (m: Model, c: Doing): ModelReview['level'] => handOf(m, c.organ.id)[0]?.level ?? 'review';
const investigatorsOf = (hand: readonly ModelReview[]): readonly string[] =>
  hand.find(({ investigators }) => investigators.length > 0)?.investigators ?? [];

/** Who drafted, checked, issued or signed the opinion, looked into its facts or was given it reviews none of it (10); of a re-review, who reviewed neither. */
function tookPart(m: Model, person: string, level: ModelReview['level']): boolean {
  const { opinion, countersigns, workers, reviews, texts } = m;
  if (level === 'rereview') {
    const own = texts.filter((one) => one.level === 'review').flatMap(({ by, checkedBy, issuedBy }) => [by, checkedBy, issuedBy]);
    const named = reviews.filter((one) => one.level === 'review').flatMap(({ investigators }) => investigators);
    if (own.includes(person) || named.includes(person)) return true;
  }
  const hands = [opinion?.by, opinion?.checkedBy, opinion?.issuedBy, ...countersigns.map(({ signer }) => signer)];
  return hands.includes(person) || workers.has(person);
}

/** What is written of a request in hand, and that another wrote. */
function ofAnother(m: Model, c: Doing, ...states: ModelText['state'][]): ModelText | null {
  const text = handOf(m, c.organ.id).length > 0 ? textOf(m, c.organ.id) : null;
  return text && states.includes(text.state) && text.by !== c.person ? text : null;
}

export const decidingLaw = {
  // 10: at least two of the reviewing organ, whose part in the opinion and whose recusal keep them out
  appointInvestigators: {
    noClock: true,
    who: [HEAD, REVIEWER],
    stages: STAGES,
    may: (m, c) => {
      const named = c.what.investigators;
      const fit = (one: string) =>
        isOf(one, c.organ.id) &&
        !m.recused.has(one) &&
        !m.recusals.some(({ officer }) => officer === one) &&
        !tookPart(m, one, levelOf(m, c));
      return handOf(m, c.organ.id).length > 0 && named[0] !== named[1] && named.every(fit);
    },
    then: (m, c) => {
      for (const one of handOf(m, c.organ.id)) one.investigators = c.what.investigators;
    },
  },
  askReviewFile: {
    noClock: true,
    who: [HANDLER, REVIEWER],
    stages: STAGES,
    may: (m, c) => {
      const hand = handOf(m, c.organ.id);
      return hand.length > 0 && hand.every(({ file }) => file === null) && c.what.day >= c.on;
    },
    then: (m, c) => {
      for (const one of handOf(m, c.organ.id))
        one.file = { from: one.level === 'review' ? m.at.id : (reviewerOf(m, one.attacked) ?? ''), handed: false };
    },
  },
  handOverReviewFile: {
    noClock: true,
    who: [who('HANDLER', 'holder', 'reviewer'), who('REGISTRAR', 'holder', 'reviewer')],
    stages: STAGES,
    may: (m, c) => filesAsked(m, c).length > 0,
    then: (m, c) => {
      const [first, ...others] = filesAsked(m, c);
      // Each reviewer gets the file by itself.
      for (const one of [first, ...others]) if (one?.file && one.organ === first?.organ) one.file.handed = true;
    },
  },
  // 35, 10: drafted by one of the two, checked by the other or by the office of the committee; nothing moves before it is issued
  decideReview: {
    noClock: true,
    who: [HANDLER, REVIEWER],
    stages: STAGES,
    may: (m, c) => {
      const text = textOf(m, c.organ.id);
      return investigatorsOf(handOf(m, c.organ.id)).includes(c.person) && (text === null || text.state === 'returned');
    },
    then: (m, c) => {
      const hand = handOf(m, c.organ.id);
      const text: ModelText = {
        organ: c.organ.id,
        level: hand[0]?.level ?? 'review',
        state: 'drafted',
        by: c.person,
        checkedBy: null,
        issuedBy: null,
        reviews: hand.map(({ id }) => id),
        compared: null,
        ...decisionOf(c.what),
      };
      m.texts = [...m.texts.filter((one) => one !== textOf(m, c.organ.id)), text];
    },
  },
  checkReviewOpinion: {
    noClock: true,
    who: [HANDLER, REVIEWER, CHECKER],
    stages: STAGES,
    may: (m, c) =>
      ofAnother(m, c, 'drafted') !== null &&
      !tookPart(m, c.person, levelOf(m, c)) &&
      (investigatorsOf(handOf(m, c.organ.id)).includes(c.person) || c.as?.role === 'CHECKER') &&
      mayGoOn(m, c.organ.id),
    then: (m, c) => {
      Object.assign(textOf(m, c.organ.id) as ModelText, { state: 'checked', checkedBy: c.person });
    },
  },
  returnReviewOpinion: {
    noClock: true,
    who: [HANDLER, REVIEWER, CHECKER, who('ISSUER', 'reviewer'), HEAD],
    stages: STAGES,
    may: (m, c) => ofAnother(m, c, 'drafted', 'checked') !== null,
    then: (m, c) => {
      Object.assign(textOf(m, c.organ.id) as ModelText, { state: 'returned', checkedBy: null });
    },
  },
  // 35, 36: in the name of the organ; its term is met by the dispatch
  issueReviewOpinion: {
    who: [who('ISSUER', 'reviewer'), HEAD],
    stages: STAGES,
    may: (m, c) => {
      const text = ofAnother(m, c, 'checked');
      if (text === null || (text.executeBy ?? c.on) < c.on) return false;
      return !tookPart(m, c.person, levelOf(m, c)) && handOf(m, c.organ.id).every(({ id }) => text.reviews.includes(id));
    },
    then: (m, c) => {
      const hand = handOf(m, c.organ.id);
      const [first] = hand as [ModelReview];
      const { level, redo } = first;
      const text = textOf(m, c.organ.id) as ModelText;
      const reviewed = level === 'rereview' ? answerOf(m, first.attacked) : null;
      Object.assign(text, { state: 'issued', issuedBy: c.person });
      const { disposition, redoDays, ban, outcomes, executeBy } = text;
      const answer: ModelAnswer = {
        ...{ level, organ: c.organ.id, disposition, redoDays, ban, outcomes, executeBy },
        ...{ on: c.on, paper: c.what.id, formerOutcome: m.outcome, services: [], reached: new Map(), organServed: false },
      };
      for (const one of hand) Object.assign(one, { state: 'decided', answer, refusal: null });
      paper(m, c, level === 'review' ? 'REVIEW_OPINION' : 'REREVIEW_OPINION');
      const over = disposition === 'uphold' ? [] : endedWith(m, answer, first.attacked);
      const own = hand.find((one) => one.redo === null);
      if (own) dutyOver(m, own, 'met');
      for (const one of over) dutyOver(m, one, 'cancelled');
      if (redo) redoOver(m, c.organ.id, 'met');
      const below = level === 'rereview' && disposition !== 'uphold' && (redoDays === null || reviewed?.redoDays != null);
      if (disposition !== 'uphold') gone(m, answer, { reviewed, attacked: first.attacked, below });
      if (m.stage !== 'redoing' || redo || below) m.stage = stepOfReviews(m);
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;

/** Requests whose reviewer waits for the file of this organ. */
function filesAsked(m: Model, c: Doing): readonly ModelReview[] {
  return m.reviews.filter(({ state, file }) => state === 'admitted' && file?.from === c.organ.id && !file.handed);
}

/** 10: disposition and its ground; a revocation has its days unless the matter should not have been accepted. */
function decisionOf({ disposition, reviewGround, days, outcomes, day }: What): ModelDecision {
  const changes = disposition === 'change';
  const redone = disposition === 'revoke' && reviewGround !== 'not_acceptable';
  return {
    disposition,
    redoDays: redone ? days : null,
    ban: redone && reviewGround === 'facts_unclear',
    outcomes: changes ? outcomes : [],
    executeBy: changes && outcomes.some(supports) ? day : null,
  };
}

/** What takes the place of the opinion leaves no right and no request at either level. */
const endsAll = ({ level, redoDays }: ModelAnswer): boolean => level === 'review' || redoDays === null;

/** Requests against what stands no more. @returns those of which a reviewer had the duty */
function endedWith(m: Model, answer: ModelAnswer, attacked: string): readonly ModelReview[] {
  // A review that is to be redone leaves those of others.
  const same = (one: ModelReview) => one.level === answer.level && one.attacked === attacked;
  const ended = m.reviews.filter((one) => waits(one) && (endsAll(answer) || same(one)));
  const inHand = ended.filter(({ state, redo }) => state !== 'misdirected' && redo === null);
  for (const one of ended) Object.assign(one, { state: 'cancelled', refusal: null });
  return inHand;
}

/** 10: what stands no more has no terms and orders nothing. */
function gone(
  m: Model,
  answer: ModelAnswer,
  { reviewed, attacked, below }: { readonly reviewed: ModelAnswer | null; readonly attacked: string; readonly below: boolean },
): void {
  const { level, disposition, redoDays } = answer;
  const all = endsAll(answer);
  const ownOf = (subject: string) => (reviewedBy(m, subject)?.answer?.paper ?? attacked) === attacked;
  if (all) cancel(m, 'opinion_replaced', 'REVIEW_REQUEST');
  for (const clock of m.clocks)
    if (clock.term === 'REREVIEW_REQUEST' && clock.ended === null && (all || ownOf(clock.subject)))
      Object.assign(clock, { ended: 'cancelled', why: 'opinion_replaced' });
  if (level === 'review' || below) cancel(m, 'opinion_replaced', 'REDO');
  if (all || reviewed?.disposition === 'change') cancel(m, 'opinion_replaced', 'EXECUTE');
  // What another unit was to perform is ordered no more.
  m.performer = null;
  // A redo below falls with the order to it.
  if (below && m.stage === 'redoing' && openOpinion(m, 'drafted', 'checked'))
    Object.assign(m.opinion as object, { state: 'returned', checkedBy: null });
  m.outcome =
    disposition === 'change'
      ? outcomeOfChange(answer)
      : redoDays === null
        ? 'refused_acceptance'
        : level === 'review'
          ? null
          : reviewed && reviewed.disposition !== 'uphold'
            ? reviewed.formerOutcome
            : m.outcome;
}
