import { Args, ID, Int, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { live } from '@sunshine/events';
import { Ctx, LiveKeys, Tokens, clampFirst, holderOf, type RequestContext } from '@sunshine/platform';
import type { RulePack } from '@sunshine/procedure';
import { validate as isUuid } from 'uuid';
import { pauseOf } from '../domain/course.js';
import { isFollowedNow } from '../domain/followers.js';
import { HEARING_STATES, STAGE_NAMES, type Hearing, type HearingState } from '../domain/hearing.js';
import type { PoolMember as Member } from '../domain/pool.js';
import { ENTRY_KINDS, type EntryKind } from '../domain/sitting.js';
import { codeHash, readCode } from '../sealing/follower-code.js';
import { TrackedPetition } from './hearing.graph.js';
import { HearingReads, type FollowedView } from './hearing.reads.js';
import { FollowedEntry, FollowedHearing, TrackedHearing } from './outside.graph.js';

@Resolver(() => TrackedPetition)
export class TrackedPetitionResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly tokens: Tokens,
  ) {}

  @ResolveReference()
  resolve({ pass }: { pass: string }): TrackedPetition {
    return { pass };
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID */
  @ResolveField(() => [TrackedHearing], { nullable: true, description: 'Oldest first' })
  async hearings(@Parent() { pass }: TrackedPetition, @Ctx() ctx: RequestContext): Promise<TrackedHearing[] | null> {
    const matter = await this.reads.tracked(await this.tokens.petitionOf(pass));
    if (!matter) return null;
    const hearings = await this.reads.trackedHearings(matter);
    const pool = await this.reads.poolOf([...new Set(hearings.map(({ organId }) => organId))]);
    const law = await this.reads.lawOf(matter);
    return Promise.all(hearings.map((one) => this.shown(ctx, one, pool, law.packOn(one.requestedOn))));
  }

  private async shown(ctx: RequestContext, hearing: Hearing, pool: readonly Member[], pack: RulePack): Promise<TrackedHearing> {
    const { stage, state, schedule, conclusion, ended } = hearing;
    const decision = hearing.decision?.confirmedOn == null ? null : hearing.decision;
    const room = schedule && (await this.reads.room(ctx, schedule.roomId));
    // That a decision was drafted is the organ's own affair.
    const told = state === 'proposed' ? 'requested' : state;
    return {
      ...outsideOf(hearing, told, room),
      stage,
      requestedOn: hearing.requestedOn,
      decideBy: hearing.decideBy,
      hold: decision?.hold ?? null,
      decisionReason: decision?.reason ?? null,
      public: schedule?.public ?? null,
      closedReason: schedule?.closedReason ?? null,
      members: membersOf(hearing, pool),
      pause: pauseOf(hearing, pack),
      cancelledReason: ended?.reason ?? null,
      conclusion: conclusion && { text: conclusion.text, on: conclusion.on, result: conclusion.result },
    };
  }
}

@Resolver(() => FollowedHearing)
export class FollowedHearingResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly liveKeys: LiveKeys,
  ) {}

  @Query(() => FollowedHearing, {
    nullable: true,
    description: 'A public sitting for who was admitted: by the code, or of that id by the account of the reader; null for anybody else',
  })
  async followedHearing(
    @Ctx() ctx: RequestContext,
    @Args('code', { type: () => String, nullable: true }) code?: string | null,
    @Args('id', { type: () => ID, nullable: true }) id?: string | null,
  ): Promise<(FollowedHearing & { readonly view: FollowedView }) | null> {
    const read = code == null ? null : readCode(code);
    const by = read !== null ? { hash: codeHash(read) } : code == null && id != null && isUuid(id) ? { hearingId: id } : null;
    const view = by && (await this.reads.followed(ctx, by));
    if (!view) return null;
    const { hearing, followerId } = view;
    const { schedule } = hearing;
    const [room, pool] = await Promise.all([schedule && this.reads.room(ctx, schedule.roomId), this.reads.poolOf([hearing.organId])]);
    const holder = ctx.personId !== null && 'hearingId' in (by ?? {}) ? holderOf(ctx.personId) : `follower:${followerId}`;
    return {
      view,
      ...outsideOf(hearing, hearing.state, room),
      follower: view.name,
      members: membersOf(hearing, pool),
      entryCount: isFollowedNow(hearing) ? hearing.entries : null,
      liveKey: this.liveKeys.issue(live.hearing(hearing.id), holder),
    };
  }

  @ResolveField(() => [FollowedEntry], {
    nullable: true,
    description: 'In the one order of the minutes, behind `after`; null unless the sitting is on',
  })
  async entries(
    @Parent() { view }: { view: FollowedView },
    @Args('after', { type: () => Int, nullable: true }) after?: number | null,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
  ): Promise<FollowedEntry[] | null> {
    if (!isFollowedNow(view.hearing)) return null;
    const entries = await this.reads.followedEntries(view, after ?? 0, clampFirst(first));
    return entries.map((entry) => ({ ...entry, kindName: ENTRY_KINDS[entry.kind as EntryKind] }));
  }
}

/** The panel as parties and followers read it. */
const membersOf = ({ panel }: Hearing, pool: readonly Member[]) =>
  (panel?.memberIds ?? []).map((member) => ({
    id: member,
    name: pool.findLast(({ personId }) => personId === member)?.name ?? '',
    presides: member === panel?.presiderId,
  }));

/** @param state as it is told to them */
const outsideOf = (
  { id, organId, stage, schedule }: Hearing,
  state: HearingState,
  room: { readonly name: string; readonly place: string } | null,
) => ({
  id,
  organ: { id: organId },
  stageName: STAGE_NAMES[stage],
  state,
  stateName: HEARING_STATES[state],
  startsAt: schedule?.startsAt ?? null,
  endsAt: schedule?.endsAt ?? null,
  room: room?.name ?? null,
  place: room?.place ?? null,
});
