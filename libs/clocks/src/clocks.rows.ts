import type { Act } from '@sunshine/events';
import { byIds, insertRows, sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import type { Clock } from './clock.js';
import type { Moved } from './moves.js';
import { ledgerOf, rowOf } from './clock-row.js';

const COLUMNS = Object.keys(rowOf({ pauses: [] as Clock['pauses'], reached: [] as Clock['reached'], nextStepAt: null } as Clock));
const READ = COLUMNS.map((column) => `c.${column}`).join(', ');

export const clocksOf = byIds(
  'clocks.of',
  `select ${READ} from clock c where c.petition_id $IDS order by c.started_on, c.id for update of c`,
);

const DUE = 'clock c where c.next_step_at <= $1 and not c.id = any($2::uuid[]) order by c.next_step_at, c.id limit $3';

/** Clocks with a step due at $1; $2 are left out. */
export const clocksDue: Statement = { name: 'clocks.due', text: `select ${READ} from ${DUE} for update of c skip locked` };

export const idsDue: Statement = { name: 'clocks.ids-due', text: `select c.id from ${DUE}` };

/** The clock of that id if it has a step due at $1. */
export const clockDue: Statement = {
  name: 'clocks.one-due',
  text: `select ${READ} from clock c where c.next_step_at <= $1 and c.id = $2 for update of c skip locked`,
};

/** Running clocks after $5 whose calendar is not that of their division ($1, $2), or whose pack is not the newest revision of its id ($3); $4 are left out. */
const OUTDATED = `clock c join unnest($1::text[], $2::text[]) v(division, calendar_hash) on v.division = c.division
  where c.ended is null and (c.calendar_hash <> v.calendar_hash or not c.pack_hash = any($3::text[])) and not c.id = any($4::uuid[])`;

export const clocksOutdated: Statement = {
  name: 'clocks.outdated',
  text: `select ${READ} from ${OUTDATED} and c.id > $5 order by c.id limit $6 for update of c skip locked`,
};

export const anyOutdated: Statement = { name: 'clocks.any-outdated', text: `select 1 from ${OUTDATED} limit 1` };

export const countOutdated: Statement = { name: 'clocks.count-outdated', text: `select count(*)::int n from ${OUTDATED}` };

/** Running clocks after $1, by id, not locked. */
export const clocksRunning: Statement = {
  name: 'clocks.running',
  text: `select ${READ} from clock c where c.ended is null and c.id > $1 order by c.id limit $2`,
};

export const recomputationRunning: Statement = {
  name: 'clocks.recomputation-running',
  text: 'select id from recomputation where ended_at is null order by started_at limit 1',
};

/** $1 id, $2 clocks behind, $3 instant, $4 person or null, $5 the instant where it has ended with its beginning. */
export const recomputationBegun: Statement = {
  name: 'clocks.recomputation-begun',
  text: `insert into recomputation (id, clocks, started_at, started_by, ended_at) values ($1, $2, $3, $4, $5)
    on conflict (id) do update set ended_at = excluded.ended_at`,
};

export const recomputationsEnded: Statement = {
  name: 'clocks.recomputations-ended',
  text: 'update recomputation set ended_at = $1 where ended_at is null',
};

/** That of $1, or the newest. */
export const recomputationOf: Statement = {
  name: 'clocks.recomputation',
  text: `select r.id, r.clocks, r.started_at "startedAt", r.started_by "startedBy", r.ended_at "endedAt",
      (select count(*)::int from clock_ledger l where l.recomputation_id = r.id) moved,
      (select count(*)::int from clock_ledger l where l.recomputation_id = r.id and l.told is not null) notices
    from recomputation r where $1::uuid is null or r.id = $1 order by r.started_at desc limit 1`,
};

/** Every move of the clocks of a petition, oldest first. */
export const ledgerOfPetition: Statement = {
  name: 'clocks.ledger',
  text: `select l.id::text, l.clock_id "clockId", c.term, case when c.nature <> 'right' then c.subject end "organId", l.move, l.on_day "on", l.recorded_at "recordedAt",
      case when l.actor_kind = 'person' then l.actor_id end person, l.article, l.detail,
      l.nominal_before "nominalBefore", l.nominal_after "nominalAfter", l.effective_before "effectiveBefore", l.effective_after "effectiveAfter",
      l.judged_before "judgedBefore", l.judged_after "judgedAfter", l.recomputation_id "recomputationId", l.told
    from clock c join clock_ledger l on l.clock_id = c.id where c.petition_id = $1 order by l.id`,
};

export const divisions: Statement = { name: 'clocks.divisions', text: 'select distinct division from clock where ended is null' };

const announce = (which: string) => `with told as (update clock_step s set announced = true
    from (select ctid from clock_step where revoked_at is not null and not announced ${which} for update skip locked) u
    where s.ctid = u.ctid returning s.*)
  select clock_id "clockId", petition_id "petitionId", term, step, on_day "on", revoke_reason reason from told order by revoked_at, on_day`;

/** Withdrawn steps that nobody has been told of; each is told once. */
export const unannounced: Statement = { name: 'clocks.unannounced', text: announce('limit $1') };

/** Those of the clocks $1. Their rows must be locked: whoever withdrew steps has committed. */
export const unannouncedOf: Statement = {
  name: 'clocks.unannounced-of',
  text: announce('and clock_id = any($1::uuid[])').replace(' skip locked', ''),
};

const LEDGER = [
  'clock_id',
  'petition_id',
  'move',
  'on_day',
  'at',
  'recorded_at',
  'actor_kind',
  'actor_id',
  'correlation_id',
  'article',
  'detail',
  'nominal_before',
  'nominal_after',
  'effective_before',
  'effective_after',
  'judged_before',
  'judged_after',
  'recomputation_id',
  'told',
];

const ROWS = `rows as (
      ${insertRows('clock', COLUMNS, '$1')}
      on conflict (id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')})`;

const STEPS = `insert into clock_step (clock_id, petition_id, term, step, round, on_day, reached_at)
    select v.clock_id, v.petition_id, v.term, v.step, v.round, v.on_day, v.at`;
const STEP_ROWS = 'v(clock_id uuid, petition_id uuid, term text, step text, round int, on_day date, at timestamptz)';

/** $1 clocks, $2 ledger: where no step is touched, as in nearly every act. */
const writeMoves: Statement = {
  name: 'clocks.write-moves',
  text: `with ${ROWS} ${insertRows('clock_ledger', LEDGER, '$2')}`,
};

/** $1 clocks, $2 ledger, $3 steps withdrawn, $4 steps reached */
const writeAll: Statement = {
  name: 'clocks.write',
  text: `with ${ROWS},
    ledger as (
      ${insertRows('clock_ledger', LEDGER, '$2')}),
    withdrawn as (
      update clock_step s set revoked_at = v.at, revoke_reason = v.reason
      from json_to_recordset($3::json) v(clock_id uuid, step text, round int, at timestamptz, reason text)
      where s.clock_id = v.clock_id and s.step = v.step and s.round = v.round and s.revoked_at is null)
    ${STEPS} from json_to_recordset($4::json) ${STEP_ROWS}`,
};

export interface Reached {
  readonly clock: Clock;
  readonly step: string;
  readonly on: string;
}

/** $1 clocks that only steps touch, $2 the steps. */
const writeSteps: Statement = {
  name: 'clocks.write-steps',
  text: `with c as (
      update clock c set reached = v.reached, next_step = v.next_step, next_step_at = v.next_step_at
      from json_to_recordset($1::json) v(id uuid, reached json, next_step text, next_step_at timestamptz) where c.id = v.id)
    ${STEPS} from json_to_recordset($2::json) ${STEP_ROWS}`,
};

/** Last state of each clock, ledger of each move, steps withdrawn by them and steps reached: one statement. */
export async function write(
  tx: EntityManager,
  act: Act,
  clocks: Iterable<Clock>,
  moves: readonly Moved[],
  reached: readonly Reached[] = [],
): Promise<void> {
  const rows = JSON.stringify([...clocks].map(rowOf));
  const ledger = JSON.stringify(moves.map((moved) => ledgerOf(moved, act)));
  const withdrawn = moves.flatMap(({ after, move, revoked, on }) =>
    revoked.map(({ step, round }) => ({ clock_id: after.id, step, round, at: act.recordedAt, reason: `${move}${on ? ` ${on}` : ''}` })),
  );
  if (withdrawn.length === 0 && reached.length === 0) {
    await sql(tx, writeMoves, [rows, ledger]);
    return;
  }
  await sql(tx, writeAll, [rows, ledger, JSON.stringify(withdrawn), stepRows(act, reached)]);
}

/** As `write`, where no clock moves: the columns that a step touches, and no others. */
export async function writeReached(tx: EntityManager, act: Act, clocks: readonly Clock[], reached: readonly Reached[]): Promise<void> {
  const rows = clocks
    .map(rowOf)
    .map(({ id, reached: standing, next_step, next_step_at }) => ({ id, reached: standing, next_step, next_step_at }));
  await sql(tx, writeSteps, [JSON.stringify(rows), stepRows(act, reached)]);
}

function stepRows(act: Act, reached: readonly Reached[]): string {
  return JSON.stringify(
    reached.map(({ clock, step, on }) => ({
      clock_id: clock.id,
      petition_id: clock.petitionId,
      term: clock.term,
      step,
      round: clock.round,
      on_day: on,
      at: act.at,
    })),
  );
}
