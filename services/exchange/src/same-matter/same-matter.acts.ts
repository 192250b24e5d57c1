import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { REASON_MOST, requireExplainable, requireReviewable, requireSamplable } from '../domain/same-matter.js';
import { reasonOf } from '../partners/partners.acts.js';
import { SameMatterLink } from './link.js';
import { AnswerSampledQuestionInput, PartnerQuestion, ReviewSampledQuestionInput, SampleQuestionInput } from './same-matter.graph.js';
import { SameMatterReads } from './same-matter.reads.js';
import { questionOf, reviewQuestion, type QuestionRow } from './same-matter.rows.js';

/** The review by sample: the node that was asked draws, the asking one gives the reason, and the first judges. */
@Resolver()
export class SameMatterActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly link: SameMatterLink,
    private readonly reads: SameMatterReads,
  ) {}

  @Mutation(() => PartnerQuestion, { description: 'Draws one question of a partner, besides those that each night draws by chance' })
  async sampleQuestion(@Ctx() ctx: RequestContext, @Input() input: SampleQuestionInput): Promise<PartnerQuestion | null> {
    signedIn(ctx);
    const { questionId: id } = input;
    await this.commands.run(ctx, 'sampleQuestion', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'sampleQuestion');
      const question = await known(tx, ['received', 'asked'], id);
      requireSamplable(question);
      await this.link.draw(tx, question.partner, [id]);
      note({ subject: id, part: question.partner });
    });
    return this.reads.question(ctx, 'received', id);
  }

  @Mutation(() => PartnerQuestion, { description: 'Gives the partner the reason of a question that it has drawn' })
  async answerSampledQuestion(@Ctx() ctx: RequestContext, @Input() input: AnswerSampledQuestionInput): Promise<PartnerQuestion | null> {
    signedIn(ctx);
    const { questionId: id } = input;
    await this.commands.run(ctx, 'answerSampledQuestion', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'answerSampledQuestion');
      const question = await known(tx, ['asked', 'received'], id);
      const reason = reasonOf(input.reason);
      requireExplainable(question, reason);
      await this.link.explain(tx, question.partner, id, reason);
      note({ subject: id, part: question.partner, purpose: reason });
    });
    return this.reads.question(ctx, 'asked', id);
  }

  @Mutation(() => PartnerQuestion, { description: 'Judges a question that was drawn, by its reason or for want of one' })
  async reviewSampledQuestion(@Ctx() ctx: RequestContext, @Input() input: ReviewSampledQuestionInput): Promise<PartnerQuestion | null> {
    signedIn(ctx);
    const { questionId: id, inOrder } = input;
    await this.commands.run(ctx, 'reviewSampledQuestion', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.requireNode(tx, ctx, 'reviewSampledQuestion');
      const { partner, ...question } = await known(tx, ['received', 'asked'], id);
      requireReviewable(question, ctx.on);
      const reason = reasonOf(input.reason);
      if ([...reason].length > REASON_MOST) throw exchangeError('QUESTION_REASON_TOO_LONG', { details: { limit: REASON_MOST } });
      await reviewQuestion(tx, id, inOrder, reason, new Date(ctx.at));
      note({ subject: id, part: `${partner} ${inOrder ? 'in_order' : 'not_in_order'}`, purpose: reason });
    });
    return this.reads.question(ctx, 'received', id);
  }
}

/** The question in the first of these directions in which it is known. @throws QUESTION_UNKNOWN */
async function known(tx: EntityManager, directions: readonly QuestionRow['direction'][], id: string): Promise<QuestionRow> {
  for (const direction of directions) {
    const question = await questionOf(tx, direction, id);
    if (question) return question;
  }
  throw exchangeError('QUESTION_UNKNOWN', { field: 'questionId' });
}
