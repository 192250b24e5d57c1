import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { SupervisionRecordFilter } from '../reminders/reminders.inputs.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { shownPage } from '../runner/record.page.js';
import { InspectedOrgan, InspectionRound, InspectionRoundConnection } from './rounds.graph.js';
import { shownRound, type ShownPart, type ShownRound } from './rounds.view.js';

/** The file of inspection rounds; an inspected organ reads its own part. */
@Resolver(() => InspectionRound)
export class RoundResolver {
  constructor(private readonly reads: OrganRecordReads) {}

  @Query(() => InspectionRoundConnection, { description: 'Newest first; `organIds`: one of them is inspected' })
  async inspectionRounds(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<InspectionRound>> {
    return shownPage(await this.reads.page(ctx, 'round', filter ?? {}, first, after), shownRound);
  }

  @Query(() => InspectionRound, { nullable: true, description: 'Null where the reader may not see it' })
  async inspectionRound(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<InspectionRound | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'round', id);
    return found ? shownRound(found) : null;
  }
  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { of }: ShownRound, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of);
  }
}

@Resolver(() => InspectedOrgan)
export class InspectedOrganResolver {
  constructor(private readonly reads: OrganRecordReads) {}

  @ResolveField(() => [String], { description: 'Mutations that the reader may do about its part now; their rules may still ask for more' })
  acts(@Parent() { of, organ }: ShownPart, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of, organ.id);
  }
}
