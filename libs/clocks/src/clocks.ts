import { Injectable } from '@nestjs/common';
import type { Act, ClockChange } from '@sunshine/events';
import { forIds, shanghaiDay, sql } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Clock, ClockAct } from './clock.js';
import { clocksError } from './clocks.errors.js';
import { Law } from './law.js';
import { cancel, extend, pause, restart, resume, start, stop, unpause, type Moved } from './moves.js';
import { changeOf, clockOf, type ClockRow } from './clock-row.js';
import * as statements from './clocks.rows.js';

/** Moves of clocks that are decided and not yet written. */
export interface PlannedMoves {
  /** For the event that causes them: `XxxEvent.create(data, changes)`. */
  readonly changes: ClockChange[];
  /** Rows and ledger in one statement. @throws CLOCK_RUNNING */
  write(): Promise<void>;
}

/** The clocks of the petitions whose duties this service can stop, in its own tables. */
@Injectable()
export class Clocks {
  constructor(private readonly law: Law) {}

  /** Every clock of a petition, ended ones too, oldest first. Their rows are locked: no step is reached while the act is judged. */
  async of(tx: EntityManager, petitionId: string): Promise<Clock[]> {
    return (await sql<ClockRow>(tx, statements.clocksOf.one, [petitionId])).map(clockOf);
  }

  /** The clocks of a petition that run, oldest first, locked as by `of`. */
  async open(tx: EntityManager, petitionId: string): Promise<Clock[]> {
    return (await this.of(tx, petitionId)).filter(({ ended }) => ended === null);
  }

  /**
   * Does what an act does to clocks, in order: reads and locks the clocks of the petitions (not where all acts are starts, nor
   * where the caller gives `known` from `of`), and writes rows and ledger in one statement. Steps that a late fact shows were not
   * due are withdrawn; the sweep publishes that.
   * @param division chooses pack and calendar of a start
   * @returns the changes for the event that causes them: `XxxEvent.create(data, changes)`
   * @throws CLOCK_RUNNING, CLOCK_NOT_RUNNING, CLOCK_EXTENSION_TOO_LATE, EXTENSION_USED, PAUSE_NOT_OPEN, LAW_NOT_HELD, and the refusals of
   * libs/procedure (PACK_NOT_IN_FORCE, EXTENSION_NOT_ALLOWED, PAUSE_NOT_ALLOWED, TERM_HAS_NO_LENGTH ...)
   */
  async apply(tx: EntityManager, act: Act, division: string, acts: readonly ClockAct[], known?: readonly Clock[]): Promise<ClockChange[]> {
    if (acts.length === 0) return [];
    const { changes, write } = await this.plan(tx, act, division, acts, known ?? (await this.concerned(tx, acts)));
    await write();
    return changes;
  }

  /**
   * As `apply`, and leaves it to the caller when the rows go out: beside what else the act writes.
   * @param known the clocks of the petitions, from `of`; none where all acts are starts
   */
  async plan(tx: EntityManager, act: Act, division: string, acts: readonly ClockAct[], known: readonly Clock[]): Promise<PlannedMoves> {
    const clocks = new Map(known.map((clock) => [clock.id, clock]));
    const touched = new Map<string, Clock>();
    const moves: Moved[] = [];
    for (const one of acts) {
      const moved = await this.move(tx, act, division, one, [...clocks.values()]);
      if (!moved) continue;
      moves.push(moved);
      clocks.set(moved.after.id, moved.after);
      touched.set(moved.after.id, moved.after);
    }
    return {
      changes: moves.map(changeOf),
      write: async () => void (moves.length > 0 && (await statements.write(tx, act, touched.values(), moves).catch(refuseRunning))),
    };
  }

