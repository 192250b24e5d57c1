import { z } from 'zod';
import { conductTableSchema } from './pack-conduct.js';
import {
  CAP_START,
  day,
  extensionSchema,
  givenSchema,
  lengthSchema,
  origin,
  pauseSchema,
  TERMS,
  type Term,
  termSchema,
  text,
  warningHoursSchema,
  warningSchema,
} from './pack-terms.js';

const EXITS = ['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(6)'] as const;
export type Exit = (typeof EXITS)[number];
const KINDS = ['CLAIM', 'SUGGESTION', 'REPORT'] as const;
export type PetitionKind = (typeof KINDS)[number];

const exitSchema = z.strictObject({
  exit: z.enum(EXITS),
  title: text,
  handler: text,
  decidedBy: z.enum(['organ', 'bureau']),
  /** What the organ does: opinion (handles itself), lead_in, perform, transfer, or decline (2005 only). */
  way: z.enum(['opinion', 'lead_in', 'perform', 'transfer', 'decline']),
  document: text,
  ...origin,
});

const channelLimitSchema = z.strictObject({
  name: text,
  duty: z.enum(['petitioner', 'body']),
  amount: z.int().positive(),
  unit: z.enum(['day', 'working_day', 'month', 'year']),
  start: text,
  ...origin,
});
const channelSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]+$/),
    title: text,
    exit: z.enum(EXITS).nullable(),
    body: text,
    limits: z.array(channelLimitSchema),
    /** Of 31(5): the limits, one after the other, by whose end the organ has performed the duty or answered. */
    perform: z.array(text).min(1).optional(),
    note: text.optional(),
    ...origin,
  })
  .refine(({ limits, perform = [] }) => perform.every((name) => limits.some((limit) => limit.name === name)), {
    error: 'perform names a limit that the channel does not have',
  });

const fastTrackCaseSchema = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), title: text, ...origin });
/** When an organ may take a first petition on the fast track (简易办理). */
const fastTrackSchema = z.strictObject({
  from: z.strictObject({ day, ...origin }),
  /** Any one of them must hold. */
  fits: z.array(fastTrackCaseSchema).min(1),
  /** None of them may hold. */
  excludes: z.array(fastTrackCaseSchema),
  ...origin,
});

export const groundSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  act: z.enum(['refuseAcceptance', 'refuseRefiling', 'refuseHearing', 'endMediation']),
  allowed: z.boolean(),
  by: z.array(z.enum(['bureau', 'organ', 'superior'])),
  /** Only petitions brought by a visit. */
  visitsOnly: z.boolean(),
  /** What has to be shown for it: the matter in hand, the channel, the review that was missed, a person's comparison of facts and reasons. */
  needs: z.array(z.enum(['pending_matter', 'channel', 'missed_review', 'comparison', 'rereview_opinion'])).default([]),
  /** First day of acts that may rest on it, where later than the pack's. */
  from: day.optional(),
  title: text,
  /** What must hold, and what the petitioner is told instead. */
  condition: text,
  instead: text,
  ...origin,
});

export const partSchema = z.strictObject({
  part: z.string().regex(/^[a-zA-Z]+$/),
  title: text,
  /** Once for each request of the petition. */
  perRequest: z.boolean().optional(),
  /** Demanded only where this holds of the paper, e.g. `supported`. */
  when: z
    .string()
    .regex(/^[a-zA-Z0-9_]+$/)
    .optional(),
  ...origin,
});
/** Who may issue a paper; an internal office never (values.internalOffice). parties, server: it bears no organ's decision. */
export const ISSUERS = ['bureau', 'organ', 'sender', 'superior', 'parties', 'server'] as const;

const documentSchema = z.strictObject({
  title: text,
  issuer: z.array(z.enum(ISSUERS)).min(1),
  /** Whose hands it goes into: what goes to petitioners is served on each of them. */
  to: z.enum(['petitioner', 'organ', 'parties', 'file']),
  /** Version of body and layout with which it is issued from now on; a paper keeps the one it was issued with. */
  template: z.int().positive(),
  parts: z.array(partSchema).min(1),
  ...origin,
});

