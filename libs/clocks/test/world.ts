import {
  CalendarPublished,
  RulePackPublished,
  type Act,
  type ClockChange,
  type Envelope,
  type EventDefinition,
  type NewEvent,
} from '@sunshine/events';
import { BusServer, Commands, messagingMigrations } from '@sunshine/messaging';
import { Time, shanghaiDay } from '@sunshine/platform';
import { contentHash, nationalCalendar, nationalPacks, packNamed, type Calendar, type RulePack } from '@sunshine/procedure';
import { database } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { Clocks } from '../src/clocks.js';
import { Law } from '../src/law.js';
import { clocksMigrations, lawMigrations } from '../src/migrations.js';
import { Sweep } from '../src/sweep.js';

export const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export function envelope<T>(definition: EventDefinition<T>, data: T, more: Partial<Envelope> = {}): Envelope {
  const at = '2025-03-03T01:00:00.000Z';
  const { type, version } = definition.create(data);
  return {
    id: uuid(1),
    type,
    version,
    source: 'directory',
    key: 'k',
    seq: 1,
    occurredAt: at,
    recordedAt: at,
    on: '2025-03-03',
    actor: { kind: 'service', id: 'directory' },
    correlationId: 'c',
    data,
    ...more,
  };
}

const plain = <T>(value: T): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
export const packEvent = (pack: RulePack): Envelope =>
  envelope(RulePackPublished, { packId: pack.id, revision: pack.revision, hash: pack.hash, pack: plain(pack) });
export const calendarEvent = (calendar: Calendar): Envelope =>
  envelope(CalendarPublished, { calendarId: calendar.id, version: calendar.revision, hash: calendar.hash, calendar: plain(calendar) });

export function hashed<T extends { hash: string }>(value: T): T {
  const { hash: _former, ...content } = value;
  return { ...value, hash: contentHash(content) };
}

/** An owner of clocks on a fresh database: its day is set, its sweep is run by hand. */
export const organ = uuid(900);
export const pack = packNamed(nationalPacks(), 'CN-2022');

/** The pack as a correction, with so many days to handle a claim. */
export const longer = (days: number, revision: number): RulePack =>
  hashed({ ...pack, revision, terms: { ...pack.terms, HANDLE: { ...pack.terms.HANDLE, length: { ...pack.terms.HANDLE.length!, days } } } });

export const handle = (petition: number, startedOn: string) => ({
  do: 'start' as const,
  petitionId: uuid(petition),
  term: 'HANDLE',
  subject: organ,
  startedOn,
});
export const stopOn = (petition: number, on: string) => ({ do: 'stop' as const, petitionId: uuid(petition), term: 'HANDLE', on });

export class World {
  readonly time = new Time();
  readonly law = new Law();
  readonly clocks = new Clocks(this.law);
  readonly sweep: Sweep;
  readonly commands: Commands;

  private constructor(readonly db: DataSource) {
    const bus = new BusServer({
      ds: db,
      self: { name: 'case', schema: 'casework' },
      sources: [],
      config: { engine: 'embedded', node: 'test', brokers: [] },
      time: this.time,
    });
    this.commands = new Commands(db, bus, 'case');
    this.sweep = this.another();
  }

  static async open(): Promise<World> {
    const world = new World(await database('casework', [...messagingMigrations, ...lawMigrations, ...clocksMigrations]));
    await world.clear();
    return world;
  }

  /** No clocks, and the law as first published. */
  async clear(): Promise<void> {
    await this.db.query('truncate clock, clock_step, clock_ledger, recomputation, outbox, outbox_seq, law, proposed_law restart identity');
    await this.publish(...nationalPacks().map(packEvent), calendarEvent(nationalCalendar()));
  }

  another(): Sweep {
    return new Sweep(this.db, this.commands, this.time, this.law, { name: 'case' }, {});
  }

  async publish(...envelopes: Envelope[]): Promise<void> {
    for (const one of envelopes) await this.law.follow(this.db.manager, one);
  }

  /** Nine in the morning in Shanghai. */
  setDay(day: string): void {
    this.time.set(new Date(`${day}T01:00:00.000Z`));
  }

  act(on?: string): Act {
    const now = this.time.now().toISOString();
    return { actor: { kind: 'service', id: 'case' }, at: now, on: on ?? shanghaiDay(now), recordedAt: now, correlationId: 'c' };
  }

  apply(acts: Parameters<Clocks['apply']>[3], on?: string): Promise<ClockChange[]> {
    return this.db.transaction((tx) => this.clocks.apply(tx, this.act(on), '990100', acts));
  }

  async sweepOn(day: string): Promise<void> {
    this.setDay(day);
    await this.sweep.run();
  }

  async steps(): Promise<string[]> {
    return (await this.events('ClockStepReached')).map(({ data }) => `${String(data['step'])} ${String(data['on'])}`);
  }

  ledger(): Promise<Record<string, string | null>[]> {
    return this.db.query('select move, judged_before, judged_after, effective_before, effective_after from clock_ledger order by id');
  }

  async events(type?: string): Promise<(NewEvent<Record<string, unknown>> & { on: string })[]> {
    const rows = (await this.db.query('select data from outbox order by id')) as {
      data: NewEvent<Record<string, unknown>> & { on: string };
    }[];
    return rows.map(({ data }) => data).filter((event) => type === undefined || event.type === type);
  }
}
