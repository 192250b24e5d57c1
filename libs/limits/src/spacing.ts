/** How tries at one thing are spaced. Own rule; no law sets a number here. */
export interface Spacing {
  /** Failures that cost no pause; as many are forgotten, evenly, in `minutes`. */
  readonly free: number;
  readonly minutes: number;
  /** Seconds of the pause after the last free failure; each further failure doubles it up to `most`. */
  readonly first: number;
  readonly most: number;
}

interface Waiting {
  readonly who: string;
  /** Instant in ms after which the place in the line is given up. */
  readonly until: number;
}

/** The stored state of tries at one secret; instants in ms. */
export interface Gate {
  /** Failures not yet forgotten, as of `at`. */
  readonly level: number;
  readonly at: number;
  /** No try before this instant. */
  readonly nextAt: number;
  /** Callers that must wait, in order of arrival. */
  readonly waiting: readonly Waiting[];
}

export const OPEN_GATE: Gate = { level: 0, at: 0, nextAt: 0, waiting: [] };

/** If the first in line does not come, the next one may try after this time, and so on. */
export const SKIP_MS = 15_000;
/** A place in the line is kept this long after the announced wait. */
export const GRACE_MS = 60_000;
/** Longer lines are only made by somebody with many names or addresses. */
export const LINE_MAX = 30;

const forgottenPerMs = ({ free, minutes }: Spacing) => free / (minutes * 60_000);

function levelAt(gate: Gate, spacing: Spacing, now: number): number {
  return Math.max(0, gate.level - Math.max(0, now - gate.at) * forgottenPerMs(spacing));
}

function pauseMs(level: number, { free, first, most }: Spacing): number {
  const beyond = Math.round(level) - free;
  return beyond < 0 ? 0 : Math.min(most, first * 2 ** beyond) * 1_000;
}

/** More than this makes the pause no longer, so it would only be forgotten later. */
const levelMax = ({ free, first, most }: Spacing) => free + Math.ceil(Math.log2(most / first));

/** Failures that are left before the first pause. */
export function freeLeft(gate: Gate, spacing: Spacing, now: number): number {
  return Math.max(0, spacing.free - Math.round(levelAt(gate, spacing, now)));
}

/**
 * Whether `who` may try now. A caller that must wait keeps a place in the line: tries by others never take the turn of a caller that
 * comes back in time.
 * @returns ms to wait, 0 when it may try; and the gate with `who` in line where it must wait
 */
export function ask(gate: Gate, spacing: Spacing, who: string, now: number): { readonly waitMs: number; readonly gate: Gate } {
  const waiting = gate.waiting.filter(({ until }) => until > now);
  const found = waiting.findIndex((each) => each.who === who);
  const place = found < 0 ? waiting.length : found;
  const opensAt = gate.nextAt + place * SKIP_MS;
  if (now >= opensAt) return { waitMs: 0, gate: { ...gate, waiting } };
  let waitMs = opensAt - now;
  if (now < gate.nextAt) {
    waitMs = gate.nextAt - now;
    const level = levelAt(gate, spacing, now);
    for (let ahead = 1; ahead <= place; ahead += 1) waitMs += pauseMs(level + ahead, spacing);
  }
  const mine = { who, until: now + waitMs + GRACE_MS };
  if (found >= 0) waiting[found] = mine;
  else if (waiting.length < LINE_MAX) waiting.push(mine);
  return { waitMs, gate: { ...gate, waiting } };
}

/** A try of `who` failed. */
export function charge(gate: Gate, spacing: Spacing, who: string, now: number): Gate {
  const level = Math.min(levelMax(spacing), levelAt(gate, spacing, now) + 1);
  return { ...leave(gate, who), level, at: now, nextAt: now + pauseMs(level, spacing) };
}

/** The gate without `who` in line. */
export function leave(gate: Gate, who: string): Gate {
  return { ...gate, waiting: gate.waiting.filter((each) => each.who !== who) };
}

/** Instant in ms from which the gate says no more than an open one. */
export function forgottenAt(gate: Gate, spacing: Spacing): number {
  return Math.max(gate.nextAt, gate.at + gate.level / forgottenPerMs(spacing), ...gate.waiting.map(({ until }) => until));
}
