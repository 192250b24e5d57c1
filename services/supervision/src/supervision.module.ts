import { Module } from '@nestjs/common';
import { AccessModule } from '@sunshine/access';
import { ActsModule, numbersProviders } from '@sunshine/acts';
import { ClocksModule, ledgerGraph, previewGraph } from '@sunshine/clocks';
import { exportProviders } from '@sunshine/exports';
import { MessagingModule, officeGraph } from '@sunshine/messaging';
import { EXPORT_DOOR } from '@sunshine/platform';
import { AdviceActs } from './advice/advice.acts.js';
import { AdviceResolver } from './advice/advice.resolver.js';
import { ConductActs } from './conduct/conduct.acts.js';
import { ConductResolver } from './conduct/conduct.resolver.js';
import { ContestsResolver } from './contests/contests.resolver.js';
import { SupervisionGraph } from './graph.js';
import { Board } from './board.reads.js';
import { ClockReads } from './clocks.reads.js';
import { ClockRegister } from './clock-register.js';
import { DutyCounts } from './duties.reads.js';
import { AssessmentActs } from './assessment/assessment.acts.js';
import { AssessmentReads } from './assessment/assessment.reads.js';
import { AssessmentResolver } from './assessment/assessment.resolver.js';
import { BoardExportResolver } from './exports/exports.resolver.js';
import { BoardExportSource } from './exports/board-export.source.js';
import { Areas } from './figures/area.reads.js';
import { FigureFacts } from './figures/figure-facts.js';
import { FrozenDays } from './figures/frozen-days.js';
import { FrozenDayReads } from './figures/frozen-days.reads.js';
import { FrozenDaysResolver } from './figures/frozen-days.resolver.js';
import { FiguresResolver } from './figures/figures.resolver.js';
import { Timeliness } from './figures/timeliness.reads.js';
import { SupervisionOffersResolver } from './handling/offers.resolver.js';
import { HandlingActs } from './handling/handling.acts.js';
import { HandlingResolver, PetitionHandlingsResolver } from './handling/handling.resolver.js';
import { Signs } from './handling/signs.js';
import { Triggers } from './handling/triggers.reads.js';
import { QualityActs } from './quality/quality.acts.js';
import { QualityCorrectionResolver } from './quality/corrections.resolver.js';
import { QualityReads } from './quality/quality.reads.js';
import { QualityResolver, SampledMatterResolver } from './quality/quality.resolver.js';
import { MeasureActs } from './measures/measures.acts.js';
import { MeasureResolver } from './measures/measures.resolver.js';
import { ReminderActs } from './reminders/reminders.acts.js';
import { PetitionRecordsResolver, ReminderResolver } from './reminders/reminders.resolver.js';
import { Warnings } from './reminders/warnings.js';
import { OrganRecordReads } from './runner/organ-record.reads.js';
import { OrganRecordRunner } from './runner/organ-record.runner.js';
import { RecordReads } from './runner/record.reads.js';
import { SupervisionRunner } from './runner/supervision.runner.js';
import { Patrol } from './patrol/patrol.reads.js';
import { PatrolResolver } from './patrol/patrol.resolver.js';
import { RoundActs } from './rounds/rounds.acts.js';
import { InspectedOrganResolver, RoundResolver } from './rounds/rounds.resolver.js';
import { ByEvents } from './runner/by-events.js';
import { LevelsConsumer } from './levels/levels.consumer.js';
import { Overview } from './overview/overview.reads.js';
import { OverviewResolver } from './overview/overview.resolver.js';
import { SupervisionConsumer } from './supervision.consumer.js';
import { WeeklyActs } from './weekly/weekly.acts.js';
import { SupervisionDoor } from './weekly/weekly.door.js';
import { WeeklyNumbersReads } from './weekly/weekly.numbers.js';
import { WeeklyReads } from './weekly/weekly.reads.js';
import { WeeklyResolver } from './weekly/weekly.resolver.js';
import { BoardResolver, ClockResolver, PetitionResolver, TrackedPetitionResolver } from './supervision.resolver.js';

/** `supervision`: every clock of every owner on one board, and what follows where a duty is not done. */
@Module({
  imports: [MessagingModule, AccessModule, ClocksModule, ActsModule],
  controllers: [SupervisionConsumer, LevelsConsumer],
  providers: [
    ...numbersProviders,
    SupervisionRunner,
    ByEvents,
    Warnings,
    ReminderActs,
    OrganRecordRunner,
    OrganRecordReads,
    AdviceActs,
    AdviceResolver,
    MeasureActs,
    MeasureResolver,
    ConductActs,
    ConductResolver,
    RoundActs,
    RoundResolver,
    InspectedOrganResolver,
    QualityCorrectionResolver,
    Patrol,
    PatrolResolver,
    RecordReads,
    ReminderResolver,
    PetitionRecordsResolver,
    Signs,
    HandlingActs,
    Triggers,
    HandlingResolver,
    PetitionHandlingsResolver,
    AssessmentReads,
    AssessmentActs,
    AssessmentResolver,
    QualityReads,
    QualityActs,
    QualityResolver,
    SampledMatterResolver,
    SupervisionOffersResolver,
    ClockRegister,
    ClockReads,
    Board,
    DutyCounts,
    FigureFacts,
    Areas,
    Timeliness,
    FiguresResolver,
    FrozenDays,
    FrozenDayReads,
    FrozenDaysResolver,
    ContestsResolver,
    Overview,
    OverviewResolver,
    PetitionResolver,
    TrackedPetitionResolver,
    ClockResolver,
    BoardResolver,
    ...exportProviders(BoardExportSource),
    BoardExportResolver,
    WeeklyNumbersReads,
    WeeklyReads,
    WeeklyActs,
    WeeklyResolver,
    // Behind that of the exports, which it hands on to.
    { provide: EXPORT_DOOR, useClass: SupervisionDoor },
    ...officeGraph('supervision', SupervisionGraph),
    ...ledgerGraph({ service: 'supervision', registerIn: () => SupervisionGraph }),
    ...previewGraph({ service: 'supervision', registerIn: () => SupervisionGraph }),
  ],
})
export class SupervisionModule {}
