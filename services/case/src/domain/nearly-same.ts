/** What is compared of an opinion: outcomes and words, of a review its disposition as one of the answers. */
export interface ComparedText {
  readonly facts: string;
  readonly answers: readonly { readonly requestId: string; readonly outcome: string; readonly answer: string }[];
}

/** What a new opinion says to a request, beside what the former one said. */
export interface ComparedAnswer {
  readonly requestId: string;
  /** False too where only one of them answers it. */
  readonly sameOutcome: boolean;
  /** Of the words of both answers, 0 to 1. */
  readonly likeness: number;
}

/** `same`: every request has its former outcome in nearly the former words; `outcomes`: only the outcomes are the former ones. */
export type Nearness = 'same' | 'outcomes' | 'differs';

export interface Compared {
  readonly answers: readonly ComparedAnswer[];
  /** Of the words of both statements of facts, 0 to 1. */
  readonly facts: number;
  readonly nearness: Nearness;
}

/** From this likeness on, words are nearly the same. Own rule: a help, no decision. */
export const NEARLY = 0.8;

const LETTERS = /[^\p{L}\p{N}]+/gu;

/** Its pairs of neighbouring letters and digits, punctuation left out; of one letter itself. */
function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...text.normalize('NFKC').toLowerCase().replaceAll(LETTERS, '')];
  if (letters.length < 2) return new Set(letters);
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

/** Shared pairs of letters divided by all pairs of both texts; 1 for the same words, be there none. */
export function likenessOf(one: string, other: string): number {
  const [mine, theirs] = [pairsOf(one), pairsOf(other)];
  const shared = [...mine].filter((pair) => theirs.has(pair)).length;
  const all = mine.size + theirs.size - shared;
  return all === 0 ? 1 : shared / all;
}

/**
 * Whether a redone opinion looks nearly the same as the one that was revoked. It helps the person who says whether it is: it sees words
 * and outcomes, not whether new facts stand behind them.
 * @source own rule after Shandong 45, Beijing 50; law 10
 */
export function compareOpinions(former: ComparedText, redone: ComparedText): Compared {
  const ids = [...new Set([...former.answers, ...redone.answers].map(({ requestId }) => requestId))];
  const answers = ids.map((requestId): ComparedAnswer => {
    const of = ({ answers: given }: ComparedText) => given.find((answer) => answer.requestId === requestId);
    const [before, after] = [of(former), of(redone)];
    return {
      requestId,
      sameOutcome: before !== undefined && before.outcome === after?.outcome,
      likeness: before && after ? likenessOf(before.answer, after.answer) : 0,
    };
  });
  const nearness = !answers.every(({ sameOutcome }) => sameOutcome)
    ? 'differs'
    : answers.every(({ likeness }) => likeness >= NEARLY)
      ? 'same'
      : 'outcomes';
  return { answers, facts: likenessOf(former.facts, redone.facts), nearness };
}
