import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Day, type RequestContext } from '@sunshine/platform';
import { Petition, TrackedPetition } from '../petition/case.graph.js';
import { CaseReads, type CaseView } from '../petition/case.reads.js';
import { ExitActs } from './exits.acts.js';
import { exitNamed } from '../domain/exits/exits.js';
import { ExitDecision, Guidance, StatutoryChannel } from './exits.graph.js';
import * as inputs from './exits.inputs.js';
import { ExitReads } from './exits.reads.js';

@Resolver(() => Petition)
export class ExitResolver {
  constructor(
    private readonly acts: ExitActs,
    private readonly cases: CaseReads,
    private readonly reads: ExitReads,
  ) {}

  @Mutation(() => Petition)
  proposeExit(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ProposeExitInput): Promise<Petition> {
    return this.acts.proposeExit(ctx, input);
  }

  @Mutation(() => Petition)
  decideExit(@Ctx() ctx: RequestContext, @Args('input') input: inputs.DecideExitInput): Promise<Petition> {
    return this.acts.decideExit(ctx, input);
  }

  @Mutation(() => Petition)
  correctExit(@Ctx() ctx: RequestContext, @Args('input') input: inputs.CorrectExitInput): Promise<Petition> {
    return this.acts.correctExit(ctx, input);
  }

  @Mutation(() => Petition)
  confirmExit(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmExitInput): Promise<Petition> {
    return this.acts.confirmExit(ctx, input);
  }

  @Mutation(() => Petition)
  issueGuidance(@Ctx() ctx: RequestContext, @Args('input') input: inputs.IssueGuidanceInput): Promise<Petition> {
    return this.acts.issueGuidance(ctx, input);
  }

  @Mutation(() => Petition)
  leadIntoProcedure(@Ctx() ctx: RequestContext, @Args('input') input: inputs.LeadIntoProcedureInput): Promise<Petition> {
    return this.acts.leadIntoProcedure(ctx, input);
  }

  @Mutation(() => Petition)
  recordReceipt(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordReceiptInput): Promise<Petition> {
    return this.acts.recordReceipt(ctx, input);
  }

  @Mutation(() => Petition)
  recordProcedureOutcome(@Ctx() ctx: RequestContext, @Args('input') input: inputs.RecordProcedureOutcomeInput): Promise<Petition> {
    return this.acts.recordProcedureOutcome(ctx, input);
  }

  @Mutation(() => Petition)
  performDuty(@Ctx() ctx: RequestContext, @Args('input') input: inputs.PerformDutyInput): Promise<Petition> {
    return this.acts.performDuty(ctx, input);
  }

  @Mutation(() => Petition)
  answerUnderLaw(@Ctx() ctx: RequestContext, @Args('input') input: inputs.AnswerUnderLawInput): Promise<Petition> {
    return this.acts.answerUnderLaw(ctx, input);
  }

  @Mutation(() => Petition)
  confirmPerformance(@Ctx() ctx: RequestContext, @Args('input') input: inputs.ConfirmPerformanceInput): Promise<Petition> {
    return this.acts.confirmPerformance(ctx, input);
  }

  /** The catalogue of statutory channels with what is left of each term; filing a petition stops none of them. */
  @Query(() => [StatutoryChannel])
  statutoryChannels(
    @Args('exit', { type: () => String, nullable: true, description: '31(1) to 31(5); absent: all' }) exit: string | null,
    @Args('startedOn', {
      type: () => Day,
      nullable: true,
      description: 'Day of the event that the petitioner’s terms start from, where known',
    })
    startedOn: string | null,
    @Args('on', { type: () => Day, nullable: true, description: 'By the rules in force on this day; today by default' }) on: string | null,
    @Args('division', { type: () => String, nullable: true, description: 'Six digits; absent: the national rules' })
    division: string | null,
  ): Promise<StatutoryChannel[]> {
    return this.reads.channels(exit ? exitNamed(exit) : null, startedOn ?? null, division ?? 'CN', on ?? null);
  }

  @ResolveField(() => ExitDecision, { nullable: true })
  exitDecision(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<ExitDecision | null> {
    return this.of(ctx, petition, (view) => this.reads.decision(ctx, view));
  }

  @ResolveField(() => Guidance, { nullable: true, description: 'Of a decided exit 31(1) to 31(5)' })
  guidance(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<Guidance | null> {
    return this.of(ctx, petition, (view) => this.reads.guidance(ctx, view));
  }

  private async of<T>(ctx: RequestContext, { id }: Petition, pick: (view: CaseView) => Promise<T | null>): Promise<T | null> {
    const view = await this.cases.view(ctx, id);
    return view && pick(view);
  }
}

@Resolver(() => TrackedPetition)
export class TrackedGuidanceResolver {
  constructor(private readonly reads: ExitReads) {}

  /** Until which day the other way is open, and that petitioning does not stop it. */
  @ResolveField(() => Guidance, { nullable: true })
  guidance(@Parent() { view }: TrackedPetition & { view: CaseView }): Promise<Guidance | null> {
    return view.kind === 'CLAIM' ? this.reads.tracked(view) : Promise.resolve(null);
  }
}
