import { Args, ID, Int, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { isDomainError, type DomainError } from '@sunshine/errors';
import { live } from '@sunshine/events';
import {
  Ctx,
  Day,
  LiveKeys,
  OrganStub as Organ,
  Time,
  clampFirst,
  holderOf,
  signedIn,
  type Connection,
  type RequestContext,
} from '@sunshine/platform';
import { pauseOf, people, peopleThere } from '../domain/course.js';
import { FORMS, HEARING_STATES, NOTICES, STAGE_NAMES } from '../domain/hearing.js';
import { untold } from '../domain/notices.js';
import { maySit, panelRule, quorumOf, requireNoOpenChallenge, requireQuorum, requireValidPanel } from '../domain/panel.js';
import { ENTRY_KINDS, agendaOf, type EntryKind } from '../domain/sitting.js';
import { majorityOf } from '../domain/vote.js';
import {
  Hearing,
  HearingAddressee,
  HearingAgendaPart,
  HearingAttendance,
  HearingChallenge,
  HearingConclusion,
  HearingConnection,
  HearingDecision,
  HearingEntry,
  HearingFilter,
  HearingFollower,
  HearingNotice,
  HearingPanel,
  HearingPause,
  HearingSchedule,
  HearingVote,
  PanelSeat,
  Petition,
} from './hearing.graph.js';
import { HearingSeal, codePlace } from '../sealing/hearing.seal.js';
import { HearingReads, type HearingView } from './hearing.reads.js';

/** What an act or a list answers of a hearing: its id. */
type Ref = { readonly id: string; readonly hearingId?: string };
const idOf = ({ id, hearingId }: Ref): string => hearingId ?? id;

@Resolver(() => Hearing)
export class HearingResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly time: Time,
    private readonly liveKeys: LiveKeys,
    private readonly seal: HearingSeal,
  ) {}

  /** Null where the reader may not see it. */
  @ResolveReference()
  async resolve(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<Ref | null> {
    return (await this.reads.view(ctx, id)) && { id };
  }

  @Query(() => Hearing, { nullable: true })
  async hearing(@Ctx() ctx: RequestContext, @Args('id', { type: () => ID }) id: string): Promise<Ref | null> {
    return (await this.reads.view(ctx, id)) && { id };
  }

  @Query(() => HearingConnection, { description: 'Newest first, as far as the reader may see them' })
  hearings(
    @Ctx() ctx: RequestContext,
    @Args('filter', { type: () => HearingFilter, nullable: true }) filter?: HearingFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<Connection<Ref>> {
    return this.reads.page(ctx, filter ?? {}, first ?? null, after ?? null);
  }

  /** An act answers petition and hearing; a list the hearing alone. */
  @ResolveField(() => ID)
  id(@Parent() ref: Ref): string {
    return idOf(ref);
  }

  @ResolveField(() => Petition, { nullable: true })
  petition(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<Petition | null> {
    return this.of(ctx, ref, ({ petitionId }) => ({ id: petitionId }));
  }

  @ResolveField(() => String, { nullable: true, description: 'Null while intake has not told of it' })
  petitionNumber(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ matter }) => matter.number);
  }

  @ResolveField(() => Organ, { nullable: true, description: 'The organ that holds it' })
  organ(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<Organ | null> {
    return this.of(ctx, ref, ({ hearing }) => ({ id: hearing.organId }));
  }

  @ResolveField(() => String, { nullable: true, description: 'handling review rereview' })
  stage(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.stage);
  }

  @ResolveField(() => String, { nullable: true })
  stageName(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => STAGE_NAMES[hearing.stage]);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'requested proposed refused decided open deliberating concluded cancelled',
  })
  state(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.state);
  }

  @ResolveField(() => String, { nullable: true })
  stateName(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => HEARING_STATES[hearing.state]);
  }

  @ResolveField(() => String, { nullable: true, description: 'formal village simple' })
  form(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.form);
  }

  @ResolveField(() => String, { nullable: true })
  formName(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => FORMS[hearing.form]);
  }

  @ResolveField(() => String, { nullable: true, description: 'petitioner organ' })
  by(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.by);
  }

  @ResolveField(() => Day, { nullable: true })
  requestedOn(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.requestedOn);
  }

  @ResolveField(() => String, { nullable: true })
  reason(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.inside(ctx, ref, ({ hearing }) => hearing.reason);
  }

  @ResolveField(() => String, { nullable: true })
  newEvidence(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.inside(ctx, ref, ({ hearing }) => hearing.newEvidence);
  }

  @ResolveField(() => Day, { nullable: true, description: 'Last day for the decision, inclusive; null where the organ moved it itself' })
  decideBy(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.decideBy);
  }

  @ResolveField(() => HearingDecision, { nullable: true, description: 'Until it is confirmed, seen by the organ alone' })
  decision(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingDecision | null> {
    return this.of(ctx, ref, async ({ hearing: { decision }, matter, inside }) => {
      if (!decision || (decision.confirmedOn === null && !inside)) return null;
      const { proposedBy, confirmedBy, contains, ...rest } = decision;
      const pack = (await this.reads.lawOf(matter)).packOn(decision.proposedOn);
      const groundTitle = pack.grounds.find(({ code }) => code === decision.ground)?.title ?? null;
      const by = confirmedBy === null ? null : { id: confirmedBy };
      return { ...rest, contains: [...contains], groundTitle, proposedBy: { id: proposedBy }, confirmedBy: by };
    });
  }

  @ResolveField(() => Day, { nullable: true, description: 'The decision was served, for the first time on any petitioner' })
  serviceOn(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.serviceOn);
  }

  @ResolveField(() => HearingPause, { nullable: true, description: 'Null where its term stands not still for a hearing' })
  pause(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingPause | null> {
    return this.of(ctx, ref, async ({ hearing, matter }) => pauseOf(hearing, (await this.reads.lawOf(matter)).packOn(hearing.requestedOn)));
  }

  @ResolveField(() => HearingPanel, { nullable: true })
  panel(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingPanel | null> {
    return this.of(ctx, ref, (view) => this.panelOf(ctx, view));
  }

  @ResolveField(() => [HearingChallenge], { nullable: true })
  challenges(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingChallenge[] | null> {
    return this.inside(ctx, ref, ({ hearing }) =>
      hearing.challenges.map(({ id, memberId, byPersonId, reason, on, decision }) => ({
        id,
        member: { id: memberId },
        by: byPersonId === null ? 'petitioner' : 'officer',
        reason,
        on,
        upheld: decision?.upheld ?? null,
        decision: decision?.reason ?? null,
      })),
    );
  }

  @ResolveField(() => HearingSchedule, { nullable: true })
  schedule(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingSchedule | null> {
    return this.of(ctx, ref, async ({ hearing: { schedule } }) => {
      if (!schedule) return null;
      const { roomId, clerkIds, ...rest } = schedule;
      const room = await this.reads.room(ctx, roomId);
      return { ...rest, room: room && { ...room, organ: { id: room.organId } }, clerks: clerkIds.map((id) => ({ id })) };
    });
  }

  @ResolveField(() => Hearing, { nullable: true, description: 'The hearing that is heard before' })
  async after(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<Ref | null> {
    const afterId = await this.of(ctx, ref, ({ hearing }) => hearing.afterId);
    return afterId !== null && (await this.reads.view(ctx, afterId)) ? { id: afterId } : null;
  }

  @ResolveField(() => [HearingNotice], { nullable: true })
  notices(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingNotice[] | null> {
    return this.inside(ctx, ref, ({ hearing }) =>
      hearing.notices.map(({ proof: _proof, ...notice }) => ({ ...notice, kindName: NOTICES[notice.kind] })),
    );
  }

  @ResolveField(() => [HearingAddressee], { nullable: true, description: '尚未送达名单' })
  untold(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingAddressee[] | null> {
    return this.inside(ctx, ref, ({ hearing, matter }) => untold(matter, hearing).map((one) => ({ ...one, kindName: NOTICES[one.kind] })));
  }

  @ResolveField(() => [HearingAttendance], { nullable: true, description: 'Of a closed hearing seen by those inside alone' })
  attendance(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingAttendance[] | null> {
    return this.inside(ctx, ref, ({ hearing }) =>
      hearing.attendance.map(({ personId, ...one }) => ({ ...one, person: personId === null ? null : { id: personId } })),
    );
  }

  @ResolveField(() => Int, { nullable: true, description: 'Entries of the minutes so far' })
  entryCount(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<number | null> {
    return this.inside(ctx, ref, ({ hearing }) => hearing.entries);
  }

  @ResolveField(() => [HearingEntry], { nullable: true, description: 'In the one order of the minutes, behind `after`' })
  entries(
    @Ctx() ctx: RequestContext,
    @Parent() ref: Ref,
    @Args('after', { type: () => Int, nullable: true }) after?: number | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
  ): Promise<HearingEntry[] | null> {
    return this.inside(ctx, ref, async ({ id }) =>
      (await this.reads.entries(id, after ?? 0, clampFirst(first))).map(({ byPersonId, ...entry }) => ({
        ...entry,
        withheld: entry.withheld === true,
        kindName: ENTRY_KINDS[entry.kind as EntryKind],
        by: { id: byPersonId },
      })),
    );
  }

  @ResolveField(() => [HearingAgendaPart], { nullable: true, description: 'The parts of the sitting in the order of the law' })
  agenda(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingAgendaPart[] | null> {
    return this.inside(ctx, ref, ({ hearing }) =>
      agendaOf(hearing).map(({ waitsFor, ...part }) => ({
        ...part,
        kindName: ENTRY_KINDS[part.kind],
        waitsFor: waitsFor.map((kind) => ENTRY_KINDS[kind]),
      })),
    );
  }

  @ResolveField(() => [HearingFollower], { nullable: true, description: 'Who was admitted to follow it' })
  followers(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingFollower[] | null> {
    return this.inside(ctx, ref, async ({ id, keeps }) =>
      (await this.reads.followers(ctx, id)).map(({ personId, sealedCode, hearingId: _of, byPersonId: _by, ...follower }) => ({
        ...follower,
        person: personId === null ? null : { id: personId },
        code: keeps && sealedCode !== null ? this.seal.open(codePlace(follower.id), sealedCode) : null,
      })),
    );
  }

  @ResolveField(() => [HearingVote], { nullable: true, description: 'Who chose what stays sealed' })
  votes(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingVote[] | null> {
    return this.inside(ctx, ref, ({ hearing: { votes }, cast }) =>
      votes.map((vote, at) => {
        const last = at === votes.length - 1;
        return {
          ...vote,
          options: [...vote.options],
          counts: vote.counts && [...vote.counts],
          entitled: vote.entitled.map((id) => ({ id })),
          cast: last ? cast.length : vote.counts ? vote.entitled.length : 0,
          mine: last && ctx.personId !== null && cast.includes(ctx.personId),
          result: vote.state === 'counted' ? majorityOf(vote) : null,
        };
      }),
    );
  }

  @ResolveField(() => HearingConclusion, { nullable: true })
  conclusion(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingConclusion | null> {
    return this.of(
      ctx,
      ref,
      ({ hearing: { conclusion } }) => conclusion && { text: conclusion.text, on: conclusion.on, result: conclusion.result },
    );
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it does not take place' })
  cancelledReason(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.of(ctx, ref, ({ hearing }) => hearing.ended?.reason ?? null);
  }

  @ResolveField(() => String, { nullable: true, description: 'To hear that something happened in it; good for fifteen minutes' })
  liveKey(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<string | null> {
    return this.inside(ctx, ref, ({ id }) => this.liveKeys.issue(live.hearing(id), holderOf(signedIn(ctx))));
  }

  private async panelOf(ctx: RequestContext, { hearing, matter }: HearingView): Promise<HearingPanel | null> {
    const { panel, schedule, challenges } = hearing;
    if (!panel) return null;
    const [pool, law] = await Promise.all([this.reads.pool(ctx, hearing.organId), this.reads.lawOf(matter)]);
    const today = this.time.today();
    const of = people({ state: matter }, hearing, pool, schedule && schedule.on > today ? schedule.on : today);
    const rule = panelRule(law.packOn(today));
    const there = peopleThere(hearing, this.time.now().toISOString());
    const seat = (id: string, name: string): PanelSeat => ({
      person: { id },
      name: pool.findLast(({ personId }) => personId === id)?.name ?? '',
      seat: name,
      fit: maySit(of, id),
      present: there.has(id),
    });
    const problem = problemOf(() => {
      requireValidPanel(panel, of, rule);
      requireNoOpenChallenge(challenges, panel);
      if (hearing.state === 'open' || hearing.state === 'deliberating') requireQuorum(panel, there, rule);
    });
    return {
      size: panel.size,
      quorum: quorumOf(panel, rule),
      seats: [
        ...panel.memberIds.map((id) => seat(id, id === panel.presiderId ? 'presider' : 'member')),
        ...panel.substituteIds.map((id) => seat(id, 'substitute')),
      ],
      seed: panel.seed,
      pool: panel.pool && [...panel.pool],
      presiders: panel.presiders && [...panel.presiders],
      listedOn: panel.listedOn,
      problem: problem?.code ?? null,
      problemText: problem?.message ?? null,
    };
  }

  /** Every field checks the right again, so that an act's answer shows no more than a query does. */
  private async of<T>(ctx: RequestContext, ref: Ref, pick: (view: HearingView) => T | Promise<T>): Promise<T | null> {
    const view = await this.reads.view(ctx, idOf(ref));
    return view && pick(view);
  }

  private inside<T>(ctx: RequestContext, ref: Ref, pick: (view: HearingView) => T | Promise<T>): Promise<T | null> {
    return this.of<T | null>(ctx, ref, (view) => (view.inside ? pick(view) : null));
  }
}

/** The refusal of a rule, to be shown before anybody tries. */
function problemOf(rule: () => void): DomainError | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error;
  }
}

@Resolver(() => Petition)
export class PetitionResolver {
  constructor(private readonly reads: HearingReads) {}

  @ResolveReference()
  async resolve(@Parent() { id, files }: Petition, @Ctx() ctx: RequestContext): Promise<Petition | null> {
    return (await this.reads.seesPetition(ctx, id)) ? { id, files } : null;
  }

  @ResolveField(() => [Hearing], { nullable: true, description: 'Oldest first, as far as the reader may see them' })
  async hearings(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<Ref[] | null> {
    return (await this.reads.ofPetition(ctx, id)).map((one) => ({ id: one }));
  }
}