  private async concerned(tx: EntityManager, acts: readonly ClockAct[]): Promise<Clock[]> {
    if (acts.every((one) => one.do === 'start')) return [];
    const petitions = [...new Set(acts.map(({ petitionId }) => petitionId))];
    const [statement, bound] = forIds(statements.clocksOf, petitions);
    return (await sql<ClockRow>(tx, statement, [bound])).map(clockOf);
  }

  private async move(tx: EntityManager, act: Act, division: string, one: ClockAct, clocks: readonly Clock[]): Promise<Moved | null> {
    const own = clocks.filter(
      (clock) =>
        clock.petitionId === one.petitionId &&
        clock.term === one.term &&
        (one.subject === undefined || clock.subject === one.subject) &&
        (one.recordId === undefined || clock.recordId === one.recordId),
    );
    const running = own.find(({ ended }) => ended === null);
    switch (one.do) {
      case 'start': {
        const [whose, record] = [one.subject ?? null, one.recordId ?? null];
        if (own.some(({ ended, subject, recordId }) => ended === null && subject === whose && recordId === record))
          throw clocksError('CLOCK_RUNNING', { details: { term: one.term } });
        const pack = one.pack ?? (await this.law.packFor(tx, division, one.startedOn));
        return start(v7(), one, division, shanghaiDay(act.recordedAt), { pack, calendar: await this.law.calendarFor(tx, division) });
      }
      case 'restart': {
        const clock = own.findLast(({ startedOn, ended }) => startedOn === one.former && ended !== 'cancelled');
        if (!clock) return null;
        const pack = await this.law.packFor(tx, division, one.startedOn);
        return restart(clock, one, shanghaiDay(act.recordedAt), { pack, calendar: await this.law.calendarFor(tx, division) });
      }
      case 'stop': {
        const clock = running ?? own.findLast((ended) => judgedAgain(ended, one.on));
        return clock ? stop(clock, one) : null;
      }
      case 'cancel':
        return running ? cancel(running, one) : null;
      case 'extend': {
        const on = one.on ?? act.on;
        const clock = running ?? stillRan(own, on) ?? refuse(one.term);
        return extend(clock, one, on, await this.lawOf(tx, clock));
      }
      case 'pause': {
        const clock = running ?? stillRan(own, one.from) ?? refuse(one.term);
        return pause(clock, one, await this.lawOf(tx, clock));
      }
      case 'resume': {
        const clock = running ?? stillRan(own, one.on) ?? refuse(one.term);
        return resume(clock, one, await this.lawOf(tx, clock));
      }
      case 'unpause': {
        const clock = running ?? stillRan(own, one.from);
        return clock ? unpause(clock, one, act.on, await this.lawOf(tx, clock)) : null;
      }
    }
  }

  private async lawOf(tx: EntityManager, clock: Clock) {
    return { pack: await this.law.pack(tx, clock.packHash), calendar: await this.law.calendar(tx, clock.calendarHash) };
  }
}

/** An ended clock that a fact of that day, known only now, judges again: run out, or met by a later fact. */
function judgedAgain({ ended, endedOn, endReason }: Clock, on: string): boolean {
  return ended === 'lapsed' || (ended === 'cancelled' && endReason === 'not_used') || (ended === 'met' && on < (endedOn as string));
}

/** The clock that had not been stopped yet on the day of a fact entered late. */
function stillRan(clocks: readonly Clock[], on: string): Clock | undefined {
  return clocks.findLast(({ ended, endedOn }) => ended === 'met' && on <= (endedOn as string));
}

/** Starts alone are not looked up before: the index finds the second running clock. */
function refuseRunning(error: unknown): never {
  const { constraint, detail } = error as { constraint?: string; detail?: string };
  if (constraint === 'clock_running')
    throw clocksError('CLOCK_RUNNING', { details: { term: /\)=\([^,]*, ([^,]*)/.exec(detail ?? '')?.[1] ?? '' } });
  throw error;
}

function refuse(term: string): never {
  throw clocksError('CLOCK_NOT_RUNNING', { details: { term } });
}
