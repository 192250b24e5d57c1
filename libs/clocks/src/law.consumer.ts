import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CalendarPublished, RulePackPublished, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { Law } from './law.js';

/** Keeps the law as directory publishes it, and tells what waited for it (`Law.onPublished`). */
@Controller()
export class LawConsumer {
  constructor(private readonly law: Law) {}

  @EventPattern<string[]>([RulePackPublished.type, CalendarPublished.type])
  async published(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.law.follow(bus.tx, envelope);
    await this.law.published(bus, envelope);
  }
}
