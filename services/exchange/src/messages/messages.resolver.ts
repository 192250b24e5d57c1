import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { ProofFiles } from '../proof/proof.files.js';
import {
  ExchangeMessage,
  ExchangeMessageConnection,
  ExchangeMessageFilter,
  RefusedMessage,
  RefusedMessageConnection,
} from './messages.graph.js';
import { MessageReads } from './messages.reads.js';

@Resolver()
export class MessageResolver {
  constructor(
    private readonly reads: MessageReads,
    private readonly proofs: ProofFiles,
  ) {}

  @Query(() => ExchangeMessageConnection, { description: 'Newest first' })
  exchangeMessages(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => ExchangeMessageFilter, nullable: true }) filter?: ExchangeMessageFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<ExchangeMessage>> {
    return this.reads.messages(ctx, filter ?? null, first, after);
  }

  @Query(() => RefusedMessageConnection, { description: 'Newest first' })
  refusedMessages(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<RefusedMessage>> {
    return this.reads.refused(ctx, first, after);
  }

  @Query(() => String, {
    description: 'The proof file of a message that was handed over, as verify-message reads it. It tells nothing of what the message says',
  })
  async messageProof(@Ctx() ctx: RequestContext, @Args('messageId', { type: () => ID }) messageId: string): Promise<string> {
    await this.reads.message(ctx, messageId);
    return JSON.stringify(await this.proofs.of(messageId));
  }
}
