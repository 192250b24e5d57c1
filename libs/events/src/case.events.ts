import { z } from 'zod';
import { code } from './code.js';
import { Exit, OpinionOutcome, Stage } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** `case` has read a registration and keeps its stage from now on. */
export const CaseOpened = defineEvent('CaseOpened', 1, { petitionId: id, organId: id, stage: growing(Stage) });

/** Art 22: transfer (转送) or assignment (交办); an assignment has a date to report by. */
const routed = {
  petitionId: id,
  /** `LETTER`: to a political-legal organ (Art 22 ¶2). */
  kind: growing(z.enum(['TRANSFER', 'ASSIGNMENT', 'LETTER'])),
  fromOrganId: id,
  toOrganId: id,
  reportBy: day.nullable(),
};
export const PetitionRouted = defineEvent('PetitionRouted', 2, routed);
// Read, never sent: version 1 carried what the dispatcher wrote. The reason stands in the record of the transfer.
defineEvent('PetitionRouted', 1, { ...routed, reason: z.string() });

/** The transport receipt: from this day the receiver could see the matter, whether it looked or not. */
export const PetitionReceived = defineEvent('PetitionReceived', 1, { petitionId: id, organId: id, receivedOn: day });

/** Art 23: receipt, path and procedure told to the petitioner; the day is that of dispatch with proof. */
export const PetitionInformed = defineEvent('PetitionInformed', 1, { petitionId: id, organId: id, dispatchedOn: day, documentId: id });

/** 受理 under exit 31(6); `handleFrom` is the first fact HANDLE counts from, after the cap. */
export const PetitionAccepted = defineEvent('PetitionAccepted', 1, {
  petitionId: id,
  organId: id,
  exit: growing(Exit),
  acceptedOn: day,
  handleFrom: day,
  documentId: id,
});

export const ExtensionRequested = defineEvent('ExtensionRequested', 1, {
  petitionId: id,
  extensionId: id,
  days: z.number().int().positive(),
});
/** The head did not approve; HANDLE runs as before, and the handler may ask anew. */
export const ExtensionDeclined = defineEvent('ExtensionDeclined', 1, { petitionId: id, extensionId: id });
export const HandlingExtended = defineEvent('HandlingExtended', 1, {
  petitionId: id,
  extensionId: id,
  days: z.number().int().positive(),
  formerDue: day,
  newDue: day,
  documentId: id,
});

export const OpinionDrafted = defineEvent('OpinionDrafted', 1, { petitionId: id, opinionId: id, revision: z.number().int().positive() });
export const OpinionChecked = defineEvent('OpinionChecked', 1, { petitionId: id, opinionId: id });
export const OpinionReturned = defineEvent('OpinionReturned', 1, { petitionId: id, opinionId: id });

/** 签发 and dispatch with proof; the organ issues, no person signs. */
export const OpinionIssued = defineEvent('OpinionIssued', 1, {
  petitionId: id,
  opinionId: id,
  documentId: id,
  number: z.string(),
  /** SHA-256 of the paper's canonical JSON, hex. */
  hash: code.optional(),
  dispatchedOn: day,
  outcome: growing(OpinionOutcome),
  executeBy: day.nullable(),
});

export const ServiceWay = z.enum(['in_person', 'household', 'agent', 'post', 'electronic', 'left', 'undeliverable']);
export type ServiceWay = z.infer<typeof ServiceWay>;

/** One for each petitioner; `servedOn` null where the paper could not be delivered: the right stays open. */
export const OpinionServed = defineEvent('OpinionServed', 1, {
  petitionId: id,
  opinionId: id,
  petitionerId: id,
  /** The representative who received for this petitioner. */
  throughPetitionerId: id.optional(),
  way: growing(ServiceWay),
  servedOn: day.nullable(),
  /** File of the signed 送达回证, where there is one. */
  receiptFileId: id.optional(),
  /** Last day to ask for review (Art 35), effective date; null while the right has not started. */
  reviewRequestLastDay: day.nullable(),
});

export const OpinionExecuted = defineEvent('OpinionExecuted', 1, { petitionId: id, opinionId: id, executedOn: day });
export const AssignmentReported = defineEvent('AssignmentReported', 1, {
  petitionId: id,
  organId: id,
  reportedOn: day,
  /** 办结报告; left out by events of before it was a paper. */
  documentId: id.optional(),
});
export const CompletionProposed = defineEvent('CompletionProposed', 1, { petitionId: id, ground: code });
export const PetitionClosed = defineEvent('PetitionClosed', 1, {
  petitionId: id,
  ground: code,
  closedOn: day,
  /** 办结审核表. */
  documentId: id.optional(),
  retentionClass: code.optional(),
  /** Last day to file it, inclusive. */
  archiveDue: day.optional(),
});

/** An old reply brought in by import: served on its day, exempt from document parts. */
export const LegacyReplyRecorded = defineEvent('LegacyReplyRecorded', 1, { petitionId: id, opinionId: id, repliedOn: day });

/** A move of clocks that no other fact carries: a recomputation, or a start that the calendar itself brings about. */
export const ClocksMoved = defineEvent('ClocksMoved', 1, { petitionId: id, reason: code });

/** Whose day a recomputation has moved. */
const Receiver = z.enum(['organ', 'petitioner']);

/** A corrected pack or a new calendar has moved the date of a running clock: whoever has the duty or the right is to be told. One for each date that moved. */
export const NoticeDue = defineEvent('NoticeDue', 1, {
  petitionId: id,
  clockId: id,
  term: code,
  receiver: growing(Receiver),
  /** The organ, or the petitioner; null where the clock is of all of them. */
  receiverId: id.nullable(),
  recomputationId: id,
  nominalBefore: day,
  nominalAfter: day,
  effectiveBefore: day,
  effectiveAfter: day,
  provisional: z.boolean(),
});

/** A warning day or a due day was reached; once for each clock and step. */
export const ClockStepReached = defineEvent('ClockStepReached', 1, {
  clockId: id,
  petitionId: id,
  term: code,
  step: code,
  /** Day on which the step lies, Asia/Shanghai. */
  on: day,
  /** Raised only after that day: nobody watched, or a fact entered late made it due. Left out: on its day. */
  caughtUp: z.boolean().optional(),
});

/** A later fact showed that the step was not due. */
export const ClockStepRevoked = defineEvent('ClockStepRevoked', 1, {
  clockId: id,
  petitionId: id,
  term: code,
  step: code,
  /** Day on which the step lay; left out by releases before it was told. */
  on: day.optional(),
  /** The move that showed it, with its day where it has one. */
  reason: z.string().regex(/^[a-z_]+( \d{4}-\d{2}-\d{2})?$/),
});
