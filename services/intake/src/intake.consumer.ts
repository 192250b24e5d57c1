import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import {
  CASE_EVENTS,
  CalendarPublished,
  OrganSaved,
  PersonDisabled,
  PersonEnabled,
  PetitionSplit,
  RelationEnded,
  RelationSet,
  RoleEnded,
  RoleGranted,
  RulePackPublished,
  SessionEnded,
  type Envelope,
} from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { SplitService } from './split/split.service.js';
import { CourseService } from './course.service.js';

const types = (...definitions: readonly { readonly type: string }[]) => definitions.map(({ type }) => type);

/** What intake follows: law, organs and roles of directory; course and relations of case. */
@Controller()
export class IntakeConsumer {
  constructor(
    private readonly access: Access,
    private readonly law: Law,
    private readonly course: CourseService,
    private readonly splits: SplitService,
  ) {}

  @EventPattern(types(OrganSaved, RoleGranted, RoleEnded, RelationSet, RelationEnded, SessionEnded, PersonDisabled, PersonEnabled))
  async rights(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.access.follow(bus.tx, envelope);
  }

  @EventPattern(types(RulePackPublished, CalendarPublished))
  async published(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.law.follow(bus.tx, envelope);
  }

  @EventPattern([...CASE_EVENTS])
  async moved(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await this.course.follow(bus.tx, envelope);
    if (PetitionSplit.is(envelope)) await this.splits.carryOut(bus, envelope);
  }
}
