import { z } from 'zod';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const id = z.uuid();

/** A direct interest was declared or asserted (Art 28 ¶3). `organId`: where the officer works; who it is stays with the record. */
export const RecusalRequested = defineEvent('RecusalRequested', 1, {
  petitionId: id,
  recusalId: id,
  organId: id,
  by: growing(z.enum(['officer', 'colleague', 'petitioner'])),
});

/** `recusedId`: who has to step back, where that was granted; who stays is nobody else's affair. The first senders did not say. */
export const RecusalDecided = defineEvent('RecusalDecided', 1, {
  petitionId: id,
  recusalId: id,
  organId: id,
  granted: z.boolean(),
  recusedId: id.optional(),
});
