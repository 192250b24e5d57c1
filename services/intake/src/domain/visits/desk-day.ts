/** A paper register of one day compared with the system: first and last number entered, missing numbers between them, doubled numbers. */
export interface RegisterCheck {
  readonly first: number | null;
  readonly last: number | null;
  readonly missing: readonly number[];
  readonly doubled: readonly number[];
}

/** The list of missing numbers is cut off here. */
export const MOST_MISSING = 200;

/**
 * Compares a paper register, numbered from 1 each day, with the numbers entered.
 * @param last last number of the paper register; null: the last number entered
 */
export function checkRegister(entered: readonly number[], last: number | null): RegisterCheck {
  const numbers = entered.toSorted((left, right) => left - right);
  const known = new Set(numbers);
  const end = Math.max(last ?? 0, numbers.at(-1) ?? 0);
  const missing: number[] = [];
  for (let number = 1; number < end + 1 && missing.length < MOST_MISSING; number += 1) if (!known.has(number)) missing.push(number);
  return {
    first: numbers[0] ?? null,
    last: numbers.at(-1) ?? null,
    missing,
    doubled: [...new Set(numbers.filter((number, at) => numbers[at - 1] === number))],
  };
}

/** Petition numbers `<division>-<yyyymmdd>-<6 digits>` between the first and the last of the day that were not given out. */
export function missingNumbers(numbers: readonly string[]): string[] {
  const running = numbers.map((number) => Number(number.slice(-6)));
  const [prefix] = numbers.map((number) => number.slice(0, -6));
  if (prefix === undefined) return [];
  const known = new Set(running);
  const missing: string[] = [];
  for (let at = Math.min(...running) + 1; at < Math.max(...running) && missing.length < MOST_MISSING; at += 1)
    if (!known.has(at)) missing.push(`${prefix}${String(at).padStart(6, '0')}`);
  return missing;
}
