import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { LawModule } from '@sunshine/clocks';
import { exportProviders } from '@sunshine/exports';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { SupervisionGraph } from './graph.js';
import { Board } from './board.reads.js';
import { ClockReads } from './clocks.reads.js';
import { ClockRegister } from './clock-register.js';
import { DutyCounts } from './duties.reads.js';
import { BoardExportResolver } from './exports/exports.resolver.js';
import { BoardExportSource } from './exports/board-export.source.js';
import { Areas } from './figures/area.reads.js';
import { FigureFacts } from './figures/figure-facts.js';
import { FiguresResolver } from './figures/figures.resolver.js';
import { Timeliness } from './figures/timeliness.reads.js';
import { SupervisionConsumer } from './supervision.consumer.js';
import { BoardResolver, ClockResolver, PetitionResolver, TrackedPetitionResolver } from './supervision.resolver.js';

/** `supervision`: every clock of every owner, on one board. */
@Module({
  imports: [MessagingModule, AccessModule, LawModule],
  controllers: [SupervisionConsumer],
  providers: [
    ClockRegister,
    ClockReads,
    Board,
    DutyCounts,
    FigureFacts,
    Areas,
    Timeliness,
    FiguresResolver,
    PetitionResolver,
    TrackedPetitionResolver,
    ClockResolver,
    BoardResolver,
    ...exportProviders(BoardExportSource),
    BoardExportResolver,
    ...officeGraph('supervision', SupervisionGraph),
  ],
})
export class SupervisionModule {}
