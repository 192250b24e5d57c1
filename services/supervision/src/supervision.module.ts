import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { LawModule } from '@sunshine/clocks';
import { MessagingModule } from '@sunshine/messaging';
import { auditProviders } from './audit.js';
import { heldProviders } from './held.js';
import { Board } from './board.js';
import { ClockReads } from './clock-reads.js';
import { ClockRegister } from './clock-register.js';
import { DutyCounts } from './duty-counts.js';
import { exportProviders } from './exports/providers.js';
import { SupervisionConsumer } from './supervision.consumer.js';
import { BoardResolver, ClockResolver, PetitionResolver, TrackedPetitionResolver } from './supervision.resolver.js';

/** `supervision`: every clock of every owner, on one board. */
@Module({
  imports: [
    MessagingModule.forService({ name: 'supervision', schema: 'supervision', sources: ['directory', 'intake', 'case'] }),
    AccessModule,
    LawModule,
  ],
  controllers: [SupervisionConsumer],
  providers: [
    ClockRegister,
    ClockReads,
    Board,
    DutyCounts,
    PetitionResolver,
    TrackedPetitionResolver,
    ClockResolver,
    BoardResolver,
    ...exportProviders,
    ...auditProviders,
    ...heldProviders,
  ],
})
export class SupervisionModule {}
