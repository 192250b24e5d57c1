import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { FastTrackActs } from './fast-track.acts.js';
import * as inputs from './fast-track.inputs.js';

@Resolver(() => Petition)
export class FastTrackResolver {
  constructor(private readonly acts: FastTrackActs) {}

  @Mutation(() => Petition)
  chooseFastTrack(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ChooseFastTrackInput): Promise<Petition> {
    return this.acts.chooseFastTrack(ctx, input);
  }

  @Mutation(() => Petition)
  leaveFastTrack(@Ctx() ctx: RequestContext, @Args('input') input: inputs.LeaveFastTrackInput): Promise<Petition> {
    return this.acts.leaveFastTrack(ctx, input);
  }

  @Mutation(() => Petition)
  answerFastTrack(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AnswerFastTrackInput): Promise<Petition> {
    return this.acts.answerFastTrack(ctx, input);
  }

  @Mutation(() => Petition)
  issueFastTrackPaper(@Ctx() ctx: RequestContext, @Args('input') input: inputs.IssueFastTrackPaperInput): Promise<Petition> {
    return this.acts.issueFastTrackPaper(ctx, input);
  }
}
