import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition, TrackedPetition } from '../petition/petition.graph.js';
import { CaseReads } from '../petition/petition.reads.js';
import type { CaseView } from '../petition/petition.view.js';
import { CourseOrgan } from './routing.graph.js';
import { RoutingReads } from './routing.reads.js';

@Resolver(() => Petition)
export class RoutingResolver {
  constructor(
    private readonly cases: CaseReads,
    private readonly reads: RoutingReads,
  ) {}

  @ResolveField(() => [CourseOrgan], { nullable: true, description: 'Every organ the matter has been with, the first registration on top' })
  async organs(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<CourseOrgan[] | null> {
    return (await this.cases.view(ctx, id)) && this.reads.organs(ctx, id);
  }

  @ResolveField(() => [String], { nullable: true, description: '三跨三分离: about the matter, never about a person' })
  async crossing(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<string[] | null> {
    return (await this.cases.view(ctx, id)) && this.reads.crossing(ctx, id);
  }
}

@Resolver(() => TrackedPetition)
export class TrackedRoutingResolver {
  constructor(private readonly reads: RoutingReads) {}

  /** One course with all organs and dates; nothing for a report. */
  @ResolveField(() => [CourseOrgan], { nullable: true })
  organs(@Ctx() ctx: RequestContext, @Parent() { view }: TrackedPetition & { view: CaseView }): Promise<CourseOrgan[]> | CourseOrgan[] {
    return view.kind === 'REPORT' ? [] : this.reads.organs(ctx, view.id);
  }
}
