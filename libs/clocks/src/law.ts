import { Injectable } from '@nestjs/common';
import { CalendarPublished, LawProposed, RulePackPublished, type Envelope } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql } from '@sunshine/platform';
import { acceptCalendar, acceptPack, calendarFor, packInForce, rulesOver, type Calendar, type RulePack } from '@sunshine/procedure';
import type { DataSource, EntityManager } from 'typeorm';
import { clocksError } from './clocks.errors.js';

interface LawRow {
  readonly hash: string;
  readonly kind: 'pack' | 'calendar';
  readonly body: unknown;
}

/** The law of one act: the pack in force for the division on a day, packs by hash for clocks that run, the newest calendar. */
export interface ActLaw {
  /** @throws PACK_NOT_IN_FORCE */
  packOn(day: string): RulePack;
  packOf(hash: string): RulePack;
  /** @throws CALENDAR_UNKNOWN */
  readonly calendar: Calendar;
}

/** What waited for a pack or a calendar. */
type LawWaiter = (bus: BusContext, envelope: Envelope) => Promise<void>;

export interface ActiveLaw {
  readonly packs: readonly RulePack[];
  readonly calendars: readonly Calendar[];
  /** Names exactly this state of the law. */
  readonly signature: string;
}

const activeHashes = { name: 'law.active', text: 'select hash from law where active order by hash' };
const bodies = { name: 'law.bodies', text: 'select hash, kind, body from law where hash = any($1::text[])' };
const publish = {
  name: 'law.publish',
  text: `with former as (update law set active = false where kind = $2 and id = $3 and revision < $4 and active)
    insert into law (hash, kind, id, revision, body, active)
    values ($1, $2, $3, $4, $5::json, not exists (select 1 from law where kind = $2 and id = $3 and revision > $4))
    on conflict (hash) do nothing`,
};
const propose = {
  name: 'law.propose',
  text: 'insert into proposed_law (id, packs, calendars) values ($1, $2::json, $3::json) on conflict (id) do nothing',
};
const proposed = { name: 'law.proposed', text: 'select packs, calendars from proposed_law where id = $1' };
const FRESH_MS = 1_000;

/**
 * Rule packs and calendars by hash, as directory published them. The active ones are queried at most once a second: a clock started in
 * between under a former revision is corrected by the recomputation.
 */
@Injectable()
export class Law {
  private readonly entries = new Map<string, { kind: 'pack'; body: RulePack } | { kind: 'calendar'; body: Calendar }>();
  private readonly wanted = new Set<string>();
  private readonly waiting: LawWaiter[] = [];
  private known: (ActiveLaw & { at: number }) | null = null;

  /** The pack in force for a division (six digits) on the day of the start fact. @throws LAW_NOT_HELD while none has come, PACK_NOT_IN_FORCE */
  async packFor(tx: EntityManager, division: string, day: string): Promise<RulePack> {
    const { packs } = await this.active(tx);
    if (packs.length === 0) throw clocksError('LAW_NOT_HELD', { details: { hash: `pack ${division}` } });
    return packInForce(packs, division, day);
  }

  /** The newest calendar that rules over a division. @throws LAW_NOT_HELD while none has come, CALENDAR_UNKNOWN */
  async calendarFor(tx: EntityManager, division: string): Promise<Calendar> {
    const { calendars } = await this.active(tx);
    if (calendars.length === 0) throw clocksError('LAW_NOT_HELD', { details: { hash: `calendar ${division}` } });
    return calendarFor(calendars, division);
  }

  /** Whether a clock of the division may start from that day: pack and calendar have both come. */
  async holds(tx: EntityManager, division: string, day: string): Promise<boolean> {
    const { packs, calendars } = await this.active(tx);
    const covers = (jurisdiction: string): boolean => jurisdiction === 'CN' || division.startsWith(jurisdiction);
    return packs.some((pack) => rulesOver(pack, division, day)) && calendars.some((calendar) => covers(calendar.jurisdiction));
  }

  /** @throws LAW_NOT_HELD */
  async pack(tx: EntityManager, hash: string): Promise<RulePack> {
    await this.load(tx, [hash]);
    const entry = this.entries.get(hash);
    if (entry?.kind !== 'pack') throw this.unknown(hash);
    return entry.body;
  }

  /** @throws LAW_NOT_HELD */
  async calendar(tx: EntityManager, hash: string): Promise<Calendar> {
    await this.load(tx, [hash]);
    const entry = this.entries.get(hash);
    if (entry?.kind !== 'calendar') throw this.unknown(hash);
    return entry.body;
  }

  /** Both by their hashes; null while one of them has not come: for a reader that completes what it got later. */
  async both(tx: EntityManager, packHash: string, calendarHash: string): Promise<{ pack: RulePack; calendar: Calendar } | null> {
    await this.load(tx, [packHash, calendarHash]);
    const [pack, calendar] = [this.entries.get(packHash), this.entries.get(calendarHash)];
    return pack?.kind === 'pack' && calendar?.kind === 'calendar' ? { pack: pack.body, calendar: calendar.body } : null;
  }

