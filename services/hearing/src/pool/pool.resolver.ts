import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Ctx, Time, type RequestContext } from '@sunshine/platform';
import { inForce, onLeave, type PoolMember as Member } from '../domain/pool.js';
import { HearingReads } from '../hearing/hearing.reads.js';
import { HearingRoom, PoolMember } from './pool.graph.js';

@Resolver()
export class PoolResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly time: Time,
  ) {}

  @Query(() => [PoolMember], { description: 'Every term in the pool of an organ, oldest first; by default of the officer’s own' })
  async hearingPool(
    @Ctx() ctx: RequestContext,
    @Args('organId', { type: () => ID, nullable: true }) organId: string | null,
  ): Promise<PoolMember[]> {
    return (await this.reads.poolByRight(ctx, organId ?? null)).map((member) => shownMember(member, this.time.today()));
  }

  @Query(() => [HearingRoom], { description: 'The rooms of an organ; by default of the officer’s own' })
  async hearingRooms(
    @Ctx() ctx: RequestContext,
    @Args('organId', { type: () => ID, nullable: true }) organId: string | null,
  ): Promise<HearingRoom[]> {
    return (await this.reads.roomsByRight(ctx, organId ?? null)).map((room) => ({ ...room, organ: { id: room.organId } }));
  }
}

export function shownMember(member: Member, today: string): PoolMember {
  const { organId, personId, skills, leaves, ...rest } = member;
  return {
    ...rest,
    organ: { id: organId },
    person: { id: personId },
    skills: [...skills],
    leaves: [...leaves],
    inForce: inForce(member, today) && !onLeave(member, today),
  };
}
