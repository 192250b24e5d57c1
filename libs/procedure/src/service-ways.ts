import type { ProofName, RulePack, ServiceWayRule } from './pack.js';

/** What shows that a paper went out or arrived, by the names of the packs. */
type Shown = Readonly<Partial<Record<ProofName, unknown>>>;

/** The pack's rule of a way of service; null where it has no such way. */
export const wayOf = (pack: RulePack, way: string): ServiceWayRule | null => pack.serviceWays.find((rule) => rule.way === way) ?? null;

const isGiven = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isGiven) : typeof value === 'string' && value.trim() !== '';

/**
 * The first need of the way that the proof does not meet; null when it is proved.
 * @param when sent: only what is asked for already as the paper goes out
 * @source the pack's ways: 民事诉讼法 87-91 by analogy; law 18
 */
export function proofMissing({ needs }: ServiceWayRule, proof: Shown, when: 'sent' | 'served'): ServiceWayRule['needs'][number] | null {
  return needs.find(({ anyOf, sent }) => (when === 'served' || sent) && !anyOf.some((name) => isGiven(proof[name]))) ?? null;
}
