import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import { PetitionRegistered, type Envelope } from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { CaseOpening } from './case.opening.js';

/** What `case` hears: registrations and relations of intake; organs, roles and the law of directory. */
@Controller()
export class CaseConsumer {
  constructor(
    private readonly access: Access,
    private readonly law: Law,
    private readonly opening: CaseOpening,
  ) {}

  @EventPattern<string>('PetitionRegistered')
  async registered(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    if (!PetitionRegistered.is(envelope)) return;
    // Whom to keep out is known before the petition is.
    await this.access.follow(bus.tx, envelope);
    await this.opening.register(bus.tx, bus.emit, bus.act, envelope);
  }

  @EventPattern<string>('RelationSet')
  relationSet(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.access.follow(tx, envelope);
  }

  @EventPattern<string>('RelationEnded')
  relationEnded(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.access.follow(tx, envelope);
  }

  @EventPattern<string>('OrganSaved')
  organSaved(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.access.follow(tx, envelope);
  }

  @EventPattern<string>('RoleGranted')
  roleGranted(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.access.follow(tx, envelope);
  }

  @EventPattern<string[]>(['SessionEnded', 'PersonDisabled', 'PersonEnabled'])
  sessionEnded(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.access.follow(tx, envelope);
  }

  @EventPattern<string>('RoleEnded')
  roleEnded(@Payload() envelope: Envelope, @Ctx() { tx }: BusContext): Promise<void> {
    return this.access.follow(tx, envelope);
  }

  @EventPattern<string>('RulePackPublished')
  packPublished(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    return this.lawPublished(envelope, bus);
  }

  @EventPattern<string>('CalendarPublished')
  calendarPublished(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    return this.lawPublished(envelope, bus);
  }

  private async lawPublished(envelope: Envelope, { tx, emit, act }: BusContext): Promise<void> {
    await this.law.follow(tx, envelope);
    await this.opening.openWaiting(tx, emit, act);
  }
}
