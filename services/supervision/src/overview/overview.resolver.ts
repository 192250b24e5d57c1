import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { TERM_NAMES } from '@sunshine/words';
import { OrganDuties, SupervisionOverview } from './overview.graph.js';
import { Overview } from './overview.reads.js';

@Resolver(() => SupervisionOverview)
export class OverviewResolver {
  constructor(private readonly overview: Overview) {}

  @Query(() => SupervisionOverview, {
    description: 'Duties and matters of an area in numbers, each with the list that it counts; reports are in none',
  })
  async supervisionOverview(
    @Ctx() ctx: RequestContext,
    @Args('organId', { type: () => ID, nullable: true, description: 'Absent: the area the reader supervises, else the own organ' })
    organId: string | null,
    @Args('terms', { type: () => [String], nullable: true, description: 'Duties of these terms; absent: all' }) terms: string[] | null,
  ): Promise<SupervisionOverview> {
    const { organId: area, overdue, weeks, ages, ahead, flow, ...read } = await this.overview.of(ctx, organId ?? null, terms ?? null);
    return {
      ...read,
      organ: { id: area },
      overdue: overdue.map(({ organId: whose, term, duties }) => ({
        organ: { id: whose },
        term,
        termName: TERM_NAMES[term] ?? term,
        duties,
      })),
      weeks: [...weeks],
      ages: [...ages],
      ahead: [...ahead],
      flow: [...flow],
    };
  }

  @Query(() => [OrganDuties], {
    description: 'What an organ itself has not done yet, by duty, those without any left out; reports are in none',
  })
  async organDuties(@Ctx() ctx: RequestContext, @Args('organId', { type: () => ID }) organId: string): Promise<OrganDuties[]> {
    const duties = await this.overview.dutiesOf(ctx, organId);
    return duties.map((row) => ({ ...row, termName: TERM_NAMES[row.term] ?? row.term }));
  }
}
