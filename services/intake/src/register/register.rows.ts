import type { TransferIn } from '../domain/registration/desk-facts.js';
import { Exit, Outcome, Stage, type Channel, type PetitionKind } from '@sunshine/events';
import type { LIST_ORDERS, PetitionFilter } from '@sunshine/filters';
import { validate as isUuid } from 'uuid';
import { searchTerms, tsquery } from '../domain/register/search.js';

export type PetitionOrder = (typeof LIST_ORDERS)['petitions'][number];

/** A row of the register without sealed fields. */
export interface PetitionRow {
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
  readonly summary: string | null;
  readonly text: string | null;
  readonly peopleCount: number;
  readonly purpose: string | null;
  readonly contentClass: string | null;
  readonly anonymous: boolean;
  readonly respondent: readonly { readonly organId?: string; readonly text?: string }[];
  readonly urgentEvent: { readonly reason: string; readonly endsOn: string } | null;
  readonly addressedTo: readonly string[];
  readonly previousNumber: string | null;
  readonly barCode: string | null;
  readonly stampNumber: number | null;
  readonly envelopeFileId: string | null;
  readonly recordingFileId: string | null;
  readonly oral: boolean;
  readonly entry: { readonly wordsOf: string | null; readonly readBack: boolean; readonly signatureFileId: string | null } | null;
  readonly visitId: string | null;
  readonly sameLetterId: string | null;
  readonly registeredBy: string | null;
  readonly staffConduct: boolean;
  readonly transferIn: TransferIn | null;
}

export const PETITION_COLUMNS = `p.id, p.number, p.channel, p.kind, p.division, p.organ_id as "organId", p.received_on as "receivedOn",
  p.registered_on as "registeredOn", p.postmark_on as "postmarkOn", p.first_stamp_on as "firstStampOn", p.summary, p.text,
  p.people_count as "peopleCount", p.purpose, p.content_class as "contentClass", p.anonymous, p.respondent, p.urgent_event as "urgentEvent",
  p.addressed_to as "addressedTo", p.previous_number as "previousNumber", p.bar_code as "barCode",
  p.stamp_number as "stampNumber", p.envelope_file_id as "envelopeFileId", p.recording_file_id as "recordingFileId", p.oral, p.entry,
  p.visit_id as "visitId", p.same_letter_id as "sameLetterId", p.registered_by as "registeredBy",
  p.staff_conduct as "staffConduct", p.transfer_in as "transferIn"`;

/** A row of a page, with the further value of its cursor. */
export interface ListedRow extends PetitionRow {
  /** Only in orders by closure. */
  readonly closedOn?: string | null;
}

interface Order {
  readonly by: string;
  /** Condition for the rows after the one with these ordering values, each given as a parameter. */
  readonly after: (first: string, second: string) => string;
  readonly cursor: (row: ListedRow) => readonly (string | null)[];
  /** Parts of the order that follow each other, each read along an index of its own. */
  readonly stretches?: Readonly<Record<Stretch, StretchOrder>>;
}

/** The parts of an order by closure: closed petitions, then open ones. */
export type Stretch = 'closed' | 'open';

/** Conditions on petitions `p` with their course `c`. */
interface StretchOrder extends Pick<Order, 'by' | 'after'> {
  readonly where: string;
  /** The same order for rows of a window, which is called `p` too. */
  readonly outside: string;
}

const byDay = (column: string, key: 'registeredOn' | 'receivedOn', descending: boolean): Order => ({
  by: descending ? `p.${column} desc, p.id desc` : `p.${column}, p.id`,
  after: (day, id) => `(p.${column}, p.id) ${descending ? '<' : '>'} (${day}::date, ${id}::uuid)`,
  cursor: (row) => [row[key], row.id],
});

/** Open petitions come after all days of closure, in both directions. */
function byClosure(descending: boolean): Order {
  const [sign, direction, open] = descending ? ['<', ' desc', '-infinity'] : ['>', '', 'infinity'];
  const place = (day: string) => `coalesce(${day}, '${open}'::date)`;
  return {
    by: `${place('c.closed_on')}${direction}, p.id${direction}`,
    after: (day, id) => `(${place('c.closed_on')}, p.id) ${sign} (${place(`${day}::date`)}, ${id}::uuid)`,
    cursor: (row) => [row.closedOn ?? null, row.id],
    stretches: {
      closed: {
        where: 'c.closed_on is not null',
        by: `c.closed_on${direction}, c.petition_id${direction}`,
        outside: `p."closedOn"${direction}, p.id${direction}`,
        after: (day, id) => `(c.closed_on, c.petition_id) ${sign} (${day}::date, ${id}::uuid)`,
      },
      open: {
        where: 'c.closed_on is null',
        by: `p.id${direction}`,
        outside: `p.id${direction}`,
        after: (day, id) => `${day}::date is null and p.id ${sign} ${id}::uuid`,
      },
    },
  };
}

