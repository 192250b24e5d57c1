import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, signedIn, type Connection, type RequestContext } from '@sunshine/platform';
import { SupervisionRecordFilter } from '../reminders/reminders.inputs.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { shownPage } from '../runner/record.page.js';
import { ConductComplaint, ConductComplaintConnection } from './conduct.graph.js';
import { shownComplaint, type ShownComplaint } from './conduct.view.js';

/** The register of complaints about staff: of who handles and who registered it, and of nobody in the unit complained about. */
@Resolver(() => ConductComplaint)
export class ConductResolver {
  constructor(private readonly reads: OrganRecordReads) {}

  @Query(() => ConductComplaintConnection, { description: 'Newest first' })
  async conductComplaints(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<ConductComplaint>> {
    return shownPage(await this.reads.page(ctx, 'conduct', filter ?? {}, first, after), shownComplaint);
  }

  @Query(() => ConductComplaint, { nullable: true, description: 'Null where the reader may not see it' })
  async conductComplaint(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<ConductComplaint | null> {
    signedIn(ctx);
    const found = await this.reads.one(ctx, 'conduct', id);
    return found ? shownComplaint(found) : null;
  }

  @ResolveField(() => [String], { description: 'Mutations that the reader may do about it now; their rules may still ask for more' })
  acts(@Parent() { of }: ShownComplaint, @Ctx() ctx: RequestContext): Promise<string[]> {
    return this.reads.offers(ctx, of);
  }
}
