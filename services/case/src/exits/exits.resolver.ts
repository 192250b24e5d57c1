import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Day, type RequestContext } from '@sunshine/platform';
import { Petition, TrackedPetition } from '../petition/petition.graph.js';
import { CaseReads } from '../petition/petition.reads.js';
import type { CaseView } from '../petition/petition.view.js';
import { exitNamed } from '../domain/exits/exits.js';
import { ExitDecision, Guidance, StatutoryChannel } from './exits.graph.js';
import { ExitReads } from './exits.reads.js';

@Resolver(() => Petition)
export class ExitResolver {
  constructor(
    private readonly cases: CaseReads,
    private readonly reads: ExitReads,
  ) {}

  /** The catalogue of statutory channels with what is left of each term; filing a petition stops none of them. */
  @Query(() => [StatutoryChannel])
  statutoryChannels(
    @Args('exit', { type: () => String, nullable: true, description: '31(1) to 31(5); absent: all' }) exit: string | null,
    @Args('startedOn', {
      type: () => Day,
      nullable: true,
      description: 'Day of the event that the petitioner’s terms start from, where known',
    })
    startedOn: string | null,
    @Args('on', { type: () => Day, nullable: true, description: 'By the rules in force on this day; today by default' }) on: string | null,
    @Args('division', { type: () => String, nullable: true, description: 'Six digits; absent: the national rules' })
    division: string | null,
  ): Promise<StatutoryChannel[]> {
    return this.reads.channels(exit ? exitNamed(exit) : null, startedOn ?? null, division ?? 'CN', on ?? null);
  }

  @ResolveField(() => ExitDecision, { nullable: true })
  exitDecision(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<ExitDecision | null> {
    return this.of(ctx, petition, (view) => this.reads.decision(ctx, view));
  }

  @ResolveField(() => Guidance, { nullable: true, description: 'Of a decided exit 31(1) to 31(5)' })
  guidance(@Ctx() ctx: RequestContext, @Parent() petition: Petition): Promise<Guidance | null> {
    return this.of(ctx, petition, (view) => this.reads.guidance(ctx, view));
  }

  private async of<T>(ctx: RequestContext, { id }: Petition, pick: (view: CaseView) => Promise<T | null>): Promise<T | null> {
    const view = await this.cases.view(ctx, id);
    return view && pick(view);
  }
}

@Resolver(() => TrackedPetition)
export class TrackedGuidanceResolver {
  constructor(private readonly reads: ExitReads) {}

  /** Until which day the other way is open, and that petitioning does not stop it. */
  @ResolveField(() => Guidance, { nullable: true })
  guidance(@Parent() { view }: TrackedPetition & { view: CaseView }): Promise<Guidance | null> {
    return view.kind === 'CLAIM' ? this.reads.tracked(view) : Promise.resolve(null);
  }
}