export const SERVICE_WAYS = ['in_person', 'household', 'agent', 'post', 'electronic', 'left', 'undeliverable'] as const;
export const PROOFS = [
  'signature',
  'relation',
  'mandate',
  'receiptNumber',
  'consent',
  'witness',
  'photo',
  'attempts',
  'receiptFileId',
] as const;
export type ProofName = (typeof PROOFS)[number];

const serviceNeedSchema = z.strictObject({
  /** Any one of them meets the need. */
  anyOf: z.array(z.enum(PROOFS)).min(1),
  title: text,
  /** Asked for already when the paper is sent, not only when it is served. */
  sent: z.boolean(),
  ...origin,
});
export const serviceWaySchema = z.strictObject({
  way: z.enum(SERVICE_WAYS),
  title: text,
  /** The day that is the day of service: of the signature, on the receipt, of arrival, on which it was left; none: nothing was served. */
  day: z.enum(['signature', 'receipt', 'arrival', 'left', 'none']),
  text,
  needs: z.array(serviceNeedSchema).min(1),
  ...origin,
});

const representativeSchema = z.strictObject({
  /** Visitors on the joint matter up to this number; null for any larger one. */
  upToPeople: z.int().positive().nullable(),
  max: z.int().positive(),
  ...origin,
});

/** The way a matter takes: of a claim by its exit, of the other kinds by the kind. */
const PATHS = ['undecided', 'opinion', 'procedure', 'performance', 'suggestion', 'report'] as const;

/** What a ground may ask for; the closing rule knows how each is met, so that no pack asks for what nothing can meet. */
const CLOSING_NEEDS = [
  'opinion',
  'serviceReceipt',
  'remedyTold',
  'reviewTermEnded',
  'execution',
  'reviewOpinion',
  'rereviewTermEnded',
  'rereviewOpinion',
  'guidance',
  'receipt',
  'feedback',
  'performanceRecord',
  'reply',
  'settlement',
  'performance',
  'withdrawal',
  'secondContact',
  'refusal',
  'secondReader',
  'notice',
  'fastTrackAnswer',
  'openMatter',
  'noSuccessor',
  'successorSearch',
] as const;
export type ClosingNeed = (typeof CLOSING_NEEDS)[number];

export const closingGroundSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  title: text,
  needs: z.array(z.enum(CLOSING_NEEDS)),
  /** The ways of a matter that may end so; left out: any. */
  paths: z.array(z.enum(PATHS)).min(1).optional(),
  ...origin,
});

export const RETENTION_CLASSES = ['permanent', '30_years', '10_years'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];
/** How long the file is kept; the first rule that fits the matter counts. */
const retentionSchema = z.strictObject({
  /** Left out: any. */
  kinds: z.array(z.enum(KINDS)).min(1).optional(),
  exits: z.array(z.enum(EXITS)).min(1).optional(),
  grounds: z.array(text).min(1).optional(),
  class: z.enum(RETENTION_CLASSES),
  ...origin,
});

const remedySchema = z.strictObject({
  after: z.enum(['OPINION', 'REVIEW_OPINION', 'REREVIEW_OPINION']),
  /** The petitioner's term that service of the paper starts; null where no further step lies. */
  term: z.enum(['REVIEW_REQUEST', 'REREVIEW_REQUEST']).nullable(),
  to: text.nullable(),
  papers: z.array(text),
  text,
  ...origin,
});

export const DISPOSITIONS = ['uphold', 'change', 'revoke'] as const;
/** How a review or re-review may end. */
export type Disposition = (typeof DISPOSITIONS)[number];

const dispositionSchema = z.strictObject({
  code: z.enum(DISPOSITIONS),
  title: text,
  /** It rests on one of the grounds of the table. */
  ground: z.boolean(),
  ...origin,
});
const reviewGroundSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  title: text,
  /** The dispositions that may rest on it. */
  dispositions: z.array(z.enum(DISPOSITIONS)).min(1),
  /** What is revoked on it is done again; false: it should not have been accepted at all. */
  redo: z.boolean(),
  /** The redo may not, on the same facts and reasons, come to the same or nearly the same opinion. */
  redoBan: z.boolean(),
  ...origin,
});
/** Why a request for review or re-review may be refused, and what has to be shown for it. */
const reviewRefusalSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  title: text,
  /** `late`: it came after the last day; `papers`: papers were asked for, and the day for them has passed. */
  needs: z.enum(['late', 'papers']).optional(),
  ...origin,
});
/** Dispositions of reviews and re-reviews, the grounds of those that change or revoke, and of refusing a request. */
const reviewSchema = z
  .strictObject({
    dispositions: z.array(dispositionSchema).min(1),
    grounds: z.array(reviewGroundSchema).min(1),
    refusals: z.array(reviewRefusalSchema).optional(),
    ...origin,
  })
  .refine(({ grounds }) => new Set(grounds.map(({ code }) => code)).size === grounds.length, { error: 'a ground stands there twice' })
  .refine(({ grounds }) => grounds.every(({ redo, redoBan }) => redo || !redoBan), { error: 'what is not done again bans nothing' });

