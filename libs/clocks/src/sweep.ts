import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ClockStepReached, ClockStepRevoked, ClocksMoved, type Act, type ClockChange } from '@sunshine/events';
import { isDomainError } from '@sunshine/errors';
import { Commands, type Emit } from '@sunshine/messaging';
import { ENV, SERVICE, Time, loadConfig, logOf, sql, type ServiceDefinition, type Statement } from '@sunshine/platform';
import { calendarFor, type Calendar, type RulePack } from '@sunshine/procedure';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { NIL } from 'uuid';
import type { Clock } from './clock.js';
import { Law, type ActiveLaw } from './law.js';
import { judge, recompute, type Judged, type Moved } from './moves.js';
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

  step(emit: Emit, clock: Clock, { step, on, raised, caughtUp, moved }: Judged['steps'][number]): void {
    const changes = moved ? [changeOf(moved)] : [];
    const { id: clockId, petitionId, term } = clock;
    if (moved) this.moves.push(moved);
    if (!raised) return emit(petitionId, ClocksMoved.create({ petitionId, reason: step }, changes));
    this.reached.push({ clock, step, on });
    emit(petitionId, ClockStepReached.create({ clockId, petitionId, term, step, on, ...(caughtUp && { caughtUp }) }, changes));
  }
}

/** Divisions, their calendars by hash, the newest packs by hash, and clocks that could not be recomputed. */
type Outdated = [string[], string[], string[], string[]];

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
    await this.recomputeAll();
    while ((await this.raiseDue()) === BATCH) if (this.stopped) return;
    while ((await this.announce()) === BATCH) if (this.stopped) return;
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
      for (const clock of rows.map(clockOf)) {
        const law = { pack: await this.law.pack(tx, clock.packHash), calendar: await this.law.calendar(tx, clock.calendarHash) };
        const judged = judge(clock, act.at, act.on, law);
        for (const one of judged.steps) told.step(emit, clock, one);
        told.clocks.push(judged.after);
      }
      const { clocks, moves, reached } = told;
      if (moves.length > 0) await statements.write(tx, act, clocks, moves, reached);
      else await statements.writeReached(tx, act, clocks, reached);
      return rows.length;
    });
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

  /** Takes every running clock whose versions are not the newest, in batches, until none is left. */
  private async recomputeAll(): Promise<void> {
    const law = await this.law.active(this.db.manager);
    const now = performance.now();
    if (law.signature !== this.settled.signature) this.settled = { signature: law.signature, seen: now, until: 0 };
    if (now < this.settled.until || law.packs.length === 0 || law.calendars.length === 0) return;
    const rows = await sql<{ division: string }>(this.db.manager, statements.divisions, []);
    const refused: string[] = [];
    const outdated: Outdated = [
      rows.map(({ division }) => division),
      rows.map(({ division }) => calendarFor(law.calendars, division).hash),
      law.packs.map(({ hash }) => hash),
      refused,
    ];
    for (let last: string | null = NIL; last !== null && !this.stopped;) last = await this.recomputeBatch(law, outdated, last);
    const [left] = await sql(this.db.manager, statements.anyOutdated, outdated);
    // A service that has not seen the new law yet may still start clocks under the old for a moment.
    if (!left && now - this.settled.seen > SETTLING_MS) this.settled.until = now + SETTLED_MS;
  }

  private recomputeBatch(law: ActiveLaw, outdated: Outdated, after: string): Promise<string | null> {
    const act = this.act();
    return this.commands.act(act, async (tx, emit) => {
      const rows = await sql<ClockRow>(tx, statements.clocksOutdated, [...outdated, after, BATCH]);
      const clocks: Clock[] = [];
      const moves: Moved[] = [];
      for (const clock of rows.map(clockOf)) {
        const pack = law.packs.find(({ id }) => id === clock.packId) ?? (await this.law.pack(tx, clock.packHash));
        const result = this.recomputed(clock, { pack, calendar: calendarFor(law.calendars, clock.division) });
        if (result) clocks.push(result.after);
        else outdated[3].push(clock.id);
        if (result?.moved) moves.push(result.moved);
      }
      if (clocks.length > 0) await statements.write(tx, act, clocks, moves);
      for (const [petitionId, changes] of byPetition(moves))
        emit(petitionId, ClocksMoved.create({ petitionId, reason: 'recomputed' }, changes));
      return rows.at(-1)?.id ?? null;
    });
  }

  /** Null where the corrected law no longer knows what the clock holds (a former extension): it keeps its dates, an operator must look. */
  private recomputed(clock: Clock, law: { pack: RulePack; calendar: Calendar }) {
    try {
      return recompute(clock, law);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      logOf(this.service.name).error(
        { clock: clock.id, pack: law.pack.hash, calendar: law.calendar.hash, code: error.code },
        'clock cannot be recomputed',
      );
      return null;
    }
  }
}

function byPetition(moves: readonly Moved[]): Map<string, ClockChange[]> {
  const changes = new Map<string, ClockChange[]>();
  for (const moved of moves) changes.set(moved.after.petitionId, [...(changes.get(moved.after.petitionId) ?? []), changeOf(moved)]);
  return changes;
}
