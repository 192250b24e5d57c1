import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { QualitySample, QualitySampleConnection, SampledMatter } from './quality.graph.js';
import { QualityReads, type ShownMatter } from './quality.reads.js';

@Resolver()
export class QualityResolver {
  constructor(private readonly reads: QualityReads) {}

  @Query(() => QualitySampleConnection, { description: 'Newest first: for who reviews, whose work is reviewed, and supervisors above' })
  qualitySamples(
    @Ctx() ctx: RequestContext,
    @Args('organIds', { type: () => [ID], nullable: true, description: 'Whose work is reviewed; absent: all' }) organIds?: string[] | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<QualitySample>> {
    return this.reads.page(ctx, organIds, first, after);
  }

  @Query(() => QualitySample)
  qualitySample(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<QualitySample> {
    return this.reads.sample(ctx, id);
  }
}

@Resolver(() => SampledMatter)
export class SampledMatterResolver {
  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { offer }: ShownMatter): Promise<string[]> {
    return offer();
  }
}
