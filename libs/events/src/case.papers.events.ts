import { z } from 'zod';
import { ServiceWay } from './case.events.js';
import { code } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/**
 * A paper other than an opinion was served on a petitioner; `servedOn` null where it could not be delivered. `throughPetitionerId`: the
 * representative who received for this petitioner.
 */
export const PaperServed = defineEvent('PaperServed', 1, {
  petitionId: id,
  documentId: id,
  petitionerId: id,
  throughPetitionerId: id.optional(),
  way: growing(ServiceWay),
  servedOn: day.nullable(),
});

/**
 * 作废: the number of a paper was taken out of use. `replacedById`: the paper with the same text under another number. `opinionId`: an
 * opinion that goes back to the issuer; what OpinionIssued said of it holds no more.
 */
export const PaperVoided = defineEvent('PaperVoided', 1, {
  petitionId: id,
  documentId: id,
  kind: code,
  replacedById: id.nullable(),
  opinionId: id.nullable(),
});
