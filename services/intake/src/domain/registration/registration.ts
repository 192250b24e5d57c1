import { PetitionRegistered, type Act, type Channel, type NewEvent, type OrganKind, type PetitionKind } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { FILING_LIMITS } from '@sunshine/words';
import { deskFactsOf, type ChannelFacts, type DeskFacts, type KnownVisit, type TransferIn } from './desk-facts.js';
import { contentClassOf, dayOf, idOf, purposeOf, textOf } from './fields.js';
import { guardianOf, below14, type Guardian, type GuardianFields } from './guardian.js';
import { accusedOf, keptFrom, partiesOf, type AccusedParty, type Accusing, type KeptFrom, type NamedOrgan, type Party } from './parties.js';
import { registrationError } from './registration.errors.js';
import { clean, lengthOf } from '../text.js';

/** A form as filed at the desk or on the web. Days are `YYYY-MM-DD`, Asia/Shanghai. */
export interface Filing extends ChannelFacts, Accusing {
  readonly channel: Channel;
  readonly division: string;
  readonly receivedOn: string;
  readonly postmarkOn?: string | null;
  readonly firstStampOn?: string | null;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly { readonly text: string }[];
  readonly petitioners?: readonly PetitionerFields[] | null;
  readonly peopleCount?: number | null;
  readonly purpose?: string | null;
  readonly contentClass?: string | null;
  readonly anonymous?: boolean | null;
  readonly agent?: { readonly name: string; readonly mandateFileId?: string | null } | null;
  readonly urgentEvent?: { readonly reason: string; readonly endsOn: string } | null;
  readonly attachments?: readonly string[] | null;
  readonly addressedTo?: readonly string[] | null;
  readonly previousNumber?: string | null;
}

export interface PetitionerFields {
  readonly name?: string | null;
  readonly idType?: string | null;
  readonly idNumber?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly representative?: boolean | null;
  /** Below fourteen; a resident identity number overrides it. */
  readonly below14?: boolean | null;
  readonly guardian?: GuardianFields | null;
}

/** Facts that the rule needs beside the form. */
export interface FilingFacts {
  /** The organ that receives the filing. */
  readonly organ: { readonly id: string; readonly kind: OrganKind; readonly closedOn: string | null };
  /** Organs among those named in the form that exist, open or closed. */
  readonly knownOrgans: ReadonlySet<string>;
  /** The petition that `previousNumber` names, where the registrar may see it. */
  readonly previousId: string | null;
  /** Most representatives of a visit by number of people, from the pack in force on the day of receipt. */
  readonly representatives: readonly { readonly upToPeople: number | null; readonly max: number; readonly source: string }[];
  /** The organ of the desk; null for a citizen's own filing. */
  readonly deskId: string | null;
  /** Organs whose name stands in the words about whom it accuses (`accusingWords`). */
  readonly named: readonly NamedOrgan[];
  /** The visit of `visitId`; null where the desk has none of that id. */
  readonly visit: KnownVisit | null;
  readonly petitionId: string;
  newId(): string;
}

export interface Registration extends KeptFrom {
  readonly id: string;
  readonly number: string;
  readonly channel: Channel;
  readonly kind: PetitionKind;
  readonly division: string;
  readonly organId: string;
  readonly receivedOn: string;
  readonly registeredOn: string;
  readonly postmarkOn: string | null;
  readonly firstStampOn: string | null;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly { readonly id: string; readonly text: string }[];
  readonly petitioners: readonly RegisteredPetitioner[];
  readonly peopleCount: number;
  readonly purpose: string | null;
  readonly contentClass: string | null;
  readonly anonymous: boolean;
  readonly respondent: readonly Party[];
  readonly accused: readonly AccusedParty[];
  readonly agentName: string | null;
  readonly urgentEvent: { readonly reason: string; readonly endsOn: string } | null;
  readonly addressedTo: readonly string[];
  readonly previousNumber: string | null;
  readonly previousId: string | null;
  readonly addressUnclear: boolean;
  readonly desk: DeskFacts;
}

/** A judged filing, which lacks only its number. */
export type JudgedFiling = Omit<Registration, 'number'> & { readonly organKind: OrganKind };

