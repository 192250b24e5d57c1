import { z } from 'zod';
import { code } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** 复查 of an opinion, 复核 of the opinion of a review. */
export const ReviewLevel = z.enum(['review', 'rereview']);
export type ReviewLevel = z.infer<typeof ReviewLevel>;

/** How a request for review came: with the tracking pass, as a letter, at the window, through an agent, by post with a postmark. */
export const ReviewWay = z.enum(['pass', 'letter', 'window', 'agent', 'post']);
export type ReviewWay = z.infer<typeof ReviewWay>;

/** Where a request stands once it has come: with its reviewer, with its reviewer and late, with an organ that cannot review it. */
export const ReviewArrival = z.enum(['admitted', 'late', 'misdirected']);
export type ReviewArrival = z.infer<typeof ReviewArrival>;

/** A request for 复查 or 复核 has been received. `organId`: where it is; the term of the reviewer runs unless it is `misdirected`. */
export const ReviewRequested = defineEvent('ReviewRequested', 1, {
  petitionId: id,
  reviewId: id,
  level: growing(ReviewLevel),
  opinionId: id,
  petitionerId: id,
  organId: id,
  way: growing(ReviewWay),
  arrival: growing(ReviewArrival),
  postedOn: day.nullable(),
  receivedOn: day,
  /** Of the right, effective, inclusive. */
  lastDay: day,
});

/** A filing that was registered as a petition was a request for review of an earlier one; that one's `ReviewRequested` has what follows. */
export const FilingTakenAsReview = defineEvent('FilingTakenAsReview', 1, {
  petitionId: id,
  organId: id,
  earlierPetitionId: id,
  reviewId: id,
  level: growing(ReviewLevel),
  /** First receipt by any organ: the day that counts for the petitioner unless it was posted before. */
  receivedOn: day,
});

/** It went from an organ that cannot review it to one that may, where it has an id of its own; its first day is kept. */
export const ReviewPassedOn = defineEvent('ReviewPassedOn', 1, {
  petitionId: id,
  reviewId: id,
  newReviewId: id,
  level: growing(ReviewLevel),
  petitionerId: id,
  fromOrganId: id,
  organId: id,
  arrival: growing(ReviewArrival),
  firstReceivedOn: day,
  passedOn: day,
});

/** A late request is taken up for good reason. */
export const LateReviewAdmitted = defineEvent('LateReviewAdmitted', 1, {
  petitionId: id,
  reviewId: id,
  level: growing(ReviewLevel),
  petitionerId: id,
  organId: id,
  admittedOn: day,
});

/** The petitioner was told, once, what is missing; no term stands still. */
export const ReviewPapersAsked = defineEvent('ReviewPapersAsked', 1, {
  petitionId: id,
  reviewId: id,
  organId: id,
  documentId: id,
  /** Inclusive. */
  answerBy: day,
});

export const ReviewRefusalProposed = defineEvent('ReviewRefusalProposed', 1, { petitionId: id, reviewId: id, organId: id, ground: code });
export const ReviewRefusalChecked = defineEvent('ReviewRefusalChecked', 1, { petitionId: id, reviewId: id, organId: id });

/** 不予受理 of a request, in writing; the petitioner may put it to the level above. */
export const ReviewRefused = defineEvent('ReviewRefused', 1, {
  petitionId: id,
  reviewId: id,
  level: growing(ReviewLevel),
  petitionerId: id,
  organId: id,
  ground: code,
  documentId: id,
  dispatchedOn: day,
});

/** The petitioner took the request back before it was answered. */
export const ReviewWithdrawn = defineEvent('ReviewWithdrawn', 1, {
  petitionId: id,
  reviewId: id,
  level: growing(ReviewLevel),
  petitionerId: id,
  organId: id,
  withdrawnOn: day,
});
