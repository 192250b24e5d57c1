import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, Day, type Connection, type RequestContext } from '@sunshine/platform';
import { FIGURES } from '../domain/figures/definitions.js';
import { shownPage } from '../runner/record.page.js';
import { FrozenDay, FrozenDayConnection, RebuiltDay } from './frozen-days.graph.js';
import { FrozenDayReads } from './frozen-days.reads.js';
import type { FrozenDay as FrozenRow } from './frozen-days.rows.js';

const shown = ({ day, previous, hash, facts, versions, frozenAt }: FrozenRow): FrozenDay => ({
  day,
  previous,
  hash,
  facts,
  versions: FIGURES.filter((figure) => figure in versions).map((figure) => ({ figure, version: versions[figure] })),
  frozenAt,
});

/** The facts of closed days, and the proof that they are what they were. */
@Resolver()
export class FrozenDaysResolver {
  constructor(private readonly reads: FrozenDayReads) {}

  @Query(() => FrozenDayConnection, { description: 'Newest first' })
  async frozenDays(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<FrozenDay>> {
    return shownPage(await this.reads.page(ctx, first, after), shown);
  }

  @Query(() => RebuiltDay, { nullable: true, description: 'Null: that day is not frozen' })
  async rebuiltDay(@Ctx() ctx: RequestContext, @Args('day', { type: () => Day }) day: string): Promise<RebuiltDay | null> {
    const found = await this.reads.rebuilt(ctx, day);
    return found && { frozen: shown(found), rebuilt: found.rebuilt, holds: found.holds, altered: found.altered };
  }
}
