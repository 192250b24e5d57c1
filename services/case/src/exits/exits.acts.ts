import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { confirmExit, correctExit, decideExit, exitNamed, issueGuidance, proposeExit, type DecideExit } from '../domain/exits/exits.js';
import type { GuidanceInput as GuidanceCommand } from '../domain/exits/guidance.js';
import { leadIntoProcedure, recordProcedureOutcome, recordReceipt } from '../domain/exits/leading-in.js';
import { answerUnderLaw, confirmPerformance, performDuty } from '../domain/exits/performance.js';
import { cleanProof } from '../domain/papers/proof.js';
import { latestRecord } from '../domain/records.js';
import type * as inputs from './exits.inputs.js';
import type { GuidanceInput } from './guidance.inputs.js';

/** What a guidance notice takes from the graph. */
export const guidanceOf = ({ body = null, papers, starts = null }: GuidanceInput): GuidanceCommand => ({
  body,
  papers,
  starts: starts && starts.map(({ limit, on }) => ({ limit, on })),
});

/** Exits 31(1) to 31(6): decision, guidance, leading in, performance. */
@Injectable()
export class ExitActs {
  constructor(private readonly runner: CaseRunner) {}

  proposeExit(ctx: RequestContext, input: inputs.ProposeExitInput): Promise<Acted> {
    const exit = exitNamed(input.exit);
    return this.runner.run(ctx, {
      act: 'proposeExit',
      input,
      clocks: false,
      decide: (given) => proposeExit(given, { recordId: uuid(), exit, reason: input.reason }),
    });
  }

  decideExit(ctx: RequestContext, input: inputs.DecideExitInput): Promise<Acted> {
    const command = decisionOf(input);
    return this.runner.run(ctx, { act: 'decideExit', input, clocks: false, decide: (given) => decideExit(given, command) });
  }

  correctExit(ctx: RequestContext, input: inputs.CorrectExitInput): Promise<Acted> {
    const command = decisionOf(input);
    return this.runner.run(ctx, { act: 'correctExit', input, clocks: false, decide: (given) => correctExit(given, command) });
  }

  confirmExit(ctx: RequestContext, input: inputs.ConfirmExitInput): Promise<Acted> {
    const { decisionId } = input;
    return this.runner.run(ctx, { act: 'confirmExit', input, decide: (given) => confirmExit(given, { decisionId }) });
  }

  issueGuidance(ctx: RequestContext, input: inputs.IssueGuidanceInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    const guidance = guidanceOf(input.guidance);
    return this.runner.run(ctx, {
      act: 'issueGuidance',
      input,
      clocks: false,
      paper: 'GUIDANCE',
      decide: (given, { documentId, number }) => issueGuidance(given, { guidance, way, proof, documentId, number }),
    });
  }

  leadIntoProcedure(ctx: RequestContext, input: inputs.LeadIntoProcedureInput): Promise<Acted> {
    const { body, text } = input;
    return this.runner.run(ctx, {
      act: 'leadIntoProcedure',
      input,
      clocks: false,
      decide: (given) => leadIntoProcedure(given, { recordId: uuid(), body, text }),
    });
  }

  recordReceipt(ctx: RequestContext, input: inputs.RecordReceiptInput): Promise<Acted> {
    const { receiptNumber, body, channelId, receivedOn } = input;
    return this.runner.run(ctx, {
      act: 'recordReceipt',
      input,
      // A receipt comes back days later whatever the channel of the petition; it follows the leading in.
      day: (state) => ({
        on: receivedOn ?? input.on,
        notBefore: latestRecord(state, 'leadingIn', 'sent')?.on ?? state.organReceivedOn,
        paperChannel: true,
      }),
      decide: (given) => recordReceipt(given, { recordId: uuid(), receiptNumber, body, channelId }),
    });
  }

  recordProcedureOutcome(ctx: RequestContext, input: inputs.RecordProcedureOutcomeInput): Promise<Acted> {
    const { text, toldBy } = input;
    return this.runner.run(ctx, {
      act: 'recordProcedureOutcome',
      input,
      clocks: false,
      decide: (given) => recordProcedureOutcome(given, { recordId: uuid(), text, toldBy }),
    });
  }

  performDuty(ctx: RequestContext, input: inputs.PerformDutyInput): Promise<Acted> {
    const { text, basis, remedy = null } = input;
    return this.runner.run(ctx, {
      act: 'performDuty',
      input,
      clocks: false,
      decide: (given) => performDuty(given, { recordId: uuid(), text, basis, remedy }),
    });
  }

  answerUnderLaw(ctx: RequestContext, input: inputs.AnswerUnderLawInput): Promise<Acted> {
    const { text, basis, remedy = null } = input;
    return this.runner.run(ctx, {
      act: 'answerUnderLaw',
      input,
      clocks: false,
      decide: (given) => answerUnderLaw(given, { recordId: uuid(), text, basis, remedy }),
    });
  }

  confirmPerformance(ctx: RequestContext, input: inputs.ConfirmPerformanceInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'confirmPerformance',
      input,
      clocks: false,
      paper: 'PERFORMANCE_ANSWER',
      decide: (given, { documentId, number }) => confirmPerformance(given, { way, proof, documentId, number }),
    });
  }
}

function decisionOf(input: inputs.DecideExitInput): DecideExit {
  const { reason, basis, channelId = null, starts } = input;
  return {
    recordId: uuid(),
    exit: exitNamed(input.exit),
    reason,
    basis,
    channelId,
    starts: (starts ?? []).map(({ limit, on }) => ({ limit, on })),
  };
}
