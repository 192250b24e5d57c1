import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { RecusalActs } from './recusal.acts.js';
import { DecideRecusalInput, RequestRecusalInput } from './recusal.inputs.js';

@Resolver(() => Petition)
export class RecusalResolver {
  constructor(private readonly acts: RecusalActs) {}

  @Mutation(() => Petition, { description: 'By an officer who may see the petition, or by the petitioner with the pass of trackPetition' })
  requestRecusal(@Ctx() ctx: RequestContext, @Args('input') input: RequestRecusalInput): Promise<Petition> {
    return this.acts.requestRecusal(ctx, input);
  }

  @Mutation(() => Petition)
  decideRecusal(@Ctx() ctx: RequestContext, @Args('input') input: DecideRecusalInput): Promise<Petition> {
    return this.acts.decideRecusal(ctx, input);
  }
}
