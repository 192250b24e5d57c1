import type { Spacing } from './spacing.js';

/** The subjects a limit counts separately; `node` counts everybody together. */
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
  // A county system that asks every second for rows and brings some in between; one whose loop has no pause is slowed down before it holds up
  // others. The `person` is the system.
  rows: {
    person: { most: 300, minutes: 1, env: 'ROW_CALLS_PER_SYSTEM' },
  },
} as const satisfies Record<string, Partial<Record<Level, CountRule>>>;

export type CountName = keyof typeof COUNT_RULES;

/** How guesses at a secret are slowed down; nothing is ever locked. A secret without a rule is not slowed down. */
export interface GuessRule {
  /** Tries at one thing from one place. */
  readonly pair: Spacing;
  /** The same where place or device is known: the secret was right from there within `knownDays`. Such tries pass the others by. */
  readonly known: Spacing;
  readonly knownDays: number;
  /** Tries at one thing from all places that are not known for it. */
  readonly thing?: Spacing;
  /** Tries from one place at all things for which it is not known. */
  readonly place?: Spacing;
}

// The numbers of guesses that follow from these are worked out in docs/adr/0040-one-limiter.md and held by guesses.unit.spec.ts.
export const GUESS_RULES = {
  // Five tries are what a person needs who mistypes; whoever goes on waits 5 s, 10 s, 20 s. The account over all places: as many as two
  // such people, then at last one in two minutes. An address: the mistyping of a whole office, then at last one in half a minute.
  signIn: {
    pair: { free: 5, minutes: 60, first: 5, most: 900 },
    known: { free: 10, minutes: 60, first: 5, most: 300 },
    knownDays: 90,
    thing: { free: 10, minutes: 60, first: 5, most: 120 },
    place: { free: 30, minutes: 60, first: 1, most: 30 },
  },
  // Of a session that is signed in: whoever sits there has had the password or stole the session.
  changePassword: {
    pair: { free: 5, minutes: 60, first: 5, most: 900 },
    known: { free: 5, minutes: 60, first: 5, most: 900 },
    knownDays: 0,
  },
  // Five failures a code and hour from one place, then one in twelve minutes, which is five an hour. A secret has six digits only, so
  // all places together have twenty a day, then at last one in a quarter of an hour. Codes themselves cannot be guessed (55 bits): what
  // an address tries is slowed down, not counted out. No place is known: that an address opened a code would be kept for days, and of
  // who filed without a name nothing may be.
  trackPetition: {
    pair: { free: 5, minutes: 60, first: 720, most: 720 },
    known: { free: 5, minutes: 60, first: 720, most: 720 },
    knownDays: 0,
    thing: { free: 20, minutes: 1_440, first: 60, most: 900 },
    place: { free: 30, minutes: 60, first: 1, most: 10 },
  },
} as const satisfies Record<string, GuessRule>;

export type GuessName = keyof typeof GUESS_RULES;
