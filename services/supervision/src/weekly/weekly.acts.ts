import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { contentHash } from '@sunshine/procedure';
import { v7 as uuid } from 'uuid';
import { supervisionError } from '../domain/supervision.errors.js';
import { reportedWeek } from '../domain/weekly/weekly.js';
import { FreezeWeeklyReportInput, WeeklyReport } from './weekly.graph.js';
import { WeeklyNumbersReads } from './weekly.numbers.js';
import { WeeklyReads } from './weekly.reads.js';
import { insertWeekly } from './weekly.rows.js';

/** 督查周报: what stood in a week, frozen once. It moves no matter, and no event tells of it. */
@Resolver()
export class WeeklyActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly numbers: WeeklyNumbersReads,
    private readonly reads: WeeklyReads,
  ) {}

  @Mutation(() => WeeklyReport, { description: 'Of this week or the last one, once for each office' })
  async freezeWeeklyReport(@Ctx() ctx: RequestContext, @Input() input: FreezeWeeklyReportInput): Promise<WeeklyReport> {
    const personId = signedIn(ctx);
    const id = await this.commands.run(ctx, 'freezeWeeklyReport', withoutNulls(input), async (tx, _emit, note) => {
      const { organId } = await this.access.requireNode(tx, ctx, 'freezeWeeklyReport');
      if (organId === null) throw accessError('ACT_NOT_YOURS');
      const week = reportedWeek(input.day, ctx.on);
      const { areaId, content } = await this.numbers.of(ctx, organId, week);
      const report = {
        id: uuid(),
        organId,
        areaId,
        week: content.week,
        personId,
        frozenAt: new Date(ctx.at),
        content,
        hash: contentHash(content),
      };
      if (!(await insertWeekly(tx, report))) throw supervisionError('WEEKLY_REPORT_FROZEN', { details: { week: content.title } });
      note({ subject: report.id, part: content.week });
      return report.id;
    });
    return this.reads.report(ctx, id);
  }
}
