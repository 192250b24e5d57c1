import { z } from 'zod';
import { code } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/**
 * Key: petitionId (so for every event of this file). An organ is reminded (催办) of a duty, and answers by `answerBy`, inclusive. `clockId`: the
 * duty; `step`: the warning step by which it was sent by itself, null where a person sent it.
 */
export const ReminderIssued = defineEvent('ReminderIssued', 1, {
  petitionId: id,
  reminderId: id,
  clockId: id,
  term: code,
  organId: id,
  byOrganId: id,
  step: code.nullable(),
  answerBy: day,
});
export const ReminderAnswered = defineEvent('ReminderAnswered', 1, { petitionId: id, reminderId: id, organId: id });
/** A fact entered later shows that the step by which it was sent was not due. */
export const ReminderWithdrawn = defineEvent('ReminderWithdrawn', 1, { petitionId: id, reminderId: id, clockId: id });

/** The last warning step of a duty was reached: a person decides whether supervised handling (督办) is opened. */
export const SupervisionProposed = defineEvent('SupervisionProposed', 1, {
  petitionId: id,
  proposalId: id,
  clockId: id,
  term: code,
  organId: id,
});
/** `taken`: supervised handling was opened by it; `dismissed`: a person decided not to; `withdrawn`: the step was not due after all. */
export const SupervisionProposalEnded = defineEvent('SupervisionProposalEnded', 1, {
  petitionId: id,
  proposalId: id,
  as: growing(z.enum(['taken', 'dismissed', 'withdrawn'])),
});

/** 督办, opened by a person on triggers of law; the organ answers in writing by `replyBy`, inclusive. `proposalId`: null where opened without one. */
export const SupervisedHandlingOpened = defineEvent('SupervisedHandlingOpened', 1, {
  petitionId: id,
  handlingId: id,
  proposalId: id.nullable(),
  organId: id,
  byOrganId: id,
  triggers: z.array(code).min(1),
  replyBy: day,
});
/** The file was read, somebody questioned or heard, or the place seen. */
export const SupervisionStepRecorded = defineEvent('SupervisionStepRecorded', 1, { petitionId: id, handlingId: id, step: code });
export const SupervisionReplied = defineEvent('SupervisionReplied', 1, { petitionId: id, handlingId: id, organId: id });
/** `replyBy`: the new day where it was sent back. */
export const SupervisionReplyJudged = defineEvent('SupervisionReplyJudged', 1, {
  petitionId: id,
  handlingId: id,
  accepted: z.boolean(),
  replyBy: day.nullable(),
});
export const SupervisionReplyExtended = defineEvent('SupervisionReplyExtended', 1, {
  petitionId: id,
  handlingId: id,
  formerDay: day,
  newDay: day,
});
export const SupervisedHandlingClosed = defineEvent('SupervisedHandlingClosed', 1, { petitionId: id, handlingId: id });
