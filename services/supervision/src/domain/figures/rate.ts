/** Percent, half-up to two places; null where nothing was due. */
export function rateOf(numerator: number, denominator: number): number | null {
  if (denominator === 0) return null;
  // In whole numbers, so that no half is lost to binary fractions.
  return Math.floor((numerator * 20_000 + denominator) / (denominator * 2)) / 100;
}
