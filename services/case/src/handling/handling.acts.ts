import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import {
  acceptAssignmentReport,
  moveReportDate,
  reportAssignment,
  reportStage,
  returnAssignmentReport,
} from '../domain/handling/assignment.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from '../domain/handling/commitment.js';
import { askCountersign, countersignOpinion } from '../domain/handling/countersign.js';
import { checkExecution, recordExecution } from '../domain/handling/execution.js';
import { declineExtension, extendHandling, requestExtension } from '../domain/handling/extension.js';
import { addEvidence, decideOptions, proposeOptions, recordInquiry } from '../domain/handling/inquiry.js';
import { acceptPetition } from '../domain/exits/acceptance.js';
import { assignPetition, takeBackPetition } from '../domain/handling/task.js';
import { informPetitioner } from '../domain/exits/notice.js';
import { cleanProof } from '../domain/papers/proof.js';
import { staffOfOrgan, isKeptOut } from './staff.rows.js';
import * as inputs from './handling.inputs.js';

const OPTIONS = { [inputs.DecisionOption.ROOT]: 'root', [inputs.DecisionOption.INTERIM]: 'interim' } as const;

/** What the organ tells the petitioner, what it does between acceptance and answer, and with an assigner. */
@Resolver()
export class HandlingActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  informPetitioner(@Ctx() ctx: RequestContext, @Input() input: inputs.InformPetitionerInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'informPetitioner', input, {
      paper: ({ exit }) => (input.guidance && exit !== '31(5)' ? 'GUIDANCE' : 'NOTICE'),
      decide: (given, ids) => informPetitioner(given, { ...input, ...ids, proof }),
    });
  }

  @Mutation(() => Petition)
  acceptPetition(@Ctx() ctx: RequestContext, @Input() input: inputs.AcceptPetitionInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'acceptPetition', input, (given, ids) => acceptPetition(given, { ...input, ...ids, proof }));
  }

  @Mutation(() => Petition)
  requestExtension(@Ctx() ctx: RequestContext, @Input() input: inputs.RequestExtensionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'requestExtension', input, (given) => requestExtension(given, { ...input, extensionId: uuid() }));
  }

  @Mutation(() => Petition)
  extendHandling(@Ctx() ctx: RequestContext, @Input() input: inputs.ExtendHandlingInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'extendHandling', input, (given, ids) => extendHandling(given, { ...input, ...ids, proof }));
  }

  @Mutation(() => Petition)
  declineExtension(@Ctx() ctx: RequestContext, @Input() input: inputs.DeclineExtensionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'declineExtension', input, (given) => declineExtension(given, input));
  }

  @Mutation(() => Petition)
  recordExecution(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordExecutionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordExecution', input, (given) => recordExecution(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  reportAssignment(@Ctx() ctx: RequestContext, @Input() input: inputs.ReportAssignmentInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'reportAssignment', input, (given, ids) =>
      reportAssignment(given, { ...input, ...ids, recordId: uuid() }),
    );
  }

  @Mutation(() => Petition)
  recordInquiry(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordInquiryInput): Promise<Acted> {
    const flags = { photosKnown: input.photosKnown ?? false, readBack: input.readBack ?? false, copyGiven: input.copyGiven ?? false };
    const lists = { questions: input.questions ?? [], fileIds: input.fileIds ?? [] };
    return this.runner.byOfficer(ctx, 'recordInquiry', input, (given) =>
      recordInquiry(given, { ...input, ...flags, ...lists, recordId: uuid() }),
    );
  }

  @Mutation(() => Petition)
  addEvidence(@Ctx() ctx: RequestContext, @Input() input: inputs.AddEvidenceInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'addEvidence', input, (given) => addEvidence(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  proposeOptions(@Ctx() ctx: RequestContext, @Input() input: inputs.ProposeOptionsInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'proposeOptions', input, (given) =>
      proposeOptions(given, { ...input, recordId: uuid(), recommended: OPTIONS[input.recommended] }),
    );
  }

  @Mutation(() => Petition)
  decideOptions(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideOptionsInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'decideOptions', input, (given) => decideOptions(given, { ...input, choice: OPTIONS[input.choice] }));
  }

  @Mutation(() => Petition)
  askCountersign(@Ctx() ctx: RequestContext, @Input() input: inputs.AskCountersignInput): Promise<Acted> {
    const { organId, unit } = input;
    return this.runner.byOfficer(ctx, 'askCountersign', input, {
      organIds: [organId],
      decide: (given) => askCountersign(given, { recordId: uuid(), organ: organId === null ? null : given.organ(organId), unit }),
    });
  }

  @Mutation(() => Petition)
  countersignOpinion(@Ctx() ctx: RequestContext, @Input() input: inputs.CountersignOpinionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'countersignOpinion', input, (given) => countersignOpinion(given, input));
  }

  @Mutation(() => Petition)
  pendingCommitment(@Ctx() ctx: RequestContext, @Input() input: inputs.PendingCommitmentInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'pendingCommitment', input, (given, ids) =>
      pendingCommitment(given, { ...input, ...ids, recordId: uuid() }),
    );
  }

  @Mutation(() => Petition)
  reviewCommitment(@Ctx() ctx: RequestContext, @Input() input: inputs.ReviewCommitmentInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'reviewCommitment', input, {
      paper: () => (input.nextReviewOn === null ? null : 'COMMITMENT_NOTICE'),
      decide: (given, ids) => reviewCommitment(given, { ...input, ...ids }),
    });
  }

  @Mutation(() => Petition)
  recordInstruction(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordInstructionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordInstruction', input, (given) => recordInstruction(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  answerInstruction(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerInstructionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'answerInstruction', input, (given) => answerInstruction(given, input));
  }

  @Mutation(() => Petition, { description: 'By the head, to an officer or a section of the organ that has the petition' })
  assignPetition(@Ctx() ctx: RequestContext, @Input() input: inputs.AssignPetitionInput): Promise<Acted> {
    const { officerId } = input;
    return this.runner.byOfficer(ctx, 'assignPetition', input, {
      prepare: async (tx, { id, organId }) => ({
        staff: await staffOfOrgan(tx, organId),
        kept: officerId !== null && (await isKeptOut(tx, id, officerId)),
      }),
      decide: (given, _ids, prepared) => assignPetition(given, { ...input, ...prepared, taskId: uuid() }),
    });
  }

  @Mutation(() => Petition)
  takeBackPetition(@Ctx() ctx: RequestContext, @Input() input: inputs.TakeBackPetitionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'takeBackPetition', input, (given) => takeBackPetition(given, input));
  }

  @Mutation(() => Petition)
  reportStage(@Ctx() ctx: RequestContext, @Input() input: inputs.ReportStageInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'reportStage', input, (given, ids) => reportStage(given, { ...input, ...ids, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  acceptAssignmentReport(@Ctx() ctx: RequestContext, @Input() input: inputs.AcceptAssignmentReportInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'acceptAssignmentReport', input, acceptAssignmentReport);
  }

  @Mutation(() => Petition)
  returnAssignmentReport(@Ctx() ctx: RequestContext, @Input() input: inputs.ReturnAssignmentReportInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'returnAssignmentReport', input, (given, ids) => returnAssignmentReport(given, { ...input, ...ids }));
  }

  @Mutation(() => Petition)
  moveReportDate(@Ctx() ctx: RequestContext, @Input() input: inputs.MoveReportDateInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'moveReportDate', input, (given) => moveReportDate(given, input));
  }

  @Mutation(() => Petition)
  checkExecution(@Ctx() ctx: RequestContext, @Input() input: inputs.CheckExecutionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'checkExecution', input, (given) => checkExecution(given, input));
  }
}
