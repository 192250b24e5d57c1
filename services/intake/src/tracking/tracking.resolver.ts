import { Args, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { live } from '@sunshine/events';
import { Ctx, LiveKeys, Tokens, type RequestContext } from '@sunshine/platform';
import { trackingFailed } from '../domain/tracking/query-code.js';
import { TrackingService, type Tracked } from './tracking.reads.js';
import { TrackedPetition, TrackedRequest } from './tracking.graph.js';

@Resolver(() => TrackedPetition)
export class TrackingResolver {
  constructor(
    private readonly tracking: TrackingService,
    private readonly tokens: Tokens,
    private readonly liveKeys: LiveKeys,
  ) {}

  @Query(() => TrackedPetition, { description: 'Course of a petition for the holder of its query code and secret' })
  trackPetition(@Args('queryCode') queryCode: string, @Args('secret') secret: string, @Ctx() ctx: RequestContext): Promise<Tracked> {
    return this.tracking.track(ctx, queryCode, secret);
  }

  @Query(() => TrackedPetition, { description: 'The same course again while the pass is good, for a page that is refreshed' })
  async trackedPetition(@Args('pass') pass: string, @Ctx() ctx: RequestContext): Promise<Tracked> {
    const tracked = await this.tracking.ofPass(ctx, pass);
    if (!tracked) throw trackingFailed(null);
    return tracked;
  }

  @ResolveReference()
  reference({ pass }: { pass: string }, ctx: RequestContext): Promise<Tracked | null> {
    return this.tracking.ofPass(ctx, pass);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Key to /live for changes of the course, good as long as the pass; null for a report, whose steps are not shown',
  })
  async liveKey(@Parent() { pass, kind }: Tracked): Promise<string | null> {
    if (kind === null) return null;
    const { petitionId, petitionerId } = await this.tokens.trackedBy(pass);
    return this.liveKeys.issue(live.course(petitionId), `pass:${petitionId}:${petitionerId ?? ''}`, await this.tokens.endOf(pass));
  }

  @ResolveField(() => [String], {
    nullable: true,
    description: 'Of a letter with several matters that was split: the numbers of the petitions it was split into; else null',
  })
  async partNumbers(@Parent() { pass }: Tracked): Promise<readonly string[] | null> {
    const { petitionId } = await this.tokens.trackedBy(pass);
    return this.tracking.partNumbers(petitionId);
  }

  @ResolveField(() => [TrackedRequest], {
    description: 'What the petition asks for, in its order; empty for a report and while it is pending',
  })
  async requests(@Parent() { pass, kind }: Tracked): Promise<TrackedRequest[]> {
    if (kind === null) return [];
    const { petitionId } = await this.tokens.trackedBy(pass);
    return this.tracking.requests(petitionId);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether the holder takes the codes of those parts here (takePartCodes), since no name was left',
  })
  async takesPartCodes(@Parent() { pass, anonymous }: Tracked): Promise<boolean> {
    if (!anonymous) return false;
    const { petitionId } = await this.tokens.trackedBy(pass);
    return (await this.tracking.partNumbers(petitionId)) !== null;
  }
}