const supervisionTriggerSchema = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), title: text, ...origin });
/** A ground on which supervised handling (督办) is opened. */
export type SupervisionTrigger = z.infer<typeof supervisionTriggerSchema>;

const qualityItemSchema = z.strictObject({ item: z.string().regex(/^[A-Z_]+$/), title: text, points: z.int().positive(), ...origin });
/** An item by which a closed matter is scored (评查), and its points at most. */
export type QualityItem = z.infer<typeof qualityItemSchema>;

const exemptionSchema = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), terms: z.array(z.enum(TERMS)), text, ...origin });

const scalar = z.union([z.number(), z.boolean(), z.string()]);
export const valueSchema = z.strictObject({
  value: scalar,
  unit: text.optional(),
  /** Which way a local pack may move it without overriding: towards the petitioner's better protection. */
  direction: z.enum(['lower', 'higher', 'true', 'false', 'fixed']),
  text,
  ...origin,
});

const handleCapSchema = z.strictObject({ kinds: z.array(z.enum(KINDS)).min(1), exits: z.array(z.enum(EXITS)).min(1), text, ...origin });

const heading = {
  id: z.string().regex(/^CN-[0-9A-Z-]+$/),
  /** A correction has the same id and a higher revision. */
  revision: z.int().positive(),
  title: text,
  /** 'CN', or the leading digits of the division codes it rules over. */
  jurisdiction: z.string().regex(/^(CN|\d{2}|\d{4}|\d{6})$/),
  inForceFrom: day,
  /** Last day in force, inclusive; null while in force. */
  inForceTo: day.nullable(),
  /** An unverified pack is never chosen by jurisdiction, only by name. */
  validity: z.enum(['verified', 'unverified']),
  /** Last day of start facts on which a pack still in force is known to be so; after it the pack is used only by name. */
  verifiedTo: day.optional(),
  source: text,
};

export const overrideSchema = z.strictObject({
  path: text,
  article: text,
  /** The national value it replaces: days, a switch, or null where the national pack has none. */
  replaces: scalar.nullable(),
});

/** A value that a local pack replaced: `terms.HANDLE.length`, of which pack, the value in words (null: it had none), the local article. */
const replacedSchema = z.strictObject({ path: text, pack: text, value: text.nullable(), article: text });

/** Terms that a pack published before they were known does not have; whoever asks for them asks whether it does. */
const LATER: readonly Term[] = [
  'DECIDE_EXIT',
  'PERFORM',
  'REMINDER_REPLY',
  'SUPERVISION_REPLY',
  'CORRECTION',
  'CONDUCT_REPLY',
  'COMMITMENT_REVIEW',
  'INSTRUCTION_ANSWER',
  'ASSISTANCE_ANSWER',
  'MATERIAL',
  'SUPPLEMENT',
  'REVIEW_FILE',
  'STAGE_REPORT',
  'ARCHIVE',
];
const termsSchema = z
  .partialRecord(z.enum(TERMS), termSchema)
  .refine((terms): terms is Record<Term, z.infer<typeof termSchema>> => TERMS.every((term) => term in terms || LATER.includes(term)), {
    error: 'a term is missing',
    abort: true,
  });

