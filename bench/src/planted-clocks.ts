import { chance } from '@sunshine/chance';
import { Clocks, Law } from '@sunshine/clocks';
import { CalendarPublished, RulePackPublished, type Act, type Envelope, type EventDefinition } from '@sunshine/events';
import { shanghaiDay } from '@sunshine/platform';
import {
  contentHash,
  dueDate,
  nationalCalendar,
  nationalPacks,
  packNamed,
  warningSteps,
  type RulePack,
  type StepOn,
  type Term,
} from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { pauseUntil } from '@sunshine/infra';
import { PacedTime, type Pace } from './sweep-workers.js';

export interface Plan {
  /** line: all clocks cross one midnight; weeks: clocks of several terms that start on many days; running: no step is due. */
  readonly kind: 'line' | 'weeks' | 'running';
  readonly clocks: number;
  readonly seed: number;
}

export interface PlantedClock {
  readonly id: string;
  readonly petitionId: string;
  readonly term: Term;
  readonly startedOn: string;
  readonly steps: readonly StepOn[];
}

/** A fact of an earlier day, and the steps that are due after it. */
export interface LateFact {
  readonly on: string;
  /** Null: the clock has ended on that day. */
  readonly after: readonly StepOn[] | null;
}

const DIVISION = '990100';
const LINE_START = '2025-03-03';
/** 61 days after 3 March with the holidays of May: HANDLE is overdue. */
const LINE = '2025-05-07T00:00:00+08:00';
/** Of HANDLE that started on these days: all end effectively on the first working day after the holidays of May. */
const RUNNING = { days: 5, line: '2025-03-10T10:00:00+08:00', off: '2025-05-06' };
const WEEKS = { days: 20, line: '2025-03-03T12:00:00+08:00', until: '2025-06-20T00:00:00+08:00' };
const TERMS: readonly Term[] = ['HANDLE', 'ROUTE', 'OBJECT', 'REVIEW_REQUEST', 'REREVIEW'];
const PAUSE_DAYS = 5;
const EXTENSION_DAYS = 10;
const BATCH = 2_000;
const FACT_EVERY_MS = 40;

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const calendar = nationalCalendar();

/** Warnings of the weeks come at any hour: the bench runs days in seconds. */
function packOf(kind: Plan['kind']): RulePack {
  const national = packNamed(nationalPacks(), 'CN-2022');
  if (kind !== 'weeks') return national;
  const { hash: _hash, warningHours: _hours, ...rest } = national;
  return { ...rest, hash: contentHash(rest) };
}

/** Clocks in the tables of `case`, each of a petition of its own, and the facts that are entered on them. */
export class PlantedClocks {
  readonly line: string;
  readonly until = WEEKS.until;
  readonly facts = new Map<string, LateFact>();
  clocks: PlantedClock[] = [];
  private readonly pack: RulePack;
  private readonly law = new Law();
  private readonly moves = new Clocks(this.law);

  private constructor(
    private readonly db: DataSource,
    private readonly plan: Plan,
  ) {
    this.pack = packOf(plan.kind);
    this.line = { line: LINE, weeks: WEEKS.line, running: RUNNING.line }[plan.kind];
  }

  static async on(url: string, plan: Plan): Promise<PlantedClocks> {
    const extra = { options: '-c search_path=casework', pipeline: true };
    const planted = new PlantedClocks(await new DataSource({ type: 'postgres', url, poolSize: 4, extra }).initialize(), plan);
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
    const { pack } = planted;
    const published = [
      envelope(RulePackPublished, { packId: pack.id, revision: pack.revision, hash: pack.hash, pack: plain(pack) }),
      envelope(CalendarPublished, { calendarId: 'CN', version: calendar.revision, hash: calendar.hash, calendar: plain(calendar) }),
    ];
    for (const one of published) await planted.law.follow(planted.db.manager, one);
    return planted;
  }

  close(): Promise<void> {
    return this.db.destroy();
  }

  async plant(): Promise<void> {
    for (let from = 0; from < this.plan.clocks; from += BATCH) {
      const clocks = Array.from({ length: Math.min(BATCH, this.plan.clocks - from) }, (_, n) => this.clockAt(from + n));
      for (const day of new Set(clocks.map(({ startedOn }) => startedOn))) {
        const starts = clocks.filter(({ startedOn }) => startedOn === day);
        await this.db.transaction(async (tx) => {
          const changes = await this.moves.apply(
            tx,
            actOn(`${day}T09:00:00+08:00`),
            DIVISION,
            starts.map(({ petitionId, term }) => ({ do: 'start' as const, petitionId, term, subject: petitionId, startedOn: day })),
          );
          const idOf = new Map(changes.map(({ petitionId, clockId }) => [petitionId, clockId]));
          this.clocks.push(...starts.map((clock) => ({ ...clock, id: idOf.get(clock.petitionId) as string })));
        });
      }
    }
    if (this.plan.kind === 'line') await this.warned();
    await this.db.query('vacuum analyze clock, clock_step, clock_ledger');
  }

