import { contentHash } from '@sunshine/procedure';
import type { Standing } from './facts.js';
import type { FigureId } from './definitions.js';

/** A fact as it stood when a day was frozen; days are Asia/Shanghai. */
export interface FrozenFact {
  readonly figure: FigureId;
  readonly clockId: string;
  readonly organId: string;
  readonly dueOn: string;
  readonly answeredOn: string | null;
  /** Null: it is below no line any more. */
  readonly finding: Standing | null;
}

/** What a frozen day says of itself. */
export interface FrozenHead {
  readonly day: string;
  /** Hash of the day frozen before; null: the first. */
  readonly previous: string | null;
  /** Version of each definition by which its facts were found. */
  readonly versions: Readonly<Record<FigureId, number>>;
  /** Number of its facts. */
  readonly facts: number;
}

/** Facts that are hashed at once: those of a day need not be in memory together. */
export const FOLD = 5_000;

/** The hash of a day before its facts: binds it to its place behind the day before. */
export const headHash = ({ day, previous, versions, facts }: FrozenHead): string => contentHash({ day, previous, versions, facts });

/** The hash after up to `FOLD` more facts, in the order of figure and clock. */
export const foldedHash = (before: string, facts: readonly FrozenFact[]): string =>
  contentHash([
    before,
    ...facts.map(({ figure, clockId, organId, dueOn, answeredOn, finding }) => [figure, clockId, organId, dueOn, answeredOn, finding]),
  ]);
