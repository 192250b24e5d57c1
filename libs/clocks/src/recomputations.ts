import { Inject, Injectable } from '@nestjs/common';
import { SERVICE, sql, type ServiceDefinition } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { NIL, v7 } from 'uuid';
import { clockOf, type ClockRow } from './clock-row.js';
import { clocksError } from './clocks.errors.js';
import * as statements from './clocks.rows.js';
import { Law } from './law.js';
import { toldOf, type Moved } from './moves.js';
import { newerLaw, outdatedBy, recomputed } from './newest.js';
import { Sweep } from './sweep.js';

const PAGE = 1_000;

/** A date that law in preparation would move. Days, Asia/Shanghai. */
export interface MovedDate {
  readonly clockId: string;
  readonly petitionId: string;
  readonly term: string;
  /** Null for a right of petitioners. */
  readonly organId: string | null;
  /** Who would be told: organ or petitioner; null where the date stays and only becomes firm or provisional. */
  readonly told: 'organ' | 'petitioner' | null;
  readonly nominalBefore: string;
  readonly nominalAfter: string;
  readonly effectiveBefore: string;
  readonly effectiveAfter: string;
  readonly provisional: boolean;
}

export interface RecomputationPreview {
  /** Running clocks that would be recomputed. */
  readonly clocks: number;
  /** Of them, those that would change in what readers see. */
  readonly moved: number;
  /** Dates that would move, each with somebody to tell. */
  readonly notices: number;
  /** Clocks that hold what the law no longer knows: they would keep their dates. */
  readonly refused: number;
  readonly dates: readonly MovedDate[];
}

export interface RecomputationState {
  readonly id: string;
  /** Clocks that were behind the law when it began. */
  readonly clocks: number;
  readonly startedAt: Date;
  /** Null: it began by itself. */
  readonly startedBy: string | null;
  readonly endedAt: Date | null;
  readonly moved: number;
  readonly notices: number;
  /** Clocks that are behind the law now; after its end those that keep their dates. */
  readonly behind: number;
}

/** One move of one clock, as the ledger has it. */
export interface ClockMoveRow {
  readonly id: string;
  readonly clockId: string;
  readonly term: string;
  /** Null for a right of petitioners. */
  readonly organId: string | null;
  readonly move: string;
  readonly on: string | null;
  readonly recordedAt: Date;
  readonly person: string | null;
  readonly article: string;
  readonly detail: string | null;
  readonly nominalBefore: string | null;
  readonly nominalAfter: string;
  readonly effectiveBefore: string | null;
  readonly effectiveAfter: string;
  readonly judgedBefore: string | null;
  readonly judgedAfter: string;
  readonly recomputationId: string | null;
  readonly told: 'organ' | 'petitioner' | null;
}

type ProposedLaw = NonNullable<Awaited<ReturnType<Law['proposed']>>>;

/** Dates that move because the law has changed: what a proposal would do, what is being done, what was done (ADR 0089). */
@Injectable()
export class Recomputations {
  constructor(
    private readonly law: Law,
    private readonly sweep: Sweep,
    @Inject(SERVICE) private readonly service: Pick<ServiceDefinition, 'name'>,
  ) {}

  /**
   * What a proposal would do to the running clocks of this service; nothing is written.
   * @param first how many dates are listed, after the clock `after`; the counts are of all
   * @throws PROPOSED_LAW_NOT_HELD
   */
  async preview(tx: EntityManager, proposalId: string, first: number, after: string | null): Promise<RecomputationPreview> {
    const law = await this.requireProposed(tx, proposalId);
    const counts = { clocks: 0, moved: 0, notices: 0, refused: 0 };
    const dates: MovedDate[] = [];
    for (let last: string | undefined = NIL; last !== undefined;) {
      const rows: ClockRow[] = await sql<ClockRow>(tx, statements.clocksRunning, [last, PAGE]);
      for (const clock of rows.map(clockOf)) {
        const newer = newerLaw(clock, law);
        if (!newer) continue;
        counts.clocks += 1;
        const pack = newer.pack ?? (await this.law.pack(tx, clock.packHash));
        const result = recomputed(this.service.name, clock, { pack, calendar: newer.calendar }, proposalId);
        if (!result) counts.refused += 1;
        if (!result?.moved) continue;
        counts.moved += 1;
        const date = movedDate(result.moved);
        if (date.told !== null) counts.notices += 1;
        if (dates.length < first && clock.id > (after ?? NIL)) dates.push(date);
      }
      last = rows.at(-1)?.id;
    }
    return { ...counts, dates };
  }

  /** @throws PROPOSED_LAW_NOT_HELD */
  async requireProposed(tx: EntityManager, proposalId: string): Promise<ProposedLaw> {
    const law = await this.law.proposed(tx, proposalId);
    if (!law) throw clocksError('PROPOSED_LAW_NOT_HELD');
    return law;
  }

  /**
   * Has the clocks that are behind the law recomputed now. One that runs already is answered; where no clock is behind, one that has
   * ended with its beginning.
   */
  async start(tx: EntityManager, at: string, person: string | null): Promise<string> {
    const [running] = await sql<{ id: string }>(tx, statements.recomputationRunning, []);
    this.sweep.unsettle();
    if (running) return running.id;
    const behind = await this.behind(tx);
    const id = v7();
    await sql(tx, statements.recomputationBegun, [id, behind, at, person, behind === 0 ? at : null]);
    return id;
  }

  /** That one, or the newest. @throws RECOMPUTATION_UNKNOWN */
  async one(tx: EntityManager, id: string | null): Promise<RecomputationState> {
    const [row] = await sql<Omit<RecomputationState, 'behind'>>(tx, statements.recomputationOf, [id]);
    if (!row) throw clocksError('RECOMPUTATION_UNKNOWN');
    return { ...row, behind: await this.behind(tx) };
  }

  /** Every move of the clocks of a petition, oldest first. */
  ledger(tx: EntityManager, petitionId: string): Promise<ClockMoveRow[]> {
    return sql<ClockMoveRow>(tx, statements.ledgerOfPetition, [petitionId]);
  }

  private async behind(tx: EntityManager): Promise<number> {
    const [count] = await sql<{ n: number }>(tx, statements.countOutdated, await outdatedBy(tx, await this.law.active(tx)));
    return count?.n ?? 0;
  }
}

function movedDate(moved: Moved): MovedDate {
  const { before, after } = moved;
  return {
    clockId: after.id,
    petitionId: after.petitionId,
    term: after.term,
    organId: after.nature === 'right' ? null : after.subject,
    told: toldOf(moved),
    nominalBefore: before?.nominalDue ?? after.nominalDue,
    nominalAfter: after.nominalDue,
    effectiveBefore: before?.effectiveDue ?? after.effectiveDue,
    effectiveAfter: after.effectiveDue,
    provisional: after.provisional,
  };
}