export interface RegisteredPetitioner {
  readonly id: string;
  readonly representative: boolean;
  readonly name: string | null;
  readonly idType: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly below14: boolean;
  readonly guardian: Guardian | null;
}

const DIVISION = /^\d{6}$/;
const PETITION_NUMBER = /^\d{6}-\d{8}-\d{6}$/;

/** Channels on which the answer is sent by the same way, so that no postal address is needed. */
const ANSWERED_BY_THE_SAME_WAY: ReadonlySet<Channel> = new Set<Channel>(['WEB', 'WECHAT', 'EMAIL', 'LEADER_MAILBOX']);

/** Channels that a citizen uses without a registrar. */
const CITIZEN_CHANNELS: ReadonlySet<Channel> = new Set<Channel>(['WEB', 'WECHAT', 'KIOSK']);

/** @throws CHANNEL_NOT_FOR_CITIZENS */
export function citizenChannel(channel: Channel | null | undefined): Channel {
  const chosen = channel ?? 'WEB';
  if (!CITIZEN_CHANNELS.has(chosen)) throw registrationError('CHANNEL_NOT_FOR_CITIZENS');
  return chosen;
}

/**
 * The import channel is for migrators only and they may use no other, so that old petitions are never registered as new ones or the reverse.
 * @throws CHANNEL_IMPORT_NOT_YOURS, CHANNEL_NOT_FOR_IMPORT
 */
export function staffChannel(channel: Channel, migrator: boolean): Channel {
  if (channel === 'IMPORT' && !migrator) throw registrationError('CHANNEL_IMPORT_NOT_YOURS');
  if (channel !== 'IMPORT' && migrator) throw registrationError('CHANNEL_NOT_FOR_IMPORT');
  return channel;
}

export const isPetitionNumber = (number: string) => PETITION_NUMBER.test(number);

/** What must be looked up before the rule can judge. */
export interface LookUps {
  /** Organs that the form names, with the organ of the desk or the addressed one. */
  readonly organIds: readonly string[];
  readonly division: string;
  readonly previousNumber: string | null;
  readonly visitId: string | null;
}

/** Fields of the form that refer to something else. */
type Referring = Pick<Filing, 'division' | 'previousNumber' | 'respondent' | 'accused' | 'addressedTo' | 'visitId'> & {
  readonly visit?: { readonly calledOrganIds?: readonly string[] | null } | null;
};

/**
 * What the form refers to, checked for its shape.
 * @param at organ of the desk, or the one a citizen addressed
 * @throws FILING_ID_MALFORMED, DIVISION_MALFORMED, PREVIOUS_NUMBER_MALFORMED
 */
export function lookUpsOf(filing: Referring, at: string | null): LookUps {
  if (!DIVISION.test(filing.division)) throw registrationError('DIVISION_MALFORMED');
  if (filing.previousNumber && !isPetitionNumber(filing.previousNumber)) throw registrationError('PREVIOUS_NUMBER_MALFORMED');
  const desk = idOf(at, 'organId');
  const organIds = [...namedOrgans(filing).keys(), ...(desk === null ? [] : [desk])];
  return { organIds, division: filing.division, previousNumber: filing.previousNumber || null, visitId: idOf(filing.visitId, 'visitId') };
}

/** Organs that the form names, each where it names it first. */
function namedOrgans(filing: Referring): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const name = (given: string | null | undefined, field: string): void => {
    const id = idOf(given, field);
    if (id !== null && !named.has(id)) named.set(id, field);
  };
  filing.respondent?.forEach(({ organId }, at) => name(organId, `respondent.${at}.organId`));
  filing.accused?.forEach(({ organId }, at) => name(organId, `accused.${at}.organId`));
  filing.addressedTo?.forEach((organId, at) => name(organId, `addressedTo.${at}`));
  filing.visit?.calledOrganIds?.forEach((organId, at) => name(organId, `visit.calledOrganIds.${at}`));
  return named;
}

