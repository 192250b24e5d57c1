import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { WeeklyReport, WeeklyReportConnection } from './weekly.graph.js';
import { WeeklyReads } from './weekly.reads.js';

@Resolver()
export class WeeklyResolver {
  constructor(private readonly reads: WeeklyReads) {}

  @Query(() => WeeklyReportConnection, { description: 'Newest week first' })
  weeklyReports(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<WeeklyReport>> {
    return this.reads.page(ctx, first, after);
  }

  @Query(() => WeeklyReport)
  weeklyReport(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<WeeklyReport> {
    return this.reads.report(ctx, id);
  }
}
