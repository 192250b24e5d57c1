import { z } from 'zod';
import { Stage } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** Art 33: both sides signed; each promise has a clock of its own, whose subject is the promise. */
export const SettlementRecorded = defineEvent('SettlementRecorded', 1, {
  petitionId: id,
  settlementId: id,
  organId: id,
  documentId: id,
  promises: z.array(z.object({ promiseId: id, dueOn: day })).min(1),
});

/** `settled`: it was the last one. */
export const PromisePerformed = defineEvent('PromisePerformed', 1, {
  petitionId: id,
  settlementId: id,
  promiseId: id,
  performedOn: day,
  settled: z.boolean(),
});

/** The matter is back at `stage`; `reopened`: it had been closed. */
export const PromiseBroken = defineEvent('PromiseBroken', 1, {
  petitionId: id,
  settlementId: id,
  promiseId: id,
  brokenOn: day,
  stage: growing(Stage),
  reopened: z.boolean(),
});
