import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { PetitionRegistered, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { IncomingFiles } from '../files/incoming.js';
import { MatterTeller } from '../matters/matter.teller.js';
import { recordMatter } from '../matters/matters.rows.js';
import { adoptTold } from '../matters/told.rows.js';
import { endArrived, lockArrived, type ArrivedRow } from './arrivals.rows.js';

/** Follows registrations: what a registrar has registered of another node's matter is held here from then on. */
@Controller()
export class ArrivalsConsumer {
  constructor(
    private readonly access: Access,
    private readonly teller: MatterTeller,
    private readonly files: IncomingFiles,
  ) {}

  /** A registration made before intake heard of a refusal stands, and the sender is told of it behind the refusal. */
  @EventPattern<string>(PetitionRegistered.type)
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.access.follow(bus.tx, envelope);
    if (!PetitionRegistered.is(envelope)) return;
    const { petitionId: id, number, transferIn } = envelope.data;
    const messageId = transferIn?.arrivedMessageId;
    const row = messageId === undefined ? null : await lockArrived(bus.tx, messageId);
    if (row) await this.held(bus, row, { id, number });
    await this.teller.registered(bus, id);
  }

  private async held(bus: BusContext, row: ArrivedRow, petition: { readonly id: string; readonly number: string }): Promise<void> {
    const at = new Date(bus.act.at);
    await endArrived(bus.tx, row.messageId, { state: 'registered', answer: 'accepted', petition, at });
    await this.files.registered(bus.tx, row.messageId, petition.id);
    await recordMatter(bus.tx, {
      ...{ petitionId: petition.id, partner: row.partner, way: 'came', organId: row.organId, kind: row.kind, state: 'held' },
      ...{ conversation: row.conversation, messageId: row.messageId, division: row.division, partnerNumber: row.number },
      ...{ openedAt: at, receivedAt: row.receivedAt, answeredAt: at },
    });
    await adoptTold(bus.tx, petition.id, row.partner, row.conversation);
  }
}
