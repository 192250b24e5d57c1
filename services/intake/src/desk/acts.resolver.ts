import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Day, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition.types.js';
import { Register } from '../register.service.js';
import type { PetitionRow } from '../register.sql.js';
import { RegisteredPetition } from '../registration.inputs.js';
import { DeskDays } from './desk-day.js';
import { DeskDay, DeskDayInput } from './desk-day.types.js';
import { shownVisit } from './desk.reads.js';
import { IssuedQueryCode } from './holders.inputs.js';
import { LawReads } from './law.reads.js';
import { ChannelDays, FilingNotice } from './law.types.js';
import { SameLetterActs } from './same-letter.acts.js';
import { SameLetterCandidate, SameLetterFinding } from './same-letter.inputs.js';

/** Visits and the end of the day. */
@Resolver()
export class DeskResolver {
  constructor(
    private readonly days: DeskDays,
    private readonly letters: SameLetterActs,
    private readonly law: LawReads,
  ) {}

  @Query(() => DeskDay, { description: 'The day ends: stamp register, visit book and system side by side' })
  async deskDay(@Args('input') input: DeskDayInput, @Ctx() ctx: RequestContext): Promise<DeskDay> {
    const { organId, visits, visitsWithoutPetition, visitsWithoutEnd, ...day } = await this.days.of(ctx, input);
    return {
      ...day,
      organ: { id: organId },
      visits: visits.map(shownVisit),
      visitsWithoutPetition: visitsWithoutPetition.map(shownVisit),
      visitsWithoutEnd: visitsWithoutEnd.map(shownVisit),
    };
  }

  @Query(() => SameLetterFinding, { description: 'Whether another addressee has the same letter; the look is on record' })
  sameLetter(@Args('petitionId', { type: () => ID }) petitionId: string, @Ctx() ctx: RequestContext): Promise<SameLetterFinding> {
    return this.letters.find(ctx, petitionId);
  }

  @Query(() => FilingNotice, { nullable: true, description: 'How personal data is handled; told before filing' })
  filingNotice(@Args('division') division: string): Promise<FilingNotice | null> {
    return this.law.notice(division);
  }
}

@Resolver(() => IssuedQueryCode)
export class QueryCodeResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: IssuedQueryCode, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}

@Resolver(() => SameLetterCandidate)
export class SameLetterResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: SameLetterCandidate, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}

/** What is told with the number: nothing of it is read unless it is asked for. */
@Resolver(() => RegisteredPetition)
export class RegistrationNoticesResolver {
  constructor(
    private readonly law: LawReads,
    private readonly letters: SameLetterActs,
  ) {}

  @ResolveField(() => FilingNotice, { nullable: true, description: 'How personal data is handled' })
  notice(@Parent() { petitionId }: RegisteredPetition): Promise<FilingNotice | null> {
    return this.law.noticeFor(petitionId);
  }

  @ResolveField(() => [ChannelDays], { description: 'Days left in other channels; filing does not stop them' })
  channelDays(
    @Parent() { petitionId }: RegisteredPetition,
    @Args('knownOn', { type: () => Day, nullable: true }) knownOn: string | null,
    @Args('ids', { type: () => [String], nullable: true }) ids: string[] | null,
  ): Promise<ChannelDays[]> {
    return this.law.channelDays(petitionId, knownOn ?? null, ids ?? null);
  }

  @ResolveField(() => SameLetterFinding, { description: 'Whether another addressee has the same letter; nothing for a citizen' })
  sameLetter(@Parent() { petitionId }: RegisteredPetition, @Ctx() ctx: RequestContext): Promise<SameLetterFinding> {
    return this.letters.atRegistration(ctx, petitionId);
  }
}
