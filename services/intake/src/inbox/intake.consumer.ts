import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  ArrivedMatterRefused,
  CASE_EVENTS,
  MatterArrived,
  PetitionSplit,
  RefilingCompared,
  SuccessionRevoked,
  type Envelope,
} from '@sunshine/events';
import { BusContext } from '@sunshine/messaging';
import { followArrivals } from '../arrived/arrived.rows.js';
import { succeedNoMore } from '../holders/succession-revoked.js';
import { CourseService } from './course.js';
import { followOpinions } from './opinions.js';
import { comparePetitioners } from '../repeats/common-petitioner.js';
import { SplitService } from '../split/split.service.js';

/** Follows the arrivals of exchange, and the course, the splits, the opinions and the revoked successions of case; rights and law are followed by their libs. */
@Controller()
export class IntakeConsumer {
  constructor(
    private readonly course: CourseService,
    private readonly splits: SplitService,
  ) {}

  @EventPattern<string[]>([MatterArrived.type, ArrivedMatterRefused.type])
  async arrived(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    await followArrivals(bus, envelope);
  }

  @EventPattern([...CASE_EVENTS])
  async moved(@Payload() envelope: Envelope, @Ctx() bus: BusContext): Promise<void> {
    this.course.follow(bus, envelope);
    if (PetitionSplit.is(envelope)) await this.splits.carryOut(bus, envelope);
    await followOpinions(bus, envelope);
    if (RefilingCompared.is(envelope) && envelope.data.inHand && envelope.data.same) await comparePetitioners(bus, envelope.data);
    if (SuccessionRevoked.is(envelope)) await succeedNoMore(bus, envelope.data);
  }
}