/**
 * SQL that is true where the reader works in the organ that has the matter of course `c`: who has it there is told to the office alone, as
 * case tells it.
 */
export const worksThere = (person: string): string =>
  `c.organ_id in (select r.organ_id from person_role r where r.person_id = ${person}::uuid)`;

/** Further columns of an export: course, names of organs, the officer, and the masked first petitioner. */
export const EXPORT_JOINS = {
  columns: `c.stage, c.exit, c.outcome, c.closed_on as "closedOn", o.name as "organName", r.name as "registeringName",
    case when ${worksThere('$1')} then c.officer_id end as "officerId", t.masked_name as "maskedName", t.masked_phone as "maskedPhone"`,
  joins: `left join organ o on o.id = c.organ_id left join organ r on r.id = p.organ_id left join lateral (
    select masked_name, masked_phone from petitioner where petition_id = p.id order by ended_on is not null, representative desc, position limit 1) t on true`,
};

const ORDERS: Record<PetitionOrder, Order> = {
  REGISTERED_DESC: byDay('registered_on', 'registeredOn', true),
  REGISTERED_ASC: byDay('registered_on', 'registeredOn', false),
  RECEIVED_DESC: byDay('received_on', 'receivedOn', true),
  RECEIVED_ASC: byDay('received_on', 'receivedOn', false),
  CLOSED_DESC: byClosure(true),
  CLOSED_ASC: byClosure(false),
  NUMBER: { by: 'p.number', after: (number) => `p.number > ${number}`, cursor: (row) => [row.number] },
};

/** The values of a cursor in each order. */
export const cursorOf = (order: PetitionOrder) => ORDERS[order].cursor;

/** The parts of an order that a page after this cursor may reach, in sequence; null for an order without parts. */
export function stretchesOf(order: PetitionOrder, after: readonly (string | null)[] | null): readonly (Stretch | null)[] {
  if (!ORDERS[order].stretches) return [null];
  return after?.[0] === null ? ['open'] : ['closed', 'open'];
}

export interface ListQuery {
  readonly personId: string;
  readonly filter: PetitionFilter;
  readonly order: PetitionOrder;
  /** Null: the whole order. */
  readonly stretch?: Stretch | null;
  /** Null: no limit. */
  readonly limit: number | null;
  /** Ordering values of the row before the page. */
  readonly after: readonly (string | null)[] | null;
  /** Predicate that the person `$1` may see `p`. */
  readonly visible: string;
  /** Maximum of rows whose right is checked; null: no maximum. */
  readonly window: number | null;
  /** Further columns with their joins; only without a window. */
  readonly more?: { readonly columns: string; readonly joins: string };
}

/** A page as one statement; null where the filter can match nothing. */
export function listQuery({
  personId,
  filter,
  order,
  stretch = null,
  limit,
  after,
  visible,
  window,
  more,
}: ListQuery): { text: string; values: unknown[] } | null {
  if (!canMatch(filter)) return null;
  const values: unknown[] = [personId];
  const value = (given: unknown) => `$${values.push(given)}`;
  const { where, course } = conditions(filter, value);
  const one = stretch && ORDERS[order].stretches?.[stretch];
  const { by, after: behind } = one ?? ORDERS[order];
  if (one) where.push(one.where);
  if (after) where.push(behind(value(after[0]), after.length > 1 ? value(after[1]) : ''));
  const from = `petition p ${course || one || more ? 'left join petition_course c on c.petition_id = p.id' : ''} ${more?.joins ?? ''}`;
  const all = (conditions: readonly string[]) => (conditions.length > 0 ? `where ${conditions.join('\n      and ')}` : '');
  const limited = (given: number | null) => (given === null ? '' : `limit ${value(given)}`);
  const columns = (added: string | null | undefined) => (added ? `${PETITION_COLUMNS}, ${added}` : PETITION_COLUMNS);
  if (window === null) {
    const shown = columns(more ? more.columns : one && 'c.closed_on as "closedOn"');
    return { text: `select ${shown} from ${from} ${all([...where, visible])} order by ${by} ${limited(limit)}`, values };
  }
  const rows = `select p.*${one ? ', c.closed_on as "closedOn"' : ''} from ${from} ${all(where)} order by ${by} ${limited(window)}`;
  const shown = columns(one && 'p."closedOn"');
  return { text: `select ${shown} from (${rows}) p ${all([visible])} order by ${one?.outside ?? by} ${limited(limit)}`, values };
}

