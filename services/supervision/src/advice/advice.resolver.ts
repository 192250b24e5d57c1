import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { shownPage } from '../runner/record.page.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { Advice, AdviceConnection } from './advice.graph.js';
import { AdviceFilter } from './advice.inputs.js';
import { shownAdvice, type ShownAdvice } from './advice.view.js';

/** The register of advice. */
@Resolver(() => Advice)
export class AdviceResolver {
  constructor(private readonly reads: OrganRecordReads) {}

  @Query(() => AdviceConnection, { description: 'Newest first, of the organs concerned and the supervisors of their tree' })
  async advices(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => AdviceFilter, nullable: true }) filter?: AdviceFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<Advice>> {
    return shownPage(await this.reads.page(ctx, 'advice', filter ?? {}, first, after), shownAdvice);
  }

  @Query(() => Advice, { nullable: true, description: 'Null where the reader may not see it' })
  async advice(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<Advice | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'advice', id);
    return found ? shownAdvice(found) : null;
  }

  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { of }: ShownAdvice, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of);
  }
}
