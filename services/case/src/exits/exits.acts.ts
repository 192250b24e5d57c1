import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { confirmExit, correctExit, decideExit, exitNamed, issueGuidance, proposeExit } from '../domain/exits/exits.js';
import { leadIntoProcedure, recordProcedureOutcome, recordReceipt } from '../domain/exits/leading-in.js';
import { answerUnderLaw, confirmPerformance, performDuty } from '../domain/exits/performance.js';
import { cleanProof } from '../domain/papers/proof.js';
import { latestRecord } from '../domain/records.js';
import * as inputs from './exits.inputs.js';

const decisionOf = (input: inputs.DecideExitInput) => ({
  ...input,
  recordId: uuid(),
  exit: exitNamed(input.exit),
  starts: input.starts ?? [],
});

/** Exits 31(1) to 31(6): decision, guidance, leading in, performance. */
@Resolver()
export class ExitActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  proposeExit(@Ctx() ctx: RequestContext, @Input() input: inputs.ProposeExitInput): Promise<Acted> {
    const exit = exitNamed(input.exit);
    return this.runner.byOfficer(ctx, 'proposeExit', input, (given) => proposeExit(given, { ...input, recordId: uuid(), exit }));
  }

  @Mutation(() => Petition)
  decideExit(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideExitInput): Promise<Acted> {
    const command = decisionOf(input);
    return this.runner.byOfficer(ctx, 'decideExit', input, (given) => decideExit(given, command));
  }

  @Mutation(() => Petition)
  correctExit(@Ctx() ctx: RequestContext, @Input() input: inputs.CorrectExitInput): Promise<Acted> {
    const command = decisionOf(input);
    return this.runner.byOfficer(ctx, 'correctExit', input, (given) => correctExit(given, command));
  }

  @Mutation(() => Petition)
  confirmExit(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmExitInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmExit', input, (given) => confirmExit(given, input));
  }

  @Mutation(() => Petition)
  issueGuidance(@Ctx() ctx: RequestContext, @Input() input: inputs.IssueGuidanceInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'issueGuidance', input, {
      paper: ({ exit }) => (exit === '31(5)' ? 'NOTICE' : 'GUIDANCE'),
      decide: (given, ids) => issueGuidance(given, { ...input, ...ids, proof }),
    });
  }

  @Mutation(() => Petition)
  leadIntoProcedure(@Ctx() ctx: RequestContext, @Input() input: inputs.LeadIntoProcedureInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'leadIntoProcedure', input, (given) => leadIntoProcedure(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  recordReceipt(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordReceiptInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordReceipt', input, {
      // A receipt may come back days later on any channel; its day must follow the leading in.
      day: (state) => ({
        on: input.receivedOn ?? input.on,
        notBefore: latestRecord(state, 'leadingIn', 'sent')?.on ?? state.organReceivedOn,
        paperChannel: true,
      }),
      decide: (given) => recordReceipt(given, { ...input, recordId: uuid() }),
    });
  }

  @Mutation(() => Petition)
  recordProcedureOutcome(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordProcedureOutcomeInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordProcedureOutcome', input, (given) =>
      recordProcedureOutcome(given, { ...input, recordId: uuid() }),
    );
  }

  @Mutation(() => Petition)
  performDuty(@Ctx() ctx: RequestContext, @Input() input: inputs.PerformDutyInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'performDuty', input, (given) => performDuty(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  answerUnderLaw(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerUnderLawInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'answerUnderLaw', input, (given) => answerUnderLaw(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  confirmPerformance(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmPerformanceInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'confirmPerformance', input, (given, ids) => confirmPerformance(given, { ...input, ...ids, proof }));
  }
}
