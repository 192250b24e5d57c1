import type { Act, ClockChange } from '@sunshine/events';
import { shanghaiDay } from '@sunshine/platform';
import type { Clock, Nature, ReachedStep, Span } from './clock.js';
import { toldOf, type Moved } from './moves.js';
import { clockState } from './state.js';

/** Columns of `clock`. */
export interface ClockRow {
  id: string;
  petition_id: string;
  term: string;
  subject: string | null;
  record_id: string | null;
  division: string;
  nature: Nature;
  pack_id: string;
  pack_hash: string;
  calendar_hash: string;
  started_on: string;
  start_fact: string | null;
  due_on: string | null;
  length: number | null;
  unit: 'day' | 'workday';
  extended_by: number;
  extensions: number;
  pauses: Span[];
  nominal_due: string;
  effective_due: string;
  provisional: boolean;
  warn_on: string | null;
  source: string;
  ended: Clock['ended'];
  ended_on: string | null;
  end_reason: string | null;
  round: number;
  raise_from: string;
  next_step: string | null;
  next_step_at: Date | string | null;
  reached: ReachedStep[];
}

export function clockOf(row: ClockRow): Clock {
  return {
    id: row.id,
    petitionId: row.petition_id,
    term: row.term,
    subject: row.subject,
    recordId: row.record_id,
    division: row.division,
    nature: row.nature,
    packId: row.pack_id,
    packHash: row.pack_hash,
    calendarHash: row.calendar_hash,
    startedOn: row.started_on,
    startFact: row.start_fact,
    dueOn: row.due_on,
    length: row.length,
    unit: row.unit,
    extendedBy: row.extended_by,
    extensions: row.extensions,
    pauses: row.pauses,
    nominalDue: row.nominal_due,
    effectiveDue: row.effective_due,
    provisional: row.provisional,
    warnOn: row.warn_on,
    source: row.source,
    ended: row.ended,
    endedOn: row.ended_on,
    endReason: row.end_reason,
    round: row.round,
    raiseFrom: row.raise_from,
    nextStep: row.next_step,
    nextStepAt: row.next_step_at === null ? null : new Date(row.next_step_at).toISOString(),
    reached: row.reached,
  };
}

/** A row for `json_populate_recordset(null::clock, ...)`. */
export function rowOf(clock: Clock): ClockRow {
  return {
    id: clock.id,
    petition_id: clock.petitionId,
    term: clock.term,
    subject: clock.subject,
    record_id: clock.recordId,
    division: clock.division,
    nature: clock.nature,
    pack_id: clock.packId,
    pack_hash: clock.packHash,
    calendar_hash: clock.calendarHash,
    started_on: clock.startedOn,
    start_fact: clock.startFact,
    due_on: clock.dueOn,
    length: clock.length,
    unit: clock.unit,
    extended_by: clock.extendedBy,
    extensions: clock.extensions,
    pauses: [...clock.pauses],
    nominal_due: clock.nominalDue,
    effective_due: clock.effectiveDue,
    provisional: clock.provisional,
    warn_on: clock.warnOn,
    source: clock.source,
    ended: clock.ended,
    ended_on: clock.endedOn,
    end_reason: clock.endReason,
    round: clock.round,
    raise_from: clock.raiseFrom,
    next_step: clock.nextStep,
    next_step_at: clock.nextStepAt,
    reached: [...clock.reached],
  };
}

/** A move as the envelope carries it to readers. */
export function changeOf({ move, after, article }: Moved): ClockChange {
  return {
    clockId: after.id,
    petitionId: after.petitionId,
    term: after.term,
    subject: after.subject,
    move,
    packId: after.packId,
    packHash: after.packHash,
    calendarHash: after.calendarHash,
    startedOn: after.startedOn,
    startFact: after.startFact,
    dueOn: after.dueOn,
    length: after.length,
    unit: after.unit,
    extendedBy: after.extendedBy,
    pauses: after.pauses.map(({ from, to }) => ({ from, to })),
    nominalDue: after.nominalDue,
    effectiveDue: after.effectiveDue,
    provisional: after.provisional,
    ended: after.ended,
    endedOn: after.endedOn,
    endReason: after.endReason,
    source: article,
  };
}

/** A row of the ledger: both judgements are made on the day of entry. */
export function ledgerOf(moved: Moved, act: Act): Record<string, string | null> {
  const { move, before, after, on, article, detail } = moved;
  const today = shanghaiDay(act.recordedAt);
  return {
    clock_id: after.id,
    petition_id: after.petitionId,
    move,
    on_day: on === '' ? null : on,
    at: act.at,
    recorded_at: act.recordedAt,
    actor_kind: act.actor.kind,
    actor_id: act.actor.id,
    correlation_id: act.correlationId,
    article,
    detail,
    nominal_before: before?.nominalDue ?? null,
    nominal_after: after.nominalDue,
    effective_before: before?.effectiveDue ?? null,
    effective_after: after.effectiveDue,
    judged_before: before && clockState(before, today),
    judged_after: clockState(after, today),
    recomputation_id: moved.recomputationId ?? null,
    told: toldOf(moved),
  };
}
