import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, type Acted } from '@sunshine/acts';
import { isDomainError } from '@sunshine/errors';
import { Ctx, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { organNamed } from '../runner/case.load.js';
import { CaseRunner } from '../runner/case.runner.js';
import { sql } from '../sealing/sql.js';
import { confirmAccused, identifiedIds, identifyAccused } from '../domain/routing/accused.js';
import { agreeJointHandling, answerAssistance, endAssistance, requestAssistance } from '../domain/routing/assistance.js';
import { markCrossing } from '../domain/routing/crossing.js';
import { designateOrgan } from '../domain/routing/designation.js';
import { handDown } from '../domain/routing/hand-down.js';
import { confirmHandOver, handOverReport, noteFeedback, recordHandOverReceipt } from '../domain/routing/hand-over.js';
import { confirmKeeping, keepForReference, objectToKeeping, type OtherMatter } from '../domain/routing/keeping.js';
import { guideVisitor, sendToPoliticalLegalOrgan } from '../domain/routing/litigation.js';
import {
  confirmObjection,
  confirmObjectionDecision,
  decideObjection,
  needsHead,
  objectToTransfer,
  recordObjectionAnswer,
} from '../domain/routing/objection.js';
import { cleanProof } from '../domain/papers/proof.js';
import { confirmPointing, pointElsewhere } from '../domain/routing/pointing.js';
import { recallTransfer } from '../domain/routing/recall.js';
import { routePetition } from '../domain/routing/routing.js';
import { recordSubmittedDecision, submitForDecision } from '../domain/routing/submission.js';
import { latestRecord } from '../domain/records.js';
import * as inputs from './routing.inputs.js';

/** The acts between organs: transfer and assignment, recall, objection, designation, hand-down, assistance, keeping, guidance, hand-over. */
@Resolver()
export class RoutingActs {
  constructor(
    private readonly runner: CaseRunner,
    private readonly access: Access,
  ) {}

  @Mutation(() => Petition)
  routePetition(@Ctx() ctx: RequestContext, @Input() input: inputs.RoutePetitionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'routePetition', input, {
      paper: input.kind === 'ASSIGNMENT' ? 'ASSIGNMENT_LETTER' : 'TRANSFER_SLIP',
      organIds: [input.toOrganId],
      // An assignment is the head's, who may be the dispatcher as well.
      role: () => (input.kind === 'ASSIGNMENT' ? 'HEAD' : null),
      decide: (given, ids) => {
        const to = given.organ(input.toOrganId);
        const from = given.organ(given.act.organ.id);
        return routePetition(given, { ...input, ...ids, to, from, toAccused: to.accused, points: input.points ?? [] });
      },
    });
  }

  @Mutation(() => Petition)
  submitForDecision(@Ctx() ctx: RequestContext, @Input() input: inputs.SubmitForDecisionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'submitForDecision', input, {
      organIds: [input.toOrganId],
      decide: (given) => {
        const [to, from] = [given.organ(input.toOrganId), given.organ(given.act.organ.id)];
        return submitForDecision(given, { ...input, submissionId: uuid(), to, from, toAccused: to.accused });
      },
    });
  }

  @Mutation(() => Petition)
  recordSubmittedDecision(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordSubmittedDecisionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordSubmittedDecision', input, (given) => recordSubmittedDecision(given, input));
  }

  @Mutation(() => Petition)
  recallTransfer(@Ctx() ctx: RequestContext, @Input() input: inputs.RecallTransferInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recallTransfer', input, (given, ids) => recallTransfer(given, { ...input, ...ids }));
  }

  @Mutation(() => Petition)
  objectToTransfer(@Ctx() ctx: RequestContext, @Input() input: inputs.ObjectToTransferInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'objectToTransfer', input, {
      organIds: [input.proposedOrganId],
      decide: (given) => objectToTransfer(given, { ...input, objectionId: uuid(), proposed: given.organ(input.proposedOrganId) }),
    });
  }

  @Mutation(() => Petition)
  confirmObjection(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmObjectionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmObjection', input, confirmObjection);
  }

  @Mutation(() => Petition)
  recordObjectionAnswer(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordObjectionAnswerInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordObjectionAnswer', input, (given) => recordObjectionAnswer(given, input));
  }

  @Mutation(() => Petition)
  decideObjection(@Ctx() ctx: RequestContext, @Input() input: inputs.DecideObjectionInput): Promise<Acted> {
    const { newOrganId } = input;
    return this.runner.byOfficer(ctx, 'decideObjection', input, {
      // Where the head must confirm, the paper is issued with the head's confirmation.
      paper: (state) => (needsHead(state) ? null : 'OBJECTION_DECISION'),
      organIds: [newOrganId],
      decide: (given, ids) => {
        const newOrgan = newOrganId === null ? null : given.organ(newOrganId);
        const from = given.organ(given.act.organ.id);
        return decideObjection(given, { ...input, ...ids, newOrgan, from, toAccused: newOrgan?.accused ?? false });
      },
    });
  }

  @Mutation(() => Petition)
  confirmObjectionDecision(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmObjectionDecisionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmObjectionDecision', input, {
      prepare: (tx, state) => organNamed(tx, state.id, latestRecord(state, 'objection', 'raised')?.data.decision?.newOrganId ?? null),
      decide: (given, ids, newOrgan) => {
        const from = given.organ(given.act.organ.id);
        return confirmObjectionDecision(given, { ...ids, newOrgan, from, toAccused: newOrgan?.accused ?? false });
      },
    });
  }

  @Mutation(() => Petition)
  designateOrgan(@Ctx() ctx: RequestContext, @Input() input: inputs.DesignateOrganInput): Promise<Acted> {
    const { toOrganId, deciderOrganId } = input;
    return this.runner.byOfficer(ctx, 'designateOrgan', input, {
      organIds: [toOrganId, deciderOrganId, ...input.heard.map(({ organId }) => organId)],
      prepare: (tx, state) => organNamed(tx, state.id, state.organId),
      decide: (given, ids, current) => {
        const to = given.organ(toOrganId);
        const decider = deciderOrganId === null ? null : given.organ(deciderOrganId);
        const heard = input.heard.map(({ organId, ...said }) => ({ organ: given.organ(organId), ...said }));
        return designateOrgan(given, { ...input, ...ids, designationId: uuid(), current, to, toAccused: to.accused, decider, heard });
      },
    });
  }

  @Mutation(() => Petition)
  handDown(@Ctx() ctx: RequestContext, @Input() input: inputs.HandDownInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'handDown', input, {
      organIds: [input.toOrganId],
      decide: (given, ids) => {
        const [to, from] = [given.organ(input.toOrganId), given.organ(given.act.organ.id)];
        return handDown(given, { ...input, ...ids, to, from, toAccused: to.accused, proof });
      },
    });
  }

  @Mutation(() => Petition)
  requestAssistance(@Ctx() ctx: RequestContext, @Input() input: inputs.RequestAssistanceInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'requestAssistance', input, {
      organIds: [input.organId],
      decide: (given, ids) => {
        const organ = given.organ(input.organId);
        return requestAssistance(given, { ...input, ...ids, assistanceId: uuid(), organ, toAccused: organ.accused });
      },
    });
  }

  @Mutation(() => Petition)
  answerAssistance(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerAssistanceInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'answerAssistance', input, (given) => answerAssistance(given, input));
  }

  @Mutation(() => Petition)
  endAssistance(@Ctx() ctx: RequestContext, @Input() input: inputs.EndAssistanceInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'endAssistance', input, (given) => endAssistance(given, input));
  }

  @Mutation(() => Petition)
  agreeJointHandling(@Ctx() ctx: RequestContext, @Input() input: inputs.AgreeJointHandlingInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'agreeJointHandling', input, {
      organIds: input.others.map(({ organId }) => organId),
      decide: (given, ids) => {
        const others = input.others.map(({ organId, ...asked }) => {
          const organ = given.organ(organId);
          return { ...asked, assistanceId: uuid(), organ, toAccused: organ.accused };
        });
        return agreeJointHandling(given, { ...input, ...ids, others });
      },
    });
  }

  @Mutation(() => Petition)
  keepForReference(@Ctx() ctx: RequestContext, @Input() input: inputs.KeepForReferenceInput): Promise<Acted> {
    const { duplicateOfId } = input;
    return this.runner.byOfficer(ctx, 'keepForReference', input, {
      prepare: (tx) => this.otherMatter(tx, ctx, duplicateOfId),
      decide: (given, _ids, duplicate) =>
        keepForReference(given, { ...input, keepingId: uuid(), named: duplicateOfId !== null, duplicate }),
    });
  }

  @Mutation(() => Petition)
  confirmKeeping(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmKeepingInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'confirmKeeping', input, {
      prepare: (tx, state) => this.otherMatter(tx, ctx, latestRecord(state, 'keeping', 'proposed')?.data.duplicate?.petitionId ?? null),
      decide: (given, ids, duplicate) => confirmKeeping(given, { ...input, ...ids, duplicate, proof }),
    });
  }

  @Mutation(() => Petition)
  objectToKeeping(@Ctx() ctx: RequestContext, @Input() input: inputs.ObjectToKeepingInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'objectToKeeping', input, (given) => objectToKeeping(given, input));
  }

  @Mutation(() => Petition)
  pointElsewhere(@Ctx() ctx: RequestContext, @Input() input: inputs.PointElsewhereInput): Promise<Acted> {
    const { toOrganId } = input;
    return this.runner.byOfficer(ctx, 'pointElsewhere', input, {
      organIds: [toOrganId],
      decide: (given) => pointElsewhere(given, { ...input, pointingId: uuid(), to: toOrganId === null ? null : given.organ(toOrganId) }),
    });
  }

  @Mutation(() => Petition)
  confirmPointing(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmPointingInput): Promise<Acted> {
    const proof = cleanProof(input.proof);
    return this.runner.byOfficer(ctx, 'confirmPointing', input, {
      prepare: (tx, state) => organNamed(tx, state.id, latestRecord(state, 'pointing', 'proposed')?.data.toOrganId ?? null),
      decide: (given, ids, to) => confirmPointing(given, { ...input, ...ids, to, proof }),
    });
  }

  @Mutation(() => Petition)
  guideVisitor(@Ctx() ctx: RequestContext, @Input() input: inputs.GuideVisitorInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'guideVisitor', input, {
      organIds: [input.toOrganId],
      decide: (given, ids) => {
        const to = given.organ(input.toOrganId);
        return guideVisitor(given, { ...input, ...ids, guidanceId: uuid(), to, starts: input.starts ?? [] });
      },
    });
  }

  @Mutation(() => Petition)
  sendToPoliticalLegalOrgan(@Ctx() ctx: RequestContext, @Input() input: inputs.SendToPoliticalLegalOrganInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'sendToPoliticalLegalOrgan', input, {
      organIds: [input.toOrganId],
      decide: (given, ids) => {
        const [to, from] = [given.organ(input.toOrganId), given.organ(given.act.organ.id)];
        return sendToPoliticalLegalOrgan(given, { ...input, ...ids, to, from, toAccused: to.accused });
      },
    });
  }

  @Mutation(() => Petition)
  identifyAccused(@Ctx() ctx: RequestContext, @Input() input: inputs.IdentifyAccusedInput): Promise<Acted> {
    const [accused, denied] = [input.accused ?? [], input.denied ?? []];
    return this.runner.byOfficer(ctx, 'identifyAccused', input, {
      organIds: [...accused, ...denied].flatMap(({ organId }) => organId ?? []),
      decide: (given) =>
        identifyAccused(given, {
          ...input,
          identificationId: uuid(),
          accused: accused.map(({ organId, ...one }) => ({ ...one, organ: organId === null ? null : given.organ(organId) })),
          denied: denied.map(({ organId, reason }) => ({ organ: given.organ(organId), reason })),
        }),
    });
  }

  @Mutation(() => Petition)
  confirmAccused(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmAccusedInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmAccused', input, {
      prepare: async (tx, state, { on }) => {
        const current = await organNamed(tx, state.id, state.organId);
        const proposed = latestRecord(state, 'identification', 'proposed');
        // Kept out before, and in charge by a recorded reason: it stays.
        if (current.accused || !proposed) return current;
        const accusedIds = [...state.accusedIds, ...identifiedIds(proposed)];
        return this.access.keeper(tx, { organId: current.id, accusedIds, division: state.division, on, readers: false });
      },
      decide: (given, _ids, keeper) => confirmAccused(given, { transferId: uuid(), keeper }),
    });
  }

  @Mutation(() => Petition)
  handOverReport(@Ctx() ctx: RequestContext, @Input() input: inputs.HandOverReportInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'handOverReport', input, {
      organIds: [input.toOrganId],
      decide: (given) => {
        const to = given.organ(input.toOrganId);
        return handOverReport(given, { ...input, handOverId: uuid(), to, toAccused: to.accused });
      },
    });
  }

  @Mutation(() => Petition)
  confirmHandOver(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmHandOverInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'confirmHandOver', input, {
      prepare: (tx, state) => organNamed(tx, state.id, latestRecord(state, 'handOver', 'proposed')?.organId ?? null),
      // Without a proposal the rule refuses before it looks at the body.
      decide: (given, ids, body) =>
        confirmHandOver(given, { ...input, ...ids, to: body ?? given.act.organ, toAccused: body?.accused ?? false }),
    });
  }

  @Mutation(() => Petition)
  recordHandOverReceipt(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordHandOverReceiptInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordHandOverReceipt', input, {
      // A receipt may come back days later, on any channel.
      day: (state) => ({ on: input.receivedOn ?? input.on, notBefore: state.latestOn, paperChannel: true }),
      decide: (given) => recordHandOverReceipt(given, input),
    });
  }

  @Mutation(() => Petition)
  noteFeedback(@Ctx() ctx: RequestContext, @Input() input: inputs.NoteFeedbackInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'noteFeedback', input, (given) => noteFeedback(given, { ...input, feedbackId: uuid() }));
  }

  @Mutation(() => Petition)
  markCrossing(@Ctx() ctx: RequestContext, @Input() input: inputs.MarkCrossingInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'markCrossing', input, (given) => markCrossing(given, { ...input, crossingId: uuid() }));
  }

  /** Another petition if the officer may see it; else null, as for an unknown one. */
  private async otherMatter(tx: EntityManager, { personId, on }: RequestContext, id: string | null): Promise<OtherMatter | null> {
    if (id === null || !isUuid(id)) return null;
    try {
      await this.access.require(tx, { personId, on }, 'readPetition', id);
    } catch (error) {
      if (isDomainError(error)) return null;
      throw error;
    }
    const [matter] = await sql<OtherMatter>(tx, matterOf, [id]);
    return matter ?? null;
  }
}

const matterOf: Statement = {
  name: 'case.other-matter',
  text: `select p.id "petitionId", p.number, p.kind, p.stage from petition p where p.id = $1`,
};
