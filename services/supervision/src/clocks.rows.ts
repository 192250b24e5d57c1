import type { ClockInputs, ClockTiming } from '@sunshine/clocks';
import type { ClockChangeRead } from '@sunshine/events';

/** A row of `clock_register` as the graph needs it, completed by pack and calendar. */
export interface RegisteredClock extends ClockInputs, ClockTiming {
  readonly id: string;
  readonly subject: string | null;
  readonly packHash: string;
  readonly calendarHash: string;
  readonly length: number | null;
  readonly unit: string;
  readonly provisional: boolean;
  readonly source: string;
}

/** JSON of a row `c`; a clock still without law has a null nature. */
export const CLOCK_JSON = `json_build_object('id', c.clock_id, 'term', c.term, 'subject', c.subject, 'packHash', c.pack_hash, 'calendarHash', c.calendar_hash,
  'startedOn', c.started_on, 'startFact', c.start_fact, 'dueOn', c.due_on, 'length', c.length, 'unit', c.unit, 'extendedBy', c.extended_by, 'pauses', c.pauses,
  'nominalDue', c.nominal_due, 'effectiveDue', c.effective_due, 'provisional', c.provisional, 'ended', c.ended, 'endedOn', c.ended_on,
  'nature', c.nature, 'warnOn', c.warn_on, 'source', c.article)`;

export interface Derived {
  readonly nature: string;
  readonly warnOn: string | null;
  readonly source: string;
}

/** A row for `json_populate_recordset(null::clock_register, ...)`. */
export function rowOf(change: ClockChangeRead, seq: number, derived: Derived | null): Record<string, unknown> {
  return {
    clock_id: change.clockId,
    petition_id: change.petitionId,
    seq,
    term: change.term,
    subject: change.subject,
    pack_hash: change.packHash,
    calendar_hash: change.calendarHash,
    started_on: change.startedOn,
    start_fact: change.startFact,
    due_on: change.dueOn,
    length: change.length,
    unit: change.unit,
    extended_by: change.extendedBy,
    pauses: change.pauses,
    nominal_due: change.nominalDue,
    effective_due: change.effectiveDue,
    provisional: change.provisional,
    ended: change.ended,
    ended_on: change.endedOn,
    end_reason: change.endReason,
    nature: derived?.nature ?? null,
    warn_on: derived?.warnOn ?? null,
    article: derived?.source ?? null,
  };
}

export const COLUMNS = Object.keys(rowOf({} as ClockChangeRead, 0, null));
