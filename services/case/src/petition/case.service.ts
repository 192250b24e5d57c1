import { Injectable } from '@nestjs/common';
import { accessError } from '@sunshine/access';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { ActRunner, type Acted } from '../runner/act.runner.js';
import type * as inputs from './case.inputs.js';
import { recordExecution, reportAssignment } from '../domain/handling/execution.js';
import { extendHandling, requestExtension } from '../domain/handling/extension.js';
import { recordLegacyReply } from '../domain/closing/legacy.js';
import { acceptPetition, informPetitioner } from '../domain/handling/notice.js';
import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from '../domain/opinion/opinion.js';
import { cleanProof } from '../domain/papers/proof.js';
import { routePetition } from '../domain/routing/routing.js';
import { recordService, type IssuedPaper } from '../domain/papers/service.js';
import { guidanceOf } from '../exits/exits.acts.js';
import { issuedPaper } from '../papers/paper.rows.js';

/** The acts on a petition: what each takes from the graph, and its rule. */
@Injectable()
export class CaseService {
  constructor(private readonly runner: ActRunner) {}

  routePetition(ctx: RequestContext, input: inputs.RoutePetitionInput): Promise<Acted> {
    const { kind, toOrganId } = input;
    return this.runner.run(ctx, {
      act: 'routePetition',
      input,
      paper: kind === 'ASSIGNMENT' ? 'ASSIGNMENT_LETTER' : 'TRANSFER_SLIP',
      otherOrganId: organId(toOrganId),
      decide: (given, { found, documentId, number }) => {
        const to = found.organs.get(toOrganId);
        if (!to) throw accessError('ORGAN_NOT_FOUND');
        const { reason, reportBy = null, points } = input;
        return routePetition(given, { kind, to, reason, reportBy, points: points ?? [], toAccused: found.toAccused, documentId, number });
      },
    });
  }

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

  draftOpinion(ctx: RequestContext, input: inputs.DraftOpinionInput): Promise<Acted> {
    const { facts, evidence, executeBy = null, performerOrganId = null } = input;
    // The graph writes outcomes of input in upper case (contract), the law's strings are lower case.
    const answers = input.answers.map(({ id, outcome, answer, basis }) => ({ id, outcome: outcome.toLowerCase(), answer, basis }));
    return this.runner.run(ctx, {
      act: 'draftOpinion',
      input,
      clocks: false,
      otherOrganId: performerOrganId === null ? null : organId(performerOrganId),
      decide: (given, { found }) => {
        if (performerOrganId !== null && !found.organs.has(performerOrganId)) throw accessError('ORGAN_NOT_FOUND');
        return draftOpinion(given, { opinionId: uuid(), facts, evidence, answers, executeBy, performerOrganId });
      },
    });
  }

  checkOpinion(ctx: RequestContext, input: inputs.CheckOpinionInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'checkOpinion',
      input,
      clocks: false,
      decide: (given) => checkOpinion(given, { remark: input.remark ?? null }),
    });
  }

  returnOpinion(ctx: RequestContext, input: inputs.ReturnOpinionInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'returnOpinion',
      input,
      clocks: false,
      decide: (given) => returnOpinion(given, { remark: input.remark }),
    });
  }

  issueOpinion(ctx: RequestContext, input: inputs.IssueOpinionInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'issueOpinion',
      input,
      paper: 'OPINION',
      decide: (given, { found, documentId, number }) =>
        issueOpinion(given, { way, proof, documentId, number, reviewedBy: found.organs.get(given.act.organ.id)?.reviewedBy ?? null }),
    });
  }

  recordService(ctx: RequestContext, input: inputs.RecordServiceInput): Promise<Acted> {
    const { petitionerId, way, servedOn, documentId = null } = input;
    const forAll = input.forAll ?? false;
    const proof = cleanProof(input.proof, input.receiptFileId ?? null);
    let paper: IssuedPaper | null = null;
    return this.runner.run(ctx, {
      act: 'recordService',
      input,
      clocks: false,
      prepare: async (tx, state) => {
        if (documentId !== null && documentId !== state.opinion?.documentId) paper = await issuedPaper(tx, state.id, documentId);
      },
      // A receipt comes back days later whatever the channel of the petition; it follows the issue, not the service of another.
      day: (state) => ({
        on: servedOn ?? input.on,
        notBefore: paper?.issuedOn ?? state.opinion?.dispatchedOn ?? state.latestOn,
        paperChannel: true,
      }),
      decide: (given) =>
        recordService(given, { serviceIds: given.state.petitionerIds.map(() => uuid()), petitionerId, way, proof, forAll, paper }),
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

  recordLegacyReply(ctx: RequestContext, input: inputs.RecordLegacyReplyInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'recordLegacyReply',
      input,
      decide: (given, { documentId }) =>
        recordLegacyReply(given, {
          opinionId: uuid(),
          documentId,
          serviceIds: given.state.petitionerIds.map(() => uuid()),
          reply: input.reply,
        }),
    });
  }
}

/** @throws ORGAN_NOT_FOUND for what cannot be the id of an organ */
function organId(id: string): string {
  if (!isUuid(id)) throw accessError('ORGAN_NOT_FOUND');
  return id;
}
