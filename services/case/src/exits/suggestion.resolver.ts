import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { SuggestionActs } from './suggestion.acts.js';
import * as inputs from './suggestion.inputs.js';

@Resolver(() => Petition)
export class SuggestionResolver {
  constructor(private readonly acts: SuggestionActs) {}

  @Mutation(() => Petition)
  startStudy(@Ctx() ctx: RequestContext, @Args('input') input: inputs.StartStudyInput): Promise<Petition> {
    return this.acts.startStudy(ctx, input);
  }

  @Mutation(() => Petition)
  decideSuggestion(@Ctx() ctx: RequestContext, @Args('input') input: inputs.DecideSuggestionInput): Promise<Petition> {
    return this.acts.decideSuggestion(ctx, input);
  }

  @Mutation(() => Petition)
  replySuggestion(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ReplySuggestionInput): Promise<Petition> {
    return this.acts.replySuggestion(ctx, input);
  }

  @Mutation(() => Petition)
  followMeasure(@Ctx() ctx: RequestContext, @Args('input') input: inputs.FollowMeasureInput): Promise<Petition> {
    return this.acts.followMeasure(ctx, input);
  }
}
