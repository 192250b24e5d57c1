import { MESSAGE_KINDS, type MessageKind } from '@sunshine/envelope';
import {
  AssignmentReported,
  GuidanceIssued,
  HandlingExtended,
  ObjectionSentOutside,
  OpinionIssued,
  OpinionServed,
  PetitionAccepted,
  PetitionClosed,
  PetitionInformed,
  PetitionMerged,
  type Envelope,
  type EventDefinition,
  type ServiceName,
} from '@sunshine/events';

/**
 * What a service of this node gives for a message: the matter as it was registered, its petitioners, what was reported as urgent, added or split (`intake`), how
 * it is handled (`case`), or a record of `supervision`.
 */
export type Part = 'matter' | 'recipients' | 'urgent' | 'supplement' | 'split' | 'handling' | 'supervision';

const PARTS: Partial<Readonly<Record<MessageKind, readonly Part[]>>> = {
  transfer: ['matter', 'handling'],
  assignment: ['matter', 'handling'],
  'political-legal-hand-over': ['matter', 'handling'],
  'discipline-hand-over': ['matter', 'handling'],
  'information-given': [],
  service: ['recipients', 'handling'],
  'urgent-report': ['urgent'],
  completion: [],
  supplement: ['supplement'],
  split: ['split', 'handling'],
  reminder: ['supervision'],
  'supervised-handling': ['supervision'],
  'supervision-answer': ['supervision'],
};

/** What `intake` gives for a message of this kind. */
export const partOfIntake = (kind: string): Part => partsOf(kind).find((part) => part !== 'handling') ?? 'matter';

/** What a message of this kind waits for, beside the facts of its event. */
export const partsOf = (kind: string): readonly Part[] => PARTS[kind as MessageKind] ?? ['handling'];

/** Kinds that whoever sent a matter may tell too, though the node in charge may as well. */
const OF_EITHER: ReadonlySet<MessageKind> = new Set(['status-answer', 'supplement', 'split', 'completion', 'urgent-report']);

/** Whether a node may tell a message of this kind of a matter; `way`: how the matter stands to it, seen from here. */
export const isToldBy = (kind: MessageKind, way: 'sent' | 'came'): boolean =>
  way === 'sent' ? MESSAGE_KINDS[kind].by !== 'sender' : MESSAGE_KINDS[kind].by === 'sender' || OF_EITHER.has(kind);

/** Kinds of which the course says here what became of them at the other node, though no service keeps them as a record. */
export const isSaid = (kind: MessageKind): boolean => kind === 'split' || keeperOf(kind) !== null;

/** The service that keeps what a message of this kind says as a record of its own, and is given the words (`WordsWanted`). */
const KEPT_BY: Partial<Readonly<Record<MessageKind, ServiceName>>> = {
  supplement: 'intake',
  reminder: 'supervision',
  'supervised-handling': 'supervision',
  'supervision-answer': 'supervision',
};
export const keeperOf = (kind: MessageKind): ServiceName | null => KEPT_BY[kind] ?? null;

/** By which message the sending on of a matter is told. @source 信访工作条例 22 ¶1(2), (3), ¶2 */
export const kindOfRouting = (kind: string): MessageKind =>
  kind === 'ASSIGNMENT' ? 'assignment' : kind === 'LETTER' ? 'political-legal-hand-over' : 'transfer';

/** What an event tells another node. */
export interface Telling {
  readonly kind: MessageKind;
  /** The record that is told of. */
  readonly about: string | null;
  /** Fields of the body that the event holds: days and codes; `fileIds`: files of the petition that are told, which is no field. */
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly type: string;
  readonly told: (event: Envelope) => Telling | null;
}

function row<Sent, Data>(
  definition: EventDefinition<Sent, Data>,
  kind: MessageKind,
  of: (data: Data) => { readonly about?: string | undefined } & Telling['facts'],
): Row {
  const told = (event: Envelope): Telling | null => {
    if (!definition.is(event)) return null;
    const { about = null, ...facts } = of(event.data);
    return { kind, about, facts: Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null && fact !== undefined)) };
  };
  return { type: definition.type, told };
}

/** Acts of the organ in charge that are told to the node from which the matter came. */
const TOLD_UP: readonly Row[] = [
  row(ObjectionSentOutside, 'objection', ({ objectionId: about }) => ({ about })),
  row(PetitionInformed, 'information-given', ({ documentId: about, dispatchedOn: informedOn }) => ({ about, informedOn })),
  row(GuidanceIssued, 'guidance-given', ({ documentId: about }) => ({ about })),
  row(PetitionMerged, 'merge', ({ mergeId: about }) => ({ about })),
  row(PetitionAccepted, 'acceptance', ({ documentId: about, acceptedOn }) => ({ about, acceptedOn })),
  row(HandlingExtended, 'extension', ({ extensionId: about, formerDue: originalDue, newDue }) => ({ about, originalDue, newDue })),
  row(OpinionIssued, 'opinion', ({ opinionId: about, number, dispatchedOn: issuedOn, outcome, executeBy }) => ({
    ...{ about, paper: { number, issuedOn }, outcome, executeBy },
  })),
  row(OpinionServed, 'service', ({ petitionerId: about, way, servedOn, receiptFileId }) => ({
    ...{ about, way: { code: way }, servedOn, fileIds: receiptFileId === undefined ? undefined : [receiptFileId] },
  })),
  row(AssignmentReported, 'assigned-matter-report', ({ documentId: about, reportedOn }) => ({ about, form: 'final', reportedOn })),
  row(PetitionClosed, 'completion', ({ documentId: about, closedOn, ground }) => ({ about, closedOn, ground })),
];

export const TOLD_UP_EVENTS: readonly string[] = TOLD_UP.map(({ type }) => type);

/** What the node from which a matter came is told of an event; null: nothing. */
export const toldUp = (event: Envelope): Telling | null => TOLD_UP.find(({ type }) => type === event.type)?.told(event) ?? null;
