import { REVIEWING, type Doing, type LawOfAct, paper, stepOfReviews } from '../course.js';
import { OFFICERS } from '../officers.js';
import { who } from '../rights.js';
import { dutyOver, reviewerOf } from './review.js';
import type { Model, ModelAnswer, ModelledAct, ModelReview, ModelText } from '../state.js';

const STAGES = [...REVIEWING, 'redoing'] as const;
const HANDLER = who('HANDLER', 'reviewer');
const REVIEWER = who('REVIEWER', 'reviewer');
const CHECKER = who('CHECKER', 'reviewer');
const HEAD = who('HEAD', 'reviewer');

const isOf = (person: string, organId: string): boolean => OFFICERS.some(({ id, organ }) => id === person && organ?.id === organId);

/** An organ answers together what it has been asked against one opinion; the request that came first goes first. */
function handOf(m: Model, organ: string): readonly ModelReview[] {
  const own = m.reviews
    .filter((one) => one.state === 'admitted' && one.organ === organ)
    .sort((one, other) => one.on.localeCompare(other.on) || one.id.localeCompare(other.id));
  return own.filter(({ level, attacked }) => level === own[0]?.level && attacked === own[0].attacked);
}
const levelOf = (m: Model, c: Doing): ModelReview['level'] => handOf(m, c.organ.id)[0]?.level ?? 'review';
const investigatorsOf = (hand: readonly ModelReview[]): readonly string[] =>
  hand.find(({ investigators }) => investigators.length > 0)?.investigators ?? [];

const textOf = (m: Model, organ: string): ModelText | null =>
  m.texts.findLast((one) => one.organ === organ && one.state !== 'issued') ?? null;

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
      (investigatorsOf(handOf(m, c.organ.id)).includes(c.person) || c.as?.role === 'CHECKER'),
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
      return text !== null && !tookPart(m, c.person, levelOf(m, c)) && handOf(m, c.organ.id).every(({ id }) => text.reviews.includes(id));
    },
    then: (m, c) => {
      const hand = handOf(m, c.organ.id);
      const [first] = hand as [ModelReview];
      Object.assign(textOf(m, c.organ.id) as ModelText, { state: 'issued', issuedBy: c.person });
      const answer: ModelAnswer = { paper: c.what.id, services: [], reached: new Map(), organServed: false };
      for (const one of hand) Object.assign(one, { state: 'decided', answer, refusal: null });
      paper(m, c, first.level === 'review' ? 'REVIEW_OPINION' : 'REREVIEW_OPINION');
      dutyOver(m, first, 'met');
      m.stage = stepOfReviews(m);
    },
  },
  serveReviewedOrgan: {
    noClock: true,
    who: [who('REGISTRAR', 'reviewer'), HANDLER, REVIEWER],
    stages: STAGES,
    may: (m, c) => unserved(m, c) !== null,
    then: (m, c) => {
      const answer = unserved(m, c);
      if (answer) answer.organServed = true;
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;

/** Requests whose reviewer waits for the file of this organ. */
function filesAsked(m: Model, c: Doing): readonly ModelReview[] {
  return m.reviews.filter(({ state, file }) => state === 'admitted' && file?.from === c.organ.id && !file.handed);
}

/** The last answer of this organ that has not been served on the organ whose opinion it is about. */
const unserved = (m: Model, c: Doing): ModelAnswer | null =>
  m.reviews.findLast(
    ({ organ, state, answer }) => organ === c.organ.id && (state === 'decided' || state === 'served') && answer?.organServed === false,
  )?.answer ?? null;
