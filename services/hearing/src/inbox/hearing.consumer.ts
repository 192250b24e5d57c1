import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { CASE_EVENTS, PetitionRegistered, PetitionSplit, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { MatterFacts } from './matter.facts.js';

/** What `hearing` hears of petitions; rights and law are followed by their libs. */
@Controller()
export class HearingConsumer {
  constructor(
    private readonly access: Access,
    private readonly facts: MatterFacts,
  ) {}

  @EventPattern<string>('PetitionRegistered')
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionRegistered.is(envelope)) return;
    // Bars first, so that the petition is never visible to a barred person.
    await this.access.follow(bus.tx, envelope);
    this.facts.registered(bus, envelope.data);
  }

  @EventPattern<string[]>([...CASE_EVENTS])
  async moved(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (PetitionSplit.is(envelope)) await this.access.follow(bus.tx, envelope);
    await this.facts.moved(bus, envelope);
  }
}
