export type { Digest, GuessAt, Guessed } from './guesses.js';
export { networkOf } from './address.js';
export { Limits, type Counted, type Taken } from './limits.js';
export { limitsMigrations } from './migrations.js';
export { COUNT_RULES, GUESS_RULES, type CountName, type CountRule, type GuessName, type GuessRule, type Level } from './rules.js';
