import { z } from 'zod';
import { defineEvent } from './define.js';
import { IdentityCheck } from './desk.events.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

export const ConsentWay = z.enum(['SIGNED_PAPER', 'IN_PERSON', 'CALLED_BACK']);
export type ConsentWay = z.infer<typeof ConsentWay>;

/** A member of a joint petition has an own query code: it opens what is shared and the own part. */
export const MemberCodeIssued = defineEvent('MemberCodeIssued', 1, {
  petitionId: id,
  petitionerId: id,
  organId: id,
  identityCheck: growing(IdentityCheck).optional(),
});

/** How a member agreed to the joint filing. */
export const JointConsentRecorded = defineEvent('JointConsentRecorded', 1, {
  petitionId: id,
  petitionerId: id,
  organId: id,
  way: growing(ConsentWay),
});

/** What ended a petitioner: a person died, an organisation was dissolved. */
export const SuccessionCause = z.enum(['DIED', 'DISSOLVED']);
export type SuccessionCause = z.infer<typeof SuccessionCause>;

/**
 * Who carries on: successors who were found; nobody yet, because they are looked for; nobody, because none was found, or because all of them
 * waived it.
 */
export const SuccessionFinding = z.enum(['FOUND', 'SEARCHING', 'NONE_FOUND', 'WAIVED']);
export type SuccessionFinding = z.infer<typeof SuccessionFinding>;

/** What a paper of a succession proves. */
export const SuccessionProof = z.enum([
  'DEATH_CERTIFICATE',
  'HOUSEHOLD_CANCELLED',
  'DEATH_DECLARED',
  'DEREGISTERED',
  'MERGED_OR_DIVIDED',
  'SUCCESSION',
  'WAIVER',
]);
export type SuccessionProof = z.infer<typeof SuccessionProof>;

/**
 * A petitioner died or was dissolved on `endedOn`, and two people have read the proofs. `successorIds` are new petitioners of the petition; a
 * later event of the same petitioner takes the place of the earlier one.
 */
export const SuccessionRecorded = defineEvent('SuccessionRecorded', 1, {
  petitionId: id,
  successionId: id,
  petitionerId: id,
  organId: id,
  cause: growing(SuccessionCause),
  endedOn: day,
  finding: growing(SuccessionFinding),
  successorIds: z.array(id),
});

/** A member left a joint petition; number, history and what was served stay. `organId`: null for the member's own act by the pass. */
export const MemberLeft = defineEvent('MemberLeft', 1, {
  petitionId: id,
  petitionerId: id,
  organId: id.nullable(),
  way: growing(z.enum(['online', 'paper'])),
  leftOn: day,
});
