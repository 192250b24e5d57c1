import { Args, Directive, ID, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { PetitionTask } from './handling.graph.js';
import { HandlingReads } from './handling.reads.js';

@Resolver(() => PetitionTask)
export class HandlingResolver {
  constructor(private readonly reads: HandlingReads) {}

  @Query(() => [PetitionTask], {
    description: 'Tasks inside an organ, earliest due first: its head sees all, others their own',
  })
  @Directive('@listSize(assumedSize: 50)')
  petitionTasks(
    @Ctx() ctx: RequestContext,
    @Args('organId', { type: () => ID }) organId: string,
    @Args('officerId', { type: () => ID, nullable: true, description: 'Those of this officer alone' }) officerId: string | null,
  ): Promise<PetitionTask[]> {
    return this.reads.tasks(ctx, organId, officerId ?? null);
  }
}
