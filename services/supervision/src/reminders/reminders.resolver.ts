import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { shownPage } from '../runner/record.page.js';
import { RecordReads } from '../runner/record.reads.js';
import { Petition } from '../supervision.graph.js';
import { Reminder, ReminderConnection, SupervisionProposal, SupervisionProposalConnection } from './reminders.graph.js';
import { SupervisionRecordFilter } from './reminders.inputs.js';
import { shownProposal, shownReminder } from './reminders.view.js';

/** Lists of what supervision keeps of petitions, newest first, as far as the reader may see the petition. */
@Resolver()
export class ReminderResolver {
  constructor(private readonly reads: RecordReads) {}

  @Query(() => ReminderConnection)
  async reminders(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<Reminder>> {
    return shownPage(await this.reads.page(ctx, 'reminder', filter ?? {}, first, after), shownReminder);
  }

  @Query(() => SupervisionProposalConnection)
  async supervisionProposals(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<SupervisionProposal>> {
    return shownPage(await this.reads.page(ctx, 'proposal', filter ?? {}, first, after), shownProposal);
  }
}

/** What supervision keeps of a petition, in the order in which it was opened. */
@Resolver(() => Petition)
export class PetitionRecordsResolver {
  constructor(private readonly reads: RecordReads) {}

  @ResolveField(() => [Reminder], { nullable: true, description: 'Null where the reader may not see it' })
  async reminders(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<Reminder[] | null> {
    return (await this.reads.of(ctx, 'reminder', id))?.map(shownReminder) ?? null;
  }

  @ResolveField(() => [SupervisionProposal], { nullable: true, description: 'Null where the reader may not see it' })
  async supervisionProposals(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<SupervisionProposal[] | null> {
    return (await this.reads.of(ctx, 'proposal', id))?.map(shownProposal) ?? null;
  }
}
