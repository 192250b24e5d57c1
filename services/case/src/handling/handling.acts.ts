import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { organId, organIn } from '../runner/organs.js';
import {
  acceptAssignmentReport,
  moveReportDate,
  reportStage,
  returnAssignmentReport,
  reportAssignment,
} from '../domain/handling/assignment.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from '../domain/handling/commitment.js';
import { askCountersign, countersignOpinion } from '../domain/handling/countersign.js';
import { checkExecution, recordExecution } from '../domain/handling/execution.js';
import { extendHandling, requestExtension } from '../domain/handling/extension.js';
import { addEvidence, decideOptions, proposeOptions, recordInquiry } from '../domain/handling/inquiry.js';
import { acceptPetition } from '../domain/exits/acceptance.js';
import { informPetitioner } from '../domain/exits/notice.js';
import { cleanProof } from '../domain/papers/proof.js';
import { guidanceOf } from '../exits/exits.acts.js';
import { DecisionOption, type InquiryForm } from './handling.inputs.js';
import type * as inputs from './handling.inputs.js';

const optionOf = (option: DecisionOption): 'root' | 'interim' => (option === DecisionOption.ROOT ? 'root' : 'interim');

/** What the organ tells the petitioner, what it does between acceptance and answer, and with an assigner. */
@Injectable()
export class HandlingActs {
  constructor(private readonly runner: CaseRunner) {}

  informPetitioner(ctx: RequestContext, input: inputs.InformPetitionerInput): Promise<Acted> {
    const { path, procedure, way = null } = input;
    const guidance = input.guidance ? guidanceOf(input.guidance) : null;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'informPetitioner',
      input,
      paper: guidance ? 'GUIDANCE' : 'NOTICE',
      decide: (given, { documentId, number }) => informPetitioner(given, { path, procedure, guidance, way, proof, documentId, number }),
    });
  }

  acceptPetition(ctx: RequestContext, input: inputs.AcceptPetitionInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'acceptPetition',
      input,
      paper: 'ACCEPTANCE',
      decide: (given, { documentId, number }) => acceptPetition(given, { way, proof, documentId, number }),
    });
  }

  requestExtension(ctx: RequestContext, input: inputs.RequestExtensionInput): Promise<Acted> {
    const { days, reason } = input;
    return this.runner.run(ctx, {
      act: 'requestExtension',
      input,
      decide: (given) => requestExtension(given, { extensionId: uuid(), days, reason }),
    });
  }

  extendHandling(ctx: RequestContext, input: inputs.ExtendHandlingInput): Promise<Acted> {
    const { extensionId } = input;
    return this.runner.run(ctx, {
      act: 'extendHandling',
      input,
      paper: 'EXTENSION_NOTICE',
      decide: (given, { documentId, number }) => extendHandling(given, { extensionId, documentId, number }),
    });
  }

  recordExecution(ctx: RequestContext, input: inputs.RecordExecutionInput): Promise<Acted> {
    const { evidence, petitionerAsked } = input;
    return this.runner.run(ctx, {
      act: 'recordExecution',
      input,
      decide: (given) => recordExecution(given, { recordId: uuid(), evidence, petitionerAsked }),
    });
  }

  reportAssignment(ctx: RequestContext, input: inputs.ReportAssignmentInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'reportAssignment',
      input,
      decide: (given) => reportAssignment(given, { recordId: uuid(), report: input.report }),
    });
  }

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
    const { unit = null } = input;
    const other = input.organId == null ? null : organId(input.organId);
    return this.runner.run(ctx, {
      act: 'askCountersign',
      input,
      clocks: false,
      otherOrganId: other,
      decide: (given, { found }) =>
        askCountersign(given, { recordId: uuid(), organ: other === null ? null : organIn(found.organs, other), unit }),
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
