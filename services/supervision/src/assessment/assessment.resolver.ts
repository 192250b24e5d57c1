import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { AssessmentScheme, AssessmentSchemeConnection, AssessmentScore } from './assessment.graph.js';
import { AssessmentReads } from './assessment.reads.js';

@Resolver()
export class AssessmentResolver {
  constructor(private readonly reads: AssessmentReads) {}

  @Query(() => AssessmentSchemeConnection, { description: 'Newest first, for who assesses and who is assessed' })
  assessmentSchemes(
    @Ctx() ctx: RequestContext,
    @Args('year', { type: () => Int, nullable: true }) year?: number | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<AssessmentScheme>> {
    return this.reads.page(ctx, year, first, after);
  }

  @Query(() => AssessmentScheme)
  assessmentScheme(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<AssessmentScheme> {
    return this.reads.scheme(ctx, id);
  }

  @Query(() => [AssessmentScore], { description: 'Final points alone, for who assesses: what is handed on' })
  assessmentScores(@Ctx() ctx: RequestContext, @Args('schemeId', { type: () => ID }) schemeId: string): Promise<AssessmentScore[]> {
    return this.reads.scores(ctx, schemeId);
  }
}
