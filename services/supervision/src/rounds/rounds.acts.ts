import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { OrganActName } from '../domain/acts.js';
import type { OrganConcerned } from '../domain/organ-record.js';
import { roundError } from '../domain/rounds/round.errors.js';
import * as rules from '../domain/rounds/round.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { OrganRecordRunner, type OnRecord } from '../runner/organ-record.runner.js';
import { InspectionRound } from './rounds.graph.js';
import * as inputs from './rounds.inputs.js';
import { shownRound } from './rounds.view.js';

type Plan<P> = Pick<OnRecord<'round', P>, 'decide'> & Partial<Pick<OnRecord<'round', P>, 'as' | 'prepare'>>;

/** Inspection rounds (督查): a record between who inspects and the inspected organs, on no petition. */
@Resolver()
export class RoundActs {
  constructor(
    private readonly runner: OrganRecordRunner,
    private readonly reads: OrganRecordReads,
  ) {}

  @Mutation(() => InspectionRound, { description: 'Who ordered it, team, organs and places, matters, methods and period' })
  async planInspectionRound(@Ctx() ctx: RequestContext, @Input() input: inputs.PlanInspectionRoundInput): Promise<InspectionRound> {
    const { runner } = this;
    const acting = runner.open(ctx, 'planInspectionRound', input, {
      series: 'ROUND',
      byOrganId: input.byOrganId,
      petitionId: null,
      prepare: async (tx, act) => {
        const organs: { organ: OrganConcerned; places: string }[] = [];
        for (const { organId, places } of input.organs) organs.push({ organ: await runner.organ(tx, organId, act.on), places });
        const orderedBy = await runner.organ(tx, input.orderedByOrganId, act.on);
        return { orderedBy, organs, team: await runner.pathsOf(tx, [...new Set(input.team)]) };
      },
      decide: (given, { documentId, number }, concerns) => rules.planRound(given, concerns, number, { ...input, roundId: documentId }),
    });
    return shownRound(await this.reads.acted(ctx, 'round', acting));
  }

  @Mutation(() => InspectionRound, { description: 'After the planning, with a reason' })
  changeRoundTeam(@Ctx() ctx: RequestContext, @Input() input: inputs.ChangeRoundTeamInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'changeRoundTeam', input, {
      prepare: (tx) => this.runner.pathsOf(tx, [...new Set(input.team)]),
      decide: (given, round, team) => rules.changeRoundTeam(given, round, team, input),
    });
  }

  @Mutation(() => InspectionRound, { description: 'By an inspector, before the organ has its feedback' })
  noteRoundFinding(@Ctx() ctx: RequestContext, @Input() input: inputs.NoteRoundFindingInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'noteRoundFinding', input, {
      decide: (given, round) => rules.noteRoundFinding(given, round, { ...input, findingId: uuid() }),
    });
  }

  @Mutation(() => InspectionRound, { description: 'Once for each organ, with the day of the correction where something was found' })
  giveRoundFeedback(@Ctx() ctx: RequestContext, @Input() input: inputs.GiveRoundFeedbackInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'giveRoundFeedback', input, { decide: (given, round) => rules.giveRoundFeedback(given, round, input) });
  }

  @Mutation(() => InspectionRound, { description: 'Important problems, to the own Party committee or government' })
  reportRoundProblems(@Ctx() ctx: RequestContext, @Input() input: inputs.ReportRoundProblemsInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'reportRoundProblems', input, {
      prepare: (tx, { on }) => this.runner.organ(tx, input.toOrganId, on),
      decide: (given, round, to) => rules.reportRoundProblems(given, round, to, input),
    });
  }

  @Mutation(() => InspectionRound, { description: 'By the inspected organ' })
  reportRoundCorrection(@Ctx() ctx: RequestContext, @Input() input: inputs.ReportRoundCorrectionInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'reportRoundCorrection', input, {
      as: { organId: input.organId },
      decide: (given, round) => rules.reportRoundCorrection(given, round, input),
    });
  }

  @Mutation(() => InspectionRound, { description: 'It stands, or goes on until a new day' })
  checkRoundCorrection(@Ctx() ctx: RequestContext, @Input() input: inputs.CheckRoundCorrectionInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'checkRoundCorrection', input, { decide: (given, round) => rules.checkRoundCorrection(given, round, input) });
  }

  @Mutation(() => InspectionRound, { description: 'When all is fed back, corrected and checked, and important problems are reported' })
  endInspectionRound(@Ctx() ctx: RequestContext, @Input() input: inputs.EndInspectionRoundInput): Promise<InspectionRound> {
    return this.onRound(ctx, 'endInspectionRound', input, { decide: (given, round) => rules.endRound(given, round, input) });
  }

  private async onRound<P = null>(
    ctx: RequestContext,
    act: OrganActName,
    input: inputs.RoundActInput,
    plan: Plan<P>,
  ): Promise<InspectionRound> {
    const acting = this.runner.on<'round', P>(ctx, act, input, {
      kind: 'round',
      id: input.roundId,
      as: 'byOrganId',
      unknown: () => roundError('ROUND_UNKNOWN'),
      ...plan,
    });
    return shownRound(await this.reads.acted(ctx, 'round', acting));
  }
}
