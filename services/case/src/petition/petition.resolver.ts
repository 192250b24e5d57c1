import { Inject } from '@nestjs/common';
import { Args, Directive, ID, Int, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { OffPathOutcome } from '@sunshine/events';
import { Ctx, Day, OrganStub as Organ, Tokens, type RequestContext } from '@sunshine/platform';
import { OUTCOME_NAMES, STAGE_NAMES } from '@sunshine/words';
import { LegacyReply, TrackedWithdrawal } from '../closing/closing.graph.js';
import { HandlingExtension } from '../handling/handling.graph.js';
import { CaseOpinion } from '../opinion/opinion.graph.js';
import { NextRight, OpinionService, TrackedService } from '../papers/delivery.graph.js';
import { CaseDocument } from '../papers/papers.graph.js';
import {
  ShownRecord,
  HistoryEntry,
  Petition,
  PetitionRequest,
  TrackedHistoryEntry,
  TrackedPetition,
  TrackedPointing,
} from './petition.graph.js';
import { Workload } from './workload.graph.js';
import { CaseReads } from './petition.reads.js';
import type { CaseView } from './petition.view.js';
import { REVIEW_STAGES, type Stage } from '../domain/stages.js';
import type { PaperRow } from '../papers/papers.reads.js';
import { TrackedReviewReads } from '../review/tracked.reads.js';
import { WorkloadReads } from './workload.reads.js';
import { CASE_CONFIG, type CaseConfig } from '../config.js';

@Resolver(() => Petition)
export class PetitionResolver {
  constructor(
    private readonly reads: CaseReads,
    private readonly workloads: WorkloadReads,
    @Inject(CASE_CONFIG) private readonly config: CaseConfig,
  ) {}

  /** Null where the reader may not see it, or `case` has not read its registration yet. */
  @ResolveReference()
  async resolve(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<Petition | null> {
    return (await this.reads.view(ctx, id)) ? { id } : null;
  }

  /** Open matters and duties of one organ. @throws ACT_NOT_YOURS */
  @Query(() => Workload)
  workload(@Ctx() ctx: RequestContext, @Args('organId', { type: () => ID }) organId: string): Promise<Workload> {
    return this.workloads.of(ctx, organId);
  }

  @ResolveField(() => Int, { nullable: true })
  version(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<number | null> {
    return this.of(ctx, petition, ({ version }) => version);
  }

  @ResolveField(() => String, { nullable: true })
  stage(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ stage }) => stage);
  }

  @ResolveField(() => String, { nullable: true, description: 'The stage in words' })
  stageName(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ stage }) => STAGE_NAMES[stage]);
  }

  @ResolveField(() => String, { nullable: true, description: 'The outcome in words' })
  outcomeName(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ outcome }) => outcome && OUTCOME_NAMES[outcome]);
  }

  @ResolveField(() => String, { nullable: true, description: 'Exit of Art 31' })
  exit(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ exit }) => exit);
  }

  @ResolveField(() => String, { nullable: true })
  outcome(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ outcome }) => outcome);
  }

  @ResolveField(() => Day, { nullable: true, description: 'Null while it is open' })
  closedOn(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ closedOn }) => closedOn);
  }

  @ResolveField(() => Organ, { nullable: true, description: 'Where the matter is now' })
  organ(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<Organ | null> {
    return this.of(ctx, petition, ({ organId }) => ({ id: organId }));
  }

  @ResolveField(() => String, { nullable: true, description: 'The node in charge' })
  heldBy(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<string | null> {
    return this.of(ctx, petition, ({ heldBy }) => heldBy ?? this.config.NODE_NAME);
  }

  @ResolveField(() => NextRight, { nullable: true })
  nextRight(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<NextRight | null> {
    return this.of(ctx, petition, (view) => this.reads.nextRight(view));
  }

  @ResolveField(() => [OpinionService], { nullable: true, description: 'Service on each petitioner' })
  services(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<OpinionService[] | null> {
    return this.of(ctx, petition, (view) => this.reads.deliveries(view));
  }

  @ResolveField(() => [HistoryEntry], { nullable: true })
  @Directive('@listSize(assumedSize: 12)')
  history(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<HistoryEntry[] | null> {
    return this.of(ctx, petition, ({ id }) => this.reads.history(ctx, id));
  }

  @ResolveField(() => [TrackedHistoryEntry], {
    nullable: true,
    description: 'The course as the petitioner reads it on the tracking page, to be read out or printed at a window; empty for a report',
  })
  @Directive('@listSize(assumedSize: 12)')
  courseTold(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<TrackedHistoryEntry[] | null> {
    return this.of(ctx, petition, (view) => this.reads.courseTold(view));
  }

  @ResolveField(() => [CaseDocument], { nullable: true })
  documents(
    @Ctx() ctx: RequestContext,
    @Parent() petition: Petition,
    @Args('ids', { type: () => [ID], nullable: true, description: 'Absent: all' }) ids: string[] | null,
  ): Promise<PaperRow[] | null> {
    return this.of(ctx, petition, async ({ id }) =>
      (await this.reads.documents(ctx, id)).filter((paper) => !ids || ids.includes(paper.id)),
    );
  }

  @ResolveField(() => CaseOpinion, { nullable: true })
  opinion(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<CaseOpinion | null> {
    return this.of(ctx, petition, (view) => this.reads.opinion(ctx, view));
  }

  @ResolveField(() => [ShownRecord], {
    nullable: true,
    description: 'Records of what the organ weighs before it answers are seen by the organ in charge alone',
  })
  @Directive('@listSize(assumedSize: 5)')
  records(
    @Ctx() ctx: RequestContext,
    @Parent() petition: Petition,
    @Args('kinds', { type: () => [String], nullable: true }) kinds: string[] | null,
  ): Promise<ShownRecord[] | null> {
    return this.of(ctx, petition, (view) => this.reads.records(ctx, view, kinds ?? null));
  }

  @ResolveField(() => Organ, { nullable: true, description: '首办责任单位' })
  firstHandlingUnit(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<Organ | null> {
    return this.of(ctx, petition, ({ firstHandlingUnitId }) => (firstHandlingUnitId === null ? null : { id: firstHandlingUnitId }));
  }

  @ResolveField(() => LegacyReply, { nullable: true })
  legacy(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<LegacyReply | null> {
    return this.of(ctx, petition, ({ id }) => this.reads.legacy(ctx, id));
  }

  @ResolveField(() => HandlingExtension, { nullable: true })
  extension(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<HandlingExtension | null> {
    return this.of(ctx, petition, ({ id }) => this.reads.extension(ctx, id));
  }

  /** Every field checks the right again, so that an act's answer shows no more than a query does. */
  private async of<T>(ctx: RequestContext, { id }: Petition, pick: (view: CaseView) => T | Promise<T>): Promise<T | null> {
    const view = await this.reads.view(ctx, id);
    return view && pick(view);
  }
}

@Resolver(() => PetitionRequest)
export class PetitionRequestResolver {
  constructor(private readonly reads: CaseReads) {}

  @ResolveReference()
  resolve(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<PetitionRequest | null> {
    return this.reads.request(ctx, id);
  }
}

/** A reporter sees only: received, handed to the competent body, answered, or that it ended without an answer; no organ and no course. */
const REPORT_STAGES: Partial<Record<Stage, ReportStage>> = {
  registered: 'received',
  opinion_issued: 'answered',
  opinion_served: 'answered',
  feedback_noted: 'answered',
  closed: 'answered',
};

const REPORT_STAGE_NAMES = { received: '已收到', handed_over: '已移送有权机关', answered: '已答复' } as const;
type ReportStage = keyof typeof REPORT_STAGE_NAMES;
const reportStage = ({ stage, elsewhere }: CaseView): ReportStage => REPORT_STAGES[stage] ?? (elsewhere ? 'handed_over' : 'received');

/** How it ended without the answer that was asked for; a settlement that is still to be performed ends nothing yet. */
function endOf({ stage, outcome }: CaseView): OffPathOutcome | null {
  const end = OffPathOutcome.options.find((one) => one === outcome) ?? null;
  return end !== null && (stage === 'closed' || end === 'refused_acceptance' || end === 'refused_refiling') ? end : null;
}

interface Tracked extends TrackedPetition {
  view: CaseView;
}

/** What officers call 存. */
const KEPT = '登记留存';
/** Stages in which the answer has come to whom it is for. */
const SERVED: readonly Stage[] = ['opinion_served', ...REVIEW_STAGES];
const ANSWERED: readonly Stage[] = [...SERVED, 'replied', 'measure_followed', 'closed'];

@Resolver(() => TrackedPetition)
export class TrackedPetitionResolver {
  constructor(
    private readonly reads: CaseReads,
    private readonly review: TrackedReviewReads,
    private readonly tokens: Tokens,
  ) {}

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID */
  @ResolveReference()
  async resolve(@Parent() { pass }: { pass: string }): Promise<Tracked | null> {
    const view = await this.reads.tracked(await this.tokens.trackedBy(pass));
    return view && { pass, view };
  }

  @ResolveField(() => String, { nullable: true })
  async stage(@Parent() { view }: Tracked): Promise<string> {
    if (view.kind !== 'REPORT') return this.review.stage(view);
    return endOf(view) === null ? reportStage(view) : 'ended';
  }

  @ResolveField(() => String, { nullable: true, description: 'The stage in words' })
  async stageName(@Parent() { view }: Tracked): Promise<string> {
    const end = endOf(view);
    if (end !== null) return end === 'kept_for_reference' ? KEPT : OUTCOME_NAMES[end];
    return view.kind === 'REPORT' ? REPORT_STAGE_NAMES[reportStage(view)] : STAGE_NAMES[await this.review.stage(view)];
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'How the matter ended without an answer to it',
  })
  outcome(@Parent() { view }: Tracked): OffPathOutcome | null {
    if (view.kind === 'REPORT') return endOf(view);
    return OffPathOutcome.options.find((one) => one === view.outcome) ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What the answer comes to, in words, once it has come; null where there is none, and of a report',
  })
  async resultName(@Parent() { view }: Tracked): Promise<string | null> {
    const { kind, stage, outcome } = view;
    if (kind === 'REPORT' || outcome === null || !ANSWERED.includes(stage) || endOf(view) !== null) return null;
    // Served on another, the opinion has not come to the holder of this code.
    if (SERVED.includes(stage) && (await this.reads.nextRight(view)) === null) return null;
    return OUTCOME_NAMES[outcome];
  }

  @ResolveField(() => TrackedPointing, { nullable: true, description: 'Of a matter that ended as guided; null for a report' })
  pointedTo(@Parent() { view }: Tracked): Promise<TrackedPointing | null> {
    return endOf(view) === 'guided' && view.kind !== 'REPORT' ? this.reads.pointedTo(view) : Promise.resolve(null);
  }

  @ResolveField(() => Organ, { nullable: true })
  organ(@Parent() { view }: Tracked): Organ | null {
    return view.kind === 'REPORT' ? null : { id: view.organId };
  }

  @ResolveField(() => [TrackedService], {
    nullable: true,
    description: 'Own services of the holder; null where the code is that of a group',
  })
  async services(@Parent() { view }: Tracked): Promise<TrackedService[] | null> {
    return view.kind === 'REPORT' || !view.trackedPetitionerId ? null : this.reads.deliveries(view);
  }

  @ResolveField(() => NextRight, { nullable: true })
  async nextRight(@Parent() { view }: Tracked): Promise<NextRight | null> {
    return view.kind === 'REPORT' ? null : this.reads.nextRight(view);
  }

  @ResolveField(() => [TrackedHistoryEntry], { nullable: true })
  history(@Parent() { view }: Tracked): Promise<TrackedHistoryEntry[] | null> {
    return this.reads.trackedHistory(view);
  }

  @ResolveField(() => TrackedWithdrawal, { nullable: true, description: 'Of the petition of the code; null for a report' })
  async withdrawal(@Parent() { view }: Tracked): Promise<TrackedWithdrawal | null> {
    return view.kind === 'REPORT' ? null : this.reads.trackedWithdrawal(view);
  }
}
