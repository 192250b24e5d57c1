import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { MESSAGE_KINDS } from '@sunshine/envelope';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { Outbox } from '../sending/outbox.js';
import { MatterReads } from './matter.reads.js';
import { AskOtherNodesInput, Petition, PetitionAcrossLevels } from './matters.graph.js';
import { isShared, matterAsked, mattersOf } from './matters.rows.js';

/** How a petition stands at the other nodes that have it. */
@Resolver()
export class LevelsActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly outbox: Outbox,
    private readonly reads: MatterReads,
  ) {}

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, PETITION_NOT_FOUND, MATTER_OF_THIS_NODE, KIND_NOT_ALLOWED, DIVISION_NOT_ALLOWED */
  @Mutation(() => Petition, {
    description: 'Asks the nodes that have the petition too how it stands there; what they answer comes with its course',
  })
  async askOtherNodes(@Ctx() ctx: RequestContext, @Input() input: AskOtherNodesInput): Promise<Petition> {
    signedIn(ctx);
    const { petitionId } = input;
    await this.commands.run(ctx, 'askOtherNodes', withoutNulls(input), async (tx, _emit, note) => {
      await this.access.require(tx, ctx, 'askOtherNodes', petitionId);
      await this.ask(tx, petitionId, new Date(ctx.at));
      note({ subject: petitionId });
    });
    return { id: petitionId };
  }

  private async ask(tx: EntityManager, petitionId: string, at: Date): Promise<void> {
    const there = (await mattersOf(tx, [petitionId])).filter(isShared);
    if (there.length === 0) throw exchangeError('MATTER_OF_THIS_NODE');
    for (const matter of there) {
      const { partner, conversation, division } = matter;
      if (conversation === null || division === null) throw new Error(`petition ${petitionId} was handed over without a message`);
      const { version: schemaVersion } = MESSAGE_KINDS['status-query'];
      const body = { purpose: '了解办理进展' };
      await this.outbox.enqueue(tx, { partner, conversation, kind: 'status-query', schemaVersion, division, body });
      await matterAsked(tx, matter, at);
    }
  }

  /** Null for a petition that the reader may not see, and for one of this node alone. @throws SIGN_IN_REQUIRED */
  @Query(() => PetitionAcrossLevels, { nullable: true, description: 'By its number here or at another node' })
  async petitionAcrossLevels(@Ctx() ctx: RequestContext, @Args('number') number: string): Promise<PetitionAcrossLevels | null> {
    signedIn(ctx);
    return this.reads.acrossLevels(ctx, number);
  }
}
