import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { RefusalActs } from './refusal.acts.js';
import * as inputs from './refusal.inputs.js';

@Resolver(() => Petition)
export class RefusalResolver {
  constructor(private readonly acts: RefusalActs) {}

  @Mutation(() => Petition)
  refuseAcceptance(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RefuseAcceptanceInput): Promise<Petition> {
    return this.acts.refuseAcceptance(ctx, input);
  }

  @Mutation(() => Petition)
  refuseRefiling(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RefuseRefilingInput): Promise<Petition> {
    return this.acts.refuseRefiling(ctx, input);
  }

  @Mutation(() => Petition)
  confirmRefusal(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmRefusalInput): Promise<Petition> {
    return this.acts.confirmRefusal(ctx, input);
  }
}
