import { z } from 'zod';
import { petitionNumber } from './code.js';
import { defineEvent } from './define.js';
import { OrganKind } from './directory.events.js';
import { growing } from './growth.js';

/** Does not grow: who may see a petition depends on it, so a reader that does not know a kind must not go on. */
export const PetitionKind = z.enum(['CLAIM', 'SUGGESTION', 'REPORT']);
export type PetitionKind = z.infer<typeof PetitionKind>;

export const Channel = z.enum([
  'LETTER',
  'VISIT',
  'WEB',
  'PHONE',
  'FAX',
  'EMAIL',
  'LEADER_MAILBOX',
  'WECHAT',
  'KIOSK',
  'AGENT',
  'TRANSFER_IN',
  'IMPORT',
]);
export type Channel = z.infer<typeof Channel>;

/**
 * Who stands how to a petition. `sender`: sent it where it is now, other than the registering organ. `respondent` gives no right and
 * steers nothing; `barred` wins over all. `panel`: a member of a hearing's panel, known to hearing alone and never published.
 */
export const Relation = z.enum([
  'registering',
  'in_charge',
  'sender',
  'assigner',
  'assisting',
  'reviewer',
  'inspector',
  'agent',
  'barred',
  'recused',
  'panel',
]);
export type Relation = z.infer<typeof Relation>;

/** Who from now on stands how to the petition, or no longer does; `subject` is a directory id. */
export interface RelationMove {
  readonly do: 'set' | 'end';
  readonly subject: string;
  readonly relation: Relation;
}

const day = z.iso.date();
const id = z.uuid();

/** 转送 or 交办, by a body outside this node. */
export const TransferInKind = z.enum(['TRANSFER', 'ASSIGNMENT']);
export type TransferInKind = z.infer<typeof TransferInKind>;

/**
 * Key: petitionId (so for every event of this file). Published by intake with the ids of the accused in it,
 * so that nobody knows of a petition before knowing whom to keep out.
 */
export const PetitionRegistered = defineEvent('PetitionRegistered', 1, {
  petitionId: id,
  number: petitionNumber,
  kind: PetitionKind,
  channel: growing(Channel),
  division: z.string().regex(/^\d{6}$/),
  /** Day of receipt by the first organ: the legal start, never the day of entry. */
  receivedOn: day,
  registeredOn: day,
  /** The organ that received it, and its kind: a bureau routes, any other organ answers directly. */
  organId: id,
  organKind: growing(OrganKind),
  /** Name or address unclear: the direct notice cannot be sent (Art 23 ¶2). */
  addressUnclear: z.boolean(),
  anonymous: z.boolean(),
  peopleCount: z.number().int().positive(),
  requestIds: z.array(id).min(1),
  petitionerIds: z.array(id),
  /** Those of them whom the others chose to speak for them. */
  representativeIds: z.array(id).optional(),
  respondentIds: z.array(id),
  /** Organs and persons a report accuses, or the units that a complaint about the conduct of staff complains of. */
  accusedIds: z.array(id),
  /** How many it names in words alone; left out by registrations of before this was told, and where it is told of nobody. */
  accusedInWords: z.number().int().nonnegative().optional(),
  /** Organs whose full or short name stands in those words: no addressees until two people have denied it. */
  namedIds: z.array(id).optional(),
  /** A complaint about the conduct of staff: handled above their unit, which is barred. */
  staffConduct: z.boolean().optional(),
  /**
   * Channel TRANSFER_IN: another body sent it on; the day by which an assignment is to be reported to it, null for a transfer. Where it came
   * from another node: the message that brought it.
   */
  transferIn: z.object({ reportBy: day.nullable(), arrivedMessageId: id.optional() }).optional(),
  /** The letter it was split from; never told where a part of that letter is a report. */
  splitFrom: id.optional(),
});

/**
 * Published by the one service that owns the relation (see docs/flows.md); subject is a directory id. No right follows from a relation
 * that a reader does not know; one that takes a right away is therefore a new version of the event, never a new member.
 */
export const RelationSet = defineEvent('RelationSet', 1, { petitionId: id, subject: id, relation: growing(Relation) });
export const RelationEnded = defineEvent('RelationEnded', 1, { petitionId: id, subject: id, relation: growing(Relation) });
