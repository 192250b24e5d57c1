import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ClockStepReached, ClockStepRevoked, ClocksMoved, NoticeDue, type Act } from '@sunshine/events';
import { Commands, type Emit } from '@sunshine/messaging';
import { ENV, SERVICE, Time, loadConfig, logOf, sql, type ServiceDefinition, type Statement } from '@sunshine/platform';
import { calendarFor } from '@sunshine/procedure';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { NIL } from 'uuid';
import type { Clock } from './clock.js';
import { Law, type ActiveLaw } from './law.js';
import { judge, toldOf, type Judged, type Moved } from './moves.js';
import { newerLaw, outdatedBy, recomputed, runningRecomputation, type Outdated } from './newest.js';
import { changeOf, clockOf, type ClockRow } from './clock-row.js';
import { SetAside, batchOrEach } from './set-aside.js';
import * as statements from './clocks.rows.js';

/** Clocks whose rows are locked at once. */
const BATCH = 250;
const SETTLING_MS = 5_000;
const SETTLED_MS = 600_000;
interface Withdrawn {
  readonly clockId: string;
  readonly petitionId: string;
  readonly term: string;
  readonly step: string;
  readonly on: string;
  readonly reason: string;
}

/** What a batch writes, collected while its events are emitted. */
class Told {
  readonly clocks: Clock[] = [];
  readonly moves: Moved[] = [];
  readonly reached: statements.Reached[] = [];
  /** Whether more of a clock has changed than a step changes. */
  whole = false;

  /** One `ClocksMoved`, and a notice where the date is another. */
  recomputed(emit: Emit, moved: Moved): void {
    const { before, after, recomputationId } = moved;
    const { id: clockId, petitionId, term, subject, nominalDue, effectiveDue, provisional } = after;
    this.moves.push(moved);
    emit(petitionId, ClocksMoved.create({ petitionId, reason: 'recomputed' }, [changeOf(moved)]));
    const receiver = toldOf(moved);
    if (receiver === null || !before || !recomputationId) return;
    const dates = {
      nominalBefore: before.nominalDue,
      nominalAfter: nominalDue,
      effectiveBefore: before.effectiveDue,
      effectiveAfter: effectiveDue,
    };
    emit(
      petitionId,
      NoticeDue.create({ petitionId, clockId, term, receiver, receiverId: subject, recomputationId, provisional, ...dates }),
    );
  }

  step(emit: Emit, clock: Clock, { step, on, raised, caughtUp, moved }: Judged['steps'][number]): void {
    const changes = moved ? [changeOf(moved)] : [];
    const { id: clockId, petitionId, term } = clock;
    if (moved) this.moves.push(moved);
    if (!raised) return emit(petitionId, ClocksMoved.create({ petitionId, reason: step }, changes));
    this.reached.push({ clock, step, on });
    emit(petitionId, ClockStepReached.create({ clockId, petitionId, term, step, on, ...(caughtUp && { caughtUp }) }, changes));
  }
}

