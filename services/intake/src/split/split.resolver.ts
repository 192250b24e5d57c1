import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { SplitActs } from './split.acts.js';
import { OpenSplitInput, PartOfLetter, PreparedSplit, PrepareSplitInput } from './split.inputs.js';

@Resolver()
export class SplitResolver {
  constructor(private readonly acts: SplitActs) {}

  @Mutation(() => PreparedSplit, { description: 'Texts of the parts of a letter of several matters; splitPetition decides' })
  prepareSplit(@Args('input') input: PrepareSplitInput, @Ctx() ctx: RequestContext): Promise<PreparedSplit> {
    return this.acts.prepareSplit(ctx, input);
  }

  @Mutation(() => [PartOfLetter], { description: 'What came of a letter; each look is on record with its purpose' })
  openSplit(@Args('input') input: OpenSplitInput, @Ctx() ctx: RequestContext): Promise<PartOfLetter[]> {
    return this.acts.openSplit(ctx, input);
  }
}
