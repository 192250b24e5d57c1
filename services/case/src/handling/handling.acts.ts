import { Injectable } from '@nestjs/common';
import { accessError } from '@sunshine/access';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { ActRunner, type Acted } from '../runner/act.runner.js';
import { acceptAssignmentReport, moveReportDate, reportStage, returnAssignmentReport } from '../domain/handling/assignment.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from '../domain/handling/commitment.js';
import { askCountersign, countersignOpinion } from '../domain/handling/countersign.js';
import { checkExecution } from '../domain/handling/execution.js';
import { addEvidence, decideOptions, proposeOptions, recordInquiry } from '../domain/handling/inquiry.js';
import { DecisionOption, type InquiryForm } from './handling.inputs.js';
import type * as inputs from './handling.inputs.js';

const optionOf = (option: DecisionOption): 'root' | 'interim' => (option === DecisionOption.ROOT ? 'root' : 'interim');

/** What the organ does between acceptance and answer, and with an assigner. */
@Injectable()
export class HandlingActs {
  constructor(private readonly runner: ActRunner) {}

  recordInquiry(ctx: RequestContext, input: inputs.RecordInquiryInput): Promise<Acted> {
    const form: `${InquiryForm}` = input.form;
    const { text, petitionerId = null, withWhom = null, companion = null, place = null, people = null, findings = null } = input;
    const { signature = null, witness = null, until = null } = input;
    const [questions, fileIds] = [input.questions ?? [], input.fileIds ?? []];
    const flags = { photosKnown: input.photosKnown ?? false, readBack: input.readBack ?? false, copyGiven: input.copyGiven ?? false };
    return this.runner.run(ctx, {
      act: 'recordInquiry',
      input,
      clocks: false,
      decide: (given) =>
        recordInquiry(given, {
          recordId: uuid(),
          form,
          text,
          petitionerId,
          withWhom,
          companion,
          place,
          people,
          findings,
          signature,
          witness,
          until,
          questions: questions.map(({ question, answer }) => ({ question, answer })),
          fileIds,
          ...flags,
        }),
    });
  }

  addEvidence(ctx: RequestContext, input: inputs.AddEvidenceInput): Promise<Acted> {
    const { what, source, heldBy, fileId = null } = input;
    return this.runner.run(ctx, {
      act: 'addEvidence',
      input,
      clocks: false,
      decide: (given) => addEvidence(given, { recordId: uuid(), what, source, heldBy, fileId }),
    });
  }

  proposeOptions(ctx: RequestContext, input: inputs.ProposeOptionsInput): Promise<Acted> {
    const { root, interim = null } = input;
    const recommended = optionOf(input.recommended);
    return this.runner.run(ctx, {
      act: 'proposeOptions',
      input,
      clocks: false,
      decide: (given) => proposeOptions(given, { recordId: uuid(), root, interim, recommended }),
    });
  }

  decideOptions(ctx: RequestContext, input: inputs.DecideOptionsInput): Promise<Acted> {
    const choice = optionOf(input.choice);
    return this.runner.run(ctx, {
      act: 'decideOptions',
      input,
      clocks: false,
      decide: (given) => decideOptions(given, { choice, reason: input.reason }),
    });
  }

  askCountersign(ctx: RequestContext, input: inputs.AskCountersignInput): Promise<Acted> {
    const { organId = null, unit = null } = input;
    if (organId !== null && !isUuid(organId)) throw accessError('ORGAN_NOT_FOUND');
    return this.runner.run(ctx, {
      act: 'askCountersign',
      input,
      clocks: false,
      otherOrganId: organId,
      decide: (given, { found }) => {
        const organ = organId === null ? null : found.organs.get(organId);
        if (organ === undefined) throw accessError('ORGAN_NOT_FOUND');
        return askCountersign(given, { recordId: uuid(), organ, unit });
      },
    });
  }

  countersignOpinion(ctx: RequestContext, input: inputs.CountersignOpinionInput): Promise<Acted> {
    const { countersignId, agreed, view = null } = input;
    return this.runner.run(ctx, {
      act: 'countersignOpinion',
      input,
      clocks: false,
      decide: (given) => countersignOpinion(given, { countersignId, agreed, view }),
    });
  }

  pendingCommitment(ctx: RequestContext, input: inputs.PendingCommitmentInput): Promise<Acted> {
    const { reason, plan, reviewOn } = input;
    return this.runner.run(ctx, {
      act: 'pendingCommitment',
      input,
      clocks: false,
      paper: 'COMMITMENT_NOTICE',
      decide: (given, { documentId, number }) => pendingCommitment(given, { recordId: uuid(), reason, plan, reviewOn, documentId, number }),
    });
  }

  reviewCommitment(ctx: RequestContext, input: inputs.ReviewCommitmentInput): Promise<Acted> {
    const { text, nextReviewOn = null } = input;
    return this.runner.run(ctx, {
      act: 'reviewCommitment',
      input,
      clocks: false,
      paper: () => (nextReviewOn === null ? null : 'COMMITMENT_NOTICE'),
      decide: (given, { documentId, number }) => reviewCommitment(given, { text, nextReviewOn, documentId, number }),
    });
  }

  recordInstruction(ctx: RequestContext, input: inputs.RecordInstructionInput): Promise<Acted> {
    const { text, post, unit, dueOn = null } = input;
    return this.runner.run(ctx, {
      act: 'recordInstruction',
      input,
      clocks: false,
      decide: (given) => recordInstruction(given, { recordId: uuid(), text, post, unit, dueOn }),
    });
  }

  answerInstruction(ctx: RequestContext, input: inputs.AnswerInstructionInput): Promise<Acted> {
    const { instructionId, result } = input;
    return this.runner.run(ctx, {
      act: 'answerInstruction',
      input,
      clocks: false,
      decide: (given) => answerInstruction(given, { instructionId, result }),
    });
  }

  reportStage(ctx: RequestContext, input: inputs.ReportStageInput): Promise<Acted> {
    const { reason, progress, nextDate } = input;
    return this.runner.run(ctx, {
      act: 'reportStage',
      input,
      paper: 'STAGE_REPORT',
      decide: (given, { documentId, number }) => reportStage(given, { recordId: uuid(), reason, progress, nextDate, documentId, number }),
    });
  }

  acceptAssignmentReport(ctx: RequestContext, input: inputs.AcceptAssignmentReportInput): Promise<Acted> {
    return this.runner.run(ctx, { act: 'acceptAssignmentReport', input, clocks: false, decide: acceptAssignmentReport });
  }

  returnAssignmentReport(ctx: RequestContext, input: inputs.ReturnAssignmentReportInput): Promise<Acted> {
    const { reason, todo, deadline } = input;
    return this.runner.run(ctx, {
      act: 'returnAssignmentReport',
      input,
      paper: 'REDO_RETURN',
      decide: (given, { documentId, number }) => returnAssignmentReport(given, { reason, todo, deadline, documentId, number }),
    });
  }

  moveReportDate(ctx: RequestContext, input: inputs.MoveReportDateInput): Promise<Acted> {
    const { reportBy, reason } = input;
    return this.runner.run(ctx, { act: 'moveReportDate', input, decide: (given) => moveReportDate(given, { reportBy, reason }) });
  }

  checkExecution(ctx: RequestContext, input: inputs.CheckExecutionInput): Promise<Acted> {
    const { carriedOut, finding } = input;
    return this.runner.run(ctx, { act: 'checkExecution', input, decide: (given) => checkExecution(given, { carriedOut, finding }) });
  }
}
