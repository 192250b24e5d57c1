import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { HandBackAnswered, ObjectionDecided, TransferRecallAsked, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { isOut } from '../domain/hand-back.js';
import { MatterTeller } from '../matters/matter.teller.js';
import { mattersOf, moveMatter } from '../matters/matters.rows.js';
import { endHandBack, lockHandBack } from './hand-back.rows.js';

/** What `case` decides of a matter that is to go back: the sender's recall and its decision on an objection, and the answer of the node in charge. */
@Controller()
export class HandBackConsumer {
  constructor(private readonly teller: MatterTeller) {}

  @EventPattern<string>('TransferRecallAsked')
  async recallAsked(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!TransferRecallAsked.is(envelope)) return;
    const { petitionId, organId } = envelope.data;
    const sent = (await mattersOf(bus.tx, [petitionId])).filter((matter) => matter.way === 'sent' && matter.organId === organId);
    for (const { partner } of sent.filter(({ state, conversation }) => isOut(state) && conversation !== null))
      await this.teller.want(bus, { petitionId, partner, way: 'sent', kind: 'recall', about: null, facts: {} });
  }

  @EventPattern<string>('ObjectionDecided')
  async objectionDecided(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!ObjectionDecided.is(envelope)) return;
    const { petitionId, objectionId, upheld } = envelope.data;
    const raised = await lockHandBack(bus.tx, objectionId);
    if (raised?.way !== 'sent' || raised.state !== 'asked') return;
    await endHandBack(bus.tx, objectionId, { state: upheld ? 'agreed' : 'declined' });
    const facts = { objection: objectionId, upheld };
    await this.teller.want(bus, {
      petitionId,
      partner: raised.partner,
      way: 'sent',
      kind: 'objection-decision',
      about: objectionId,
      facts,
    });
  }

  /** What goes back ends here before its sender is told; what has gone back meanwhile is not here, whatever `case` finds. */
  @EventPattern<string>('HandBackAnswered')
  async answered(@Payload() envelope: Envelope, @Ctx() { tx, act }: BusContext): Promise<void> {
    if (!HandBackAnswered.is(envelope)) return;
    const { petitionId, messageId, given } = envelope.data;
    const ask = await lockHandBack(tx, messageId);
    if (ask?.way !== 'came') return;
    const matter = (await mattersOf(tx, [petitionId])).find(({ partner, way }) => partner === ask.partner && way === 'came');
    const held = matter?.state === 'held';
    if (given && held) await moveMatter(tx, matter, { state: 'returned' });
    if (ask.kind === 'objection') {
      if (given && held) await this.teller.giveBack(tx, matter, messageId, act.on);
      return;
    }
    const goes = given || !held;
    await endHandBack(tx, messageId, goes ? { state: 'agreed' } : { state: 'declined', code: 'RECALL_TOO_LATE' }, true);
  }
}
