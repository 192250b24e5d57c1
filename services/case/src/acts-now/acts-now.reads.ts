import { Injectable } from '@nestjs/common';
import { Law } from '@sunshine/clocks';
import { Access, type RightCheck } from '@sunshine/access';
import { Time, clampFirst, decodeCursor, loader, pageOf, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { sql } from '../sealing/sql.js';
import type { PetitionAct, PetitionChoice } from './acts-now.graph.js';
import { waitingRows, type WaitingRow } from './waiting.rows.js';
import { mayInvestigate } from '../domain/reviewing/investigating.js';
import { staffOfOrgan } from '../handling/staff.rows.js';
import { keptOutOf } from '../review/deciding.rows.js';
import { readCases } from '../runner/case.load.js';
import { choicesOf } from '../domain/choices.js';
import { CONFIRMING_ACTS, type ActOnPetition } from '../domain/acts.js';
import { actsNow, organNow, waitingFor, type OrganOfAct } from '../domain/acts-now.js';
import type { PetitionState } from '../domain/petition.js';

interface Standing {
  readonly state: PetitionState;
  readonly organOf: OrganOfAct;
}

const STANDINGS = Symbol('petitions with the rights of the reader');
const CURSOR = z.tuple([z.iso.date(), z.uuid(), z.string(), z.uuid()]);
const SCANNED = 200;

/** Acts and confirmations open to the reader now, on one petition and on all. */
@Injectable()
export class ActsNowReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /** Acts on a petition that the reader may see. */
  async acts(ctx: RequestContext, petitionId: string): Promise<PetitionAct[]> {
    const { personId } = ctx;
    if (personId === null) return [];
    const found = await this.standing(ctx, petitionId);
    return found ? [...actsNow(found.state, personId, found.organOf)] : [];
  }

  /** The petition and the organ for which the reader may do the act now; null: the reader may not. */
  async mayDo(ctx: RequestContext, petitionId: string, act: ActOnPetition): Promise<{ state: PetitionState; organId: string } | null> {
    const found = ctx.personId === null ? null : await this.standing(ctx, petitionId);
    const organId = found && organNow(found.state, ctx.personId ?? '', found.organOf, act);
    return found && organId ? { state: found.state, organId } : null;
  }

  /** Values that forms offer today on a petition the reader may see. @throws PACK_NOT_IN_FORCE */
  async choices(ctx: RequestContext, petitionId: string, names: readonly string[] | null): Promise<PetitionChoice[]> {
    const found = await this.standing(ctx, petitionId);
    if (!found) return [];
    const today = this.time.today();
    const pack = await this.law.packFor(this.db.manager, found.state.division, today);
    return choicesOf(pack, found.state, today).filter(({ name }) => names === null || names.includes(name));
  }

  /** Officers whom the reader may name now to investigate a review; nobody where there is nothing to name them for. */
  async investigators(ctx: RequestContext, petitionId: string): Promise<readonly string[]> {
    const found = await this.standing(ctx, petitionId);
    const organId = found?.organOf('appointInvestigators') ?? null;
    if (!found || organId === null) return [];
    const staff = await staffOfOrgan(this.db.manager, organId);
    const people = staff.officers.map(({ personId }) => personId);
    return mayInvestigate(found.state, organId, { staff, keptOut: await keptOutOf(this.db.manager, petitionId, people) });
  }

  /**
   * Proposals that wait for the reader's confirmation, oldest first.
   * @throws SIGN_IN_REQUIRED, CURSOR_MALFORMED
   */
  async pending(ctx: RequestContext, first: number | null, after: string | null): Promise<Connection<WaitingRow>> {
    const personId = signedIn(ctx);
    const size = clampFirst(first);
    let from: readonly unknown[] = after === null ? [null, null, null, null] : decodeCursor(after, CURSOR);
    const rows: WaitingRow[] = [];
    if (ctx.kind === 'person') {
      const led = await this.access.standings(this.db, ctx, CONFIRMING_ACTS);
      const standings = [led.map(({ act }) => act), led.map(({ standing }) => standing), led.map(({ organId }) => organId)];
      for (let scanned = SCANNED; rows.length <= size && scanned === SCANNED && led.length > 0;) {
        const found = await sql<WaitingRow>(this.db.manager, waitingRows, [...standings, ...from, SCANNED]);
        rows.push(...(await this.own(ctx, personId, found)));
        scanned = found.length;
        from = cursorOf(found.at(-1)) ?? from;
      }
    }
    return pageOf(rows, size, (row) => cursorOf(row) ?? [], after !== null);
  }

  /** Those of the rows that wait for this person. */
  private async own(ctx: RequestContext, personId: string, rows: readonly WaitingRow[]): Promise<WaitingRow[]> {
    const standings = await this.standings(ctx, [...new Set(rows.map(({ petitionId }) => petitionId))]);
    const open = new Set<string>();
    for (const [petitionId, { state, organOf }] of standings)
      for (const { act, id } of waitingFor(state, personId, organOf)) open.add(`${petitionId} ${act} ${id}`);
    return rows.filter(({ petitionId, act, id }) => open.has(`${petitionId} ${act} ${id}`));
  }

  private standing(ctx: RequestContext, petitionId: string): Promise<Standing | null> {
    return loader<string, Standing>(ctx, STANDINGS, async (ids) => {
      const standings = await this.standings(ctx, ids);
      return ids.map((id) => standings.get(id) ?? null);
    }).load(petitionId);
  }

  private async standings(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Standing>> {
    const [states, rights] = await Promise.all([readCases(this.db.manager, ids), this.access.rights(this.db, ctx, ids)]);
    return new Map(
      [...states].flatMap(([id, state]): [string, Standing][] => {
        const right: RightCheck | undefined = rights.get(id);
        return right ? [[id, { state, organOf: (act) => right(act)?.organId ?? null }]] : [];
      }),
    );
  }
}

const cursorOf = (row: WaitingRow | undefined): readonly unknown[] | null =>
  row ? [row.proposedOn, row.petitionId, row.act, row.id] : null;
