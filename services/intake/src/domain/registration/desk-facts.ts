import { placed } from '@sunshine/errors';
import type { Channel, TransferInKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { visitError } from '../visits/visits.errors.js';
import { registrationError } from './registration.errors.js';
import { idOf, optional, required } from '../desk-text.js';
import { registerNumber, visitOf, type VisitEvent, type VisitNotes } from '../visits/visit.js';

/** Facts of the channel that a form may hold. */
export interface ChannelFacts {
  /** Who sent it on to this organ, where it came from outside. */
  readonly transferIn?: TransferInNotes | null;
  /** Bar code stuck on a letter. */
  readonly barCode?: string | null;
  /** Running number of the receipt stamp (来信收件章) of the organ and day. */
  readonly stampNumber?: number | null;
  /** Scan of the envelope, with its postmark. */
  readonly envelopeFileId?: string | null;
  /** Recording of a call, image of a fax or a message. */
  readonly recordingFileId?: string | null;
  /** Whether the petition was made orally; by default true for a visit and a call. */
  readonly oral?: boolean | null;
  readonly entry?: EntryOnBehalf | null;
  /** A visit recorded with this petition; not together with `visitId`. */
  readonly visit?: VisitNotes | null;
  /** A visit recorded before. */
  readonly visitId?: string | null;
}

/** A matter that another body transferred (转送) or assigned (交办) to this organ, as its letter says. */
export interface TransferInNotes {
  readonly sender: string;
  /** Number of the sender's letter. */
  readonly number?: string | null;
  readonly kind: TransferInKind;
  /** Of an assignment: the day by which to report. */
  readonly reportBy?: Day | null;
  /** Message by which another node sent it. */
  readonly arrivedMessageId?: string | null;
}

export interface TransferIn {
  readonly sender: string;
  readonly number: string | null;
  readonly kind: TransferInKind;
  readonly reportBy: Day | null;
  readonly arrivedMessageId?: string;
}

/** 代录: the registrar types what the petitioner says. It is no mandate. */
export interface EntryOnBehalf {
  /** Which petitioner is speaking: position among the petitioners, from 1. */
  readonly wordsOf?: number | null;
  /** The text was read back to the petitioner, who agreed. */
  readonly readBack: boolean;
  readonly signatureFileId?: string | null;
}

export interface KnownVisit {
  readonly id: string;
  readonly on: Day;
}

export interface DeskFacts {
  readonly transferIn: TransferIn | null;
  readonly barCode: string | null;
  readonly stampNumber: number | null;
  readonly envelopeFileId: string | null;
  readonly recordingFileId: string | null;
  readonly oral: boolean;
  readonly entry: { readonly wordsOf: string | null; readonly readBack: boolean; readonly signatureFileId: string | null } | null;
  readonly visitId: string | null;
  /** The visit that this filing creates; null where it refers to one recorded before or is no visit. */
  readonly visit: VisitEvent | null;
}

/** Facts of the filing that the rule needs. */
export interface FilingOfFacts {
  readonly channel: Channel;
  readonly receivedOn: Day;
  readonly peopleCount: number;
  readonly petitionerIds: readonly string[];
  /** The organ of the desk, which is the organ visited. */
  readonly deskId: string;
  /** The visit of `visitId`; null where the desk has none of that id. */
  readonly visit: KnownVisit | null;
  /** Now, ISO 8601 in UTC. */
  readonly now: string;
  newId(): string;
}

const BAR_CODE = /^[0-9A-Z-]{4,40}$/;
const ORAL: ReadonlySet<Channel> = new Set<Channel>(['VISIT', 'PHONE']);

/**
 * Checks the facts of the channel. A missing fact is an open point of the form and never a reason to refuse. If no visit was recorded,
 * the registration of a visit creates one, so that every visit is counted once.
 * @throws BAR_CODE_MALFORMED, REGISTER_NUMBER_MALFORMED, ENTRY_WORDS_OF_UNKNOWN, VISIT_ONLY_FOR_VISITS, VISIT_GIVEN_TWICE, VISIT_UNKNOWN,
 * VISIT_DAY_DIFFERS, TRANSFER_IN_CHANNEL_ONLY, TRANSFER_IN_REPORT_BY_MISSING, TRANSFER_IN_REPORT_BY_NOT_WANTED, TRANSFER_IN_REPORT_BY_TOO_EARLY,
 * DESK_ID_MALFORMED, and the codes of `visitOf`
 * @source 信访工作条例 17, 19 (an oral petition is recorded truly), 20 ¶3, 21
 */
export function deskFactsOf(facts: ChannelFacts, filing: FilingOfFacts): DeskFacts {
  const { channel, receivedOn, peopleCount, deskId, now } = filing;
  const visitId = idOf('visitId', facts.visitId);
  if (facts.visit && visitId !== null) throw visitError('VISIT_GIVEN_TWICE');
  if (channel !== 'VISIT' && (facts.visit || visitId !== null)) throw visitError('VISIT_ONLY_FOR_VISITS');
  if (visitId !== null) checkVisit(filing);
  const visit =
    channel === 'VISIT' && visitId === null
      ? placed(
          (field) => field && `visit.${field}`,
          () => visitOf(facts.visit ?? {}, { id: filing.newId(), organId: deskId, on: receivedOn, people: peopleCount, now }),
        )
      : null;
  const entry = facts.entry ? entryOf(facts.entry, filing.petitionerIds) : null;
  return {
    transferIn: facts.transferIn ? transferInOf(facts.transferIn, filing) : null,
    barCode: barCodeOf(facts.barCode),
    stampNumber: registerNumber('收件章号', 'stampNumber', facts.stampNumber),
    envelopeFileId: idOf('envelopeFileId', facts.envelopeFileId),
    recordingFileId: idOf('recordingFileId', facts.recordingFileId),
    oral: entry !== null || (facts.oral ?? ORAL.has(channel)),
    entry,
    visitId: visit?.id ?? visitId,
    visit,
  };
}

/** @source 信访工作条例 22(3), 23 ¶3 */
function transferInOf(
  { sender, number, kind, reportBy = null, arrivedMessageId }: TransferInNotes,
  { channel, receivedOn }: FilingOfFacts,
): TransferIn {
  if (channel !== 'TRANSFER_IN') throw registrationError('TRANSFER_IN_CHANNEL_ONLY');
  if (kind === 'ASSIGNMENT' && reportBy === null) throw registrationError('TRANSFER_IN_REPORT_BY_MISSING');
  if (kind === 'TRANSFER' && reportBy !== null) throw registrationError('TRANSFER_IN_REPORT_BY_NOT_WANTED');
  if (reportBy !== null && reportBy <= receivedOn) throw registrationError('TRANSFER_IN_REPORT_BY_TOO_EARLY');
  const arrived = idOf('transferIn.arrivedMessageId', arrivedMessageId);
  return {
    sender: required('来文单位', 'transferIn.sender', sender, 200),
    number: optional('来文文号', 'transferIn.number', number, 100),
    kind,
    reportBy,
    ...(arrived !== null && { arrivedMessageId: arrived }),
  };
}

function checkVisit({ visit, receivedOn }: FilingOfFacts): void {
  if (visit === null) throw visitError('VISIT_UNKNOWN');
  if (visit.on !== receivedOn) throw visitError('VISIT_DAY_DIFFERS', { details: { day: visit.on } });
}

function entryOf({ wordsOf, readBack, signatureFileId }: EntryOnBehalf, petitionerIds: readonly string[]): NonNullable<DeskFacts['entry']> {
  const position = wordsOf ?? 1;
  const petitionerId = petitionerIds[position - 1] ?? null;
  // An anonymous filing has no named petitioner who could be the speaker.
  if (petitionerId === null && petitionerIds.length > 0) throw registrationError('ENTRY_WORDS_OF_UNKNOWN');
  return { wordsOf: petitionerId, readBack, signatureFileId: idOf('entry.signatureFileId', signatureFileId) };
}

function barCodeOf(given: string | null | undefined): string | null {
  const code = (given ?? '').trim().toUpperCase();
  if (code === '') return null;
  if (!BAR_CODE.test(code)) throw registrationError('BAR_CODE_MALFORMED');
  return code;
}
