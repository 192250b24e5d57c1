import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { SupervisionRecordFilter } from '../reminders/reminders.inputs.js';
import { shownPage } from '../runner/record.page.js';
import { RecordReads } from '../runner/record.reads.js';
import { Petition } from '../supervision.graph.js';
import { OfferedTrigger, SupervisedHandling, SupervisedHandlingConnection } from './handling.graph.js';
import { shownHandling, shownTrigger } from './handling.view.js';
import { Triggers } from './triggers.reads.js';

/** The list of supervised handling. */
@Resolver()
export class HandlingResolver {
  constructor(private readonly reads: RecordReads) {}

  @Query(() => SupervisedHandlingConnection, { description: 'By the day of the answer, the earliest first' })
  async supervisedHandlings(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => SupervisionRecordFilter, nullable: true }) filter?: SupervisionRecordFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<SupervisedHandling>> {
    return shownPage(await this.reads.page(ctx, 'handling', filter ?? {}, first, after, 'reply'), shownHandling);
  }
}

/** Supervised handling of a petition, and on what it might be opened. */
@Resolver(() => Petition)
export class PetitionHandlingsResolver {
  constructor(
    private readonly reads: RecordReads,
    private readonly triggers: Triggers,
  ) {}

  @ResolveField(() => [SupervisedHandling], { nullable: true, description: 'Null where the reader may not see it' })
  async supervisedHandlings(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<SupervisedHandling[] | null> {
    return (await this.reads.of(ctx, 'handling', id))?.map(shownHandling) ?? null;
  }

  @ResolveField(() => [OfferedTrigger], { nullable: true, description: 'As the facts are today; null where the reader may not see it' })
  async supervisionTriggers(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<OfferedTrigger[] | null> {
    return (await this.triggers.of(ctx, id))?.map(shownTrigger) ?? null;
  }
}
