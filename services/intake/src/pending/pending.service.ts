import { Injectable } from '@nestjs/common';
import { Access, accessError, type Grant } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import type { OrganKind } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import {
  clampFirst,
  decodeCursor,
  loader,
  pageOf,
  signedIn,
  sql,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { dueDate, type Due } from '@sunshine/procedure';
import { KeyStore, open, seal } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { z } from 'zod';
import type { DeskAct } from '../domain/desk-petition.js';
import { mask } from '../domain/registration/identity.js';
import { decideAside, proposeAside, type AsideReason, type Pending, type Proposal } from '../domain/pending/pending.js';
import { pendingError } from '../domain/pending/pending.errors.js';
import { isPetitionNumber, type Filing } from '../domain/registration/registration.js';
import { placeOf } from '../sealing/place.js';
import {
  decideAsideRow,
  filesOfPending,
  insertAside,
  pendingById,
  pendingCounts,
  pendingGroups,
  pendingPage,
  petitionNumbered,
  type LockedPending,
  type PendingRow,
} from './pending.rows.js';
import { PendingStore } from './pending.store.js';

export interface PendingInput {
  readonly requestId?: string | null;
  readonly filingId: string;
}

export interface PendingFilter {
  readonly organId?: string | null;
  /** Only filings with this origin or likeness, as in the list. */
  readonly group?: string | null;
  /** True: filings that were set aside, instead of those that wait. */
  readonly setAside?: boolean | null;
  /** True: only filings that another person proposed to set aside. */
  readonly toConfirm?: boolean | null;
}

export interface PendingCounts {
  readonly waiting: number;
  readonly toConfirm: number;
  readonly oldest: { readonly receivedOn: string; readonly dueOn: string } | null;
}

/** Content of a filing for an officer who judges it: names masked, files by type and size. */
export interface PendingContent {
  readonly id: string;
  readonly filing: Filing;
  readonly masked: readonly { readonly name: string | null; readonly phone: string | null }[];
  readonly files: readonly { readonly id: string; readonly type: string; readonly size: number; readonly role: string }[];
  /** Note of the waiting proposal. */
  readonly note: string | null;
}

const PURPOSE = '登记前核对';
const CURSOR = z.tuple([z.iso.datetime(), z.uuid()]);
const GROUPS = Symbol('counts of groups of pending filings');

/** Filings that wait to be registered: listed, opened and set aside at the desk of the organ that will register them. */
@Injectable()
export class PendingFilings {
  private readonly page: Statement;
  private readonly groups: Statement;
  private readonly counts: Statement;
  private readonly byId: Statement;

  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly law: Law,
    private readonly store: PendingStore,
    private readonly keys: KeyStore,
  ) {
    this.page = pendingPage(access);
    this.groups = pendingGroups(access);
    this.counts = pendingCounts(access);
    this.byId = pendingById(access);
  }

  /** The oldest first. @throws ACT_NOT_YOURS, CURSOR_MALFORMED */
  async list(
    ctx: RequestContext,
    { organId, group, setAside, toConfirm }: PendingFilter,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Promise<Connection<PendingRow>> {
    const personId = signedIn(ctx);
    const grant = await this.access.requireNode(this.db, ctx, 'readPendingFilings', organId);
    const size = clampFirst(first);
    const [at, id] = after ? decodeCursor(after, CURSOR) : [null, null];
    const state = setAside ? 'set_aside' : 'waiting';
    const values = [personId, grant.organId, state, group ?? null, toConfirm ?? false, at, id, size + 1];
    const rows = await sql<PendingRow>(this.db.manager, this.page, values);
    return pageOf(rows, size, (row) => [row.receivedAt.toISOString(), row.id], after !== null && after !== undefined);
  }

  /** Number of waiting filings of each group of the organ, 1,000 at most. */
  async countOf(ctx: RequestContext, organId: string, group: string): Promise<number> {
    const count = await loader<string, number>(ctx, GROUPS, async (keys) => {
      const of = new Map<string, Set<string>>();
      for (const key of keys) {
        const [organ, name] = key.split(' ') as [string, string];
        of.set(organ, (of.get(organ) ?? new Set()).add(name));
      }
      const counted = new Map<string, number>();
      for (const [organ, names] of of) {
        const rows = await sql<{ name: string; count: number }>(this.db.manager, this.groups, [ctx.personId, organ, [...names]]);
        for (const { name, count } of rows) counted.set(`${organ} ${name}`, count);
      }
      return keys.map((key) => counted.get(key) ?? 0);
    }).load(`${organId} ${group}`);
    return count ?? 0;
  }

  /** For all desks of the person; zero for a person without a desk. */
  async waiting(ctx: RequestContext): Promise<PendingCounts> {
    const personId = signedIn(ctx);
    const standings = await this.access.standings(this.db, ctx, ['registerPendingFiling', 'confirmFilingAside']);
    const organs = (act: string) => [...new Set(standings.filter((row) => row.act === act).map((row) => row.organId))];
    const [row] = await sql<{
      waiting: number;
      toConfirm: number;
      oldest: { division: string; receivedOn: string; organKind: OrganKind } | null;
    }>(this.db.manager, this.counts, [personId, organs('registerPendingFiling'), organs('confirmFilingAside')]);
    const { waiting = 0, toConfirm = 0, oldest = null } = row ?? {};
    if (!oldest) return { waiting, toConfirm, oldest: null };
    const { effectiveDue } = await this.dueOf(oldest);
    return { waiting, toConfirm, oldest: { receivedOn: oldest.receivedOn, dueOn: effectiveDue } };
  }

  /**
   * The last day of the term that runs from receipt, whether the filing is registered or not.
   * @source 信访工作条例 22, 23 ¶1
   */
  async dueOf({ division, receivedOn, organKind }: Pick<PendingRow, 'division' | 'receivedOn' | 'organKind'>): Promise<Due> {
    const [pack, calendar] = [
      await this.law.packFor(this.db.manager, division, receivedOn),
      await this.law.calendarFor(this.db.manager, division),
    ];
    return dueDate({ pack, calendar, term: organKind === 'petition_bureau' ? 'ROUTE' : 'NOTIFY_DIRECT', start: receivedOn });
  }

  async get(ctx: RequestContext, id: string): Promise<PendingRow> {
    const [row] = await sql<PendingRow>(this.db.manager, this.byId, [signedIn(ctx), id]);
    if (!row) throw pendingError('PENDING_FILING_UNKNOWN');
    return row;
  }

  /**
   * The content of a filing; recorded in the audit before anything is shown. A person who may not register it sees only filings that wait
   * for a confirmation.
   * @throws the codes of `require`, PENDING_FILING_REGISTERED, IDENTITY_DESTROYED
   */
  async open(ctx: RequestContext, input: PendingInput): Promise<PendingContent> {
    const { filingId } = input;
    // Read again for each request, so that the stored answer contains nothing of it.
    const looked = await this.commands.run(ctx, 'openPendingFiling', { requestId: null }, async (tx, _emit, note) => {
      const { pending, row, grant } = await this.require(tx, ctx, 'openPendingFiling', filingId);
      if (grant.role !== 'REGISTRAR' && !pending.proposal) throw accessError('ACT_NOT_YOURS');
      const { sealed } = row;
      if (sealed === null) throw pendingError('PENDING_FILING_REGISTERED', { details: { number: row.number ?? '' } });
      note({ subject: row.id, part: 'filing', purpose: PURPOSE });
      const files = await sql<PendingContent['files'][number]>(tx, filesOfPending, [row.id]);
      return { id: row.id, sealed, files, note: pending.proposal?.note ?? null };
    });
    const filing = await this.store.filing(looked);
    const masked = (filing.petitioners ?? []).map(({ name = null, phone = null }) => mask({ name: name || null, phone: phone || null }));
    return { id: looked.id, filing, masked, files: looked.files, note: looked.note };
  }

  /** @throws the codes of `require` and `proposeAside`, ASIDE_NUMBER_UNKNOWN */
  async setAside(
    ctx: RequestContext,
    input: PendingInput & { readonly reason: AsideReason; readonly ofNumber?: string | null; readonly note: string },
  ): Promise<string> {
    return this.commands.run(ctx, 'setFilingAside', input, async (tx, _emit, note) => {
      const { pending, row, grant } = await this.require(tx, ctx, 'setFilingAside', input.filingId);
      const act = actOf(ctx, grant);
      const { id, reason, ofNumber, note: why, by } = proposeAside(pending, input, act, uuid());
      if (ofNumber !== null && !(isPetitionNumber(ofNumber) && (await sql(tx, petitionNumbered, [ofNumber])).length > 0))
        throw pendingError('ASIDE_NUMBER_UNKNOWN', { details: { number: ofNumber } });
      const sealed = seal(await this.keys.open(row.id), placeOf(id, 'note'), why);
      await sql(tx, insertAside, [id, row.id, reason, ofNumber, sealed, by, act.on, act.at]);
      note({ subject: row.id, part: reason });
      return row.id;
    });
  }

  /** @throws the codes of `require` and `decideAside` */
  async confirmAside(ctx: RequestContext, input: PendingInput & { readonly accepted: boolean }): Promise<string> {
    return this.commands.run(ctx, 'confirmFilingAside', input, async (tx, _emit, note) => {
      const { pending, row, grant } = await this.require(tx, ctx, 'confirmFilingAside', input.filingId);
      const { state, proposal } = decideAside(pending, input.accepted, actOf(ctx, grant));
      await sql(tx, decideAsideRow, [proposal.id, row.id, state === 'set_aside' ? 'confirmed' : 'declined', ctx.on, grant.personId]);
      note({ subject: row.id, part: state === 'set_aside' ? 'confirmed' : 'declined' });
      return row.id;
    });
  }

  /**
   * Checks the right to an act on a filing and locks its row.
   * @throws PETITION_NOT_FOUND where the person may not see it, as for an unknown one; ACT_NOT_YOURS, ORGAN_CLOSED, PENDING_FILING_UNKNOWN
   */
  async require(
    tx: EntityManager,
    ctx: RequestContext,
    act: string,
    filingId: string,
  ): Promise<{ pending: Pending; row: LockedPending; grant: Grant & { readonly personId: string } }> {
    const personId = signedIn(ctx);
    if (ctx.kind !== 'person' || !isUuid(filingId)) throw accessError('PETITION_NOT_FOUND');
    const grant = await this.access.require(tx, ctx, act, filingId);
    const row = await this.store.locked(tx, filingId);
    if (!row) throw pendingError('PENDING_FILING_UNKNOWN');
    const { state, number, aside } = row;
    return { pending: { state, number, proposal: await this.proposalOf(row.id, aside) }, row, grant: { ...grant, personId } };
  }

  private async proposalOf(filingId: string, aside: PendingRow['aside']): Promise<Proposal | null> {
    if (aside?.state !== 'proposed') return null;
    const { id, reason, ofNumber, sealed, by } = aside;
    const note = open(await this.keys.open(filingId), placeOf(id, 'note'), sealed).toString('utf8');
    return { id, reason, ofNumber, note, by };
  }
}

function actOf({ actor, at, on, recordedAt, correlationId }: RequestContext, { organId, personId }: Grant & { personId: string }): DeskAct {
  return { actor, at, on, recordedAt, correlationId, personId, organId };
}
