import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import {
  closeSupervisedHandling,
  extendSupervisionReply,
  judgeSupervisionReply,
  openSupervisedHandling,
  recordSupervisionStep,
  replyToSupervision,
} from '../domain/handling/handling.js';
import { RecordReads } from '../runner/record.reads.js';
import { SupervisionRunner, type RecordActed } from '../runner/supervision.runner.js';
import { SupervisedHandling } from './handling.graph.js';
import * as inputs from './handling.inputs.js';
import { shownHandling } from './handling.view.js';

/** Supervised handling, from its opening by a person to its end. */
@Resolver()
export class HandlingActs {
  constructor(
    private readonly runner: SupervisionRunner,
    private readonly reads: RecordReads,
  ) {}

  @Mutation(() => SupervisedHandling, { description: 'By a person alone, on triggers of law' })
  openSupervisedHandling(@Ctx() ctx: RequestContext, @Input() input: inputs.OpenSupervisedHandlingInput): Promise<SupervisedHandling> {
    const acting = this.runner.byOfficer<undefined, RecordActed>(ctx, 'openSupervisedHandling', input, (given, { documentId, number }) =>
      openSupervisedHandling(given, { number }, { ...input, handlingId: documentId }, given.law.packOn(given.act.on)),
    );
    return this.shown(ctx, acting);
  }

  @Mutation(() => SupervisedHandling)
  recordSupervisionStep(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordSupervisionStepInput): Promise<SupervisedHandling> {
    return this.shown(
      ctx,
      this.runner.byOfficer<undefined, RecordActed>(ctx, 'recordSupervisionStep', input, (given) => recordSupervisionStep(given, input)),
    );
  }

  @Mutation(() => SupervisedHandling, { description: 'The written answer of the organ' })
  replyToSupervision(@Ctx() ctx: RequestContext, @Input() input: inputs.ReplyToSupervisionInput): Promise<SupervisedHandling> {
    return this.shown(
      ctx,
      this.runner.byOfficer<undefined, RecordActed>(ctx, 'replyToSupervision', input, (given) => replyToSupervision(given, input)),
    );
  }

  @Mutation(() => SupervisedHandling, { description: 'Accepted, or sent back with what is missing and a new day' })
  judgeSupervisionReply(@Ctx() ctx: RequestContext, @Input() input: inputs.JudgeSupervisionReplyInput): Promise<SupervisedHandling> {
    return this.shown(
      ctx,
      this.runner.byOfficer<undefined, RecordActed>(ctx, 'judgeSupervisionReply', input, (given) => judgeSupervisionReply(given, input)),
    );
  }

  @Mutation(() => SupervisedHandling)
  extendSupervisionReply(@Ctx() ctx: RequestContext, @Input() input: inputs.ExtendSupervisionReplyInput): Promise<SupervisedHandling> {
    return this.shown(
      ctx,
      this.runner.byOfficer<undefined, RecordActed>(ctx, 'extendSupervisionReply', input, (given) => extendSupervisionReply(given, input)),
    );
  }

  @Mutation(() => SupervisedHandling, { description: 'Never without an accepted answer' })
  closeSupervisedHandling(@Ctx() ctx: RequestContext, @Input() input: inputs.CloseSupervisedHandlingInput): Promise<SupervisedHandling> {
    return this.shown(
      ctx,
      this.runner.byOfficer<undefined, RecordActed>(ctx, 'closeSupervisedHandling', input, (given) =>
        closeSupervisedHandling(given, input),
      ),
    );
  }

  private async shown(ctx: RequestContext, acting: Promise<RecordActed>): Promise<SupervisedHandling> {
    return shownHandling(await this.reads.acted(ctx, 'handling', acting));
  }
}