  /**
   * Enters facts of earlier days, one after the other, until `over`: done, extended, paused.
   * @returns how many the owner took
   */
  async enterFacts(pace: Pace, over: AbortSignal): Promise<number> {
    const random = chance(this.plan.seed + 1);
    const time = new PacedTime(pace);
    while (!over.aborted) {
      const clock = this.clocks[Math.floor(random() * this.clocks.length)] as PlantedClock;
      const now = time.now().toISOString();
      const age = Math.floor((Date.parse(now) - Date.parse(clock.startedOn)) / 86_400_000);
      if (!this.facts.has(clock.id) && age > 2) {
        const on = addDays(clock.startedOn, 1 + Math.floor(random() * Math.min(age - 1, 90)));
        await this.enter(clock, on, now, random()).catch((error: unknown) => {
          // Too late to extend, or ended meanwhile: the owner refuses, and nothing has happened.
          if (!(error instanceof Error && 'code' in error && /^(CLOCK|EXTENSION|PAUSE)_/.test(String(error.code)))) throw error;
        });
      }
      await pauseUntil(FACT_EVERY_MS, over);
    }
    return this.facts.size;
  }

  private async enter(clock: PlantedClock, on: string, now: string, kind: number): Promise<void> {
    const of = { petitionId: clock.petitionId, term: clock.term };
    const extended = clock.term === 'HANDLE' && kind < 0.5 ? EXTENSION_DAYS : 0;
    const paused = clock.term === 'REREVIEW' && kind < 0.5 ? [{ from: on, to: addDays(on, PAUSE_DAYS - 1) }] : [];
    const changes = await this.db.transaction((tx) => {
      const [pause] = paused;
      const article = '信访工作条例 34';
      if (extended > 0) return this.moves.apply(tx, actOn(now), DIVISION, [{ ...of, do: 'extend', days: extended, article, on }]);
      if (pause) return this.moves.apply(tx, actOn(now), DIVISION, [{ ...of, do: 'pause', ...pause, article }]);
      return this.moves.apply(tx, actOn(now), DIVISION, [{ ...of, do: 'stop', on }]);
    });
    if (changes.length === 0) return;
    const moved = extended > 0 || paused.length > 0;
    this.facts.set(clock.id, { on, after: moved ? this.stepsFor(clock, extended, paused) : null });
  }

  /** A calendar with one more day off: each clock of `running` ends a day later. @returns its hash */
  async publishHoliday(): Promise<string> {
    const { hash: _hash, ...rest } = calendar;
    const content = {
      ...rest,
      revision: rest.revision + 1,
      days: [...rest.days, [RUNNING.off, 'off', '临时放假'] as [string, 'off', string]],
    };
    const hash = contentHash(content);
    const published = { calendarId: 'CN', version: content.revision, hash, calendar: JSON.parse(JSON.stringify({ ...content, hash })) };
    await this.law.follow(
      this.db.manager,
      envelope(CalendarPublished, published as { calendar: Record<string, unknown> } & typeof published),
    );
    return hash;
  }

  private clockAt(n: number): PlantedClock {
    const term = this.plan.kind === 'weeks' ? (TERMS[n % TERMS.length] as Term) : 'HANDLE';
    const nth = { line: 0, weeks: Math.floor(n / TERMS.length) % WEEKS.days, running: n % RUNNING.days }[this.plan.kind];
    const startedOn = addDays(LINE_START, nth);
    const clock = { id: '', petitionId: uuid(), term, startedOn, steps: [] };
    return { ...clock, steps: this.stepsFor(clock) };
  }

  private readonly known = new Map<string, StepOn[]>();

  private stepsFor({ term, startedOn }: PlantedClock, extended = 0, paused: { from: string; to: string }[] = []): StepOn[] {
    const key = JSON.stringify([term, startedOn, extended, paused]);
    const known = this.known.get(key);
    if (known) return known;
    const due = dueDate({ pack: this.pack, term, start: startedOn, extended, paused, calendar });
    const steps = warningSteps(this.pack.terms[term], due.nominalDue, due.effectiveDue, calendar, startedOn);
    this.known.set(key, steps);
    return steps;
  }

  /** The warnings before the line have all been given. */
  private async warned(): Promise<void> {
    const [first] = this.clocks;
    const given = (first?.steps ?? []).slice(
      0,
      (first?.steps ?? []).findIndex(({ step }) => step === 'OVERDUE'),
    );
    const reached = JSON.stringify(given.map(({ step, on }) => ({ step, round: 0, on })));
    await this.db.query(`update clock set reached = $1::json, next_step = 'OVERDUE', next_step_at = $2`, [reached, LINE]);
  }
}

function actOn(instant: string): Act {
  const at = new Date(instant).toISOString();
  return { actor: { kind: 'service', id: 'case' }, at, on: shanghaiDay(at), recordedAt: at, correlationId: 'bench' };
}

function envelope<T>(definition: EventDefinition<T>, data: T): Envelope {
  const { type, version } = definition.create(data);
  return { id: uuid(), type, version, source: 'directory', key: type, seq: 1, data, ...actFields() };
}

const actFields = () => {
  const { at, recordedAt, on, actor, correlationId } = actOn('2025-03-01T09:00:00+08:00');
  return { occurredAt: at, recordedAt, on, actor, correlationId };
};
