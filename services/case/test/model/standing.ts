import { supports, wholeOutcome } from './course.js';
import type { Model, ModelAnswer, ModelReview, ModelText } from './state.js';

type Level = ModelReview['level'];

/** An organ answers together what it has been asked against one opinion; the request that came first goes first. */
export function handOf(m: Model, organ: string): readonly ModelReview[] {
  const own = m.reviews
    .filter((one) => one.state === 'admitted' && one.organ === organ)
    .sort((one, other) => one.on.localeCompare(other.on) || one.id.localeCompare(other.id));
  return own.filter(({ level, attacked }) => level === own[0]?.level && attacked === own[0].attacked);
}

/** What the organ is writing of them; null: nothing yet, or it is issued. */
export const textOf = (m: Model, organ: string): ModelText | null =>
  m.texts.findLast((one) => one.organ === organ && one.state !== 'issued') ?? null;

/** What has been answered at the level and stands, in the order of issue. */
export const answersOf = ({ reviews }: Model, level: Level): readonly ModelAnswer[] =>
  reviews
    .flatMap((one) => (one.level === level && (one.state === 'decided' || one.state === 'served') && one.answer ? [one.answer] : []))
    .sort((one, other) => one.on.localeCompare(other.on));
export const lastAnswer = (m: Model, level: Level): ModelAnswer | null => answersOf(m, level).at(-1) ?? null;

/** The answer of a review that this paper bears. */
export const answerOf = (m: Model, paper: string): ModelAnswer | null =>
  answersOf(m, 'review').findLast((one) => one.paper === paper) ?? null;

/** 10: a re-review has changed or revoked this answer of a review: nothing comes of it any more. */
export const overtaken = (m: Model, { level, paper }: ModelAnswer): boolean =>
  level === 'review' &&
  ((opinionGone(m)?.paper ?? paper) !== paper ||
    m.reviews.some(
      (one) =>
        one.level === 'rereview' &&
        one.attacked === paper &&
        (one.state === 'decided' || one.state === 'served') &&
        one.answer?.disposition !== 'uphold',
    ));

/** 10: the answer in whose place the opinion stands no more; null: it stands. A re-review that only has a review redone leaves it. */
export const opinionGone = (m: Model): ModelAnswer | null =>
  [...answersOf(m, 'review'), ...answersOf(m, 'rereview').filter(({ redoDays }) => redoDays === null)].findLast(
    ({ disposition }) => disposition !== 'uphold',
  ) ?? null;

/** 10, 2.5: the order to redo the opinion that the organ in charge has been served with. */
export const orderToRedo = (m: Model): ModelAnswer | null =>
  m.stage === 'redoing' ? (answersOf(m, 'review').findLast((one) => one.redoDays !== null && one.organServed) ?? null) : null;

/** What supports something, by its day: the change, else the opinion; null: nothing is to be carried out. */
export function ordered(m: Model): { readonly executeBy: string; readonly paper: string | null } | null {
  const gone = opinionGone(m);
  const by = gone ?? m.opinion;
  if (gone !== null && gone.disposition !== 'change') return null;
  return by?.executeBy != null && by.outcomes.some(supports) ? { executeBy: by.executeBy, paper: by.paper } : null;
}

export const outcomeOfChange = ({ outcomes }: Pick<ModelAnswer, 'outcomes'>) => wholeOutcome(outcomes);
