import { Injectable } from '@nestjs/common';
import { Law } from '@sunshine/clocks';
import { formatFilter, type BoardFilter, type List, type PetitionFilter } from '@sunshine/filters';
import { Time, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { dayNumber, dayOf } from '@sunshine/procedure';
import { DataSource } from 'typeorm';
import { AGES, receivedWhen, weeksTo, workingDaysFrom, type Span } from '../domain/figures/weeks.js';
import { rateOf } from '../domain/figures/rate.js';
import { Areas, type Area } from '../figures/area.reads.js';
import { SharedReads } from './shared-reads.js';

/** A number and the list that it counts: a filter of the board or of the register, as text. */
export interface Listed {
  readonly count: number;
  readonly list: List;
  readonly filter: string;
}

interface Rate {
  readonly inTime: Listed;
  readonly due: Listed;
  readonly rate: number | null;
}

export interface OverviewRead {
  readonly organId: string;
  readonly today: string;
  readonly totals: {
    readonly overdue: Listed;
    /** How many more are overdue than at the end of the same day last week. */
    readonly overdueMore: number;
    readonly dueToday: Listed;
    readonly dueInSevenDays: Listed;
    readonly open: Listed;
    readonly thisWeek: Rate;
    readonly lastWeek: Rate;
  };
  readonly overdue: readonly { readonly organId: string; readonly term: string; readonly duties: Listed }[];
  readonly weeks: readonly (Span & { readonly due: Listed; readonly inTime: Listed; readonly late: Listed })[];
  readonly ages: readonly { readonly from: number; readonly to: number | null; readonly matters: Listed }[];
  readonly ahead: readonly { readonly day: string; readonly duties: Listed }[];
  readonly flow: readonly (Span & { readonly received: Listed; readonly closed: Listed; readonly open: number })[];
}

const WEEKS = 12;
const AHEAD = 10;
const OPEN_STATES = ['running', 'warning', 'due_today', 'after_nominal', 'overdue', 'paused'];

const BARRED = `select c.subject organ_id, c.term, c.effective_due due_on,
    case when c.ended is null then 'open' when c.ended = 'met' and c.ended_on <= c.effective_due then 'met' when c.ended = 'met' then 'met_late' end outcome, -1 n
  from clock_register c where c.petition_id = any($4::uuid[]) and c.listed and c.nature = 'duty' and c.subject = any($1)`;
/** Open duties of the organs $1 by organ and term where they are late on $2, else by their last day. */
const open: Statement = {
  name: 'supervision.overview-open',
  text: `select case when due_on < $2 then organ_id end "organId", case when due_on < $2 then term end term, case when due_on >= $2 then due_on end "dueOn", sum(n)::int n
    from (select organ_id, term, due_on, n from duty_count where outcome = 'open' and n <> 0 and organ_id = any($1::uuid[]) and ($3::text[] is null or term = any($3))
      union all select organ_id, term, due_on, n from (${BARRED}) b where outcome = 'open' and ($3::text[] is null or term = any($3))) s
    group by 1, 2, 3 having sum(n) <> 0`,
};
/** Open duties of the organs $1 by term and, from $2 on, by how near their last day is. */
const ofOrgan: Statement = {
  name: 'supervision.organ-duties',
  text: `select term, coalesce(sum(n) filter (where due_on < $2), 0)::int overdue, coalesce(sum(n) filter (where due_on = $2), 0)::int "dueToday",
      coalesce(sum(n) filter (where due_on > $2 and due_on <= $3), 0)::int "dueInSevenDays", coalesce(sum(n) filter (where due_on > $3), 0)::int later
    from (select term, due_on, n from duty_count where outcome = 'open' and n <> 0 and organ_id = any($1::uuid[])
      union all select term, due_on, n from (${BARRED}) b where outcome = 'open') s
    group by term having sum(n) <> 0 order by overdue desc, term`,
};
/** What was due in each week from $2 on, by how it ended; the day of a week is its Monday. Of the current week only what is past $6 is late. */
const due: Statement = {
  name: 'supervision.overview-due',
  text: `select date_trunc('week', due_on)::date::text "from", outcome, (due_on < $6) past, sum(n)::int n
    from (select due_on, outcome, term, n from duty_count where due_on between $2 and $5 and outcome in ('open', 'met', 'met_late') and n <> 0 and organ_id = any($1::uuid[])
        and ($3::text[] is null or term = any($3))
      union all select due_on, outcome, term, n from (${BARRED}) b where due_on between $2 and $5 and outcome is not null and ($3::text[] is null or term = any($3))) s
    group by 1, 2, 3`,
};
/** Duties that were overdue a week ago and have ended since. */
const endedSince: Statement = {
  name: 'supervision.overview-ended-since',
  text: `select count(*)::int n from clock_register c where c.ended is not null and c.ended_on > c.effective_due and c.ended_on > $2 and c.effective_due < $2
    and c.listed and c.nature = 'duty' and c.subject = any($1::uuid[]) and ($3::text[] is null or c.term = any($3)) and c.petition_id <> all($4::uuid[])`,
};
const matters: Statement = {
  name: 'supervision.overview-matters',
  text: `with kept as (select what, on_day, n from matter_count where organ_id = any($1::uuid[]) and n <> 0 and (what = 'open' or on_day >= $2)
      union all select v.what, v.on_day, -1 from petition p,
        lateral (values ('received', p.received_on), ('closed', p.closed_on), ('open', case when p.closed_on is null then p.received_on end)) v(what, on_day)
      where p.id = any($4::uuid[]) and p.listed and p.organ_id = any($1) and p.received_on is not null and v.on_day is not null and (v.what = 'open' or v.on_day >= $2))
    select what, case when what <> 'open' then date_trunc('week', on_day)::date::text end week,
      case when what = 'open' then (select count(*) from unnest($3::int[]) a where $5::date - on_day >= a)::int end age, sum(n)::int n
    from kept group by 1, 2, 3`,
};

/** Where the open duties of an organ stand. */
type Nearness = 'overdue' | 'dueToday' | 'dueInSevenDays' | 'later';

interface OpenRow {
  readonly organId: string | null;
  readonly term: string | null;
  readonly dueOn: string | null;
  readonly n: number;
}

interface DueRow {
  readonly from: string;
  readonly outcome: string;
  readonly past: boolean;
  readonly n: number;
}

interface MatterRow {
  readonly what: string;
  readonly week: string | null;
  readonly age: number | null;
  readonly n: number;
}

const sum = <T extends { readonly n: number }>(rows: readonly T[], fits: (row: T) => boolean): number =>
  rows.reduce((total, row) => (fits(row) ? total + row.n : total), 0);

/** What a supervision office looks at first, from counts kept with the rows; each number with the filter that lists what it counts. */
@Injectable()
export class Overview {
  private readonly shared = new SharedReads<OverviewRead>();

  constructor(
    private readonly db: DataSource,
    private readonly areas: Areas,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /**
   * @param organId null: the area of a reader who supervises one, else the own organ
   * @param terms duties of these terms alone; null: of all. Matters are counted whatever their terms
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS
   */
  async of(ctx: RequestContext, organId: string | null, terms: readonly string[] | null): Promise<OverviewRead> {
    const area = await this.areas.of(ctx, organId, true);
    const today = this.time.today();
    const same = JSON.stringify([area.organId, area.organIds, area.barred, terms, today]);
    return this.shared.read(same, () => this.read(area, terms, today));
  }

  private async read(area: Area, terms: readonly string[] | null, today: string): Promise<OverviewRead> {
    const weeks = weeksTo(today, WEEKS);
    const [first, last] = [weeks[0] as Span, weeks.at(-1) as Span];
    const weekAgo = dayOf(dayNumber(today) - 7);
    const { organIds, barred } = area;
    const { manager } = this.db;
    const [openRows, dueRows, sinceRows, ended, matterRows, calendar] = await Promise.all([
      sql<OpenRow>(manager, open, [organIds, today, terms, barred]),
      sql<DueRow>(manager, due, [organIds, first.from, terms, barred, last.to, today]),
      sql<DueRow>(manager, due, [organIds, weekAgo, terms, barred, dayOf(dayNumber(today) - 1), today]),
      sql<{ n: number }>(manager, endedSince, [organIds, weekAgo, terms, barred]),
      sql<MatterRow>(manager, matters, [organIds, first.from, AGES.map(([from]) => from), barred, today]),
      this.law.calendarFor(manager, 'CN'),
    ]);
    const list = new Lists(area, terms);
    const late = openRows.filter(({ term }) => term !== null);
    const ahead = (from: string, to: string): number => sum(openRows, ({ dueOn }) => dueOn !== null && from <= dueOn && dueOn <= to);
    const inWeek = ({ from, to }: Span): OverviewRead['weeks'][number] => {
      const of = (...outcomes: string[]): number => sum(dueRows, (row) => row.from === from && outcomes.includes(row.outcome));
      const past = sum(dueRows, (row) => row.from === from && row.outcome === 'open' && row.past);
      return {
        from,
        to,
        due: list.duties(of('open', 'met', 'met_late'), { states: ['met', 'met_late', ...OPEN_STATES], dueFrom: from, dueTo: to }),
        inTime: list.duties(of('met'), { states: ['met'], dueFrom: from, dueTo: to }),
        late: list.duties(of('met_late') + past, { states: ['met_late', 'overdue'], dueFrom: from, dueTo: to }),
      };
    };
    return {
      organId: area.organId,
      today,
      totals: {
        overdue: list.duties(
          sum(late, () => true),
          { states: ['overdue'] },
        ),
        overdueMore: sum(sinceRows, ({ outcome }) => outcome === 'open') - (ended[0]?.n ?? 0),
        dueToday: list.duties(ahead(today, today), { states: OPEN_STATES, dueFrom: today, dueTo: today }),
        dueInSevenDays: list.duties(ahead(today, dayOf(dayNumber(today) + 6)), {
          states: OPEN_STATES,
          dueFrom: today,
          dueTo: dayOf(dayNumber(today) + 6),
        }),
        open: list.matters(
          sum(matterRows, ({ what }) => what === 'open'),
          { openOnly: true },
        ),
        thisWeek: this.rate(list, dueRows, last, today),
        lastWeek: this.rate(list, dueRows, weeks.at(-2) as Span, today),
      },
      overdue: late.map(({ organId: whose, term, n }) => ({
        organId: whose as string,
        term: term as string,
        duties: list.duties(n, { states: ['overdue'], organIds: [whose as string], terms: [term as string] }),
      })),
      weeks: weeks.map(inWeek),
      ages: AGES.map(([from, to], at) => {
        const { from: receivedFrom, to: receivedTo } = receivedWhen(today, [from, to]);
        return {
          from,
          to,
          matters: list.matters(
            sum(matterRows, ({ age }) => age === at + 1),
            { openOnly: true, receivedFrom, receivedTo },
          ),
        };
      }),
      ahead: workingDaysFrom(today, AHEAD, calendar).map(({ from, to }) => ({
        day: to,
        duties: list.duties(ahead(from, to), { states: OPEN_STATES, dueFrom: from, dueTo: to }),
      })),
      flow: this.flow(list, matterRows, weeks),
    };
  }

  /**
   * Duties of the organ itself that have not ended, by term, the late ones first.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS
   */
  async dutiesOf(ctx: RequestContext, organId: string): Promise<(Readonly<Record<Nearness, Listed>> & { readonly term: string })[]> {
    const area = await this.areas.of(ctx, organId, false);
    const today = this.time.today();
    const [tomorrow, week] = [dayOf(dayNumber(today) + 1), dayOf(dayNumber(today) + 7)];
    const rows = await sql<Readonly<Record<Nearness, number>> & { readonly term: string }>(this.db.manager, ofOrgan, [
      area.organIds,
      today,
      week,
      area.barred,
    ]);
    const days: Readonly<Record<Nearness, BoardFilter>> = {
      overdue: { states: ['overdue'] },
      dueToday: { states: OPEN_STATES, dueFrom: today, dueTo: today },
      dueInSevenDays: { states: OPEN_STATES, dueFrom: tomorrow, dueTo: week },
      later: { states: OPEN_STATES, dueFrom: dayOf(dayNumber(week) + 1) },
    };
    return rows.map((row) => {
      const list = new Lists(area, [row.term]);
      const of = (near: Nearness): Listed => list.duties(row[near], { organIds: [area.organId], ...days[near] });
      return { term: row.term, overdue: of('overdue'), dueToday: of('dueToday'), dueInSevenDays: of('dueInSevenDays'), later: of('later') };
    });
  }

  /** Of the duties due in a week up to yesterday. */
  private rate(list: Lists, rows: readonly DueRow[], { from, to }: Span, today: string): Rate {
    const yesterday = dayOf(dayNumber(today) - 1);
    const dueTo = to < yesterday ? to : yesterday;
    const of = (...outcomes: string[]): number => sum(rows, (row) => row.from === from && row.past && outcomes.includes(row.outcome));
    const [inTime, all] = [of('met'), of('met', 'met_late', 'open')];
    return {
      inTime: list.duties(inTime, { states: ['met'], dueFrom: from, dueTo }),
      due: list.duties(all, { states: ['met', 'met_late', 'overdue'], dueFrom: from, dueTo }),
      rate: rateOf(inTime, all),
    };
  }

  /** What was open at the end of each week follows backwards from what is open now. */
  private flow(list: Lists, rows: readonly MatterRow[], weeks: readonly Span[]): OverviewRead['flow'] {
    let openAtEnd = sum(rows, ({ what }) => what === 'open');
    const of = (what: string, from: string): number => sum(rows, (row) => row.what === what && row.week === from);
    return weeks
      .toReversed()
      .map(({ from, to }) => {
        const [received, closed, atEnd] = [of('received', from), of('closed', from), openAtEnd];
        openAtEnd -= received - closed;
        return {
          from,
          to,
          received: list.matters(received, { receivedFrom: from, receivedTo: to }),
          closed: list.matters(closed, { closedFrom: from, closedTo: to }),
          open: atEnd,
        };
      })
      .toReversed();
  }
}

/** Numbers with the texts of the filters that list them. */
class Lists {
  constructor(
    private readonly area: Area,
    private readonly terms: readonly string[] | null,
  ) {}

  duties(count: number, filter: BoardFilter): Listed {
    const areas = [this.area.organId];
    return {
      count,
      list: 'supervisionBoard',
      filter: formatFilter('supervisionBoard', { areas, ...(this.terms && { terms: this.terms }), ...filter }),
    };
  }

  matters(count: number, filter: PetitionFilter): Listed {
    return { count, list: 'petitions', filter: formatFilter('petitions', filter) };
  }
}