/**
 * Judges this service's own clocks. Under the row's lock it writes each step once and publishes it, so that a stop and a step never
 * race; a clock that cannot be judged is set aside and stops no other; publishes withdrawn steps; and after a corrected pack or a new calendar recomputes until no clock is left behind.
 * `SWEEP_SECONDS` (2): pause between two rounds, 0 for none by itself.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private stopped = false;
  private readonly aside: SetAside;
  /** State of the law for which no clock was left behind, and until when that is believed. */
  private settled = { signature: '', seen: 0, until: 0 };

  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly time: Time,
    private readonly law: Law,
    @Inject(SERVICE) private readonly service: Pick<ServiceDefinition, 'name'>,
    @Inject(ENV) private readonly env: NodeJS.ProcessEnv,
  ) {
    this.aside = new SetAside(service.name, 'clocks');
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

  /** One round: everything due by now. Several may run at once, in one process or many. */
  async run(): Promise<void> {
    await this.raiseAll();
    if (await this.recomputeAll()) await this.raiseAll();
    while ((await this.announce()) === BATCH) if (this.stopped) return;
  }

  /** Looks for clocks behind the law in the next round, though none was found before. */
  unsettle(): void {
    this.settled = { signature: '', seen: 0, until: 0 };
  }

  private plan(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.run()
        .catch((error: unknown) => logOf(this.service.name).error({ err: error }, 'sweep of clocks failed; will retry'))
        .finally(() => this.plan(ms));
    }, ms);
  }

  private act(): Act {
    const now = this.time.now().toISOString();
    return {
      actor: { kind: 'service', id: this.service.name },
      at: now,
      on: this.time.today(),
      recordedAt: now,
      correlationId: crypto.randomUUID(),
    };
  }

  /** For readiness: clocks that could not be judged; null when there is none. */
  problem(): string | null {
    return this.aside.problem();
  }

  private async raiseAll(): Promise<void> {
    while ((await this.raiseDue()) === BATCH) if (this.stopped) return;
  }

  private raiseDue(): Promise<number> {
    const act = this.act();
    const due = [act.at, this.aside.ids(), BATCH];
    return batchOrEach(
      this.aside,
      () => this.raise(act, statements.clocksDue, due),
      async () => (await sql<{ id: string }>(this.db.manager, statements.idsDue, due)).map(({ id }) => id),
      (id) => this.raise(act, statements.clockDue, [act.at, id]),
    );
  }

  private raise(act: Act, which: Statement, values: unknown[]): Promise<number> {
    return this.commands.act(act, async (tx, emit) => {
      const rows = await sql<ClockRow>(tx, which, values);
      if (rows.length === 0) return 0;
      await this.announceOf(tx, emit, rows);
      const told = new Told();
      // Read behind the locks: by an older law a clock would be moved back that another process has moved on.
      const active = await this.law.active(tx, true);
      for (const row of rows.map(clockOf)) {
        const clock = await this.current(tx, emit, act, row, active, told);
        const law = { pack: await this.law.pack(tx, clock.packHash), calendar: await this.law.calendar(tx, clock.calendarHash) };
        const judged = judge(clock, act.at, act.on, law);
        for (const one of judged.steps) told.step(emit, clock, one);
        told.clocks.push(judged.after);
      }
      const { clocks, moves, reached, whole } = told;
      if (whole || moves.length > 0) await statements.write(tx, act, clocks, moves, reached);
      else await statements.writeReached(tx, act, clocks, reached);
      return rows.length;
    });
  }

  /** A clock that the recomputation has not come to yet is judged by the law in force all the same. */
  private async current(tx: EntityManager, emit: Emit, act: Act, clock: Clock, active: ActiveLaw, told: Told): Promise<Clock> {
    const newer = clock.ended === null ? newerLaw(clock, active) : null;
    if (!newer) return clock;
    const law = { pack: newer.pack ?? (await this.law.pack(tx, clock.packHash)), calendar: newer.calendar };
    const id = await runningRecomputation(tx, act.at, active.signature, () => outdatedBy(tx, active));
    const result = recomputed(this.service.name, clock, law, id);
    if (!result) return clock;
    told.whole = true;
    if (result.moved) told.recomputed(emit, result.moved);
    return result.after;
  }

  /** What an act withdrew is told before the step is reached again: readers take the last one that stands. */
  private async announceOf(tx: EntityManager, emit: Emit, rows: readonly ClockRow[]): Promise<void> {
    const steps = await sql<Withdrawn>(tx, statements.unannouncedOf, [rows.map(({ id }) => id)]);
    for (const step of steps) emit(step.petitionId, ClockStepRevoked.create(step));
  }

  private announce(): Promise<number> {
    return this.commands.act(this.act(), async (tx, emit) => {
      const steps = await sql<Withdrawn>(tx, statements.unannounced, [BATCH]);
      for (const step of steps) emit(step.petitionId, ClockStepRevoked.create(step));
      return steps.length;
    });
  }

  /** Takes every running clock whose versions are not the newest, in batches, until none is left. @returns whether any was behind */
  private async recomputeAll(): Promise<boolean> {
    const law = await this.law.active(this.db.manager);
    const now = performance.now();
    if (law.signature !== this.settled.signature) this.settled = { signature: law.signature, seen: now, until: 0 };
    if (now < this.settled.until || law.packs.length === 0 || law.calendars.length === 0) return false;
    const outdated = await outdatedBy(this.db.manager, law);
    const behind = async () => (await sql(this.db.manager, statements.anyOutdated, outdated)).length > 0;
    const any = await behind();
    for (let last: string | null = any ? NIL : null; last !== null && !this.stopped;) {
      last = await this.recomputeBatch(law, outdated, last);
      // What is due meanwhile does not wait for all of them.
      await this.raiseAll();
    }
    if (any && (await behind())) return any;
    await sql(this.db.manager, statements.recomputationsEnded, [this.time.now().toISOString()]);
    // A service that has not seen the new law yet may still start clocks under the old for a moment.
    if (now - this.settled.seen > SETTLING_MS) this.settled.until = now + SETTLED_MS;
    return any;
  }

  private recomputeBatch(law: ActiveLaw, outdated: Outdated, after: string): Promise<string | null> {
    const act = this.act();
    return this.commands.act(act, async (tx, emit) => {
      const rows = await sql<ClockRow>(tx, statements.clocksOutdated, [...outdated, after, BATCH]);
      if (rows.length === 0 || (await this.law.active(tx, true)).signature !== law.signature) return null;
      const told = new Told();
      const id = await runningRecomputation(tx, act.at, law.signature, async () => outdated);
      for (const clock of rows.map(clockOf)) {
        const newer = newerLaw(clock, law);
        const pack = newer?.pack ?? (await this.law.pack(tx, clock.packHash));
        const result = recomputed(this.service.name, clock, { pack, calendar: calendarFor(law.calendars, clock.division) }, id);
        if (result) told.clocks.push(result.after);
        else outdated[3].push(clock.id);
        if (result?.moved) told.recomputed(emit, result.moved);
      }
      if (told.clocks.length > 0) await statements.write(tx, act, told.clocks, told.moves);
      return rows.at(-1)?.id ?? null;
    });
  }
}