export const packContentSchema = z.strictObject({
  ...heading,
  base: z.string().nullable(),
  /** Left out by packs published before warnings had hours: they warn at any time. */
  warningHours: warningHoursSchema.optional(),
  terms: termsSchema.refine(({ HANDLE }) => HANDLE.startAlternatives?.some(({ fact }) => fact === CAP_START), {
    error: `HANDLE needs the start fact ${CAP_START} of its cap`,
    path: ['HANDLE', 'startAlternatives'],
  }),
  exits: z.array(exitSchema),
  channels: z.array(channelSchema),
  grounds: z.array(groundSchema),
  fastTrack: fastTrackSchema,
  documents: z.record(z.string().regex(/^[A-Z_]+$/), documentSchema),
  serviceWays: z
    .array(serviceWaySchema)
    .min(1)
    .refine((ways) => new Set(ways.map(({ way }) => way)).size === ways.length, { error: 'a way of service stands there twice' }),
  representatives: z.array(representativeSchema),
  closingGrounds: z.array(closingGroundSchema),
  retention: z.array(retentionSchema).default([]),
  remedies: z.array(remedySchema),
  /** Left out by packs published before reviews were decided here. */
  review: reviewSchema.optional(),
  handleCap: handleCapSchema,
  exemptions: z.array(exemptionSchema),
  /** Grounds of supervised handling, in their order. Left out by packs published before it was opened here. */
  supervisionTriggers: z.array(supervisionTriggerSchema).min(1).optional(),
  /** For what organs and their staff answer. Left out by packs published before complaints about it were kept here. */
  conduct: conductTableSchema.optional(),
  /** Items of the score sheet of quality reviews, in their order. Left out by packs published before matters were reviewed here. */
  qualitySheet: z.array(qualityItemSchema).min(1).optional(),
  values: z.record(z.string().regex(/^[a-zA-Z]+$/), valueSchema),
  overrides: z.array(overrideSchema),
  replaced: z.array(replacedSchema).default([]),
});

export const packSchema = packContentSchema.extend({ hash: z.string() });

const localTermSchema = z
  .strictObject({
    length: lengthSchema.optional(),
    given: givenSchema.optional(),
    extension: extensionSchema.optional(),
    pause: pauseSchema.optional(),
    steps: z.array(warningSchema).optional(),
    note: text.optional(),
  })
  .refine((term) => !(term.length && term.given), { error: 'length and given exclude each other' });

/** A local pack as written: only what differs from its base. */
export const localPackSchema = z.strictObject({
  ...heading,
  base: z.string(),
  warningHours: warningHoursSchema.optional(),
  terms: z.partialRecord(z.enum(TERMS), localTermSchema).default({}),
  grounds: z.array(groundSchema).default([]),
  /** Parts added to a document of the base. */
  documents: z.record(z.string(), z.strictObject({ parts: z.array(partSchema) })).default({}),
  representatives: z.array(representativeSchema).optional(),
  /** A code of the base replaces that ground. */
  closingGrounds: z.array(closingGroundSchema).default([]),
  /** A code of the base replaces that ground. */
  supervisionTriggers: z.array(supervisionTriggerSchema).default([]),
  values: z.record(z.string(), valueSchema).default({}),
  overrides: z.array(overrideSchema).default([]),
});

export type Replaced = z.infer<typeof replacedSchema>;
export type Ground = z.infer<typeof groundSchema>;
export type ClosingGround = z.infer<typeof closingGroundSchema>;
export type DocumentRule = z.infer<typeof documentSchema>;
export type DocumentPart = z.infer<typeof partSchema>;
export type ServiceWayRule = z.infer<typeof serviceWaySchema>;
export type Channel = z.infer<typeof channelSchema>;
export type ChannelLimit = z.infer<typeof channelLimitSchema>;
export type ExitRule = z.infer<typeof exitSchema>;
export type FastTrackRule = z.infer<typeof fastTrackSchema>;
export type Remedy = z.infer<typeof remedySchema>;
export type DispositionRule = z.infer<typeof dispositionSchema>;
export type ReviewGround = z.infer<typeof reviewGroundSchema>;
export type ReviewRefusal = z.infer<typeof reviewRefusalSchema>;
export type PackValue = z.infer<typeof valueSchema>;
export type Override = z.infer<typeof overrideSchema>;
export type LocalPack = z.infer<typeof localPackSchema>;
/** A pack without its hash. */
export type PackContent = z.infer<typeof packContentSchema>;
/** A whole pack as plain JSON; a local one already holds everything of its base. `hash` covers all else. */
export type RulePack = z.infer<typeof packSchema>;
