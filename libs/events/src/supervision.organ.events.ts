import { z } from 'zod';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/**
 * Key: the record itself (so for every event of this file), since papers between organs may have no petition. An organ is advised (三项建议) and
 * answers by `answerBy`, inclusive.
 */
export const AdviceIssued = defineEvent('AdviceIssued', 1, {
  adviceId: id,
  kind: growing(z.enum(['IMPROVE', 'POLICY', 'RESPONSIBILITY'])),
  petitionId: id.nullable(),
  organId: id,
  byOrganId: id,
  answerBy: day,
});
export const AdviceReplyExtended = defineEvent('AdviceReplyExtended', 1, { adviceId: id, answerBy: day });
export const AdviceAnswered = defineEvent('AdviceAnswered', 1, {
  adviceId: id,
  organId: id,
  as: growing(z.enum(['adopted', 'partly', 'not_adopted'])),
});
export const AdviceEffectReviewed = defineEvent('AdviceEffectReviewed', 1, {
  adviceId: id,
  effect: growing(z.enum(['achieved', 'partly', 'none'])),
});
/** How the body that decides responsibility has decided. */
export const ResponsibilityConcluded = defineEvent('ResponsibilityConcluded', 1, {
  adviceId: id,
  result: growing(z.enum(['circular', 'admonition', 'organisational', 'discipline', 'prosecution', 'none'])),
});

const means = z.array(growing(z.enum(['ACCOUNTABILITY_TALK', 'CIRCULAR', 'LISTED_SUPERVISION', 'ORDERED_CORRECTION'])));
/** Measures of the joint conference (联席会议措施). `cadre`: against a leading cadre, else against the leading body; it answers by `answerBy`, inclusive. */
export const ConferenceMeasureProposed = defineEvent('ConferenceMeasureProposed', 1, {
  measureId: id,
  organId: id,
  byOrganId: id,
  means,
  cadre: z.boolean(),
  answerBy: day,
});
export const ConferenceMeasureAnswered = defineEvent('ConferenceMeasureAnswered', 1, { measureId: id, organId: id });
/** `taken` false: the conference takes none; `correctBy`, inclusive, where something is to be corrected. */
export const ConferenceMeasureDecided = defineEvent('ConferenceMeasureDecided', 1, {
  measureId: id,
  organId: id,
  taken: z.boolean(),
  means,
  correctBy: day.nullable(),
});
export const ConferenceMeasureRecorded = defineEvent('ConferenceMeasureRecorded', 1, { measureId: id, organId: id });
export const CorrectionRecorded = defineEvent('CorrectionRecorded', 1, { measureId: id, organId: id });
export const CorrectionChecked = defineEvent('CorrectionChecked', 1, { measureId: id, organId: id, passed: z.boolean() });
export const RemovedFromList = defineEvent('RemovedFromList', 1, { measureId: id, organId: id });

/** Inspection rounds (督查) over several organs, between `from` and `to`, inclusive. */
export const InspectionRoundPlanned = defineEvent('InspectionRoundPlanned', 1, {
  roundId: id,
  byOrganId: id,
  orderedByOrganId: id,
  organIds: z.array(id),
  from: day,
  to: day,
});
export const RoundTeamChanged = defineEvent('RoundTeamChanged', 1, { roundId: id, left: z.array(id), joined: z.array(id) });
export const RoundFindingNoted = defineEvent('RoundFindingNoted', 1, { roundId: id, organId: id, findingId: id, important: z.boolean() });
/** `correctBy`, inclusive, where something is to be corrected. */
export const RoundFeedbackGiven = defineEvent('RoundFeedbackGiven', 1, { roundId: id, organId: id, correctBy: day.nullable() });
export const RoundProblemsReported = defineEvent('RoundProblemsReported', 1, { roundId: id, toOrganId: id });
export const RoundCorrectionReported = defineEvent('RoundCorrectionReported', 1, { roundId: id, organId: id });
/** `correctBy`, inclusive, where it was not passed. */
export const RoundCorrectionChecked = defineEvent('RoundCorrectionChecked', 1, {
  roundId: id,
  organId: id,
  passed: z.boolean(),
  correctBy: day.nullable(),
});
export const InspectionRoundEnded = defineEvent('InspectionRoundEnded', 1, { roundId: id });

/** An organ (`byOrganId`) says that a fact of its own behind a figure is wrong; `organId` decides. */
export const FactContested = defineEvent('FactContested', 1, {
  contestId: id,
  figure: growing(z.enum(['told_in_time', 'accepted_in_time', 'handled_in_time', 'closed_in_time'])),
  clockId: id,
  organId: id,
  byOrganId: id,
});
/** `organId`: whose fact it is. `excluded`: it is left out of the figure from now on, `corrected`: it counts as in time. */
export const ContestDecided = defineEvent('ContestDecided', 1, {
  contestId: id,
  organId: id,
  outcome: growing(z.enum(['dismissed', 'excluded', 'corrected'])),
});

/** What a quality review has found wrong in a closed matter, to be corrected by `correctBy`, inclusive; `reopening`: it is asked for. */
export const QualityCorrectionOpened = defineEvent('QualityCorrectionOpened', 1, {
  correctionId: id,
  sampleId: id,
  petitionId: id,
  organId: id,
  byOrganId: id,
  reopening: z.boolean(),
  correctBy: day,
});
export const QualityCorrectionAnswered = defineEvent('QualityCorrectionAnswered', 1, { correctionId: id, organId: id });
/** `correctBy`, inclusive, where it was not passed. */
export const QualityCorrectionChecked = defineEvent('QualityCorrectionChecked', 1, {
  correctionId: id,
  organId: id,
  passed: z.boolean(),
  correctBy: day.nullable(),
});

/**
 * Complaints about staff and retaliation, handled by `byOrganId`, above the unit. Neither the unit nor the officer complained about is told, nor
 * the petition by which it came. `replyBy`, inclusive, where somebody can be answered.
 */
export const ConductComplaintReceived = defineEvent('ConductComplaintReceived', 1, {
  complaintId: id,
  byOrganId: id,
  receivedByOrganId: id,
  conduct: z.string().regex(/^[a-z_]+$/),
  replyBy: day.nullable(),
});
export const ConductProtectionRecorded = defineEvent('ConductProtectionRecorded', 1, { complaintId: id, retaliated: z.boolean() });
export const ConductComplaintConcluded = defineEvent('ConductComplaintConcluded', 1, {
  complaintId: id,
  substantiated: z.boolean(),
  measure: growing(z.enum(['ordered_correction', 'discipline', 'prosecution'])).nullable(),
});
export const ConductComplaintReplied = defineEvent('ConductComplaintReplied', 1, { complaintId: id });
export const ConductComplaintEnded = defineEvent('ConductComplaintEnded', 1, { complaintId: id });
