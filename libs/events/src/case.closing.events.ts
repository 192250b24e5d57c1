import { z } from 'zod';
import { code } from './code.js';
import { Stage } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** Why a closed matter is open again (law 4.1). */
export const ReopeningReason = z.enum(['DEFECT', 'NEW_FACTS', 'NON_EXECUTION', 'BROKEN_PROMISE']);
export type ReopeningReason = z.infer<typeof ReopeningReason>;

/** `daysClosed`: from closing to reopening, so that a closing which did not last stays visible. */
export const PetitionReopened = defineEvent('PetitionReopened', 1, {
  petitionId: id,
  reason: growing(ReopeningReason),
  stage: growing(Stage),
  ground: code.nullable(),
  closedOn: day,
  reopenedOn: day,
  daysClosed: z.number().int().nonnegative(),
});

/** The file is complete: how many papers on how many pages, kept how long; of a report in the sealed store. */
export const PetitionArchived = defineEvent('PetitionArchived', 1, {
  petitionId: id,
  retentionClass: code,
  papers: z.number().int().nonnegative(),
  pages: z.number().int().nonnegative(),
  sealed: z.boolean(),
  archivedOn: day,
});
