import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { OrganActName } from '../domain/acts.js';
import { conductError } from '../domain/conduct/conduct.errors.js';
import * as rules from '../domain/conduct/conduct.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { OrganRecordRunner, type OnRecord } from '../runner/organ-record.runner.js';
import { ConductComplaint } from './conduct.graph.js';
import * as inputs from './conduct.inputs.js';
import { organsOfFiling } from './conduct.rows.js';
import { shownComplaint } from './conduct.view.js';

type Plan<P> = Pick<OnRecord<'conduct', P>, 'decide'> & Partial<Pick<OnRecord<'conduct', P>, 'prepare'>>;

/** Complaints about the conduct of staff and about retaliation, handled above the unit complained about. */
@Resolver()
export class ConductActs {
  constructor(
    private readonly runner: OrganRecordRunner,
    private readonly reads: OrganRecordReads,
  ) {}

  @Mutation(() => ConductComplaint, { description: 'About whom, by which conduct, and who above the unit handles it' })
  async receiveConductComplaint(
    @Ctx() ctx: RequestContext,
    @Input() input: inputs.ReceiveConductComplaintInput,
  ): Promise<ConductComplaint> {
    const { runner } = this;
    const acting = runner.open(ctx, 'receiveConductComplaint', input, {
      series: 'CONDUCT',
      byOrganId: input.receivedByOrganId,
      petitionId: input.petitionId,
      prepare: async (tx, act) => {
        const unit = await runner.organ(tx, input.organId, act.on);
        const handler = input.handledByOrganId === null ? act.organ : await runner.organ(tx, input.handledByOrganId, act.on);
        const [officer, person] = await runner.pathsOf(tx, [act.personId, ...(input.personId === null ? [] : [input.personId])]);
        const petition = input.petitionId === null ? null : await runner.petition(tx, input.petitionId);
        return {
          ...{ unit, handler, officer: officer?.paths ?? [] },
          person: person ? { id: person.personId, paths: person.paths } : null,
          filing: petition && { ...petition, at: await organsOfFiling(tx, petition.id) },
        };
      },
      decide: (given, { documentId, number }, concerns) =>
        rules.receiveConductComplaint(given, concerns, number, { ...input, complaintId: documentId }),
    });
    return shownComplaint(await this.reads.acted(ctx, 'conduct', acting));
  }

  @Mutation(() => ConductComplaint, { description: 'Whether the complainant is retaliated against, and what protects' })
  recordConductProtection(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordConductProtectionInput): Promise<ConductComplaint> {
    return this.onComplaint(ctx, 'recordConductProtection', input, {
      decide: (given, complaint) => rules.recordConductProtection(given, complaint, input),
    });
  }

  @Mutation(() => ConductComplaint, { description: 'Substantiated or not; where it is, the measure and who decides about responsibility' })
  concludeConductComplaint(@Ctx() ctx: RequestContext, @Input() input: inputs.ConcludeConductComplaintInput): Promise<ConductComplaint> {
    const { runner } = this;
    return this.onComplaint(ctx, 'concludeConductComplaint', input, {
      prepare: async (tx, { on }, _petitionId, complaint) => {
        const person = complaint.personId === null ? null : (await runner.pathsOf(tx, [complaint.personId]))[0];
        return {
          unit: await runner.known(tx, complaint.organId),
          decider: input.decidedByOrganId === null ? null : await runner.organ(tx, input.decidedByOrganId, on),
          personPaths: person?.paths ?? [],
        };
      },
      decide: (given, complaint, concerns) => rules.concludeConductComplaint(given, complaint, concerns, input),
    });
  }

  @Mutation(() => ConductComplaint, { description: 'To the complainant, once it is concluded' })
  replyToComplainant(@Ctx() ctx: RequestContext, @Input() input: inputs.ReplyToComplainantInput): Promise<ConductComplaint> {
    return this.onComplaint(ctx, 'replyToComplainant', input, {
      decide: (given, complaint) => rules.replyToComplainant(given, complaint, input),
    });
  }

  @Mutation(() => ConductComplaint, { description: 'When the complainant is answered and a look since then has found no retaliation' })
  endConductComplaint(@Ctx() ctx: RequestContext, @Input() input: inputs.EndConductComplaintInput): Promise<ConductComplaint> {
    return this.onComplaint(ctx, 'endConductComplaint', input, {
      decide: (given, complaint) => rules.endConductComplaint(given, complaint, input),
    });
  }

  private async onComplaint<P = null>(
    ctx: RequestContext,
    act: OrganActName,
    input: inputs.ConductActInput,
    plan: Plan<P>,
  ): Promise<ConductComplaint> {
    const acting = this.runner.on<'conduct', P>(ctx, act, input, {
      kind: 'conduct',
      id: input.complaintId,
      as: 'byOrganId',
      unknown: () => conductError('CONDUCT_UNKNOWN'),
      ...plan,
    });
    return shownComplaint(await this.reads.acted(ctx, 'conduct', acting));
  }
}