/**
 * Judges a filing before it takes a number, so that a refusal uses up no number. A filing is never refused for level, channel or form
 * (信访工作条例 17, 18); it is sent back where it is malformed.
 * The day of receipt starts the terms, never the day of entry (23 ¶3); `ctx.on` is the day of registration.
 * @throws every code of registration.errors.ts but those of channel and numbers, and the codes of `deskFactsOf`
 * @source 信访工作条例 19 (what a filing holds), 20 ¶3 (representatives of a visit)
 */
export function judgeFiling(filing: Filing, facts: FilingFacts, ctx: Act): JudgedFiling {
  lookUpsOf(filing, facts.organ.id);
  if (facts.organ.closedOn !== null && facts.organ.closedOn <= ctx.on) {
    throw registrationError('FILING_ORGAN_CLOSED', { details: { day: facts.organ.closedOn } });
  }
  const days = daysOf(filing, ctx.on);
  const petitioners = petitionersOf(filing, facts);
  const peopleCount = peopleOf(filing, petitioners.length);
  const accused = accusedOf(filing);
  const respondent = partiesOf(filing.respondent ?? [], 'RESPONDENT_MALFORMED', 'respondent');
  const anonymous = filing.anonymous ?? false;
  const judged: JudgedFiling = {
    id: facts.petitionId,
    channel: filing.channel,
    kind: filing.kind,
    division: filing.division,
    organId: facts.organ.id,
    organKind: facts.organ.kind,
    registeredOn: ctx.on,
    ...days,
    summary: textOf(filing.summary, FILING_LIMITS.summary, 'SUMMARY_MISSING', 'SUMMARY_TOO_LONG'),
    text: textOf(filing.text, FILING_LIMITS.text, 'TEXT_MISSING', 'TEXT_TOO_LONG'),
    requests: requestsOf(filing, facts),
    petitioners,
    peopleCount,
    purpose: purposeOf(filing.purpose),
    contentClass: contentClassOf(filing.contentClass),
    anonymous,
    respondent,
    accused,
    ...keptFrom(filing, accused, respondent, facts.named),
    addressUnclear: addressUnclear({ anonymous, channel: filing.channel, petitioners }),
    agentName: agentOf(filing),
    urgentEvent: urgentEventOf(filing),
    addressedTo: addresseesOf(filing),
    previousNumber: filing.previousNumber || null,
    previousId: facts.previousId,
    desk: deskFactsOf(filing, {
      channel: filing.channel,
      receivedOn: days.receivedOn,
      peopleCount,
      petitionerIds: petitioners.map(({ id }) => id),
      deskId: facts.deskId ?? facts.organ.id,
      visit: facts.visit,
      now: ctx.recordedAt,
      newId: facts.newId,
    }),
  };
  checkRepresentatives(judged, facts);
  for (const [organId, field] of namedOrgans(filing)) {
    if (!facts.knownOrgans.has(organId)) throw registrationError('FILING_ORGAN_UNKNOWN', { details: { organ: organId }, field });
  }
  return judged;
}

/**
 * Registers a judged filing under its number.
 * @param splitFrom the letter it is a part of; left out where the event must not reveal it
 */
export function register(
  { organKind, ...judged }: JudgedFiling,
  number: string,
  splitFrom?: string,
): { state: Registration; events: NewEvent[] } {
  const state: Registration = { ...judged, number };
  return { state, events: eventsOf(state, organKind, splitFrom) };
}

/** Whether name or address is unclear, so that no direct notice can be sent (Art 23 ¶2). */
function addressUnclear({ anonymous, channel, petitioners }: Pick<Registration, 'anonymous' | 'channel' | 'petitioners'>): boolean {
  if (anonymous) return true;
  return !petitioners.some(
    ({ name, address, phone }) => name !== null && (address !== null || phone !== null || ANSWERED_BY_THE_SAME_WAY.has(channel)),
  );
}

/** Of who sent it on: the sender and the number of its letter are words of the desk. */
const toldOf = ({ reportBy, arrivedMessageId }: TransferIn) => ({ reportBy, ...(arrivedMessageId !== undefined && { arrivedMessageId }) });

