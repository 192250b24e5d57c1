import { Injectable } from '@nestjs/common';
import { Law } from '@sunshine/clocks';
import { Time, listOf, type RequestContext, type Statement } from '@sunshine/platform';
import { calendarFor, packInForce, type Day } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { sql } from '../sealing/sql.js';
import type { CaseView } from '../petition/petition.view.js';
import type { ExitDecision as StoredDecision } from '../domain/exits/exits.records.js';
import { guidanceTold } from '../domain/exits/guidance.js';
import { NOT_STOPPED, statutoryChannels, type ChannelTold } from '../domain/channels.js';
import type { ExitDecision, Guidance } from './exits.graph.js';

interface DecisionRow {
  readonly petitionId: string;
  readonly id: string;
  readonly state: 'proposed' | 'decided';
  readonly on: Day;
  readonly organId: string | null;
  readonly confirmedOn: Day | null;
  readonly data: StoredDecision;
}

const decisions: Statement = {
  name: 'case.exit-decisions',
  text: `select petition_id "petitionId", id, state, on_day "on", organ_id "organId", confirmed_on "confirmedOn", data
    from case_record where petition_id = any($1::uuid[]) and kind = 'exitDecision' and state in ('proposed', 'decided') order by petition_id, id`,
};

const DECISIONS = Symbol('exit decisions');

/** What the graph reads of exits and channels. */
@Injectable()
export class ExitReads {
  constructor(
    private readonly db: DataSource,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /** The decision in force, else the proposal to whoever works in the organ in charge. */
  async decision(ctx: RequestContext, { id, inCharge }: CaseView): Promise<ExitDecision | null> {
    const rows = await this.of(ctx, id);
    const row = rows.findLast(({ state }) => state === 'decided') ?? (inCharge ? rows.at(-1) : undefined);
    if (!row) return null;
    const { exit, reason, basis, channelId, lateAfter, corrects, toldOn } = row.data;
    return {
      id: row.id,
      exit,
      state: row.state,
      reason,
      basis,
      channelId,
      organ: row.organId === null ? null : { id: row.organId },
      proposedOn: row.on,
      decidedOn: row.confirmedOn,
      lateAfter,
      corrected: corrects !== null,
      toldOn,
    };
  }

  async guidance(ctx: RequestContext, view: CaseView): Promise<Guidance | null> {
    return this.guidanceOf(view, await this.of(ctx, view.id));
  }

  /** The guidance as the holder of the query code sees it: once it was told, and not of 31(5), where the organ itself acts. */
  async tracked(view: CaseView): Promise<Guidance | null> {
    const guidance = await this.guidanceOf(view, await sql<DecisionRow>(this.db.manager, decisions, [[view.id]]));
    return guidance?.toldOn && guidance.channel.exit !== '31(5)' ? guidance : null;
  }

  /** @throws PACK_NOT_IN_FORCE */
  async channels(exit: string | null, startedOn: Day | null, division: string, on: Day | null): Promise<ChannelTold[]> {
    const { packs, calendars } = await this.law.active(this.db.manager);
    return statutoryChannels(packInForce(packs, division, on ?? this.time.today()), calendarFor(calendars, division), exit, startedOn);
  }

  private async guidanceOf({ division }: CaseView, rows: readonly DecisionRow[]): Promise<Guidance | null> {
    const row = rows.findLast(({ state }) => state === 'decided');
    if (!row) return null;
    const { packs, calendars } = await this.law.active(this.db.manager);
    const pack = packInForce(packs, division, row.confirmedOn ?? row.on);
    const channel = guidanceTold(pack, row.data, calendarFor(calendars, division));
    if (!channel) return null;
    const { papers, basis, toldOn } = row.data;
    return { channel, text: String(pack.values[NOT_STOPPED]?.value ?? ''), papers, basis: [basis, channel.source], toldOn };
  }

  private of(ctx: RequestContext, id: string): Promise<DecisionRow[]> {
    return listOf<DecisionRow>(ctx, DECISIONS, id, (ids) => sql(this.db.manager, decisions, [ids]), petitionOf);
  }
}

const petitionOf = ({ petitionId }: DecisionRow): string => petitionId;