function conditions(filter: PetitionFilter, value: (given: unknown) => string): { where: string[]; course: boolean } {
  const where: string[] = [];
  let course = false;
  const given = <T>(condition: T | null | undefined, make: (condition: T) => string) => {
    if (condition !== null && condition !== undefined) where.push(make(condition));
  };
  const ofCourse = <T>(condition: T | null | undefined, make: (condition: T) => string) => {
    course ||= condition !== null && condition !== undefined;
    given(condition, make);
  };
  given(filter.number || null, (number) => `p.number like ${value(`${number}%`)}`);
  given(filter.text ? searchTerms(filter.text) : null, (terms) => `p.bigrams @@ ${value(tsquery(terms))}::tsquery`);
  for (const word of (filter.text && searchTerms(filter.text)?.words) || [])
    where.push(`lower(normalize(p.summary || ' ' || p.text, NFKC)) like ${value(`%${word}%`)}`);
  given(filter.kinds, (kinds) => `p.kind = any(${value(kinds)}::text[])`);
  given(filter.channels, (channels) => `p.channel = any(${value(channels)}::text[])`);
  given(filter.division || null, (division) => `p.division = ${value(division)}`);
  given(filter.contentClass || null, (contentClass) => `p.content_class = ${value(contentClass)}`);
  given(filter.registeredFrom, (day) => `p.registered_on >= ${value(day)}::date`);
  given(filter.registeredTo, (day) => `p.registered_on <= ${value(day)}::date`);
  given(filter.receivedFrom, (day) => `p.received_on >= ${value(day)}::date`);
  given(filter.receivedTo, (day) => `p.received_on <= ${value(day)}::date`);
  given(filter.onBehalf, (onBehalf) => `(p.entry is not null) = ${value(onBehalf)}::boolean`);
  ofCourse(filter.stages, (stages) => `c.stage = any(${value(stages)}::text[])`);
  ofCourse(filter.exits, (exits) => `c.exit = any(${value(exits)}::text[])`);
  ofCourse(filter.outcomes, (outcomes) => `c.outcome = any(${value(outcomes)}::text[])`);
  ofCourse(filter.organIds, (organIds) => `c.organ_id = any(${value(organIds)}::uuid[])`);
  ofCourse(filter.officerIds, (officerIds) => `c.officer_id = any(${value(officerIds)}::uuid[]) and ${worksThere('$1')}`);
  ofCourse(filter.closedFrom, (day) => `c.closed_on >= ${value(day)}::date`);
  ofCourse(filter.closedTo, (day) => `c.closed_on <= ${value(day)}::date`);
  given(filter.registeringOrganIds, (organIds) => `p.organ_id = any(${value(organIds)}::uuid[])`);
  ofCourse(filter.organId || null, (organId) => `c.organ_id = ${value(organId)}::uuid`);
  ofCourse(filter.openOnly || null, () => 'c.closed_on is null');
  return { where, course };
}

/** Whether the values of the filter have the shape of the columns they are compared with. */
function canMatch(filter: PetitionFilter): boolean {
  const { number, text, stages, exits, outcomes, organId, organIds, officerIds, registeringOrganIds, division, contentClass } = filter;
  const all = (values: readonly string[] | null | undefined, fits: (value: string) => boolean) => !values || values.every(fits);
  return (
    (!text || searchTerms(text) !== null) &&
    (!number || /^[\d-]{1,22}$/.test(number)) &&
    all(stages, (stage) => Stage.safeParse(stage).success) &&
    all(exits, (exit) => Exit.safeParse(exit).success) &&
    all(outcomes, (outcome) => Outcome.safeParse(outcome).success) &&
    (!organId || isUuid(organId)) &&
    all(organIds, (id) => isUuid(id)) &&
    all(officerIds, (id) => isUuid(id)) &&
    all(registeringOrganIds, (id) => isUuid(id)) &&
    [division, contentClass].every((code) => !code || /^\d{6}$/.test(code))
  );
}
