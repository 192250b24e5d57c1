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

/** A member left a joint petition; number, history and what was served stay. `organId`: null for the member's own act by the pass. */
export const MemberLeft = defineEvent('MemberLeft', 1, {
  petitionId: id,
  petitionerId: id,
  organId: id.nullable(),
  way: growing(z.enum(['online', 'paper'])),
  leftOn: day,
});
