import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ENV, Health, Time, loadConfig, logOf, sql, transaction } from '@sunshine/platform';
import { dayNumber, dayOf } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DEFINITIONS, FIGURES, type FigureId } from '../domain/figures/definitions.js';
import { FOLD } from '../domain/figures/frozen.js';
import { hashOfLines, lastDay, writeDay } from './frozen-days.rows.js';

const lock = {
  name: 'supervision.freeze-lock',
  text: `select pg_try_advisory_xact_lock(hashtextextended('sunshine.supervision.freeze', 0)) mine`,
};
/** Facts of before a release that are not written yet would come a day late. */
const ready = {
  name: 'supervision.freeze-ready',
  text: 'select exists (select from figure_fact) and not exists (select from petition where not figured) ready',
};
/** As many of the facts of the day as are locked at once; what changes before the day is whole is frozen as it changed. */
const freeze = {
  name: 'supervision.freeze',
  text: `with due as materialized (
      select figure, clock_id from figure_fact where to_freeze <= $1 order by to_freeze, figure, clock_id limit ${FOLD} for update
    ), taken as (
      update figure_fact f set to_freeze = null from due d where (f.figure, f.clock_id) = (d.figure, d.clock_id)
      returning f.figure, f.clock_id, f.organ_id, f.due_on, f.answered_on, f.finding
    ), gone as (delete from frozen_fact_gone returning figure, clock_id), lines as (
      insert into frozen_fact (day, figure, clock_id, organ_id, due_on, answered_on, finding)
      select $1, * from taken
      union all
      select $1, g.figure, g.clock_id, z.organ_id, z.due_on, null, null from gone g join lateral (
        select organ_id, due_on, finding from frozen_fact z where (z.figure, z.clock_id) = (g.figure, g.clock_id) order by day desc limit 1) z on true
      where z.finding is not null and not exists (select from figure_fact f where (f.figure, f.clock_id) = (g.figure, g.clock_id))
      on conflict (day, figure, clock_id) do update
        set organ_id = excluded.organ_id, due_on = excluded.due_on, answered_on = excluded.answered_on, finding = excluded.finding
    ) select count(*)::int taken from taken`,
};
const begun = { name: 'supervision.freeze-begun', text: 'select max(day) "day" from frozen_fact' };
const counted = { name: 'supervision.freeze-counted', text: 'select count(*)::int facts from frozen_fact where day = $1' };

/** A day that stands now; null where all do, another worker is at it, or there is nothing to freeze yet. */
type Step = { readonly day: string } | 'more' | null;

/**
 * Freezes each closed day once, in order, those missed as well: the facts whose last day it was, and what has changed since of facts that were
 * frozen before. A day stands when all its facts do, whoever is killed in between; several workers take turns.
 * `SWEEP_SECONDS` (2): pause between two looks, 0 for none by itself.
 */
@Injectable()
export class FrozenDays implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private failed = false;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    @Inject(ENV) private readonly env: NodeJS.ProcessEnv,
    health: Health,
  ) {
    health.warn('frozen days', () => Promise.resolve(this.failed ? 'the facts of a closed day could not be frozen; tried again' : null));
  }

  onApplicationBootstrap(): void {
    const { SWEEP_SECONDS } = loadConfig(z.object({ SWEEP_SECONDS: z.coerce.number().min(0).default(2) }), this.env);
    if (SWEEP_SECONDS > 0) this.plan(SWEEP_SECONDS * 1_000);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One round: every day that has closed. @returns the days that stand by it */
  async run(): Promise<string[]> {
    const frozen: string[] = [];
    for (let step: Step = 'more'; step !== null && !this.stopped; step = await this.freezeMore())
      if (step !== 'more') frozen.push(step.day);
    return frozen;
  }

  private async freezeMore(): Promise<Step> {
    const yesterday = dayOf(dayNumber(this.time.today()) - 1);
    const known = await lastDay(this.db.manager);
    if (known && known.day >= yesterday) return null;
    return transaction(this.db, async (tx) => {
      const [mine] = await sql<{ mine: boolean }>(tx, lock, []);
      if (!mine?.mine) return null;
      // Read again behind the lock.
      const last = await lastDay(tx);
      const day = last ? dayOf(dayNumber(last.day) + 1) : ((await sql<{ day: string | null }>(tx, begun, []))[0]?.day ?? yesterday);
      if (day > yesterday) return null;
      const [state] = await sql<{ ready: boolean }>(tx, ready, []);
      if (!state?.ready) return null;
      const [done] = await sql<{ taken: number }>(tx, freeze, [day]);
      if (done?.taken === FOLD) return 'more';
      const [all] = await sql<{ facts: number }>(tx, counted, [day]);
      const versions = Object.fromEntries(FIGURES.map((id) => [id, DEFINITIONS[id].version])) as Record<FigureId, number>;
      const head = { day, previous: last?.hash ?? null, versions, facts: all?.facts ?? 0 };
      await writeDay(tx, { ...head, hash: await hashOfLines(tx, head), frozenAt: this.time.now().toISOString() });
      return { day };
    });
  }

  private plan(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.run()
        .then(
          () => void (this.failed = false),
          (error: unknown) => {
            this.failed = true;
            logOf('supervision').error({ err: error }, 'freezing the facts of a day failed; will retry');
          },
        )
        .finally(() => this.plan(ms));
    }, ms);
  }
}
