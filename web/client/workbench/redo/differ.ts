/** A stretch of a text: in both, or in this one alone. */
export interface Stretch {
  readonly text: string;
  readonly shared: boolean;
}

/** Numbers and Latin words are whole, or the year 2026 would share its half with 2025. */
const UNIT = /\p{N}+|\p{Script=Latin}+|\p{L}/gu;
/** Units in a row that make common ground; less is chance. */
const RUN = 4;

interface Unit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const unitsOf = (text: string): Unit[] =>
  Array.from(text.matchAll(UNIT), ({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
    text: found.normalize('NFKC').toLowerCase(),
  }));

const runAt = (units: readonly Unit[], at: number, length: number): string =>
  units
    .slice(at, at + length)
    .map(({ text }) => text)
    .join(' ');

/** For each unit whether it lies in a run that the other text has too, wherever it stands there. */
function sharedIn(units: readonly Unit[], others: readonly Unit[], length: number): boolean[] {
  const known = new Set(others.slice(length - 1).map((_, at) => runAt(others, at, length)));
  const shared = units.map(() => false);
  for (let at = 0; at + length <= units.length; at += 1) if (known.has(runAt(units, at, length))) shared.fill(true, at, at + length);
  return shared;
}

/** What stands between two units belongs to both sides, or to the text alone. */
function stretchesOf(text: string, units: readonly Unit[], shared: readonly boolean[]): Stretch[] {
  const found: { text: string; shared: boolean }[] = [];
  const add = (piece: string, both: boolean): void => {
    const last = found.at(-1);
    if (piece === '') return;
    if (last?.shared === both) last.text += piece;
    else found.push({ text: piece, shared: both });
  };
  let end = 0;
  for (const [at, { from, to }] of units.entries()) {
    const here = shared[at] === true;
    add(text.slice(end, from), here && (at === 0 || shared[at - 1] === true));
    add(text.slice(from, to), here);
    end = to;
  }
  add(text.slice(end), units.length === 0 ? false : shared.at(-1) === true);
  return found;
}

/**
 * Both texts in stretches: shared is what stands in both, also where it was moved, since a text that is only put in another order is not
 * another one. Nothing is left out; punctuation alone makes no difference.
 */
export function differ(former: string, redone: string): { readonly former: readonly Stretch[]; readonly redone: readonly Stretch[] } {
  const [left, right] = [unitsOf(former), unitsOf(redone)];
  const length = Math.min(RUN, left.length, right.length);
  const of = (units: readonly Unit[], others: readonly Unit[]): boolean[] =>
    length === 0 ? units.map(() => false) : sharedIn(units, others, length);
  return { former: stretchesOf(former, left, of(left, right)), redone: stretchesOf(redone, right, of(right, left)) };
}
