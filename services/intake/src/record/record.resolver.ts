import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Tokens, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { TrackedPetition } from '../tracking/tracking.graph.js';
import type { Tracked } from '../tracking/tracking.reads.js';
import { Classification, Correction, Supplement, SupplementRequest, TrackedSupplement } from './record.graph.js';
import { RecordReads, trackedSupplement } from './record.reads.js';
import { UrgentMatter, UrgentToReport } from './urgent.graph.js';

@Resolver(() => Petition)
export class RecordResolver {
  constructor(private readonly reads: RecordReads) {}

  @ResolveField(() => [Supplement])
  supplements(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Supplement[]> {
    return this.reads.supplements(ctx, id);
  }

  @ResolveField(() => SupplementRequest, { nullable: true })
  supplementRequest(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<SupplementRequest | null> {
    return this.reads.supplementRequest(ctx, id);
  }

  @ResolveField(() => [Correction])
  corrections(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Correction[]> {
    return this.reads.corrections(ctx, id);
  }

  @ResolveField(() => [Classification])
  classifications(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Classification[]> {
    return this.reads.classifications(ctx, id);
  }

  @Query(() => [UrgentToReport], {
    description:
      'Of the organs that the reader works in, for the page of the day; with `board` of every organ whose matters the reader may see',
  })
  urgentToReport(
    @Ctx() ctx: RequestContext,
    @Args('board', { type: () => Boolean, nullable: true }) board?: boolean | null,
  ): Promise<UrgentToReport[]> {
    return this.reads.urgentToReport(ctx, board ? 'seen' : 'own');
  }

  @ResolveField(() => [UrgentMatter])
  urgentMatters(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<UrgentMatter[]> {
    return this.reads.urgentMatters(ctx, id);
  }
}

/** The holder of the query code sees what was asked for; `kind` is null for a report, of which nothing is shown. */
@Resolver(() => TrackedPetition)
export class TrackedRecordResolver {
  constructor(
    private readonly reads: RecordReads,
    private readonly tokens: Tokens,
  ) {}

  @ResolveField(() => SupplementRequest, { nullable: true })
  async supplementRequest(@Parent() { pass, kind }: Tracked, @Ctx() ctx: RequestContext): Promise<SupplementRequest | null> {
    return kind === null ? null : this.reads.supplementRequest(ctx, await this.tokens.petitionOf(pass));
  }

  @ResolveField(() => [TrackedSupplement], {
    nullable: true,
    description: 'Material received since, at the desk or online; null for a report',
  })
  async supplements(@Parent() { pass, kind }: Tracked, @Ctx() ctx: RequestContext): Promise<TrackedSupplement[] | null> {
    return kind === null ? null : (await this.reads.supplements(ctx, await this.tokens.petitionOf(pass))).map(trackedSupplement);
  }
}
