import type { Act } from '@sunshine/events';
import type { RequestContext, Statement } from '@sunshine/platform';
import type { AuditRow } from './chain.js';
import { AT } from './audit.rows.js';

/** The outcome of what was done; a refusal has its code instead. */
export const DONE = 'done';

/** The details an act adds to its line: ids and words of the office only, never case text, never a name. */
export interface Details {
  /** The id of the petition, organ or person it was done on, where no event says so. */
  readonly subject?: string | null;
  /** Which part of it: a sealed field, a file, a role. */
  readonly part?: string | null;
  /** Why, as the officer gave it. */
  readonly purpose?: string | null;
}

/** A line to be written; its id and instant come from the database. */
export interface Line extends Details {
  readonly act: string;
  readonly outcome: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly organId: string | null;
  readonly role: string | null;
  readonly on: string;
  readonly correlationId: string;
}

/** The line of an act of this request; the right it was done by stands there where `Access` gave it. */
export function lineOf(
  ctx: Act & Partial<Pick<RequestContext, 'remarks'>>,
  act: string,
  more: Details & { readonly outcome?: string; readonly organId?: string | null; readonly role?: string | null } = {},
): Line {
  const granted = ctx.remarks?.granted?.act === act ? ctx.remarks.granted : null;
  return {
    act,
    outcome: more.outcome ?? DONE,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    organId: more.organId ?? granted?.organId ?? null,
    role: more.role ?? granted?.role ?? null,
    subject: more.subject ?? granted?.subject ?? null,
    part: more.part ?? null,
    purpose: more.purpose ?? null,
    on: ctx.on,
    correlationId: ctx.correlationId,
  };
}

const COLUMNS = 'on_day, act, outcome, actor_kind, actor_id, organ_id, role, part, purpose, correlation_id, subject';
const TYPES = ['date', 'text', 'text', 'text', 'text', 'uuid', 'text', 'text', 'text', 'text'];

/** Parameters of `insertLine` without the subject. */
export const lineValues = (line: Line): unknown[] => [
  line.on,
  line.act,
  line.outcome,
  line.actorKind,
  line.actorId,
  line.organId,
  line.role,
  line.part ?? null,
  line.purpose ?? null,
  line.correlationId,
];

/** Values the database gave a line: id, instant and, if there is one, the subject, separated by a blank. */
const GIVEN = `id || ' ' || ${AT} || coalesce(' ' || subject, '')`;

/**
 * SQL that writes a line for each row of `from`, its subject an expression over it, and answers a text for each that `written` reads.
 * @param first number of the first of the ten parameters of `lineValues`
 */
export function insertLine(first: number, subject: string, from: string): string {
  const values = TYPES.map((type, at) => `$${first + at}::${type}`).join(', ');
  return `insert into audit (${COLUMNS}) select ${values}, ${subject} from ${from} returning ${GIVEN} given`;
}

/** A text as it stands in the database: half a surrogate pair becomes U+FFFD on its way there. */
const stored = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
const orNull = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : stored(text));

/** The line as it stands in the table, by what `insertLine` answered for it. */
export function written(line: Line, given: string): AuditRow {
  const [id = '', at = ''] = given.split(' ', 2);
  const rest = given.slice(id.length + at.length + 1);
  return {
    id,
    at,
    on: line.on,
    act: stored(line.act),
    outcome: stored(line.outcome),
    actorKind: line.actorKind,
    actorId: orNull(line.actorId),
    organId: line.organId?.toLowerCase() ?? null,
    role: orNull(line.role),
    subject: rest === '' ? null : rest.slice(1),
    part: orNull(line.part),
    purpose: orNull(line.purpose),
    correlationId: stored(line.correlationId),
  };
}

// The transaction has its xid before the line has its id: that is what lets the sealer know when no smaller id can appear any more.
export const addLine: Statement = {
  name: 'audit.line',
  text: `with x as materialized (select pg_current_xact_id() is not null ok) ${insertLine(1, '$11::text', 'x where x.ok')}`,
};
