import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { missingStep } from '../domain/patrol.js';
import { shownPage } from '../runner/record.page.js';
import { MissingStep, MissingStepConnection } from './patrol.graph.js';
import { Patrol } from './patrol.reads.js';

@Resolver()
export class PatrolResolver {
  constructor(private readonly patrol: Patrol) {}

  @Query(() => MissingStepConnection, {
    description: 'Open matters whose legal step is missing, the oldest first, as far as the reader may see the petition',
  })
  async missingSteps(
    @Ctx() ctx: RequestContext,
    @Args('organIds', { type: () => [ID], nullable: true, description: 'Who has to do the step; absent: all' }) organIds?: string[] | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<MissingStep>> {
    return shownPage(await this.patrol.page(ctx, organIds, first, after), ({ petitionId, organId, ...row }) => ({
      ...row,
      petition: { id: petitionId },
      organ: organId === null ? null : { id: organId },
      missingName: missingStep(row.missing),
    }));
  }
}
