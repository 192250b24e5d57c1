import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { ClosingActs } from './closing.acts.js';
import * as inputs from './closing.inputs.js';

@Resolver(() => Petition)
export class ClosingResolver {
  constructor(private readonly acts: ClosingActs) {}

  @Mutation(() => Petition)
  closePetition(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ClosePetitionInput): Promise<Petition> {
    return this.acts.closePetition(ctx, input);
  }

  @Mutation(() => Petition)
  verifyCompletion(@Ctx() ctx: RequestContext, @Args('input') input: inputs.VerifyCompletionInput): Promise<Petition> {
    return this.acts.verifyCompletion(ctx, input);
  }

  @Mutation(() => Petition, { description: 'Back to a step it had come to; the clock of that step runs from its own start' })
  reopenPetition(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ReopenPetitionInput): Promise<Petition> {
    return this.acts.reopenPetition(ctx, input);
  }

  @Mutation(() => Petition)
  archivePetition(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ArchivePetitionInput): Promise<Petition> {
    return this.acts.archivePetition(ctx, input);
  }

  @Mutation(() => Petition)
  recordLegacyReply(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordLegacyReplyInput): Promise<Petition> {
    return this.acts.recordLegacyReply(ctx, input);
  }
}
