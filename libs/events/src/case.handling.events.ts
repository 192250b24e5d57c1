import { z } from 'zod';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** Plan, talk, questions and answers, site visit, material asked for, explanation; or why the petitioner could not be heard. */
export const InquiryKind = z.enum(['PLAN', 'INTERVIEW', 'QUESTIONS', 'SITE_VISIT', 'MATERIAL_REQUEST', 'EXPLANATION', 'NOT_HEARD']);
export type InquiryKind = z.infer<typeof InquiryKind>;

export const InquiryRecorded = defineEvent('InquiryRecorded', 1, { petitionId: id, inquiryId: id, form: growing(InquiryKind) });

/** Its number in the evidence register of the matter. */
export const EvidenceAdded = defineEvent('EvidenceAdded', 1, { petitionId: id, evidenceId: id, number: z.number().int().positive() });

export const OptionsProposed = defineEvent('OptionsProposed', 1, { petitionId: id, optionsId: id });
export const OptionsDecided = defineEvent('OptionsDecided', 1, { petitionId: id, optionsId: id });

/** 会签 of another organ, or of a unit inside the organ (`organId` null). */
export const CountersignAsked = defineEvent('CountersignAsked', 1, { petitionId: id, opinionId: id, organId: id.nullable() });
export const OpinionCountersigned = defineEvent('OpinionCountersigned', 1, {
  petitionId: id,
  opinionId: id,
  organId: id.nullable(),
  agreed: z.boolean(),
});

/** A matter that cannot be solved at once, with the day of its next review; it does not count as solved. */
export const CommitmentMade = defineEvent('CommitmentMade', 1, {
  petitionId: id,
  commitmentId: id,
  organId: id,
  documentId: id,
  reviewOn: day,
});
export const CommitmentReviewed = defineEvent('CommitmentReviewed', 1, {
  petitionId: id,
  commitmentId: id,
  solved: z.boolean(),
  nextReviewOn: day.nullable(),
});

/** 领导批示; whose post and what it says stay with the record. */
export const InstructionRecorded = defineEvent('InstructionRecorded', 1, {
  petitionId: id,
  instructionId: id,
  organId: id,
  dueOn: day.nullable(),
});
export const InstructionAnswered = defineEvent('InstructionAnswered', 1, { petitionId: id, instructionId: id });

/** 分派 inside the organ, moved by another of the same petition; `dueOn` is the officer's own day. */
export const PetitionAssigned = defineEvent('PetitionAssigned', 1, {
  petitionId: id,
  taskId: id,
  organId: id,
  officerId: id.nullable(),
  dueOn: day,
});
export const PetitionTakenBack = defineEvent('PetitionTakenBack', 1, { petitionId: id, taskId: id, organId: id });

/** 阶段报告 to the assigner: the date stays where it is. */
export const StageReported = defineEvent('StageReported', 1, { petitionId: id, organId: id, documentId: id, nextDate: day });
export const AssignmentReportAccepted = defineEvent('AssignmentReportAccepted', 1, { petitionId: id, assignerId: id, acceptedOn: day });
/** 退回重办. */
export const AssignmentReportReturned = defineEvent('AssignmentReportReturned', 1, {
  petitionId: id,
  assignerId: id,
  documentId: id,
  deadline: day,
});
export const ReportDateMoved = defineEvent('ReportDateMoved', 1, { petitionId: id, assignerId: id, formerDate: day, newDate: day });

/** By a unit other than the issuing organ, which checks it. */
export const ExecutionRecorded = defineEvent('ExecutionRecorded', 1, { petitionId: id, opinionId: id, organId: id, executedOn: day });
export const ExecutionChecked = defineEvent('ExecutionChecked', 1, { petitionId: id, opinionId: id, carriedOut: z.boolean() });
