/** Whom a limit counts. `node` counts everybody together. */
export type Level = 'person' | 'address' | 'node';

/** Own rule; no law sets a number here. */
export interface CountRule {
  /** How many are within the limit, in a window that begins with the first of them. */
  readonly most: number;
  readonly minutes: number;
  /** Variable by which an operator sets `most`. */
  readonly env: string;
}

export const COUNT_RULES = {
  // Nobody files ten petitions in a busy hour, but a hall with shared machines, or a village behind one address, files dozens.
  // The whole node: one a second for an hour, several times what a province receives on its busiest day.
  filing: {
    address: { most: 60, minutes: 60, env: 'FILINGS_PER_ADDRESS' },
    node: { most: 3_600, minutes: 60, env: 'FILINGS_PER_NODE' },
  },
  // A filing has up to 20 files: six filings an hour from one address, each with all the files it may have. An officer who enters
  // letters all day uploads more, and has an account that answers for it.
  upload: {
    person: { most: 1_000, minutes: 60, env: 'FILES_PER_PERSON' },
    address: { most: 120, minutes: 60, env: 'FILES_PER_ADDRESS' },
  },
  // One pass is enough for a filing; a page that is loaded anew may ask for another.
  pass: {
    address: { most: 240, minutes: 60, env: 'PASSES_PER_ADDRESS' },
  },
} as const satisfies Record<string, Partial<Record<Level, CountRule>>>;

export type CountName = keyof typeof COUNT_RULES;
