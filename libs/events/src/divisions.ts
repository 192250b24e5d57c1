/** The division itself, its city and its province (GB/T 2260): where an organ is looked for, nearest first. */
export function divisionsAbove(division: string): string[] {
  return [...new Set([division, `${division.slice(0, 4)}00`, `${division.slice(0, 2)}0000`])];
}
