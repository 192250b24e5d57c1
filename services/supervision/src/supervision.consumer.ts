import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CASE_EVENTS, SUPERVISION_EVENTS, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { ClockRegister } from './clock-register.js';
import { FigureFacts } from './figures/figure-facts.js';
import { Signs } from './handling/signs.js';
import { Warnings } from './reminders/warnings.js';

const WITH_HANDLER = ['CaseOpened', 'ClockStepReached', 'ClockStepRevoked'];
/** Every act of case, and of supervision itself, may carry changes of clocks. */
const CLOCK_EVENTS = [...CASE_EVENTS, ...SUPERVISION_EVENTS].filter((type) => !WITH_HANDLER.includes(type));

/** What `supervision` hears of the clocks of all owners, its own among them. */
@Controller()
export class SupervisionConsumer {
  constructor(
    private readonly register: ClockRegister,
    private readonly facts: FigureFacts,
    private readonly warnings: Warnings,
    private readonly signs: Signs,
  ) {}

  @EventPattern<string[]>(CLOCK_EVENTS)
  async clocksChanged(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    this.register.hold(bus);
    await this.register.split(bus.tx, envelope);
    await this.register.merged(bus.tx, envelope);
    await this.signs.follow(bus.tx, envelope);
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
    this.register.hold(bus);
    await this.register.opened(bus, envelope);
    this.facts.follow(bus);
  }

  @EventPattern<string>('ClockStepReached')
  async stepReached(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    this.register.hold(bus);
    await this.register.stepReached(bus, envelope);
    this.facts.follow(bus);
    bus.behind(this.warnings.follow);
  }

  @EventPattern<string>('ClockStepRevoked')
  async stepRevoked(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.register.stepRevoked(bus.tx, envelope);
    bus.behind(this.warnings.follow);
  }
}
