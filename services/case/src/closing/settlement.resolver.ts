import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { SettlementActs } from './settlement.acts.js';
import { RecordPromiseBrokenInput, RecordPromisePerformedInput, RecordSettlementInput } from './settlement.inputs.js';

@Resolver(() => Petition)
export class SettlementResolver {
  constructor(private readonly acts: SettlementActs) {}

  @Mutation(() => Petition)
  recordSettlement(@Ctx() ctx: RequestContext, @Args('input') input: RecordSettlementInput): Promise<Petition> {
    return this.acts.recordSettlement(ctx, input);
  }

  @Mutation(() => Petition)
  recordPromisePerformed(@Ctx() ctx: RequestContext, @Args('input') input: RecordPromisePerformedInput): Promise<Petition> {
    return this.acts.recordPromisePerformed(ctx, input);
  }

  @Mutation(() => Petition)
  recordPromiseBroken(@Ctx() ctx: RequestContext, @Args('input') input: RecordPromiseBrokenInput): Promise<Petition> {
    return this.acts.recordPromiseBroken(ctx, input);
  }
}
