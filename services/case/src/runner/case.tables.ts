import type { Completion, Delivery, Extension, Opinion, Paper, PetitionState } from '../domain/petition.js';
import type { CaseRecord } from '../domain/records.js';
import { WORDS } from '../sealing/matter.js';
import type { Keep } from '../sealing/words.js';

type Words<Text extends string, Known = never> = Text extends `${infer Word} ${infer Rest}` ? Words<Rest, Known | Word> : Known | Text;

const columns = new Map<string, string>([
  ['on', 'on_day'],
  ['until', 'until_day'],
]);

/** Columns have the names of the properties, `organ_id` for `organId`; `on` is a word of SQL. */
export function columnOf(property: string): string {
  const known = columns.get(property);
  if (known !== undefined) return known;
  const column = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columns.set(property, column);
  return column;
}

/** The properties that a table keeps. The type is exact: a property without a column does not compile, nor a column without a property. */
export interface Columns<Property extends string> {
  readonly properties: readonly Property[];
  readonly exactly?: (property: Property) => void;
}

/** @param texts names of properties, a blank between them */
export const columnsOf = <const Texts extends readonly string[]>(...texts: Texts): Columns<Words<Texts[number]>> => ({
  properties: texts.flatMap((text) => text.split(' ')) as Words<Texts[number]>[],
});

export const namesOf = ({ properties }: { readonly properties: readonly string[] }): string[] => properties.map(columnOf);

const FIXED =
  'id number channel division registeredOn registeringOrganId addressUnclear representativeIds accusedInWords staffConduct splitFrom';
const CHANGING = [
  'version kind receivedOn organId organKind organReceivedOn heldBy senderId assignerId reportBy reportedOn stage exit outcome requestIds',
  'petitionerIds accusedIds namedIds handlerId latestOn acceptedOn closedOn firstHandlingUnitId mergedInto',
] as const;
type OfOtherTables = 'completion' | 'extension' | 'opinion' | 'deliveries' | 'records';
export const PETITION: Columns<Exclude<keyof PetitionState, OfOtherTables>> = columnsOf(FIXED, ...CHANGING);
/** What an act may change of it. */
export const MOVING = columnsOf(...CHANGING);
/** They stand in the row of the petition, as `completion_…`. */
export const COMPLETION: Columns<keyof Completion> = columnsOf('ground proposedBy proposedOn verifiedBy');
export const EXTENSION: Columns<keyof Extension> = columnsOf(
  'id days reason requestedBy requestedOn approvedBy approvedOn grantedDays declinedBy declinedOn declineReason',
);
export const OPINION: Columns<keyof Opinion> = columnsOf(
  'id revision state facts evidence answers executeBy performerId draftedBy checkedBy issuedBy remark documentId dispatchedOn legacy',
);
export const RECORD: Columns<keyof CaseRecord> = columnsOf('id kind state on organId byPersonId until confirmedBy confirmedOn data');
export const DELIVERY: Columns<keyof Delivery> = columnsOf('id opinionId documentId petitionerId throughId way servedOn proof');
export const DOCUMENT: Columns<keyof Paper | 'hash'> = columnsOf('id kind number organId issuedOn body hash');

/** SQL of a JSON object with the properties. @param prefix of the columns: `o.` */
export const jsonOf = ({ properties }: { readonly properties: readonly string[] }, prefix: string): string =>
  `json_build_object(${properties.map((property) => `'${property}', ${prefix}${columnOf(property)}`).join(', ')})`;

/** A row of a table of parts of petitions, by the names of its columns; words about the matter are kept by `keep`. */
export function rowOf<Property extends string>(
  table: string,
  { properties }: Columns<Property>,
  petitionId: string,
  value: Readonly<Record<Property, unknown>>,
  keep: Keep,
): Record<string, unknown> {
  const words: readonly string[] = WORDS.find(([name]) => name === table)?.[1] ?? [];
  const row: Record<string, unknown> = { petition_id: petitionId };
  for (const property of properties) {
    const column = columnOf(property);
    row[column] = words.includes(column) ? keep(value[property]) : value[property];
  }
  return row;
}