function eventsOf(state: Registration, organKind: OrganKind, splitFrom: string | undefined): NewEvent[] {
  return [
    PetitionRegistered.create({
      petitionId: state.id,
      number: state.number,
      kind: state.kind,
      channel: state.channel,
      division: state.division,
      receivedOn: state.receivedOn,
      registeredOn: state.registeredOn,
      organId: state.organId,
      organKind,
      addressUnclear: state.addressUnclear,
      anonymous: state.anonymous,
      peopleCount: state.peopleCount,
      requestIds: state.requests.map(({ id }) => id),
      petitionerIds: state.petitioners.map(({ id }) => id),
      representativeIds: state.petitioners.filter(({ representative }) => representative).map(({ id }) => id),
      // Everything a report says is sealed, including the respondent.
      respondentIds: state.kind === 'REPORT' ? [] : [...new Set(state.respondent.flatMap(({ organId }) => organId ?? []))],
      accusedIds: [...state.accusedIds],
      ...(state.accusedInWords !== null && { accusedInWords: state.accusedInWords }),
      ...(state.namedIds.length > 0 && { namedIds: [...state.namedIds] }),
      ...(state.staffConduct && { staffConduct: true }),
      ...(state.desk.transferIn && { transferIn: toldOf(state.desk.transferIn) }),
      ...(splitFrom === undefined ? {} : { splitFrom }),
    }),
  ];
}

/** @param on last day on which it can have been received */
export function daysOf(filing: Pick<Filing, 'receivedOn' | 'postmarkOn' | 'firstStampOn'>, on: string) {
  const receivedOn = dayOf(filing.receivedOn, 'receivedOn');
  const postmarkOn = filing.postmarkOn ? dayOf(filing.postmarkOn, 'postmarkOn') : null;
  const firstStampOn = filing.firstStampOn ? dayOf(filing.firstStampOn, 'firstStampOn') : null;
  if (receivedOn > on) throw registrationError('RECEIVED_IN_FUTURE');
  if (postmarkOn !== null && postmarkOn > receivedOn) throw registrationError('POSTMARK_AFTER_RECEIPT');
  if (firstStampOn !== null && firstStampOn > receivedOn) throw registrationError('STAMP_AFTER_RECEIPT');
  if (firstStampOn !== null && postmarkOn !== null && firstStampOn < postmarkOn) throw registrationError('STAMP_BEFORE_POSTMARK');
  return { receivedOn, postmarkOn, firstStampOn };
}

function requestsOf(filing: Filing, facts: FilingFacts): Registration['requests'] {
  if (filing.requests.length === 0) throw registrationError('REQUESTS_MISSING');
  if (filing.requests.length > FILING_LIMITS.requests)
    throw registrationError('REQUESTS_TOO_MANY', { details: { limit: FILING_LIMITS.requests } });
  return filing.requests.map((request, index) => {
    const text = clean(request.text);
    const position = index + 1;
    const field = `requests.${index}.text`;
    if (text === '') throw registrationError('REQUEST_TEXT_MISSING', { details: { position }, field });
    if (lengthOf(text) > FILING_LIMITS.requestText)
      throw registrationError('REQUEST_TEXT_TOO_LONG', {
        details: { position, limit: FILING_LIMITS.requestText, length: lengthOf(text) },
        field,
      });
    return { id: facts.newId(), text };
  });
}

/** Stored in narrow characters however they were typed, because age and repeats are read from them. */
const NUMBERS: ReadonlySet<string> = new Set(['idNumber', 'phone']);

function petitionersOf(filing: Filing, facts: FilingFacts): RegisteredPetitioner[] {
  const given = filing.petitioners ?? [];
  const anonymous = filing.anonymous ?? false;
  if (!anonymous && given.length === 0) throw registrationError('PETITIONER_MISSING');
  if (given.length > FILING_LIMITS.petitioners)
    throw registrationError('PETITIONERS_TOO_MANY', { details: { limit: FILING_LIMITS.petitioners } });
  return given.map((fields, index) => {
    const petitioner = petitionerOf(fields, { list: 'petitioners', index, anonymous, id: facts.newId(), on: filing.receivedOn });
    return { ...petitioner, representative: fields.representative ?? false };
  });
}

/**
 * One petitioner as the form names it, of a filing or as the successor of another.
 * @param at where it stands in the input; `on`: the day by which the age is judged
 * @throws PETITIONER_FIELD_TOO_LONG, ANONYMOUS_WITH_NAME, PETITIONER_NAME_MISSING, DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG
 */