  /**
   * Packs and calendars of the newest revisions.
   * @param now leaves no second between: for whoever has locked what the newest law may have moved already
   */
  async active(tx: EntityManager, now = false): Promise<ActiveLaw> {
    if (!now && this.known && performance.now() - this.known.at < FRESH_MS) return this.known;
    const hashes = (await sql<{ hash: string }>(tx, activeHashes, [])).map(({ hash }) => hash);
    await this.load(tx, hashes);
    const entries = hashes.flatMap((hash) => this.entries.get(hash) ?? []);
    this.known = {
      packs: entries.flatMap((entry) => (entry.kind === 'pack' ? [entry.body] : [])),
      calendars: entries.flatMap((entry) => (entry.kind === 'calendar' ? [entry.body] : [])),
      signature: hashes.join(),
      at: performance.now(),
    };
    return this.known;
  }

  /**
   * Stores RulePackPublished and CalendarPublished, and beside them LawProposed; other events are left alone.
   * @returns true where the event has put law into force
   * @throws PACK_MALFORMED, CALENDAR_MALFORMED, PACK_HASH_MISMATCH
   */
  async follow(tx: EntityManager, envelope: Envelope): Promise<boolean> {
    if (RulePackPublished.is(envelope)) {
      const { hash, packId, revision, pack } = envelope.data;
      acceptPack(pack);
      await sql(tx, publish, [hash, 'pack', packId, revision, JSON.stringify(pack)]);
    } else if (CalendarPublished.is(envelope)) {
      const { hash, calendarId, version, calendar } = envelope.data;
      acceptCalendar(calendar);
      await sql(tx, publish, [hash, 'calendar', calendarId, version, JSON.stringify(calendar)]);
    } else {
      if (LawProposed.is(envelope)) {
        const { proposalId, packs, calendars } = envelope.data;
        await sql(tx, propose, [proposalId, JSON.stringify(packs), JSON.stringify(calendars)]);
      }
      return false;
    }
    this.known = null;
    return true;
  }

  /** The law as it would be with a proposal in force; null while the proposal has not come. @throws PACK_MALFORMED, CALENDAR_MALFORMED, PACK_HASH_MISMATCH */
  async proposed(tx: EntityManager, proposalId: string): Promise<ActiveLaw | null> {
    const [row] = await sql<{ packs: unknown[]; calendars: unknown[] }>(tx, proposed, [proposalId]);
    if (!row) return null;
    const { packs, calendars, signature } = await this.active(tx);
    const [newPacks, newCalendars] = [row.packs.map(acceptPack), row.calendars.map(acceptCalendar)];
    return {
      packs: [...packs.filter(({ id }) => !newPacks.some((pack) => pack.id === id)), ...newPacks],
      calendars: [...calendars.filter(({ id }) => !newCalendars.some((calendar) => calendar.id === id)), ...newCalendars],
      signature: `${signature}+${proposalId}`,
    };
  }

  /** Calls `waiter` with each pack and calendar that has come, in the transaction in which it came. */
  onPublished(waiter: LawWaiter): void {
    this.waiting.push(waiter);
  }

  async published(bus: BusContext, envelope: Envelope): Promise<void> {
    for (const waiter of this.waiting) await waiter(bus, envelope);
  }

  /** The law of an act on a matter with these clocks. @throws LAW_NOT_HELD */
  async ofAct(tx: EntityManager, division: string, clocks: readonly { readonly packHash: string }[]): Promise<ActLaw> {
    const { packs, calendars } = await this.active(tx);
    // A clock may run under a former revision of its pack.
    const former = clocks.map(({ packHash }) => packHash).filter((hash) => !packs.some((pack) => pack.hash === hash));
    const older = await Promise.all([...new Set(former)].map((hash) => this.pack(tx, hash)));
    const byHash = new Map([...packs, ...older].map((pack) => [pack.hash, pack]));
    return {
      packOn: (day) => packInForce(packs, division, day),
      packOf: (hash) => {
        const pack = byHash.get(hash);
        if (!pack) throw new Error(`pack ${hash} belongs to no clock of this petition`);
        return pack;
      },
      get calendar() {
        return calendarFor(calendars, division);
      },
    };
  }

  /** What keeps the service from being ready: hashes that were needed and missing, or no pack or calendar at all. */
  async missing(db: DataSource): Promise<string[]> {
    const { packs, calendars } = await this.active(db.manager);
    await this.load(db.manager, [...this.wanted]);
    for (const hash of this.wanted) if (this.entries.has(hash)) this.wanted.delete(hash);
    return [...(packs.length === 0 ? ['any rule pack'] : []), ...(calendars.length === 0 ? ['any calendar'] : []), ...this.wanted];
  }

  private async load(tx: EntityManager, hashes: readonly string[]): Promise<void> {
    const unknown = hashes.filter((hash) => !this.entries.has(hash));
    if (unknown.length === 0) return;
    for (const { hash, kind, body } of await sql<LawRow>(tx, bodies, [unknown])) {
      this.entries.set(hash, kind === 'pack' ? { kind, body: acceptPack(body) } : { kind, body: acceptCalendar(body) });
    }
  }

  private unknown(hash: string) {
    this.wanted.add(hash);
    return clocksError('LAW_NOT_HELD', { details: { hash } });
  }
}
