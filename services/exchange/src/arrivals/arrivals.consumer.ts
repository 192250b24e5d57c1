import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { HandBackAsked, PetitionRegistered, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { onRegistration } from '../domain/hand-back.js';
import { IncomingFiles } from '../files/incoming.js';
import { MatterTeller } from '../matters/matter.teller.js';
import { recordMatter } from '../matters/matters.rows.js';
import { Splits } from '../matters/splits.js';
import { adoptTold } from '../matters/told.rows.js';
import { endArrived, lockArrived, type ArrivedRow } from './arrivals.rows.js';

/** Follows registrations: what a registrar has registered of another node's matter is held here from then on. */
@Controller()
export class ArrivalsConsumer {
  constructor(
    private readonly access: Access,
    private readonly teller: MatterTeller,
    private readonly files: IncomingFiles,
    private readonly splits: Splits,
  ) {}

  @EventPattern<string>(PetitionRegistered.type)
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.access.follow(bus.tx, envelope);
    if (!PetitionRegistered.is(envelope)) return;
    const { petitionId: id, number, transferIn, splitFrom } = envelope.data;
    const messageId = transferIn?.arrivedMessageId;
    const row = messageId === undefined ? null : await lockArrived(bus.tx, messageId);
    if (row) await this.held(bus, row, { id, number });
    await this.teller.registered(bus, id);
    await this.splits.registered(bus, splitFrom ?? id);
  }

  /** A registration that was made before intake heard of a refusal or a recall ends: the sender is in charge. */
  private async held(bus: BusContext, row: ArrivedRow, petition: { readonly id: string; readonly number: string }): Promise<void> {
    const at = new Date(bus.act.at);
    const stays = onRegistration(row.state) === 'held';
    const { messageId, partner: node } = row;
    if (stays) {
      await endArrived(bus.tx, messageId, { state: 'registered', answer: 'accepted', petition, at });
      await this.files.registered(bus.tx, messageId, petition.id);
    } else {
      const ask = { petitionId: petition.id, messageId, node, ask: 'gone', objectionId: null, on: bus.act.on } as const;
      bus.emit(petition.id, HandBackAsked.create(ask));
    }
    await recordMatter(bus.tx, {
      ...{ petitionId: petition.id, partner: node, way: 'came', organId: row.organId, kind: row.kind, state: stays ? 'held' : 'returned' },
      ...{ conversation: row.conversation, messageId, division: row.division, partnerNumber: row.number },
      ...{ openedAt: at, receivedAt: row.receivedAt, answeredAt: at },
    });
    await adoptTold(bus.tx, petition.id, row.partner, row.conversation);
  }
}
