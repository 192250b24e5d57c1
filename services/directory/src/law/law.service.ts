import { Injectable } from '@nestjs/common';
import { CalendarPublished, RulePackPublished } from '@sunshine/events';
import { Commands, type Emit } from '@sunshine/messaging';
import { contextOf, logOf, type Time } from '@sunshine/platform';
import type { Calendar, RulePack } from '@sunshine/procedure';
import { DataSource, type EntityManager } from 'typeorm';
import { directoryError } from '../domain/directory.errors.js';
import { CalendarEntity, PackEntity } from './law.entity.js';
import { readLaw, type Law } from './law-files.js';

interface Versioned {
  readonly id: string;
  readonly revision: number;
  readonly hash: string;
}

/** The newest revisions of what is published. */
export interface Newest {
  readonly packs: readonly RulePack[];
  readonly calendars: readonly Calendar[];
}

export interface Published {
  readonly packs: readonly string[];
  readonly calendars: readonly string[];
}

/** The law published by this node: packs and calendars, by id, revision and hash. */
@Injectable()
export class LawBook {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly time: Time,
    private readonly folder: string | undefined,
  ) {}

  /**
   * Publishes the built-in law and the law of the folder, as far as it is not published yet. Safe to repeat, also by several processes at
   * once. A changed text needs a higher revision, otherwise services with the old text would never learn of it. Law that administrators have
   * put into force stays in force, and the node's own text of the same or a lower revision is skipped.
   * @returns `id@revision` of the newly published law
   * @throws LAW_FOLDER_UNREADABLE, LAW_FILE_REFUSED, LAW_REVISION_NOT_HIGHER
   */
  async publish(law: Law = readLaw(this.folder)): Promise<Published> {
    const act = contextOf(this.time, { kind: 'service', person: 'directory', session: null });
    const published = await this.commands.act(act, async (tx, emit) => {
      await this.lock(tx);
      return this.publishIn(tx, emit, act.at, law, null);
    });
    const news = [...published.packs, ...published.calendars];
    if (news.length > 0) logOf('directory').info({ published: news }, 'law published');
    return published;
  }

  /** Serialises publishers until the end of the transaction. */
  async lock(tx: EntityManager): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('sunshine.directory.law', 0))");
  }

  /** Publishes under the lock. @param proposalId null for the node's own law @throws LAW_REVISION_NOT_HIGHER */
  async publishIn(tx: EntityManager, emit: Emit, at: string, law: Law, proposalId: string | null): Promise<Published> {
    return {
      packs: await this.publishPacks(tx, emit, at, law.packs, proposalId),
      calendars: await this.publishCalendars(tx, emit, at, law.calendars, proposalId),
    };
  }

  async newest(): Promise<Newest> {
    const [packs, calendars] = await Promise.all([this.packs(), this.calendars()]);
    return { packs, calendars };
  }

  /** The newest revision of every published pack, by the day it came into force. */
  async packs(): Promise<RulePack[]> {
    const rows = await this.db
      .getRepository(PackEntity)
      .createQueryBuilder('p')
      .distinctOn(['p.id'])
      .orderBy('p.id')
      .addOrderBy('p.revision', 'DESC')
      .getMany();
    return rows.map((row) => row.body).toSorted((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1));
  }

  /** The newest revision of every published calendar. */
  async calendars(): Promise<Calendar[]> {
    const rows = await this.db
      .getRepository(CalendarEntity)
      .createQueryBuilder('c')
      .distinctOn(['c.id'])
      .orderBy('c.id')
      .addOrderBy('c.revision', 'DESC')
      .getMany();
    return rows.map((row) => row.body);
  }

  private async publishPacks(
    tx: EntityManager,
    emit: Emit,
    at: string,
    packs: readonly RulePack[],
    proposalId: string | null,
  ): Promise<string[]> {
    const known = await tx.find(PackEntity, { select: { id: true, revision: true, hash: true, proposalId: true } });
    const fresh = unpublished(proposalId === null ? notOverruled(packs, known) : packs, known);
    for (const pack of fresh) {
      await tx.insert(PackEntity, {
        id: pack.id,
        revision: pack.revision,
        hash: pack.hash,
        body: pack,
        publishedAt: new Date(at),
        proposalId,
      });
      emit(`pack:${pack.id}`, RulePackPublished.create({ packId: pack.id, revision: pack.revision, hash: pack.hash, pack: { ...pack } }));
    }
    return fresh.map(nameOf);
  }

  private async publishCalendars(
    tx: EntityManager,
    emit: Emit,
    at: string,
    calendars: readonly Calendar[],
    proposalId: string | null,
  ): Promise<string[]> {
    const known = await tx.find(CalendarEntity, { select: { id: true, revision: true, hash: true, proposalId: true } });
    const fresh = unpublished(proposalId === null ? notOverruled(calendars, known) : calendars, known);
    for (const calendar of fresh) {
      await tx.insert(CalendarEntity, {
        id: calendar.id,
        revision: calendar.revision,
        hash: calendar.hash,
        body: calendar,
        publishedAt: new Date(at),
        proposalId,
      });
      emit(
        `calendar:${calendar.jurisdiction}`,
        CalendarPublished.create({ calendarId: calendar.id, version: calendar.revision, hash: calendar.hash, calendar: { ...calendar } }),
      );
    }
    return fresh.map(nameOf);
  }
}

/** Leaves out law that administrators have overruled with the same or a higher revision, so that the node can still start. */
function notOverruled<T extends Versioned>(offered: readonly T[], published: readonly (Versioned & { proposalId: string | null })[]): T[] {
  return offered.filter((item) => {
    if (published.some(({ hash }) => hash === item.hash)) return true;
    const [newest] = published.filter(({ id }) => id === item.id).toSorted((a, b) => b.revision - a.revision);
    if (!newest?.proposalId || item.revision > newest.revision) return true;
    logOf('directory').warn(
      { passedOver: nameOf(item), inForce: nameOf(newest) },
      'skipped: administrators have published a revision of their own',
    );
    return false;
  });
}

const nameOf = ({ id, revision }: Versioned) => `${id}@${revision}`;

/** Those whose hash is new, the lowest revision first. @throws LAW_REVISION_NOT_HIGHER */
export function unpublished<T extends Versioned>(offered: readonly T[], published: readonly Versioned[]): T[] {
  const known = [...published];
  const fresh: T[] = [];
  for (const item of offered.toSorted((a, b) => a.revision - b.revision)) {
    if (known.some(({ hash }) => hash === item.hash)) continue;
    const newest = Math.max(0, ...known.filter(({ id }) => id === item.id).map(({ revision }) => revision));
    if (item.revision <= newest)
      throw directoryError('LAW_REVISION_NOT_HIGHER', { details: { id: item.id, newest, revision: item.revision } });
    known.push(item);
    fresh.push(item);
  }
  return fresh;
}
