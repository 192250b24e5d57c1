import { Injectable } from '@nestjs/common';
import { LawProposed, type Act } from '@sunshine/events';
import type { Emit } from '@sunshine/messaging';
import { decodeCursor, pageOf, type Connection } from '@sunshine/platform';
import { readPack } from '@sunshine/procedure';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { z } from 'zod';
import { applyNotice } from '../domain/law/calendar-year.js';
import { directoryError } from '../domain/directory.errors.js';
import { changedPaths } from '../domain/law/pack-changes.js';
import { checked, line } from '../input.js';
import { LawProposalEntity, type ProposalState } from './law-proposal.entity.js';
import { LawBook, unpublished, type Newest } from './law.service.js';

/** Acts that put a proposal into force; the last does it whatever the kind. */
export type Confirming = 'publishCalendar' | 'activateRulePack' | 'correctRulePack' | 'confirmLawProposal';

/** A proposal before it is stored. */
export type LawDraft = Pick<LawProposalEntity, 'kind' | 'lawId' | 'revision' | 'year' | 'written' | 'content' | 'basis'>;

const YearNotice = z.object({
  /** Absent: the nation. */
  division: z
    .string()
    .regex(/^(\d{2}|\d{4}|\d{6})$/, '应为区划代码的前两位、前四位或者六位')
    .nullish(),
  year: z.int().min(1900, '应在1900至2999之间').max(2999, '应在1900至2999之间'),
  days: z
    .array(z.object({ day: z.iso.date('应为日历日'), kind: z.enum(['off', 'work'], '应为off或者work'), festival: line(20) }))
    .max(200, '不得多于200日'),
  source: line(200),
});
const PackText = z.string().trim().min(1, '不能为空').max(200_000, '不能超过20万个字符');
const Reason = z.string().trim().min(5, '应为5至200个字符').max(200, '应为5至200个字符');
const Cursor = z.tuple([z.uuid()]);

/** Proposals of law, which come into force only when a second administrator confirms them. */
@Injectable()
export class LawProposals {
  constructor(
    private readonly db: DataSource,
    private readonly law: LawBook,
  ) {}

  /**
   * Applies the notice of a year to the newest calendars.
   * @throws DIRECTORY_INPUT_MALFORMED, CALENDAR_DAY_OUTSIDE_YEAR, CALENDAR_DAY_TWICE, CALENDAR_DAY_AS_EVER, LAW_SAME_AS_PUBLISHED
   */
  async calendarYear(input: unknown): Promise<LawDraft> {
    const { division, ...notice } = checked(YearNotice, input);
    const newest = await this.law.newest();
    const { calendars, changes, newYear } = applyNotice(newest.calendars, { ...notice, jurisdiction: division ?? 'CN' });
    const [{ id, revision }] = calendars;
    const content = { packs: [], calendars, dayChanges: changes, changedPaths: [], newYear };
    return { kind: 'calendar', lawId: id, revision, year: notice.year, written: null, content, basis: basisOf(newest) };
  }

  /**
   * Reads a pack over the newest published packs.
   * @throws DIRECTORY_INPUT_MALFORMED, LAW_REVISION_NOT_HIGHER, LAW_SAME_AS_PUBLISHED, and the codes of the loader
   */
  async pack(yaml: string): Promise<LawDraft> {
    const written = checked(PackText, yaml);
    const newest = await this.law.newest();
    const pack = readPack(written, newest.packs);
    if (unpublished([pack], newest.packs).length === 0) throw directoryError('LAW_SAME_AS_PUBLISHED', { details: { id: pack.id } });
    const former = newest.packs.find(({ id }) => id === pack.id) ?? null;
    const content = { packs: [pack], calendars: [], dayChanges: [], changedPaths: changedPaths(former, pack), newYear: false };
    return { kind: 'pack', lawId: pack.id, revision: pack.revision, year: null, written, content, basis: basisOf(newest) };
  }

