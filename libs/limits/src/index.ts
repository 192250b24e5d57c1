export { networkOf } from './address.js';
export { Limits, type Counted, type Digest, type Taken } from './limits.js';
export { limitsMigrations } from './migrations.js';
export { COUNT_RULES, type CountName, type CountRule, type Level } from './rules.js';
