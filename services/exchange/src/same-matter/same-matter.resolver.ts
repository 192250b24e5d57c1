import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { PartnerQuestion, PartnerQuestionConnection, PartnerQuestionFilter } from './same-matter.graph.js';
import { SameMatterReads } from './same-matter.reads.js';

@Resolver()
export class SameMatterResolver {
  constructor(private readonly reads: SameMatterReads) {}

  @Query(() => PartnerQuestionConnection, { description: 'Questions about the same matter, put and received; newest first' })
  partnerQuestions(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => PartnerQuestionFilter, nullable: true }) filter?: PartnerQuestionFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<PartnerQuestion>> {
    return this.reads.questions(ctx, filter ?? null, first, after);
  }
}
