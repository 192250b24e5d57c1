import { z } from 'zod';
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
