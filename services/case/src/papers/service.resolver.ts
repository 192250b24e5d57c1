import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { ServiceActs } from './service.acts.js';
import { RecordServiceInput } from './service.inputs.js';

@Resolver(() => Petition)
export class ServiceResolver {
  constructor(private readonly acts: ServiceActs) {}

  @Mutation(() => Petition)
  recordService(@Ctx() ctx: RequestContext, @Args('input') input: RecordServiceInput): Promise<Petition> {
    return this.acts.recordService(ctx, input);
  }
}
