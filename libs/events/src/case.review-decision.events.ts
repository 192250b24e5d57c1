import { z } from 'zod';
import { code } from './code.js';
import { OpinionOutcome } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';
import { ReviewLevel } from './case.review.events.js';
import { ServiceWay } from './case.events.js';

const day = z.iso.date();
const id = z.uuid();

/** 维持, 变更, 撤销. */
export const ReviewDisposition = z.enum(['uphold', 'change', 'revoke']);
export type ReviewDisposition = z.infer<typeof ReviewDisposition>;

/** Those who investigate requests for review of one opinion were named by the organ that reviews it. */
export const ReviewInvestigatorsAppointed = defineEvent('ReviewInvestigatorsAppointed', 1, {
  petitionId: id,
  reviewIds: z.array(id),
  organId: id,
  investigators: z.int(),
  /** Who they are; left out by a release from before hearings asked. */
  investigatorIds: z.array(id).optional(),
});

/** 调卷: the reviewing organ has asked the organ whose opinion is attacked for its file, by a day. */
export const ReviewFileAsked = defineEvent('ReviewFileAsked', 1, {
  petitionId: id,
  reviewIds: z.array(id),
  organId: id,
  fromOrganId: id,
  dueOn: day,
});

export const ReviewFileHandedOver = defineEvent('ReviewFileHandedOver', 1, {
  petitionId: id,
  reviewIds: z.array(id),
  organId: id,
  toOrganId: id,
});

const written = { petitionId: id, reviewOpinionId: id, organId: id, level: growing(ReviewLevel) };

export const ReviewOpinionDrafted = defineEvent('ReviewOpinionDrafted', 1, { ...written, revision: z.int() });
export const ReviewOpinionChecked = defineEvent('ReviewOpinionChecked', 1, written);
export const ReviewOpinionReturned = defineEvent('ReviewOpinionReturned', 1, written);

/** 复查意见书, 复核意见书: the duty of the reviewing organ is met by its dispatch. `redoDays` null: nothing is redone. */
export const ReviewOpinionIssued = defineEvent('ReviewOpinionIssued', 1, {
  ...written,
  reviewIds: z.array(id),
  /** The opinion of the organ that handled the matter. */
  opinionId: id,
  documentId: id,
  number: z.string().optional(),
  /** SHA-256 of the paper's canonical JSON, hex. */
  hash: code.optional(),
  dispatchedOn: day,
  disposition: growing(ReviewDisposition),
  redoDays: z.int().nullable(),
  /** Its organ held a hearing at this step; left out by a release from before opinions were published. */
  heard: z.boolean().optional(),
  /** Of a change: how the matter ends now. */
  outcome: growing(OpinionOutcome).nullable(),
});

/** Its service on one petitioner. `rereviewRequestLastDay`: of the right to 复核 that it opens, effective, inclusive; null: it opens none. */
export const ReviewOpinionServed = defineEvent('ReviewOpinionServed', 1, {
  petitionId: id,
  documentId: id,
  level: growing(ReviewLevel),
  petitionerId: id,
  throughPetitionerId: id.optional(),
  way: growing(ServiceWay),
  servedOn: day.nullable(),
  rereviewRequestLastDay: day.nullable(),
});

/** Its service on the organ whose opinion was reviewed. `redoDueOn`: until when that organ has to redo it; null: nothing is redone. */
export const ReviewedOrganServed = defineEvent('ReviewedOrganServed', 1, {
  petitionId: id,
  documentId: id,
  level: growing(ReviewLevel),
  organId: id,
  servedOn: day,
  redoDueOn: day.nullable(),
});

/** A person has said whether a redone opinion is nearly the one that was revoked. */
export const RedoCompared = defineEvent('RedoCompared', 1, {
  petitionId: id,
  organId: id,
  opinionId: id,
  revision: z.int(),
  same: z.boolean(),
});
