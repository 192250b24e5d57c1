import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ChannelDays, FilingNotice } from './notices.graph.js';
import { LawReads } from './notices.reads.js';
import { RegisteredPetition } from './registration.graph.js';

/** What the law requires a filer to be told. Each field is read only when it is queried. */
@Resolver(() => RegisteredPetition)
export class NoticesResolver {
  constructor(private readonly law: LawReads) {}

  @Query(() => FilingNotice, { nullable: true, description: 'How personal data is processed; shown before filing' })
  filingNotice(@Args('division') division: string): Promise<FilingNotice | null> {
    return this.law.notice(division);
  }

  @ResolveField(() => FilingNotice, { nullable: true, description: 'How personal data is processed' })
  notice(@Parent() { petitionId }: RegisteredPetition): Promise<FilingNotice | null> {
    return this.law.noticeFor(petitionId);
  }

  @ResolveField(() => [ChannelDays], { description: 'Days left in the statutory channels; filing a petition does not stop their terms' })
  channelDays(
    @Parent() { petitionId }: RegisteredPetition,
    @Args('knownOn', { type: () => Day, nullable: true }) knownOn: string | null,
    @Args('ids', { type: () => [String], nullable: true }) ids: string[] | null,
  ): Promise<ChannelDays[]> {
    return this.law.channelDays(petitionId, knownOn ?? null, ids ?? null);
  }
}
