/** What no attack may reach: the wait of another person, and what the node's memory grows by. */
export const LIMITS = { waitMs: 2_000, growthMb: 300 } as const;

/** One kind of request of the honest person, as seen from outside. */
export interface Waits {
  readonly asked: number;
  readonly worstMs: number;
}

export interface Observed {
  readonly alive: boolean;
  /** Resident memory of the node's processes before the attack, MB. */
  readonly beforeMb: number;
  readonly peakMb: number;
  readonly waits: Readonly<Record<string, Waits>>;
  /** What the honest person was answered instead of an answer, and how often. */
  readonly refused: Readonly<Record<string, number>>;
  /** What the attacker was answered, and how often. */
  readonly answers: Readonly<Record<string, number>>;
  /** What the attack itself found broken, as sentences. */
  readonly broken: readonly string[];
}

/** The middle of what was sampled before the attack: one collection of garbage more or less does not move it. */
export function calm(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** What memory grew by, MB; never below 0. */
export const growthOf = ({ beforeMb, peakMb }: Pick<Observed, 'beforeMb' | 'peakMb'>): number => Math.max(0, peakMb - beforeMb);

/** The longest wait of all kinds with its kind; null where nobody asked. */
export function longestWait(waits: Observed['waits']): { kind: string; ms: number } | null {
  const [first] = Object.entries(waits)
    .filter(([, { asked }]) => asked > 0)
    .sort(([, a], [, b]) => b.worstMs - a.worstMs);
  return first ? { kind: first[0], ms: first[1].worstMs } : null;
}

const counted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([what, n]) => `${n} × ${what}`)
    .join(', ');

const isInternal = (answer: string) => /\bINTERNAL_SERVER_ERROR\b|^500\b/.test(answer);

/** Why the attack was not repelled; empty where it was. */
export function reasonsOf(observed: Observed): string[] {
  const reasons: string[] = [];
  const longest = longestWait(observed.waits);
  if (!observed.alive) reasons.push('the node died');
  if (!longest) reasons.push('nobody else was heard meanwhile, so nothing is known of their waits');
  else if (longest.ms > LIMITS.waitMs) reasons.push(`another person waited ${Math.round(longest.ms)} ms for ${longest.kind}`);
  if (growthOf(observed) >= LIMITS.growthMb) reasons.push(`memory grew by ${Math.round(growthOf(observed))} MB`);
  if (Object.keys(observed.refused).length > 0) reasons.push(`another person was refused: ${counted(observed.refused)}`);
  const internal = Object.fromEntries(Object.entries(observed.answers).filter(([answer]) => isInternal(answer)));
  if (Object.keys(internal).length > 0) reasons.push(`internal errors: ${counted(internal)}`);
  if (Object.keys(observed.answers).length === 0 && observed.alive) reasons.push('the attacker was answered nothing, so nothing was tried');
  return [...reasons, ...observed.broken];
}
