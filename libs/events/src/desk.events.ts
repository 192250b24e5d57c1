import { z } from 'zod';
import { code } from './code.js';
import { Exit } from './course.js';
import { defineEvent } from './define.js';
import { PetitionKind } from './petition.events.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/**
 * Acts of the desk, published by intake. Key: petitionId, but for visits. They carry facts and ids, never what was said.
 * `organId` is the organ whose officer acted; of material sent by the tracking pass, the organ that asked for it.
 */
export const PetitionSupplemented = defineEvent('PetitionSupplemented', 1, {
  petitionId: id,
  supplementId: id,
  organId: id,
  receivedOn: day,
  files: z.number().int().nonnegative(),
});

/** Asked once what is missing; no term stops. */
export const SupplementAsked = defineEvent('SupplementAsked', 1, {
  petitionId: id,
  organId: id,
  items: z.number().int().positive(),
  answerBy: day,
});

export const CorrectedField = z.enum([
  'receivedOn',
  'postmarkOn',
  'firstStampOn',
  'summary',
  'text',
  'peopleCount',
  'name',
  'idType',
  'idNumber',
  'phone',
  'address',
]);
export type CorrectedField = z.infer<typeof CorrectedField>;

/** `receivedOn` is the day of receipt as it is now, where that was corrected: the first clock counts from it. */
export const PetitionCorrected = defineEvent('PetitionCorrected', 1, {
  petitionId: id,
  correctionId: id,
  organId: id,
  field: growing(CorrectedField),
  receivedOn: day.nullable(),
});

/** The first day of receipt stays; a report is neither made nor unmade by it. */
export const PetitionClassified = defineEvent('PetitionClassified', 1, {
  petitionId: id,
  organId: id,
  kind: PetitionKind,
  formerKind: PetitionKind,
  contentClass: code.nullable(),
  /** The organ decides the exit; this is what the desk proposes. */
  proposedExit: growing(Exit).nullable(),
});

export const InterviewRecorded = defineEvent('InterviewRecorded', 1, {
  petitionId: id,
  interviewId: id,
  organId: id,
  readBack: z.boolean(),
});

/** A mandate and its last day, inclusive; the agent is nobody of the directory. */
export const MandateRecorded = defineEvent('MandateRecorded', 1, { petitionId: id, mandateId: id, from: day, endsOn: day });
export const MandateEnded = defineEvent('MandateEnded', 1, { petitionId: id, mandateId: id, endedOn: day });

/** How the desk made sure that a code goes to whom it belongs; no data of a document is kept. */
export const IdentityCheck = z.enum(['IDENTITY_DOCUMENT_SHOWN', 'CALLED_BACK_KNOWN_PHONE', 'MANDATE_SHOWN', 'KNOWN_TO_THE_DESK']);
export type IdentityCheck = z.infer<typeof IdentityCheck>;

/** `identityCheck` is left out by events of before it was told. */
export const QueryCodeReissued = defineEvent('QueryCodeReissued', 1, {
  petitionId: id,
  organId: id,
  identityCheck: growing(IdentityCheck).optional(),
});

/**
 * How the slip with the query code of a registration (查询单) reached the petitioner: into the hand, by post to the address given, or taken on the tracking page
 * of the letter that the petition was split from.
 */
export const CodeSlipWay = z.enum(['IN_PERSON', 'POST', 'ONLINE']);
export type CodeSlipWay = z.infer<typeof CodeSlipWay>;
/** How it leaves the desk. */
export const DeskSlipWay = CodeSlipWay.exclude(['ONLINE']);
export type DeskSlipWay = z.infer<typeof DeskSlipWay>;

/** `petitionerId`: who got the slip; null where nobody of the matter is named. */
export const CodeSlipGiven = defineEvent('CodeSlipGiven', 1, {
  petitionId: id,
  organId: id,
  way: growing(CodeSlipWay),
  petitionerId: id.nullable(),
});

/** The filing is the same letter as one that came before it. */
export const SameLetterLinked = defineEvent('SameLetterLinked', 1, { petitionId: id, firstPetitionId: id, organId: id });

/** A visit above the level: guided, and transferred all the same. */
export const GuidanceSlipIssued = defineEvent('GuidanceSlipIssued', 1, { petitionId: id, slipId: id, organId: id, competentOrganId: id });

export const UrgentAddressee = z.enum([
  'PARTY_COMMITTEE',
  'GOVERNMENT',
  'COMPETENT_DEPARTMENT',
  'JOINT_CONFERENCE',
  'NEXT_BUREAU',
  'NATIONAL_BUREAU',
]);
export type UrgentAddressee = z.infer<typeof UrgentAddressee>;

export const UrgentReportKind = z.enum(['FIRST', 'FOLLOW_UP', 'FINAL']);
export type UrgentReportKind = z.infer<typeof UrgentReportKind>;

/** Art 25: to whom it was reported; the event ends by date. */
export const UrgentMatterReported = defineEvent('UrgentMatterReported', 1, {
  petitionId: id,
  urgentEventId: id,
  organId: id,
  report: growing(UrgentReportKind),
  to: z.array(growing(UrgentAddressee)).min(1),
  endsOn: day,
});

/** Key: `visit:<visitId>`. One visit is one 批次, its heads are 人次. */
export const VisitRecorded = defineEvent('VisitRecorded', 1, { visitId: id, organId: id, on: day, headCount: z.number().int().positive() });
export const VisitEnded = defineEvent('VisitEnded', 1, { visitId: id, organId: id, timeOut: z.iso.datetime() });

/** By what an opinion is published in full: a re-review opinion after a hearing by law, any other with the consent of every petitioner. */
export const PublicationGround = z.enum(['HEARD', 'CONSENT']);
export type PublicationGround = z.infer<typeof PublicationGround>;

/** Why the text of an opinion stands in public no more: an officer's act, the petitioner's word, or the opinion itself ended. */
export const PublicationEnd = z.enum(['OFFICE', 'PETITIONER', 'OPINION_ENDED']);
export type PublicationEnd = z.infer<typeof PublicationEnd>;

const publication = { petitionId: id, publicationId: id, documentId: id };

/** The redacted text of an opinion waits for a second person. */
export const PublicationProposed = defineEvent('PublicationProposed', 1, {
  ...publication,
  organId: id,
  ground: growing(PublicationGround),
});
export const OpinionPublished = defineEvent('OpinionPublished', 1, {
  ...publication,
  organId: id,
  ground: growing(PublicationGround),
  publishedOn: day,
});
/** Of a text that waited as well; `organId` null where no officer acted. */
export const PublicationTakenDown = defineEvent('PublicationTakenDown', 1, {
  ...publication,
  organId: id.nullable(),
  cause: growing(PublicationEnd),
});
/** A petitioner agrees that an opinion is published, or does not, or no more; `organId` null for the petitioner's own act by the pass. */
export const PublicationAnswered = defineEvent('PublicationAnswered', 1, {
  petitionId: id,
  documentId: id,
  petitionerId: id,
  organId: id.nullable(),
  agrees: z.boolean(),
});
