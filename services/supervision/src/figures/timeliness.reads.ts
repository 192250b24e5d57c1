import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Time, clampFirst, decodeCursor, pageOf, sql, type Connection, type RequestContext, type Statement } from '@sunshine/platform';
import { dayNumber, dayOf } from '@sunshine/procedure';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { DEFINITIONS, FIGURES, type FigureDefinition, type FigureId } from '../domain/figures/definitions.js';
import { rateOf } from '../domain/figures/rate.js';
import type { Finding, Standing } from '../domain/figures/facts.js';
import { OF_FACT } from '../contests/contests.rows.js';
import type { CONTEST_STATES } from '../domain/contests/contest.records.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { Areas, type Area } from './area.reads.js';

/** Days, Asia/Shanghai, inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Figure {
  readonly definition: FigureDefinition;
  /** Of a small set that the reader is not shown, as the other two: null. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Percent, two places; null where nothing was due. */
  readonly rate: number | null;
  readonly hidden: boolean;
}

export type Side = 'IN_TIME' | 'NOT_IN_TIME' | 'ALL' | 'EXCLUDED';

export interface FactRow {
  readonly clockId: string;
  readonly petitionId: string;
  readonly number: string | null;
  readonly organId: string;
  readonly dueOn: string;
  readonly answeredOn: string | null;
  readonly finding: Standing;
  /** As the rule has it, whatever was decided. */
  readonly found: Finding;
  /** The newest contest of it that the reader may see. */
  readonly contestId: string | null;
  readonly contestState: keyof typeof CONTEST_STATES | null;
  /** The reader may contest it now. */
  readonly mayContest: boolean;
}

interface Counts {
  readonly numerator: number;
  readonly denominator: number;
}

interface Counted extends Counts {
  readonly figure: FigureId;
}

const NOTHING_DUE: Counts = { numerator: 0, denominator: 0 };

const SUMS = `coalesce(sum(n) filter (where finding = 'in_time'), 0)::int numerator, coalesce(sum(n) filter (where finding <> 'excluded'), 0)::int denominator`;
const counted: Statement = {
  name: 'supervision.figures',
  text: `select figure, ${SUMS} from (
      select figure, finding, n from figure_count where organ_id = any($1::uuid[]) and due_on between $2 and $3
      union all select figure, finding, -1 from figure_fact where petition_id = any($4::uuid[]) and organ_id = any($1) and due_on between $2 and $3) s
    group by figure`,
};
const SIDES: Readonly<Record<Side, string>> = {
  IN_TIME: `f.finding = 'in_time'`,
  NOT_IN_TIME: `f.finding in ('late', 'unmet')`,
  ALL: `f.finding <> 'excluded'`,
  EXCLUDED: `f.finding = 'excluded'`,
};
const Cursor = z.tuple([z.iso.date(), z.uuid()]);

/** Figures of a period from counts kept with the facts, and the facts themselves. */
@Injectable()
export class Timeliness {
  private readonly visible: string;
  private readonly free: string;
  private readonly contests: string;
  private readonly contestable: string;

  constructor(
    private readonly db: DataSource,
    private readonly areas: Areas,
    private readonly time: Time,
    access: Access,
    records: OrganRecordReads,
  ) {
    this.visible = access.visibleInList('f', '$1', 'petition_id');
    this.free = access.free('f', '$1', 'petition_id');
    this.contests = records.seen('contest');
    // What the rule of `contestFact` asks, for the button.
    this.contestable = `(f.finding in ('late', 'unmet') and ${access.atOrgan('contestFact', 'f.organ_id', '$1', 'none')}
      and (c.id is null or c.state <> 'open' and (c.data ->> 'finding', c.data ->> 'answeredOn') is distinct from (coalesce(f.found, f.finding), f.answered_on::text)))`;
  }