  /** Stores it and tells the owners of clocks, who show what it would move. */
  async propose(tx: EntityManager, emit: Emit, act: Act, person: string, draft: LawDraft): Promise<string> {
    const row = { ...draft, id: uuid(), state: 'open' as const, proposedBy: person, proposedAt: new Date(act.at) };
    await tx.insert(LawProposalEntity, { ...row, decidedBy: null, decidedAt: null, reason: null });
    const { packs, calendars } = draft.content;
    const told = { packs: packs.map((pack) => ({ ...pack })), calendars: calendars.map((calendar) => ({ ...calendar })) };
    emit(`proposal:${row.id}`, LawProposed.create({ proposalId: row.id, ...told }));
    return row.id;
  }

  /**
   * Puts a proposal into force: services take the law from the event, and owners of clocks recompute them if it is a correction.
   * @param name the act: which kind of law it puts into force
   * @throws LAW_PROPOSAL_UNKNOWN, LAW_PROPOSAL_DECIDED, LAW_PROPOSAL_OWN, LAW_PROPOSAL_STALE, LAW_PROPOSAL_OTHER_ACT
   */
  async confirm(tx: EntityManager, emit: Emit, act: Act, person: string, id: string, name: Confirming): Promise<LawProposalEntity> {
    await this.law.lock(tx);
    const row = await this.undecided(tx, person, id);
    const fitting = await this.confirming(row);
    if (name !== 'confirmLawProposal' && name !== fitting) throw directoryError('LAW_PROPOSAL_OTHER_ACT', { details: { act: fitting } });
    if (basisOf(await this.law.newest()) !== row.basis) throw directoryError('LAW_PROPOSAL_STALE');
    await this.law.publishIn(tx, emit, act.at, row.content, row.id);
    await tx.update(LawProposalEntity, { id: row.id }, { state: 'published', decidedBy: person, decidedAt: new Date(act.at) });
    return row;
  }

  /** @throws DIRECTORY_INPUT_MALFORMED, LAW_PROPOSAL_UNKNOWN, LAW_PROPOSAL_DECIDED, LAW_PROPOSAL_OWN */
  async decline(tx: EntityManager, act: Act, person: string, id: string, given: string): Promise<LawProposalEntity> {
    const reason = checked(Reason, given);
    const row = await this.undecided(tx, person, id);
    await tx.update(LawProposalEntity, { id: row.id }, { state: 'declined', decidedBy: person, decidedAt: new Date(act.at), reason });
    return row;
  }

  /** Newest first. @throws CURSOR_MALFORMED, DIRECTORY_INPUT_MALFORMED */
  async page(state: string | null, first: number, after?: string | null): Promise<Connection<LawProposalEntity>> {
    const wanted = checked(z.enum(['open', 'published', 'declined'], '应为open、published或者declined').nullable(), state);
    const rows = await this.db.getRepository(LawProposalEntity).find({
      where: { ...(wanted && { state: wanted as ProposalState }), ...(after && { id: LessThan(decodeCursor(after, Cursor)[0]) }) },
      order: { id: 'DESC' },
      take: first + 1,
    });
    return pageOf(rows, first, ({ id }) => [id], after != null);
  }

  /** @throws LAW_PROPOSAL_UNKNOWN */
  async one(id: string): Promise<LawProposalEntity> {
    const row = isUuid(id) ? await this.db.getRepository(LawProposalEntity).findOneBy({ id }) : null;
    if (!row) throw directoryError('LAW_PROPOSAL_UNKNOWN');
    return row;
  }

  private async confirming({ kind, lawId }: LawProposalEntity): Promise<Confirming> {
    if (kind === 'calendar') return 'publishCalendar';
    return (await this.law.newest()).packs.some(({ id }) => id === lawId) ? 'correctRulePack' : 'activateRulePack';
  }

  private async undecided(tx: EntityManager, person: string, id: string): Promise<LawProposalEntity> {
    const row = isUuid(id) ? await tx.findOne(LawProposalEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }) : null;
    if (!row) throw directoryError('LAW_PROPOSAL_UNKNOWN');
    if (row.state !== 'open') throw directoryError('LAW_PROPOSAL_DECIDED');
    // Compare people, not roles: the proposer may have got the other role since.
    if (row.proposedBy === person) throw directoryError('LAW_PROPOSAL_OWN');
    return row;
  }
}

function basisOf({ packs, calendars }: Newest): string {
  return [...packs, ...calendars]
    .map(({ hash }) => hash)
    .toSorted()
    .join();
}
