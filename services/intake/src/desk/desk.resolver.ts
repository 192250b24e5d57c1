import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Tokens, type RequestContext } from '@sunshine/platform';
import { DeskAct, Petition, TrackedPetition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import type { Tracked } from '../tracking/tracking.reads.js';
import { ActReads } from '../acts/acts.reads.js';
import { DeskReads, trackedSupplement } from './desk.reads.js';
import {
  Classification,
  Correction,
  EntryOnBehalf,
  GuidanceSlip,
  Interview,
  Mandate,
  OpenPoint,
  QueryCodeReissue,
  Supplement,
  SupplementRequest,
  TrackedSupplement,
  UrgentMatter,
  Visit,
} from './desk.graph.js';

/** What the desk noted of a petition. */
@Resolver(() => Petition)
export class DeskPetitionResolver {
  constructor(
    private readonly reads: DeskReads,
    private readonly acts: ActReads,
    private readonly register: Register,
  ) {}

  @ResolveField(() => EntryOnBehalf, { nullable: true })
  entry(@Parent() { entry, registeredBy }: PetitionRow): EntryOnBehalf | null {
    return entry && { ...entry, typedBy: registeredBy };
  }

  @ResolveField(() => Visit, { nullable: true })
  visit(@Parent() { visitId }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Visit | null> | null {
    return visitId === null ? null : this.reads.visit(ctx, visitId);
  }

  @ResolveField(() => [DeskAct], { description: 'What the reader may do at the desk now' })
  deskActs(@Parent() row: PetitionRow, @Ctx() ctx: RequestContext): Promise<DeskAct[]> {
    return this.acts.of(ctx, row);
  }

  @ResolveField(() => [OpenPoint])
  openPoints(@Parent() row: PetitionRow, @Ctx() ctx: RequestContext): Promise<OpenPoint[]> {
    return this.reads.openPoints(ctx, row);
  }

  @ResolveField(() => [Interview])
  interviews(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Interview[]> {
    return this.reads.interviews(ctx, id);
  }

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

  @ResolveField(() => [Mandate])
  mandates(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Mandate[]> {
    return this.reads.mandates(ctx, id);
  }

  @ResolveField(() => [QueryCodeReissue])
  queryCodeReissues(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<QueryCodeReissue[]> {
    return this.reads.reissues(ctx, id);
  }

  @ResolveField(() => GuidanceSlip, { nullable: true, description: 'Where a visit lay above the level' })
  guidanceSlip(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<GuidanceSlip | null> {
    return this.reads.guidanceSlip(ctx, id);
  }

  @ResolveField(() => [UrgentMatter])
  urgentMatters(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<UrgentMatter[]> {
    return this.reads.urgentMatters(ctx, id);
  }

  @ResolveField(() => Petition, { nullable: true, description: 'The filing that came first, of which this is the same letter' })
  sameLetterAs(@Parent() { sameLetterId }: PetitionRow, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> | null {
    return sameLetterId === null ? null : this.register.find(ctx, sameLetterId);
  }
}

/** What was asked for is told to who holds the code; of a report nothing is. */
@Resolver(() => TrackedPetition)
export class TrackedDeskResolver {
  constructor(
    private readonly reads: DeskReads,
    private readonly tokens: Tokens,
  ) {}

  @ResolveField(() => SupplementRequest, { nullable: true })
  async supplementRequest(@Parent() { pass, kind }: Tracked, @Ctx() ctx: RequestContext): Promise<SupplementRequest | null> {
    return kind === null ? null : this.reads.supplementRequest(ctx, await this.tokens.petitionOf(pass));
  }

  @ResolveField(() => [TrackedSupplement], { nullable: true, description: 'What came since, at the desk and online; null for a report' })
  async supplements(@Parent() { pass, kind }: Tracked, @Ctx() ctx: RequestContext): Promise<TrackedSupplement[] | null> {
    return kind === null ? null : (await this.reads.supplements(ctx, await this.tokens.petitionOf(pass))).map(trackedSupplement);
  }
}

@Resolver(() => Visit)
export class VisitResolver {
  constructor(private readonly reads: DeskReads) {}

  @ResolveField(() => Boolean, { description: '集体访, by the pack’s number of people' })
  collective(@Parent() visit: Visit): Promise<boolean> {
    return this.reads.isCollective(visit);
  }

  @ResolveField(() => Boolean, { description: '越级走访: guided to a lower level; kept on the event alone' })
  aboveLevel(@Parent() { id }: Visit, @Ctx() ctx: RequestContext): Promise<boolean> {
    return this.reads.isAboveLevel(ctx, id);
  }
}
