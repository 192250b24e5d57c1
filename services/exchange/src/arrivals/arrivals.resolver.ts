import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { ArrivedMatter, ArrivedMatterConnection, ArrivedMatterFilter } from './arrivals.graph.js';
import { ArrivalReads } from './arrivals.reads.js';

@Resolver()
export class ArrivalResolver {
  constructor(private readonly reads: ArrivalReads) {}

  @Query(() => ArrivedMatterConnection, { description: 'Matters of other nodes at the reader’s desk, the oldest first' })
  arrivedMatters(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => ArrivedMatterFilter, nullable: true }) filter?: ArrivedMatterFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<ArrivedMatter>> {
    return this.reads.list(ctx, filter ?? null, first, after);
  }
}
