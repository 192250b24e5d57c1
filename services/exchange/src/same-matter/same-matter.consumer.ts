import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { SameMatterAsked, SameMatterEvaluated, SameMatterListMade, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { SameMatterLink } from './link.js';

/** What intake has for the partners. */
@Controller()
export class SameMatterConsumer {
  constructor(private readonly link: SameMatterLink) {}

  @EventPattern<string[]>([SameMatterAsked.type, SameMatterListMade.type, SameMatterEvaluated.type])
  async on(@Payload() envelope: Envelope, @Ctx() { tx, emit }: BusContext): Promise<void> {
    if (SameMatterAsked.is(envelope)) await this.link.ask(tx, emit, envelope.data);
    if (SameMatterListMade.is(envelope)) await this.link.sendList(tx, envelope.data);
    if (SameMatterEvaluated.is(envelope)) await this.link.sendAnswer(tx, envelope.data);
  }
}
