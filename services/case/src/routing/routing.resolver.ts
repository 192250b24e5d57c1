import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition, TrackedPetition } from '../petition/case.graph.js';
import { CaseReads, type CaseView } from '../petition/case.reads.js';
import { MatterActs } from './matters.acts.js';
import { RoutingActs } from './routing.acts.js';
import { CourseOrgan, MovedMatters } from './routing.graph.js';
import * as inputs from './routing.inputs.js';
import { RoutingReads } from './routing.reads.js';

@Resolver(() => Petition)
export class RoutingResolver {
  constructor(
    private readonly acts: RoutingActs,
    private readonly matters: MatterActs,
    private readonly cases: CaseReads,
    private readonly reads: RoutingReads,
  ) {}

  @Mutation(() => Petition)
  routePetition(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RoutePetitionInput): Promise<Petition> {
    return this.acts.routePetition(ctx, input);
  }

  @Mutation(() => Petition)
  recallTransfer(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecallTransferInput): Promise<Petition> {
    return this.acts.recallTransfer(ctx, input);
  }

  @Mutation(() => Petition)
  objectToTransfer(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ObjectToTransferInput): Promise<Petition> {
    return this.acts.objectToTransfer(ctx, input);
  }

  @Mutation(() => Petition)
  confirmObjection(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmObjectionInput): Promise<Petition> {
    return this.acts.confirmObjection(ctx, input);
  }

  @Mutation(() => Petition)
  decideObjection(@Ctx() ctx: RequestContext, @Args('input') input: inputs.DecideObjectionInput): Promise<Petition> {
    return this.acts.decideObjection(ctx, input);
  }

  @Mutation(() => Petition)
  confirmObjectionDecision(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmObjectionDecisionInput): Promise<Petition> {
    return this.acts.confirmObjectionDecision(ctx, input);
  }

  @Mutation(() => Petition)
  designateOrgan(@Ctx() ctx: RequestContext, @Args('input') input: inputs.DesignateOrganInput): Promise<Petition> {
    return this.acts.designateOrgan(ctx, input);
  }

  @Mutation(() => Petition)
  handDown(@Ctx() ctx: RequestContext, @Args('input') input: inputs.HandDownInput): Promise<Petition> {
    return this.acts.handDown(ctx, input);
  }

  @Mutation(() => Petition)
  requestAssistance(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RequestAssistanceInput): Promise<Petition> {
    return this.acts.requestAssistance(ctx, input);
  }

  @Mutation(() => Petition)
  answerAssistance(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AnswerAssistanceInput): Promise<Petition> {
    return this.acts.answerAssistance(ctx, input);
  }

  @Mutation(() => Petition)
  endAssistance(@Ctx() ctx: RequestContext, @Args('input') input: inputs.EndAssistanceInput): Promise<Petition> {
    return this.acts.endAssistance(ctx, input);
  }

  @Mutation(() => Petition)
  agreeJointHandling(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AgreeJointHandlingInput): Promise<Petition> {
    return this.acts.agreeJointHandling(ctx, input);
  }

  @Mutation(() => Petition)
  keepForReference(@Ctx() ctx: RequestContext, @Args('input') input: inputs.KeepForReferenceInput): Promise<Petition> {
    return this.acts.keepForReference(ctx, input);
  }

  @Mutation(() => Petition)
  confirmKeeping(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmKeepingInput): Promise<Petition> {
    return this.acts.confirmKeeping(ctx, input);
  }

  @Mutation(() => Petition)
  objectToKeeping(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ObjectToKeepingInput): Promise<Petition> {
    return this.acts.objectToKeeping(ctx, input);
  }

  @Mutation(() => Petition)
  guideVisitor(@Ctx() ctx: RequestContext, @Args('input') input: inputs.GuideVisitorInput): Promise<Petition> {
    return this.acts.guideVisitor(ctx, input);
  }

  @Mutation(() => Petition)
  sendToPoliticalLegalOrgan(@Ctx() ctx: RequestContext, @Args('input') input: inputs.SendToPoliticalLegalOrganInput): Promise<Petition> {
    return this.acts.sendToPoliticalLegalOrgan(ctx, input);
  }

  @Mutation(() => Petition)
  handOverReport(@Ctx() ctx: RequestContext, @Args('input') input: inputs.HandOverReportInput): Promise<Petition> {
    return this.acts.handOverReport(ctx, input);
  }

  @Mutation(() => Petition)
  confirmHandOver(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmHandOverInput): Promise<Petition> {
    return this.acts.confirmHandOver(ctx, input);
  }

  @Mutation(() => Petition)
  recordHandOverReceipt(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordHandOverReceiptInput): Promise<Petition> {
    return this.acts.recordHandOverReceipt(ctx, input);
  }

  @Mutation(() => Petition)
  noteFeedback(@Ctx() ctx: RequestContext, @Args('input') input: inputs.NoteFeedbackInput): Promise<Petition> {
    return this.acts.noteFeedback(ctx, input);
  }

  @Mutation(() => Petition)
  markCrossing(@Ctx() ctx: RequestContext, @Args('input') input: inputs.MarkCrossingInput): Promise<Petition> {
    return this.acts.markCrossing(ctx, input);
  }

  @Mutation(() => MovedMatters, { description: 'All open matters of an officer go to another of the same organ' })
  moveMatters(@Ctx() ctx: RequestContext, @Args('input') input: inputs.MoveMattersInput): Promise<MovedMatters> {
    return this.matters.moveMatters(ctx, input);
  }

  @ResolveField(() => [CourseOrgan], { nullable: true, description: 'Every organ the matter has been with, the first registration on top' })
  async organs(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<CourseOrgan[] | null> {
    return (await this.cases.view(ctx, id)) && this.reads.organs(ctx, id);
  }

  @ResolveField(() => [String], { nullable: true, description: '三跨三分离: about the matter, never about a person' })
  async crossing(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<string[] | null> {
    return (await this.cases.view(ctx, id)) && this.reads.crossing(ctx, id);
  }
}

@Resolver(() => TrackedPetition)
export class TrackedRoutingResolver {
  constructor(private readonly reads: RoutingReads) {}

  /** One course with all organs and dates; of a report none. */
  @ResolveField(() => [CourseOrgan], { nullable: true })
  organs(@Ctx() ctx: RequestContext, @Parent() { view }: TrackedPetition & { view: CaseView }): Promise<CourseOrgan[]> | CourseOrgan[] {
    return view.kind === 'REPORT' ? [] : this.reads.organs(ctx, view.id);
  }
}
