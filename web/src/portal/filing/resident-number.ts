/** Weights of the first seventeen digits, and the check character by their sum. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const LAST = '10X98765432';

/**
 * Whether a number can be one of a resident identity card: eighteen characters with a valid check character (GB 11643, ISO 7064
 * MOD 11-2), or the fifteen digits of a first card, which say nothing of themselves.
 */
export function isResidentNumber(number: string): boolean {
  if (/^\d{15}$/.test(number)) return true;
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return LAST[sum % 11] === number[17];
}
