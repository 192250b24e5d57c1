import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { SplitActs } from './split.acts.js';
import { ConfirmSplitInput, SplitPetitionInput } from './split.inputs.js';

@Resolver(() => Petition)
export class SplitResolver {
  constructor(private readonly acts: SplitActs) {}

  @Mutation(() => Petition, { description: 'Proposes to split a letter into the parts of prepareSplit' })
  splitPetition(@Ctx() ctx: RequestContext, @Args('input') input: SplitPetitionInput): Promise<Petition> {
    return this.acts.splitPetition(ctx, input);
  }

  @Mutation(() => Petition, { description: 'Second reader: the letter ends, its parts are registered with the first day of receipt' })
  confirmSplit(@Ctx() ctx: RequestContext, @Args('input') input: ConfirmSplitInput): Promise<Petition> {
    return this.acts.confirmSplit(ctx, input);
  }
}
