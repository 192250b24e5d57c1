import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { PetitionRegistered, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { endArrived, lockArrived } from './arrivals.rows.js';

/** Follows registrations: what a registrar has registered of another node's matter is held here from then on. */
@Controller()
export class ArrivalsConsumer {
  constructor(private readonly access: Access) {}

  /** A registration made before intake heard of a refusal stands, and the sender is told of it behind the refusal. */
  @EventPattern<string>(PetitionRegistered.type)
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.access.follow(bus.tx, envelope);
    if (!PetitionRegistered.is(envelope)) return;
    const { petitionId: id, number, transferIn } = envelope.data;
    const messageId = transferIn?.arrivedMessageId;
    if (messageId === undefined || !(await lockArrived(bus.tx, messageId))) return;
    await endArrived(bus.tx, messageId, { state: 'registered', answer: 'accepted', petition: { id, number }, at: new Date(bus.act.at) });
  }
}
