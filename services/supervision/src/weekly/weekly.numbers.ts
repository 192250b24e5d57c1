import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { sql, type RequestContext, type Statement } from '@sunshine/platform';
import { TERM_NAMES } from '@sunshine/words';
import { DataSource } from 'typeorm';
import type { Span } from '../domain/figures/weeks.js';
import { weeklyContent, type SupervisionKind, type WeeklyContent, type WeeklyNumbers } from '../domain/weekly/weekly.js';
import { Areas, type Area } from '../figures/area.reads.js';
import { Timeliness } from '../figures/timeliness.reads.js';
import { Overview } from '../overview/overview.reads.js';

const KINDS: readonly SupervisionKind[] = ['warning', 'reminder', 'proposal', 'handling'];

/** What was sent and ended between $2 and $3 on duties of the organs $1, and what was open on $3. Steps that bring about a record are counted as that. */
const done: Statement = {
  name: 'supervision.weekly-done',
  text: `select kind, count(*) filter (where opened_on >= $2)::int opened, count(*) filter (where ended_on between $2 and $3)::int ended,
      count(*) filter (where ended_on is null or ended_on > $3)::int open
    from (select r.kind, r.opened_on,
        coalesce(r.data -> 'answer' ->> 'on', r.data -> 'withdrawn' ->> 'on', r.data -> 'ended' ->> 'on', r.data -> 'closed' ->> 'on')::date ended_on
      from supervision_record r join petition p on p.id = r.petition_id
      where r.organ_id = any($1::uuid[]) and r.kind in ('reminder', 'proposal', 'handling') and r.opened_on <= $3 and p.listed and p.id <> all($4::uuid[])
      union all select 'warning', s.on_day, case when s.withdrawn is not null then s.on_day end
      from register_step s join clock_register c on c.clock_id = s.clock_id
      where s.on_day between $2 and $3 and s.step not in ('REMINDER', 'SUPERVISION_PROPOSAL') and c.listed and c.nature = 'duty' and c.subject = any($1::uuid[])
        and c.petition_id <> all($4::uuid[])) a
    group by kind`,
};
const names: Statement = { name: 'supervision.weekly-organs', text: 'select id, name from organ where id = any($1::uuid[])' };

/** The numbers of a weekly report: those of the overview and of the figures, and what supervision itself did. */
@Injectable()
export class WeeklyNumbersReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly areas: Areas,
    private readonly overview: Overview,
    private readonly timeliness: Timeliness,
  ) {}

  /** The report of the week as it would be frozen now. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async of(ctx: RequestContext, officeId: string, week: Span): Promise<{ readonly areaId: string; readonly content: WeeklyContent }> {
    const area = await this.areas.of(ctx, null, true);
    const [read, figures, acts, office] = await Promise.all([
      this.overview.of(ctx, area.organId, null),
      // Who reads the file is not known: small sets are told to nobody, and the report hides them itself.
      this.timeliness.of({ ...area, sees: true }, this.timeliness.cut(week)),
      this.done(area, week),
      this.access.organ(this.db, officeId),
    ]);
    const organs = await this.names([area.organId, ...read.overdue.map(({ organId }) => organId)]);
    const [flow, due] = [read.flow.find(({ from }) => from === week.from), read.weeks.find(({ from }) => from === week.from)];
    const nameOf = (id: string): string => organs.get(id) ?? id;
    const numbers: WeeklyNumbers = {
      office: office.name,
      area: nameOf(area.organId),
      week,
      today: read.today,
      flow: { received: flow?.received.count ?? 0, closed: flow?.closed.count ?? 0, open: flow?.open ?? 0 },
      due: { due: due?.due.count ?? 0, inTime: due?.inTime.count ?? 0, late: due?.late.count ?? 0 },
      late: read.overdue.map(({ organId, term, duties }) => ({
        organ: nameOf(organId),
        duty: TERM_NAMES[term] ?? term,
        count: duties.count,
      })),
      done: acts,
      figures: figures.map(({ definition: { title, hiddenBelow }, numerator, denominator, rate }) => ({
        ...{ title, hiddenBelow, rate },
        ...{ numerator: numerator ?? 0, denominator: denominator ?? 0 },
      })),
      ahead: read.ahead.map(({ day, duties }) => ({ day, count: duties.count })),
    };
    return { areaId: area.organId, content: weeklyContent(numbers) };
  }

  private async done({ organIds, barred }: Area, { from, to }: Span): Promise<WeeklyNumbers['done']> {
    const rows = await sql<WeeklyNumbers['done'][number]>(this.db.manager, done, [organIds, from, to, barred]);
    return KINDS.map((kind) => rows.find((row) => row.kind === kind) ?? { kind, opened: 0, ended: 0, open: 0 });
  }

  private async names(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql<{ id: string; name: string }>(this.db.manager, names, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
