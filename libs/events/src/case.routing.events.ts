import { z } from 'zod';
import { code } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/** 报请 (Art 22): a grave or urgent matter put before the Party committee or the government of the own level; it stays with the bureau. */
export const MatterSubmitted = defineEvent('MatterSubmitted', 1, {
  petitionId: id,
  submissionId: id,
  /** Who decides. */
  organId: id,
  /** The day by which the bureau asked for the decision. */
  answerBy: day,
});
/** Their decision is on file; the bureau routes by it. */
export const SubmittedMatterDecided = defineEvent('SubmittedMatterDecided', 1, { petitionId: id, submissionId: id });

/** 撤回: the sender took a transfer back before the petitioner was told; the matter is where it was. */
export const TransferRecalled = defineEvent('TransferRecalled', 1, {
  petitionId: id,
  transferId: id,
  /** The organ that had it; it is notified. */
  fromOrganId: id,
  senderId: id,
  documentId: id,
});

/** The sender asks another node for a matter that it had sent to an organ there; until that node has answered, it has it. */
export const TransferRecallAsked = defineEvent('TransferRecallAsked', 1, {
  petitionId: id,
  transferId: id,
  /** The organ of that node. */
  organId: id,
  documentId: id,
});

/**
 * `case` followed what another node said of a matter that was handed over to it. The days are those of that node; what they move of clocks and of
 * the course travels with the last event of the same fact.
 */
export const MatterFollowed = defineEvent('MatterFollowed', 1, {
  petitionId: id,
  /** The organ of that node; of what the sender of a matter told, the organ here. */
  organId: id,
  node: code,
  /** A state of the hand-over, or the kind of the message that told it. */
  told: code,
  /** Day of the fact there. */
  on: day,
});

/** 异议: put forward by the handler, not yet the organ's. */
export const ObjectionProposed = defineEvent('ObjectionProposed', 1, { petitionId: id, objectionId: id, organId: id, proposedOrganId: id });

/** The head of the receiving organ has confirmed it; on that day the sender has received it. */
export const ObjectionRaised = defineEvent('ObjectionRaised', 1, {
  petitionId: id,
  objectionId: id,
  organId: id,
  senderId: id,
  proposedOrganId: id,
  documentId: id,
});

/** The same to a body outside that had sent the matter; whom its letter names stays with the matter. */
export const ObjectionSentOutside = defineEvent('ObjectionSentOutside', 1, {
  petitionId: id,
  objectionId: id,
  organId: id,
  proposedOrganId: id,
  documentId: id,
});

/** The answer of that body; upheld: the letter went back to it. */
export const ObjectionAnsweredOutside = defineEvent('ObjectionAnsweredOutside', 1, {
  petitionId: id,
  objectionId: id,
  upheld: z.boolean(),
});

export const ObjectionDecisionProposed = defineEvent('ObjectionDecisionProposed', 1, {
  petitionId: id,
  objectionId: id,
  upheld: z.boolean(),
});

/** 异议核实 by the sender; `newOrganId` where it was upheld. */
export const ObjectionDecided = defineEvent('ObjectionDecided', 1, {
  petitionId: id,
  objectionId: id,
  upheld: z.boolean(),
  newOrganId: id.nullable(),
  documentId: id,
});

export const DesignatedBy = z.enum(['COMMON_SUPERIOR', 'JOINT_CONFERENCE', 'PARTY_AND_GOVERNMENT']);
export type DesignatedBy = z.infer<typeof DesignatedBy>;

/** Art 24: a level above the organs concerned decided who has to act; `decidedById` is null for a joint conference. */
export const OrganDesignated = defineEvent('OrganDesignated', 1, {
  petitionId: id,
  designationId: id,
  by: growing(DesignatedBy),
  decidedById: id.nullable(),
  formerOrganId: id,
  organId: id,
  documentId: id,
});

/** 系统内转送 (Art 23): to an organ of the own system, and the petitioner told where. */
export const PetitionHandedDown = defineEvent('PetitionHandedDown', 1, {
  petitionId: id,
  transferId: id,
  fromOrganId: id,
  toOrganId: id,
  documentId: id,
});

export const AssistanceForm = z.enum(['ASSISTING', 'JOINT']);
export type AssistanceForm = z.infer<typeof AssistanceForm>;

