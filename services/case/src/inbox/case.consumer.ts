import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { PetitionRegistered, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { CaseOpening } from './case.opening.js';

/** Registrations of intake; rights and law are followed by their libs, what the desk does by `IntakeFacts`. */
@Controller()
export class CaseConsumer {
  constructor(
    private readonly access: Access,
    private readonly opening: CaseOpening,
  ) {}

  @EventPattern<string>('PetitionRegistered')
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionRegistered.is(envelope)) return;
    // Sent in this order: bars first, so that the petition is never visible to a barred person.
    bus.last(this.access.follow(bus.tx, envelope));
    await this.opening.register(bus, envelope);
  }
}
