import { REVIEWING, type Doing, type LawOfAct } from '../course.js';
import { OFFICERS } from '../officers.js';
import { who } from '../rights.js';
import type { Model, ModelledAct, ModelReview, ModelText } from '../state.js';

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
const investigatorsOf = (hand: readonly ModelReview[]): readonly string[] =>
  hand.find(({ investigators }) => investigators.length > 0)?.investigators ?? [];

const textOf = (m: Model, organ: string): ModelText | null => m.texts.findLast((one) => one.organ === organ) ?? null;

/** Who drafted, checked, issued or signed the opinion, looked into its facts or was given it reviews none of it (10). */
function tookPart(m: Model, person: string): boolean {
  const { opinion, countersigns, workers } = m;
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
        isOf(one, c.organ.id) && !m.recused.has(one) && !m.recusals.some(({ officer }) => officer === one) && !tookPart(m, one);
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
      for (const one of handOf(m, c.organ.id)) one.file = { from: m.at.id, handed: false };
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
        reviews: hand.map(({ id }) => id),
      };
      m.texts = [...m.texts.filter(({ organ }) => organ !== c.organ.id), text];
    },
  },
  checkReviewOpinion: {
    noClock: true,
    who: [HANDLER, REVIEWER, CHECKER],
    stages: STAGES,
    may: (m, c) =>
      ofAnother(m, c, 'drafted') !== null &&
      !tookPart(m, c.person) &&
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
} satisfies Partial<Record<ModelledAct, LawOfAct>>;

/** Requests whose reviewer waits for the file of this organ. */
function filesAsked(m: Model, c: Doing): readonly ModelReview[] {
  return m.reviews.filter(({ state, file }) => state === 'admitted' && file?.from === c.organ.id && !file.handed);
}
