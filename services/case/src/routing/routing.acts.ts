import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { isDomainError } from '@sunshine/errors';
import type { RequestContext, Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { organsNamed } from '../runner/case.load.js';
import { organId, organIn, type KnownOrgan } from '../runner/organs.js';
import { agreeJointHandling, answerAssistance, endAssistance, requestAssistance } from '../domain/routing/assistance.js';
import { markCrossing } from '../domain/routing/crossing.js';
import { designateOrgan } from '../domain/routing/designation.js';
import { handDown } from '../domain/routing/hand-down.js';
import { confirmHandOver, handOverReport, noteFeedback, recordHandOverReceipt } from '../domain/routing/hand-over.js';
import { confirmKeeping, keepForReference, objectToKeeping, type OtherMatter } from '../domain/routing/keeping.js';
import { guideVisitor, sendToPoliticalLegalOrgan } from '../domain/routing/litigation.js';
import { confirmObjection, confirmObjectionDecision, decideObjection, needsHead, objectToTransfer } from '../domain/routing/objection.js';
import type { Organ, PetitionState } from '../domain/petition.js';
import { cleanProof } from '../domain/papers/proof.js';
import { recallTransfer } from '../domain/routing/recall.js';
import { routePetition } from '../domain/routing/routing.js';
import { latestRecord } from '../domain/records.js';
import type * as inputs from './routing.inputs.js';

/** The acts between organs: transfer and assignment, recall, objection, designation, hand-down, assistance, keeping, guidance, hand-over. */
@Injectable()
export class RoutingActs {
  constructor(
    private readonly runner: CaseRunner,
    private readonly access: Access,
  ) {}

  routePetition(ctx: RequestContext, input: inputs.RoutePetitionInput): Promise<Acted> {
    const { kind, toOrganId } = input;
    return this.runner.run(ctx, {
      act: 'routePetition',
      input,
      paper: kind === 'ASSIGNMENT' ? 'ASSIGNMENT_LETTER' : 'TRANSFER_SLIP',
      otherOrganId: organId(toOrganId),
      decide: (given, { found, documentId, number }) => {
        const to = organIn(found.organs, toOrganId);
        const { reason, reportBy = null, points } = input;
        return routePetition(given, { kind, to, reason, reportBy, points: points ?? [], toAccused: found.toAccused, documentId, number });
      },
    });
  }

  recallTransfer(ctx: RequestContext, input: inputs.RecallTransferInput): Promise<Acted> {
    const { reason } = input;
    return this.runner.run(ctx, {
      act: 'recallTransfer',
      input,
      paper: 'RECALL_DECISION',
      decide: (given, { documentId, number }) => recallTransfer(given, { reason, documentId, number }),
    });
  }

  objectToTransfer(ctx: RequestContext, input: inputs.ObjectToTransferInput): Promise<Acted> {
    const { reason, basis, proposedOrganId } = input;
    return this.runner.run(ctx, {
      act: 'objectToTransfer',
      input,
      otherOrganId: organId(proposedOrganId),
      decide: (given, { found }) =>
        objectToTransfer(given, { objectionId: uuid(), reason, basis, proposed: organIn(found.organs, proposedOrganId) }),
    });
  }

  confirmObjection(ctx: RequestContext, input: inputs.ConfirmObjectionInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'confirmObjection',
      input,
      paper: 'OBJECTION',
      decide: (given, { documentId, number }) => confirmObjection(given, { documentId, number }),
    });
  }

  decideObjection(ctx: RequestContext, input: inputs.DecideObjectionInput): Promise<Acted> {
    const { upheld, reason, newOrganId = null, reportBy = null } = input;
    return this.runner.run(ctx, {
      act: 'decideObjection',
      input,
      // Where the head decides too, the paper goes out with the head's word.
      paper: (state) => (needsHead(state) ? null : 'OBJECTION_DECISION'),
      otherOrganId: newOrganId === null ? null : organId(newOrganId),
      decide: (given, { found, documentId, number }) => {
        const newOrgan = newOrganId === null ? null : organIn(found.organs, newOrganId);
        return decideObjection(given, { upheld, reason, newOrgan, toAccused: found.toAccused, reportBy, documentId, number });
      },
    });
  }

  confirmObjectionDecision(ctx: RequestContext, input: inputs.ConfirmObjectionDecisionInput): Promise<Acted> {
    let newOrgan: KnownOrgan | null = null;
    return this.runner.run(ctx, {
      act: 'confirmObjectionDecision',
      input,
      paper: 'OBJECTION_DECISION',
      prepare: async (tx, state) => {
        const id = latestRecord(state, 'objection', 'raised')?.data.decision?.newOrganId ?? null;
        newOrgan = id === null ? null : await this.namedOrgan(tx, state, id);
      },
      decide: (given, { documentId, number }) =>
        confirmObjectionDecision(given, { newOrgan, toAccused: newOrgan?.accused ?? false, documentId, number }),
    });
  }

  designateOrgan(ctx: RequestContext, input: inputs.DesignateOrganInput): Promise<Acted> {
    const { toOrganId, by, deciderOrganId = null, reference, reason, reorganisation = null, heard } = input;
    let current: KnownOrgan;
    return this.runner.run(ctx, {
      act: 'designateOrgan',
      input,
      paper: 'DESIGNATION',
      otherOrganId: organId(toOrganId),
      organIds: [...heard.map((side) => organId(side.organId)), ...(deciderOrganId === null ? [] : [organId(deciderOrganId)])],
      prepare: async (tx, state) => {
        current = await this.namedOrgan(tx, state, state.organId);
      },
      decide: (given, { found, documentId, number }) =>
        designateOrgan(given, {
          designationId: uuid(),
          current,
          to: organIn(found.organs, toOrganId),
          toAccused: found.toAccused,
          by,
          decider: deciderOrganId === null ? null : organIn(found.organs, deciderOrganId),
          reference,
          reason,
          reorganisation,
          heard: heard.map((side) => ({ organ: organIn(found.organs, side.organId), on: side.on, position: side.position })),
          documentId,
          number,
        }),
    });
  }

  handDown(ctx: RequestContext, input: inputs.HandDownInput): Promise<Acted> {
    const { toOrganId, reason, line = null, way = null } = input;
    const proof = cleanProof(input.proof);
    return this.runner.run(ctx, {
      act: 'handDown',
      input,
      paper: 'NOTICE',
      otherOrganId: organId(toOrganId),
      decide: (given, { found, documentId, number }) =>
        handDown(given, {
          to: organIn(found.organs, toOrganId),
          from: organIn(found.organs, given.act.organ.id),
          toAccused: found.toAccused,
          reason,
          line,
          way,
          proof,
          documentId,
          number,
        }),
    });
  }

  requestAssistance(ctx: RequestContext, input: inputs.RequestAssistanceInput): Promise<Acted> {
    const { points, answerBy } = input;
    return this.runner.run(ctx, {
      act: 'requestAssistance',
      input,
      clocks: false,
      paper: 'ASSISTANCE_LETTER',
      otherOrganId: organId(input.organId),
      decide: (given, { found, documentId, number }) => {
        const organ = organIn(found.organs, input.organId);
        return requestAssistance(given, { assistanceId: uuid(), organ, toAccused: organ.accused, points, answerBy, documentId, number });
      },
    });
  }

  answerAssistance(ctx: RequestContext, input: inputs.AnswerAssistanceInput): Promise<Acted> {
    const { assistanceId, answer } = input;
    return this.runner.run(ctx, {
      act: 'answerAssistance',
      input,
      clocks: false,
      decide: (given) => answerAssistance(given, { assistanceId, answer }),
    });
  }

  endAssistance(ctx: RequestContext, input: inputs.EndAssistanceInput): Promise<Acted> {
    const { assistanceId, reason } = input;
    return this.runner.run(ctx, {
      act: 'endAssistance',
      input,
      clocks: false,
      decide: (given) => endAssistance(given, { assistanceId, reason }),
    });
  }

  agreeJointHandling(ctx: RequestContext, input: inputs.AgreeJointHandlingInput): Promise<Acted> {
    const { leadOrganId, others, agreement } = input;
    return this.runner.run(ctx, {
      act: 'agreeJointHandling',
      input,
      clocks: false,
      paper: 'ASSISTANCE_LETTER',
      organIds: others.map((other) => organId(other.organId)),
      decide: (given, { found, documentId, number }) =>
        agreeJointHandling(given, {
          leadOrganId,
          agreement,
          others: others.map(({ organId: id, points, answerBy }) => {
            const organ = organIn(found.organs, id);
            return { assistanceId: uuid(), organ, toAccused: organ.accused, points, answerBy };
          }),
          documentId,
          number,
        }),
    });
  }

  keepForReference(ctx: RequestContext, input: inputs.KeepForReferenceInput): Promise<Acted> {
    const { ground, reason, asked = null, duplicateOfId = null } = input;
    let duplicate: OtherMatter | null = null;
    return this.runner.run(ctx, {
      act: 'keepForReference',
      input,
      clocks: false,
      prepare: async (tx) => {
        duplicate = duplicateOfId === null ? null : await this.otherMatter(tx, ctx, duplicateOfId);
      },
      decide: (given) =>
        keepForReference(given, {
          keepingId: uuid(),
          ground,
          reason,
          asked: asked && { on: asked.on, how: asked.how },
          named: duplicateOfId !== null,
          duplicate,
        }),
    });
  }

  confirmKeeping(ctx: RequestContext, input: inputs.ConfirmKeepingInput): Promise<Acted> {
    const { way = null } = input;
    const proof = cleanProof(input.proof);
    let duplicate: OtherMatter | null = null;
    return this.runner.run(ctx, {
      act: 'confirmKeeping',
      input,
      paper: 'REFERENCE_NOTICE',
      prepare: async (tx, state) => {
        const id = latestRecord(state, 'keeping', 'proposed')?.data.duplicate?.petitionId ?? null;
        duplicate = id === null ? null : await this.otherMatter(tx, ctx, id);
      },
      decide: (given, { documentId, number }) => confirmKeeping(given, { duplicate, way, proof, documentId, number }),
    });
  }

  objectToKeeping(ctx: RequestContext, input: inputs.ObjectToKeepingInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'objectToKeeping',
      input,
      decide: (given) => objectToKeeping(given, { reason: input.reason }),
    });
  }

  guideVisitor(ctx: RequestContext, input: inputs.GuideVisitorInput): Promise<Acted> {
    const { toOrganId, channelId, reason } = input;
    const starts = (input.starts ?? []).map(({ limit, on }) => ({ limit, on }));
    return this.runner.run(ctx, {
      act: 'guideVisitor',
      input,
      paper: 'VISIT_GUIDANCE',
      otherOrganId: organId(toOrganId),
      decide: (given, { found, documentId, number }) =>
        guideVisitor(given, { guidanceId: uuid(), to: organIn(found.organs, toOrganId), channelId, starts, reason, documentId, number }),
    });
  }

  sendToPoliticalLegalOrgan(ctx: RequestContext, input: inputs.SendToPoliticalLegalOrganInput): Promise<Acted> {
    const { toOrganId, reason } = input;
    return this.runner.run(ctx, {
      act: 'sendToPoliticalLegalOrgan',
      input,
      paper: 'TRANSFER_SLIP',
      otherOrganId: organId(toOrganId),
      decide: (given, { found, documentId, number }) =>
        sendToPoliticalLegalOrgan(given, {
          to: organIn(found.organs, toOrganId),
          from: organIn(found.organs, given.act.organ.id),
          reason,
          documentId,
          number,
        }),
    });
  }

  handOverReport(ctx: RequestContext, input: inputs.HandOverReportInput): Promise<Acted> {
    const { toOrganId, authority, despiteAccused = null, cadreMatter, grave } = input;
    return this.runner.run(ctx, {
      act: 'handOverReport',
      input,
      clocks: false,
      otherOrganId: organId(toOrganId),
      decide: (given, { found }) =>
        handOverReport(given, {
          handOverId: uuid(),
          to: organIn(found.organs, toOrganId),
          toAccused: found.toAccused,
          authority,
          despiteAccused,
          cadreMatter,
          grave,
        }),
    });
  }

  confirmHandOver(ctx: RequestContext, input: inputs.ConfirmHandOverInput): Promise<Acted> {
    const { organisationNotifiedOn = null, leadersNotifiedOn = null } = input;
    let to: KnownOrgan | null = null;
    return this.runner.run(ctx, {
      act: 'confirmHandOver',
      input,
      paper: 'TRANSFER_SLIP',
      prepare: async (tx, state) => {
        const id = latestRecord(state, 'handOver', 'proposed')?.organId ?? null;
        to = id === null ? null : await this.namedOrgan(tx, state, id);
      },
      // Without a proposal the rule refuses before it looks at the body.
      decide: (given, { documentId, number }) =>
        confirmHandOver(given, {
          to: (to ?? given.act.organ) as Organ,
          toAccused: to?.accused ?? false,
          organisationNotifiedOn,
          leadersNotifiedOn,
          documentId,
          number,
        }),
    });
  }

  recordHandOverReceipt(ctx: RequestContext, input: inputs.RecordHandOverReceiptInput): Promise<Acted> {
    const { receiptNumber, receivedOn } = input;
    return this.runner.run(ctx, {
      act: 'recordHandOverReceipt',
      input,
      // A receipt comes back days later, whatever the channel of the report.
      day: (state) => ({ on: receivedOn ?? input.on, notBefore: state.latestOn, paperChannel: true }),
      decide: (given) => recordHandOverReceipt(given, { receiptNumber }),
    });
  }

  noteFeedback(ctx: RequestContext, input: inputs.NoteFeedbackInput): Promise<Acted> {
    const { reference, text, reporterTold } = input;
    return this.runner.run(ctx, {
      act: 'noteFeedback',
      input,
      clocks: false,
      decide: (given) => noteFeedback(given, { feedbackId: uuid(), reference, text, reporterTold }),
    });
  }

  markCrossing(ctx: RequestContext, input: inputs.MarkCrossingInput): Promise<Acted> {
    const { kinds, reason } = input;
    return this.runner.run(ctx, {
      act: 'markCrossing',
      input,
      clocks: false,
      decide: (given) => markCrossing(given, { crossingId: uuid(), kinds, reason }),
    });
  }

  private async namedOrgan(tx: EntityManager, state: PetitionState, id: string): Promise<KnownOrgan> {
    return organIn(await organsNamed(tx, state.id, [id]), id);
  }

  /** Another petition where the officer may see it; null as for an unknown one. */
  private async otherMatter(tx: EntityManager, { personId, on }: RequestContext, id: string): Promise<OtherMatter | null> {
    if (!isUuid(id)) return null;
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
