import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CASE_EVENTS, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { ClockRegister } from './clock-register.js';
import { FigureFacts } from './figures/figure-facts.js';

const WITH_HANDLER = ['CaseOpened', 'ClockStepReached', 'ClockStepRevoked'];
/** Every act of case may carry changes of clocks. */
const CLOCK_EVENTS = CASE_EVENTS.filter((type) => !WITH_HANDLER.includes(type));

/** What `supervision` hears. It publishes nothing, so nothing it hears can be heard twice. */
@Controller()
export class SupervisionConsumer {
  constructor(
    private readonly register: ClockRegister,
    private readonly facts: FigureFacts,
  ) {}

  @EventPattern<string[]>(CLOCK_EVENTS)
  async clocksChanged(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.register.split(bus.tx, envelope);
    await this.register.merged(bus.tx, envelope);
    await this.register.changed(bus, envelope);
    this.facts.follow(bus);
  }

  @EventPattern<string>('PetitionRegistered')
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.register.registered(bus.tx, envelope);
    this.facts.follow(bus);
  }

  @EventPattern<string>('CaseOpened')
  async opened(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.register.opened(bus, envelope);
    this.facts.follow(bus);
  }

  @EventPattern<string>('ClockStepReached')
  async stepReached(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.register.stepReached(bus, envelope);
    this.facts.follow(bus);
  }

  @EventPattern<string>('ClockStepRevoked')
  stepRevoked(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.register.stepRevoked(tx, envelope);
  }
}
