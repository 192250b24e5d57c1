import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, PersonStub as Person, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { SupervisionRecordFilter } from '../reminders/reminders.inputs.js';
import { shownPage } from '../runner/record.page.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { ConferenceMeasure, ConferenceMeasureConnection } from './measures.graph.js';
import { shownMeasure, type ShownMeasure } from './measures.view.js';

/** The file of the joint conference's measures, point to point. */
@Resolver(() => ConferenceMeasure)
export class MeasureResolver {
  constructor(private readonly reads: OrganRecordReads) {}

  @Query(() => ConferenceMeasureConnection, { description: 'Newest first, of the organ addressed, who proposed, and supervisors above' })
  async conferenceMeasures(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<ConferenceMeasure>> {
    return shownPage(await this.reads.page(ctx, 'measure', filter ?? {}, first, after), shownMeasure);
  }

  @Query(() => ConferenceMeasure, { nullable: true, description: 'Null where the reader may not see it' })
  async conferenceMeasure(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<ConferenceMeasure | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'measure', id);
    return found ? shownMeasure(found) : null;
  }

  @Query(() => [Person], { description: 'Who leads an organ, for those who may propose a measure against it; nobody for others' })
  leadingCadres(@Ctx() ctx: RequestContext, @Args('organId', { type: () => ID }) organId: string): Promise<Person[]> {
    return this.reads.leaders(ctx, organId);
  }

  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { of }: ShownMeasure, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of);
  }
}