/** 协办, 联合办理: each organ with a day of its own; the organ in charge gives the one reply. */
export const AssistanceRequested = defineEvent('AssistanceRequested', 1, {
  petitionId: id,
  assistanceId: id,
  organId: id,
  form: growing(AssistanceForm),
  answerBy: day,
});
export const AssistanceAnswered = defineEvent('AssistanceAnswered', 1, {
  petitionId: id,
  assistanceId: id,
  organId: id,
  answeredOn: day,
  /** After its day: a finding about the assistant. */
  late: z.boolean(),
});
export const AssistanceEnded = defineEvent('AssistanceEnded', 1, { petitionId: id, assistanceId: id, organId: id });
export const JointHandlingAgreed = defineEvent('JointHandlingAgreed', 1, {
  petitionId: id,
  leadOrganId: id,
  organIds: z.array(id).min(1),
  documentId: id,
});

/** Why a matter may be kept for reference; Art 22 itself knows no such answer. */
export const KeepingGround = z.enum(['DUPLICATE', 'NO_REQUEST', 'UNREADABLE', 'THANKS']);
export type KeepingGround = z.infer<typeof KeepingGround>;

export const KeepingProposed = defineEvent('KeepingProposed', 1, { petitionId: id, keepingId: id, ground: growing(KeepingGround) });
/** 存: read by a second person, and the petitioner told how to object. */
export const PetitionKept = defineEvent('PetitionKept', 1, {
  petitionId: id,
  keepingId: id,
  ground: growing(KeepingGround),
  duplicateOf: id.nullable(),
  documentId: id,
});
/** Put back on the petitioner's word, with its first start. */
export const KeepingObjected = defineEvent('KeepingObjected', 1, { petitionId: id, keepingId: id });

export const PointingProposed = defineEvent('PointingProposed', 1, { petitionId: id, pointingId: id });
/** Art 23 ¶1: not within the authority of the organ it was brought to; read by a second person, and the petitioner told where to go. */
export const PetitionPointed = defineEvent('PetitionPointed', 1, {
  petitionId: id,
  pointingId: id,
  /** Who has the authority; null where it is not in the directory. */
  organId: id.nullable(),
  documentId: id,
});

/** A 涉诉 visitor was shown the way to the political-legal organ; nothing is transferred. */
export const VisitorGuided = defineEvent('VisitorGuided', 1, { petitionId: id, guidanceId: id, organId: id, documentId: id });

/** Whom a report accuses in words was looked up; a second reader confirms. Who it is stands in no event but in `RelationSet` of `barred`. */
export const AccusedProposed = defineEvent('AccusedProposed', 1, { petitionId: id, identificationId: id });
/** `movedToId`: the organ that has the report now, where the one that had it turned out to be barred. */
export const AccusedIdentified = defineEvent('AccusedIdentified', 1, {
  petitionId: id,
  identificationId: id,
  movedToId: id.nullable(),
});

export const HandOverProposed = defineEvent('HandOverProposed', 1, { petitionId: id, handOverId: id });
/** Art 30: a report sent to the body with the authority over the cadre; its receipt is outstanding. */
export const ReportSent = defineEvent('ReportSent', 1, {
  petitionId: id,
  handOverId: id,
  fromOrganId: id,
  toOrganId: id,
  documentId: id,
  /** A withdrawal of before, which travels with it and ends nothing. */
  withdrawalId: id.optional(),
});
export const ReportHandedOver = defineEvent('ReportHandedOver', 1, { petitionId: id, handOverId: id, organId: id, receivedOn: day });
export const FeedbackNoted = defineEvent('FeedbackNoted', 1, { petitionId: id, feedbackId: id, reporterTold: z.boolean() });

/** 三跨三分离: about the matter, never about a person. */
export const Crossing = z.enum([
  'CROSS_REGION',
  'CROSS_DEPARTMENT',
  'CROSS_INDUSTRY',
  'PERSON_MATTER_APART',
  'PERSON_HOUSEHOLD_APART',
  'PERSON_MATTER_HOUSEHOLD_APART',
]);
export type Crossing = z.infer<typeof Crossing>;
export const CrossingMarked = defineEvent('CrossingMarked', 1, { petitionId: id, kinds: z.array(growing(Crossing)) });

/** Another officer of the same organ goes on with it; no clock notices. */
export const MatterMoved = defineEvent('MatterMoved', 1, { petitionId: id, fromPersonId: id, toPersonId: id });
