export type { Clock, ClockAct, ClockState, Nature } from './clock.js';
export { clockState } from './state.js';
export { clockView, explain, type ClockView } from './view.js';
export { Clocks } from './clocks.js';
export { ClocksModule, LawModule } from './module.js';
export { Law } from './law.js';
export { Sweep } from './sweep.js';
export { clocksError } from './clocks.errors.js';
export { clocksMigrations, lawMigrations } from './migrations.js';
