import type { choiceWords } from '../../../src/texts/choices';
import { confirmedBy, type RecordKind, type RecordState } from './rows';

/** Lists of the matter's rule pack that a field can choose from. */
export type PackChoice =
  | 'exit'
  | 'channel'
  | 'limit'
  | 'investigator'
  | 'acceptanceRefusalGround'
  | 'refilingRefusalGround'
  | 'mediationEnd'
  | 'closingGround'
  | 'reviewGround'
  | 'reviewRefusalGround'
  | 'serviceWay'
  | 'dispatchWay'
  | 'fastTrackFit'
  | 'fastTrackExclusion'
  | 'reopeningStage'
  | 'supervisionTrigger'
  // Of hearings: the page that opens the form brings what they offer.
  | 'refuseHearingGround'
  | 'poolMember'
  | 'panelMember'
  | 'sittingMember'
  | 'substitute'
  | 'hearingRoom'
  | 'hearingBefore'
  | 'hearingAddressee'
  | 'hearingChallenge'
  | 'hearingPresent'
  | 'hearingOption'
  // Of a quality review, as above.
  | 'qualityItem'
  // Of an assessment, as above.
  | 'assessmentItem'
  // Of a complaint about staff, as above.
  | 'conduct'
  | 'conductConsequence';
export type ChoiceName = keyof typeof choiceWords;

/** Lists of the matter beside its records. */
type Listed = 'corrections' | 'successions' | 'mandates' | 'extension' | 'files' | 'proposedPublications' | 'openPublications';

/** Where a field finds the records it offers. */
export type Picked = { readonly from: 'records'; readonly of: string; readonly states: readonly string[] } | { readonly from: Listed };

interface Common {
  /** Its name in the input. */
  readonly name: string;
  /** The form can be sent without this field. */
  readonly optional?: boolean;
  /** Filled in when the form opens: a day with today, a petitioner if there is only one. */
  readonly preset?: boolean;
  /** Sent as an empty list if nothing is chosen. */
  readonly mayBeNone?: boolean;
  /** Condition on the neighbouring values or the whole form under which the field is shown. */
  readonly when?: (beside: Values, whole: Values) => boolean;
}

type Simple =
  | 'text'
  | 'long'
  | 'day'
  | 'instant'
  | 'count'
  | 'yes'
  | 'texts'
  | 'digest'
  | 'recording'
  | 'organ'
  | 'organs'
  | 'person'
  | 'people'
  | 'petition'
  | 'petitioner'
  | 'petitioners'
  | 'document'
  | 'answers'
  | 'leader'
  | 'officer';

/** A union with one member for each kind. */
type Of<K> = K extends string ? Common & { readonly kind: K } : never;

export type Field =
  | Of<Simple>
  | (Of<'choice' | 'choices'> & { readonly among: ChoiceName })
  | (Of<'pack' | 'packs'> & { readonly among: PackChoice })
  | (Of<'scores'> & { readonly among: PackChoice })
  | (Of<'record'> & { readonly among: Picked })
  | (Of<'file' | 'files'> & { readonly role: string | null })
  | (Of<'list' | 'group'> & { readonly fields: readonly Field[] });

/** Values of a form by field name: texts, names with ids, lists and groups of the same. */
export interface Values {
  [name: string]: Value;
}
export type Value = string | Named | null | readonly Named[] | readonly string[] | readonly Values[] | Values;

/** Something chosen, with the words it is shown by. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

type More = Omit<Common, 'name'>;
const simple =
  (kind: Simple) =>
  (name: string, more: More = {}): Field => ({ kind, name, ...more });

export const OPTIONAL = { optional: true } as const;

export const text = simple('text');
export const long = simple('long');
export const day = simple('day');
export const instant = simple('instant');
export const count = simple('count');
export const yes = simple('yes');
export const texts = simple('texts');
/** SHA-256 of a file that is chosen and not sent. */
export const digest = simple('digest');
/** The number of a recording, with the digest of its file where that is at hand. */
export const recording = simple('recording');
export const organ = simple('organ');
export const organs = simple('organs');
export const person = simple('person');
export const people = simple('people');
export const petition = simple('petition');
export const petitioner = simple('petitioner');
export const petitioners = simple('petitioners');
export const document = simple('document');
export const answers = simple('answers');
/** A leading cadre of the organ that the field `organId` beside names. */
export const leader = simple('leader');
/** Somebody who works in the organ that the field `organId` beside names, or below it. */
export const officer = simple('officer');
export const choice = (name: string, among: ChoiceName, more: More = {}): Field => ({ kind: 'choice', name, among, ...more });
export const choices = (name: string, among: ChoiceName, more: More = {}): Field => ({ kind: 'choices', name, among, ...more });
export const pack = (name: string, among: PackChoice, more: More = {}): Field => ({ kind: 'pack', name, among, ...more });
export const packs = (name: string, among: PackChoice, more: More = {}): Field => ({ kind: 'packs', name, among, ...more });
/** Points for each of a list of items. */
export const scores = (name: string, among: PackChoice): Field => ({ kind: 'scores', name, among });
export const record = <K extends RecordKind>(name: string, of: K, states: readonly RecordState<K>[], more: More = {}): Field => ({
  kind: 'record',
  name,
  among: { from: 'records', of, states },
  ...more,
});
/** The field that names the confirmed proposal, by the row of the act. @throws if the row names no field */
export function confirmed(act: string, more: More = {}): Field {
  const { record: of, state, subject } = confirmedBy(act) ?? {};
  if (of === undefined || state === undefined || subject === undefined) throw new Error(`${act} names nothing that it confirms`);
  if (of === 'extension') return one(subject, 'extension', more);
  if (of === 'correction') return one(subject, 'corrections', more);
  if (of === 'succession') return one(subject, 'successions', more);
  if (of === 'publication') return one(subject, 'proposedPublications', more);
  return { kind: 'record', name: subject, among: { from: 'records', of, states: [state] }, ...more };
}
export const one = (name: string, from: Listed, more: More = {}): Field => ({
  kind: 'record',
  name,
  among: { from },
  ...more,
});
/** `role`: the role in which an uploaded file is attached to the matter; null: the act itself attaches it. */
export const file = (name: string, role: string | null, more: More = {}): Field => ({ kind: 'file', name, role, ...more });
export const files = (name: string, role: string | null, more: More = {}): Field => ({ kind: 'files', name, role, ...more });
export const list = (name: string, fields: readonly Field[], more: More = {}): Field => ({ kind: 'list', name, fields, ...more });
export const group = (name: string, fields: readonly Field[], more: More = {}): Field => ({ kind: 'group', name, fields, ...more });
