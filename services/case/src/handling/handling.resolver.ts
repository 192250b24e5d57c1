import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition/case.graph.js';
import { HandlingActs } from './handling.acts.js';
import * as inputs from './handling.inputs.js';

@Resolver(() => Petition)
export class HandlingResolver {
  constructor(private readonly acts: HandlingActs) {}

  @Mutation(() => Petition)
  informPetitioner(@Ctx() ctx: RequestContext, @Args('input') input: inputs.InformPetitionerInput): Promise<Petition> {
    return this.acts.informPetitioner(ctx, input);
  }

  @Mutation(() => Petition)
  acceptPetition(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AcceptPetitionInput): Promise<Petition> {
    return this.acts.acceptPetition(ctx, input);
  }

  @Mutation(() => Petition)
  requestExtension(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RequestExtensionInput): Promise<Petition> {
    return this.acts.requestExtension(ctx, input);
  }

  @Mutation(() => Petition)
  extendHandling(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ExtendHandlingInput): Promise<Petition> {
    return this.acts.extendHandling(ctx, input);
  }

  @Mutation(() => Petition)
  recordExecution(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordExecutionInput): Promise<Petition> {
    return this.acts.recordExecution(ctx, input);
  }

  @Mutation(() => Petition)
  reportAssignment(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ReportAssignmentInput): Promise<Petition> {
    return this.acts.reportAssignment(ctx, input);
  }

  @Mutation(() => Petition)
  recordInquiry(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordInquiryInput): Promise<Petition> {
    return this.acts.recordInquiry(ctx, input);
  }

  @Mutation(() => Petition)
  addEvidence(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AddEvidenceInput): Promise<Petition> {
    return this.acts.addEvidence(ctx, input);
  }

  @Mutation(() => Petition)
  proposeOptions(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ProposeOptionsInput): Promise<Petition> {
    return this.acts.proposeOptions(ctx, input);
  }

  @Mutation(() => Petition)
  decideOptions(@Ctx() ctx: RequestContext, @Args('input') input: inputs.DecideOptionsInput): Promise<Petition> {
    return this.acts.decideOptions(ctx, input);
  }

  @Mutation(() => Petition)
  askCountersign(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AskCountersignInput): Promise<Petition> {
    return this.acts.askCountersign(ctx, input);
  }

  @Mutation(() => Petition)
  countersignOpinion(@Ctx() ctx: RequestContext, @Args('input') input: inputs.CountersignOpinionInput): Promise<Petition> {
    return this.acts.countersignOpinion(ctx, input);
  }

  @Mutation(() => Petition)
  pendingCommitment(@Ctx() ctx: RequestContext, @Args('input') input: inputs.PendingCommitmentInput): Promise<Petition> {
    return this.acts.pendingCommitment(ctx, input);
  }

  @Mutation(() => Petition)
  reviewCommitment(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ReviewCommitmentInput): Promise<Petition> {
    return this.acts.reviewCommitment(ctx, input);
  }

  @Mutation(() => Petition)
  recordInstruction(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordInstructionInput): Promise<Petition> {
    return this.acts.recordInstruction(ctx, input);
  }

  @Mutation(() => Petition)
  answerInstruction(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AnswerInstructionInput): Promise<Petition> {
    return this.acts.answerInstruction(ctx, input);
  }

  @Mutation(() => Petition)
  reportStage(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ReportStageInput): Promise<Petition> {
    return this.acts.reportStage(ctx, input);
  }

  @Mutation(() => Petition)
  acceptAssignmentReport(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AcceptAssignmentReportInput): Promise<Petition> {
    return this.acts.acceptAssignmentReport(ctx, input);
  }

  @Mutation(() => Petition)
  returnAssignmentReport(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ReturnAssignmentReportInput): Promise<Petition> {
    return this.acts.returnAssignmentReport(ctx, input);
  }

  @Mutation(() => Petition)
  moveReportDate(@Ctx() ctx: RequestContext, @Args('input') input: inputs.MoveReportDateInput): Promise<Petition> {
    return this.acts.moveReportDate(ctx, input);
  }

  @Mutation(() => Petition)
  checkExecution(@Ctx() ctx: RequestContext, @Args('input') input: inputs.CheckExecutionInput): Promise<Petition> {
    return this.acts.checkExecution(ctx, input);
  }
}
