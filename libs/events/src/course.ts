import { z } from 'zod';
import { growing } from './growth.js';

/** Stages of law 4.1: the head of every path, then the path of a claim by its exit, of a suggestion, of a report. */
export const Stage = z.enum([
  'registered',
  'routed',
  'received',
  'informed',
  'accepted',
  'handling',
  'opinion_issued',
  'opinion_served',
  'review_requested',
  'review_served',
  'redoing',
  'rereview_requested',
  'rereview_served',
  'led_into_procedure',
  'outcome_reported',
  'performed',
  'answered',
  'studying',
  'decided',
  'replied',
  'measure_followed',
  'handed_to_discipline',
  'feedback_noted',
  'closed',
]);
export type Stage = z.infer<typeof Stage>;

/** Exits of Art 31 of the 2022 Regulation. */
export const Exit = z.enum(['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(6)']);
export type Exit = z.infer<typeof Exit>;

/** The outcomes that an opinion may give a request. */
export const OpinionOutcome = z.enum(['supported', 'partly_supported', 'explained', 'not_supported']);
export type OpinionOutcome = z.infer<typeof OpinionOutcome>;

/** How a matter ended off its path: without the answer that was asked for. */
export const OffPathOutcome = z.enum([
  'refused_acceptance',
  'refused_refiling',
  'guided',
  'withdrawn',
  'merged',
  'split',
  'settled',
  'kept_for_reference',
  'returned_to_sender',
  'no_successor',
  'taken_as_review',
]);
export type OffPathOutcome = z.infer<typeof OffPathOutcome>;

/** How a matter ended: on its path, or off it (law 4.1). */
export const Outcome = z.enum([
  ...OpinionOutcome.options,
  'led_in',
  'performed',
  'answered',
  'adopted',
  'partly_adopted',
  'not_adopted',
  'handed_over',
  ...OffPathOutcome.options,
]);
export type Outcome = z.infer<typeof Outcome>;

/** The steps at which an organ decides about a claim by an opinion: before it does, it may hear (听证). */
export const HearingStage = z.enum(['handling', 'review', 'rereview']);
export type HearingStage = z.infer<typeof HearingStage>;

/** An organ that owes an opinion, and at which step. */
export const InHand = z.object({ stage: growing(HearingStage), organId: z.uuid() });

/** Where a petition stands after an act of `case`; `organId` has to act now. */
export const Course = z.object({
  stage: growing(Stage),
  exit: growing(Exit).nullable(),
  outcome: growing(Outcome).nullable(),
  organId: z.uuid(),
  closedOn: z.iso.date().nullable(),
  /** Whether all of the organ may be told of it as it comes: not of a report, nor of a letter that was split. */
  listed: z.boolean().optional(),
  /** Who owes an opinion now: empty for a closed or merged matter, and where none is owed. Left out by releases that did not tell it. */
  inHand: z.array(InHand).optional(),
});
export type Course = z.input<typeof Course>;
/** A course as it is read: a later release may have stages, exits and outcomes that this one does not know. */
export type CourseRead = z.output<typeof Course>;
