import { Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { ArrivedMatterRefused } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { openingPurpose, refusalReason } from '../domain/arrived.js';
import { IncomingFiles } from '../files/incoming.js';
import { filesOfMessage } from '../files/incoming.rows.js';
import { ArrivedMatter, OpenedArrivedMatter } from './arrivals.graph.js';
import { OpenArrivedMatterInput, RefuseArrivedMatterInput } from './arrivals.inputs.js';
import { ArrivalReads } from './arrivals.reads.js';
import { endArrived } from './arrivals.rows.js';
import { arrivalKey } from './arrivals.js';
import { ArrivedSeal } from './arrived.seal.js';
import { shownOf } from './opened.js';
import { waitingArrival } from './waiting.js';

/** What a registrar does with a matter of another node, besides registering it: opens it, or does not take it. */
@Resolver()
export class ArrivalActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly seal: ArrivedSeal,
    private readonly reads: ArrivalReads,
    private readonly files: IncomingFiles,
  ) {}

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ARRIVAL_UNKNOWN, ARRIVAL_ENDED, ARRIVAL_PURPOSE_MISSING */
  @Mutation(() => OpenedArrivedMatter, {
    description: 'Shows what an arrived matter says, for its registration; recorded in the audit first',
  })
  async openArrivedMatter(@Ctx() ctx: RequestContext, @Input() input: OpenArrivedMatterInput): Promise<OpenedArrivedMatter> {
    signedIn(ctx);
    // Read again for each request, so that no stored answer contains anything of it.
    const { messageId, body } = await this.commands.run(ctx, 'openArrivedMatter', { requestId: null }, async (tx, _emit, note) => {
      const row = await waitingArrival(this.access, tx, ctx, 'openArrivedMatter', input.messageId);
      note({ subject: row.messageId, part: 'matter', purpose: openingPurpose(input.purpose) });
      return row;
    });
    return shownOf(messageId, this.seal.open(messageId, body ?? ''), await filesOfMessage(this.db.manager, messageId));
  }

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ARRIVAL_UNKNOWN, ARRIVAL_ENDED, REASON_MISSING, ARRIVAL_REASON_TOO_LONG */
  @Mutation(() => ArrivedMatter, {
    description: 'The matter is not taken; the sender is told why by a signed receipt, and what it says is dropped',
  })
  async refuseArrivedMatter(@Ctx() ctx: RequestContext, @Input() input: RefuseArrivedMatterInput): Promise<ArrivedMatter | null> {
    signedIn(ctx);
    const { messageId } = input;
    await this.commands.run(ctx, 'refuseArrivedMatter', withoutNulls(input), async (tx, emit, note) => {
      const { organId } = await waitingArrival(this.access, tx, ctx, 'refuseArrivedMatter', messageId);
      const reason = refusalReason(input.reason);
      await endArrived(tx, messageId, { state: 'refused', answer: 'refused', reason, at: new Date(ctx.at) });
      await this.files.drop(tx, messageId);
      emit(arrivalKey(messageId), ArrivedMatterRefused.create({ messageId, organId }));
      note({ subject: messageId });
    });
    return this.reads.matter(messageId);
  }
}
