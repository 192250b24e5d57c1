import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { OrganActName } from '../domain/acts.js';
import { adviceError } from '../domain/advice/advice.errors.js';
import { answerAdvice, extendAdviceReply, issueAdvice, recordResponsibilityResult, reviewAdviceEffect } from '../domain/advice/advice.js';
import type { Advice as AdviceRecord } from '../domain/advice/advice.records.js';
import type { OrganDecision, OrganGiven } from '../domain/organ-record.js';
import { OrganRecordReads } from '../runner/organ-record.reads.js';
import { OrganRecordRunner, type OnRecord } from '../runner/organ-record.runner.js';
import { Advice } from './advice.graph.js';
import * as inputs from './advice.inputs.js';
import { shownAdvice } from './advice.view.js';

type Rule<I> = (given: OrganGiven, advice: AdviceRecord, input: I) => OrganDecision;

/** The three kinds of advice. */
@Resolver()
export class AdviceActs {
  constructor(
    private readonly runner: OrganRecordRunner,
    private readonly reads: OrganRecordReads,
  ) {}

  @Mutation(() => Advice, { description: 'In writing, with number and facts; the content of a REPORT is in none' })
  async issueAdvice(@Ctx() ctx: RequestContext, @Input() input: inputs.IssueAdviceInput): Promise<Advice> {
    const { organId, unitId, petitionId, byOrganId } = input;
    const { runner } = this;
    const acting = runner.open(ctx, 'issueAdvice', input, {
      series: 'ADVICE',
      byOrganId,
      petitionId,
      prepare: async (tx, act) => ({
        to: await runner.organ(tx, organId, act.on),
        unit: unitId === null ? null : await runner.organ(tx, unitId, act.on),
        petition: petitionId === null ? null : await runner.petition(tx, petitionId),
      }),
      decide: (given, { documentId, number }, concerns) => issueAdvice(given, concerns, number, { ...input, adviceId: documentId }),
    });
    return shownAdvice(await this.reads.acted(ctx, 'advice', acting));
  }

  @Mutation(() => Advice, { description: 'By who advised, before the time has run out' })
  extendAdviceReply(@Ctx() ctx: RequestContext, @Input() input: inputs.ExtendAdviceReplyInput): Promise<Advice> {
    return this.onAdvice(ctx, 'extendAdviceReply', input, 'byOrganId', extendAdviceReply);
  }

  @Mutation(() => Advice, { description: 'Whether it is adopted; where not or only in part, with reasons' })
  answerAdvice(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerAdviceInput): Promise<Advice> {
    return this.onAdvice(ctx, 'answerAdvice', input, 'organId', answerAdvice);
  }

  @Mutation(() => Advice, { description: 'What came of it, looked at later' })
  reviewAdviceEffect(@Ctx() ctx: RequestContext, @Input() input: inputs.ReviewAdviceEffectInput): Promise<Advice> {
    return this.onAdvice(ctx, 'reviewAdviceEffect', input, 'byOrganId', reviewAdviceEffect);
  }

  @Mutation(() => Advice, { description: 'How the body that decides responsibility has decided' })
  recordResponsibilityResult(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordResponsibilityResultInput): Promise<Advice> {
    return this.onAdvice(ctx, 'recordResponsibilityResult', input, 'byOrganId', recordResponsibilityResult);
  }

  private async onAdvice<I extends inputs.OrganActInput & { readonly adviceId: string }>(
    ctx: RequestContext,
    act: OrganActName,
    input: I,
    as: OnRecord<'advice'>['as'],
    rule: Rule<I>,
  ): Promise<Advice> {
    const acting = this.runner.on(ctx, act, input, {
      kind: 'advice',
      id: input.adviceId,
      as,
      unknown: () => adviceError('ADVICE_UNKNOWN'),
      decide: (given, advice) => rule(given, advice, input),
    });
    return shownAdvice(await this.reads.acted(ctx, 'advice', acting));
  }
}