  /** All figures of the period, cut at yesterday: what is due today can still be in time. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async figures(
    ctx: RequestContext,
    period: Period,
    organId: string | null,
    below: boolean,
  ): Promise<{ area: Area; period: Period; figures: Figure[] }> {
    const area = await this.areas.of(ctx, organId, below);
    const cut = this.cut(period);
    return { area, period: cut, figures: await this.of(area, cut) };
  }

  /** Numerators and denominators of an organ alone, whoever asks, for an assessment that keeps them. */
  async ofOrgan(tx: EntityManager, organId: string, period: Period): Promise<Record<FigureId, Counts>> {
    const found = await this.counts(tx, [organId], period, []);
    return Object.fromEntries(FIGURES.map((id) => [id, found.get(id) ?? NOTHING_DUE])) as Record<FigureId, Counts>;
  }

  private async counts(
    tx: EntityManager,
    organIds: readonly string[],
    { from, to }: Period,
    barred: readonly string[],
  ): Promise<Map<FigureId, Counts>> {
    const rows = await sql<Counted>(tx, counted, [organIds, from, to, barred]);
    return new Map(rows.map(({ figure, ...counts }) => [figure, counts]));
  }

  /** The same for an area that is known already. */
  async of(area: Area, period: Period): Promise<Figure[]> {
    const found = await this.counts(this.db.manager, area.organIds, period, area.barred);
    return FIGURES.map((id) => {
      const { numerator, denominator } = found.get(id) ?? NOTHING_DUE;
      const hidden = !area.sees && denominator < DEFINITIONS[id].hiddenBelow;
      const shown = hidden ? null : { numerator, denominator };
      const rate = shown && rateOf(numerator, denominator);
      return { definition: DEFINITIONS[id], numerator: shown?.numerator ?? null, denominator: shown?.denominator ?? null, rate, hidden };
    });
  }

  /**
   * The facts behind a number, by last day; as far as the reader may see the petition, or as it is a duty of the reader's own organ. Of a set
   * that is hidden no fact is shown.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, CURSOR_MALFORMED
   */
  async list(
    ctx: RequestContext,
    asked: { figure: FigureId; period: Period; organId: string | null; below: boolean; side: Side },
    first?: number | null,
    after?: string | null,
  ): Promise<Connection<FactRow>> {
    const { area, period, figures } = await this.figures(ctx, asked.period, asked.organId, asked.below);
    const limit = clampFirst(first);
    const [day, id] = after ? decodeCursor(after, Cursor) : [null, null];
    const isHidden = figures.some(({ definition, hidden }) => definition.id === asked.figure && hidden);
    const rows = isHidden
      ? []
      : ((await this.db.query(
          `select f.clock_id "clockId", f.petition_id "petitionId", p.number, f.organ_id "organId", f.due_on "dueOn", f.answered_on "answeredOn", f.finding,
             coalesce(f.found, f.finding) found, c.id "contestId", c.state "contestState", ${this.contestable} "mayContest"
           from figure_fact f left join petition p on p.id = f.petition_id
             left join lateral (select s.id, s.state, s.data from supervision_record s where ${OF_FACT} and ${this.contests}
               order by s.opened_on desc, s.id desc limit 1) c on true
           where f.figure = $2 and f.organ_id = any($3::uuid[]) and f.due_on between $4 and $5 and ${SIDES[asked.side]}
             and ($6::date is null or (f.due_on, f.clock_id) > ($6::date, $7::uuid))
             and (${this.visible} or (f.organ_id in (select r.organ_id from person_role r where r.person_id = $1::uuid) and ${this.free}))
           order by f.due_on, f.clock_id limit ${limit + 1}`,
          [area.personId, asked.figure, area.organIds, period.from, period.to, day, id],
        )) as FactRow[]);
    return pageOf(rows, limit, ({ dueOn, clockId }) => [dueOn, clockId], Boolean(after));
  }

  /** A period up to yesterday: what is due today can still be in time. */
  cut({ from, to }: Period): Period {
    const yesterday = dayOf(dayNumber(this.time.today()) - 1);
    return { from, to: to < yesterday ? to : yesterday };
  }
}
