import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { RefilingActs } from './refiling.acts.js';
import { CompareRefilingInput } from './refiling.inputs.js';

@Resolver(() => Petition)
export class RefilingResolver {
  constructor(private readonly acts: RefilingActs) {}

  @Mutation(() => Petition, { description: 'A person’s written finding, which refuseRefiling needs' })
  compareRefiling(@Ctx() ctx: RequestContext, @Args('input') input: CompareRefilingInput): Promise<Petition> {
    return this.acts.compareRefiling(ctx, input);
  }
}
