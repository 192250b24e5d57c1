import { Args, Query, ResolveReference, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { TrackedPetition } from './petition.types.js';
import { TrackingService, type Tracked } from './tracking.service.js';

@Resolver(() => TrackedPetition)
export class TrackingResolver {
  constructor(private readonly tracking: TrackingService) {}

  @Query(() => TrackedPetition, { description: 'Course of a petition for who holds query code and secret' })
  trackPetition(@Args('queryCode') queryCode: string, @Args('secret') secret: string, @Ctx() ctx: RequestContext): Promise<Tracked> {
    return this.tracking.track(ctx, queryCode, secret);
  }

  @ResolveReference()
  reference({ pass }: { pass: string }, ctx: RequestContext): Promise<Tracked | null> {
    return this.tracking.ofPass(ctx, pass);
  }
}
