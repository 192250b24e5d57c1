export { ActRunner, carrying } from './act.runner.js';
export type {
  Acted,
  ActRequest,
  ActRow,
  Decide,
  Dates,
  Decided,
  Doer,
  Given,
  GroupPlan,
  Member,
  PaperIds,
  PaperNumbers,
  PassHolder,
  PetitionerAct,
  Plan,
  Written,
} from './act.types.js';
export { DocumentNumbers, numbersMigrations, numbersProviders, useNumber } from './document-numbers.js';
export { takeWords, wantWords, wordsMigrations, type NodeWords } from './words-of-nodes.js';
export { freeing } from './freeing.js';
export { ActGround, ActsModule } from './ground.js';
export { Input, withoutNulls } from './input.js';
