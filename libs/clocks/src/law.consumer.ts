import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CalendarPublished, LawProposed, RulePackPublished, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { Law } from './law.js';

/** Keeps the law as directory publishes and proposes it, and tells what waited for it (`Law.onPublished`). */
@Controller()
export class LawConsumer {
  constructor(private readonly law: Law) {}

  @EventPattern<string[]>([RulePackPublished.type, CalendarPublished.type, LawProposed.type])
  async published(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (await this.law.follow(bus.tx, envelope)) await this.law.published(bus, envelope);
  }
}