export function petitionerOf(
  fields: PetitionerFields,
  at: { readonly list: string; readonly index: number; readonly anonymous: boolean; readonly id: string; readonly on: Day },
): RegisteredPetitioner {
  const position = at.index + 1;
  const place = (name: string): string => `${at.list}.${at.index}.${name}`;
  const field = (name: 'name' | 'idType' | 'idNumber' | 'phone' | 'address') => {
    const given = fields[name] ?? '';
    const value = clean(NUMBERS.has(name) ? given.normalize('NFKC') : given);
    if (lengthOf(value) > FILING_LIMITS[name])
      throw registrationError('PETITIONER_FIELD_TOO_LONG', { details: { position, field: name }, field: place(name) });
    return value === '' ? null : value;
  };
  const person = {
    id: at.id,
    representative: false,
    name: field('name'),
    idType: field('idType'),
    idNumber: field('idNumber'),
    phone: field('phone'),
    address: field('address'),
  };
  const child = below14(person.idType, person.idNumber, at.on) ?? fields.below14 ?? false;
  const petitioner = { ...person, below14: child, guardian: guardianOf(fields.guardian, place('guardian')) };
  if (at.anonymous && (petitioner.name !== null || petitioner.idNumber !== null))
    throw registrationError('ANONYMOUS_WITH_NAME', { field: place(petitioner.name !== null ? 'name' : 'idNumber') });
  if (!at.anonymous && petitioner.name === null)
    throw registrationError('PETITIONER_NAME_MISSING', { details: { position }, field: place('name') });
  return petitioner;
}

function peopleOf(filing: Filing, petitioners: number): number {
  const people = filing.peopleCount ?? Math.max(1, petitioners);
  if (!Number.isInteger(people) || people < 1 || people > FILING_LIMITS.people) {
    throw registrationError('PEOPLE_COUNT_MALFORMED', { details: { limit: FILING_LIMITS.people } });
  }
  if (people < petitioners) throw registrationError('PEOPLE_FEWER_THAN_PETITIONERS');
  return people;
}

/** Limits the representatives of a joint visit; joint letters and web filings have no limit. */
function checkRepresentatives({ channel, petitioners, peopleCount }: JudgedFiling, facts: FilingFacts): void {
  if (channel !== 'VISIT') return;
  const representatives = petitioners.filter(({ representative }) => representative).length;
  const rule = facts.representatives.find(({ upToPeople }) => upToPeople === null || peopleCount <= upToPeople);
  if (rule && representatives > rule.max)
    throw registrationError('REPRESENTATIVES_TOO_MANY', { source: rule.source, details: { limit: rule.max } });
}

function agentOf({ agent }: Filing): string | null {
  if (!agent) return null;
  const name = clean(agent.name);
  if (name === '' || lengthOf(name) > FILING_LIMITS.agentName)
    throw registrationError('AGENT_NAME_MALFORMED', { details: { limit: FILING_LIMITS.agentName } });
  return name;
}

/** It describes the event, never a person, and ends by date (Art 25). */
function urgentEventOf({ urgentEvent, receivedOn }: Filing): Registration['urgentEvent'] {
  if (!urgentEvent) return null;
  const reason = clean(urgentEvent.reason);
  if (reason === '' || lengthOf(reason) > FILING_LIMITS.urgentReason)
    throw registrationError('URGENT_EVENT_MALFORMED', { details: { limit: FILING_LIMITS.urgentReason } });
  const endsOn = dayOf(urgentEvent.endsOn, 'urgentEvent.endsOn');
  if (endsOn < receivedOn) throw registrationError('URGENT_EVENT_ENDS_TOO_EARLY');
  return { reason, endsOn };
}

function addresseesOf({ addressedTo }: Filing): string[] {
  const addressees = [...new Set((addressedTo ?? []).flatMap((organId, at) => idOf(organId, `addressedTo.${at}`) ?? []))];
  if (addressees.length > FILING_LIMITS.addressees)
    throw registrationError('ADDRESSEES_TOO_MANY', { details: { limit: FILING_LIMITS.addressees } });
  return addressees;
}
