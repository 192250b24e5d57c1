import { FOUND_NAMES, findAll, redacted, type FoundKind, type Known } from '@sunshine/redaction';
import { lengthOf } from '../text.js';
import { publicationError } from './publication.errors.js';

/** Where something that names a person is left: what it is, and in which line of the text, counted from 1. Never what it says. */
interface Left {
  readonly kind: FoundKind;
  readonly line: number;
}

/** What the finder finds in a text, without the words themselves. */
function leftIn(text: string, known: Known): Left[] {
  return findAll(text, known).map(({ kind, from }) => ({ kind, line: text.slice(0, from).split('\n').length }));
}

/** A mask is no finding of its own; what a cut joins together is looked for again. */
const MOST_PASSES = 5;

/**
 * The text without whatever rules and known people find in it. It may still hold something: a petitioner may be called as a mask reads.
 * `leftIn` tells.
 */
export function withoutPeople(text: string, known: Known): string {
  let cut = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = findAll(cut, known);
    if (found.length === 0) return cut;
    cut = redacted(cut, found);
  }
  return cut;
}

/** @throws PUBLICATION_NOT_CLEAN naming what was found and in which line, never what it says */
export function requireClean(text: string, known: Known, source: string): void {
  const left = leftIn(text, known);
  if (left.length === 0) return;
  const found = left.map(({ kind, line }) => `${FOUND_NAMES[kind]}（第${line}行）`).join('、');
  throw publicationError('PUBLICATION_NOT_CLEAN', { source, details: { found } });
}

const CUT_LIMITS = { count: 50, length: 100 } as const;

/** Words that the officer cuts out besides, each of them wherever it stands. @throws PUBLICATION_CUTS_MALFORMED */
export function cutsOf(given: readonly string[] | null | undefined): string[] {
  const cuts = (given ?? []).map((word) => word.trim()).filter((word) => word !== '');
  if (cuts.length > CUT_LIMITS.count || cuts.some((word) => lengthOf(word) < 2 || lengthOf(word) > CUT_LIMITS.length))
    throw publicationError('PUBLICATION_CUTS_MALFORMED', { details: { count: CUT_LIMITS.count, limit: CUT_LIMITS.length } });
  return cuts;
}
