import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { GuidanceSlip, Interview, Visit } from './visits.graph.js';
import { VisitReads } from './visits.reads.js';

@Resolver(() => Petition)
export class PetitionVisitResolver {
  constructor(private readonly reads: VisitReads) {}

  @ResolveField(() => Visit, { nullable: true })
  visit(@Parent() { visitId }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Visit | null> | null {
    return visitId === null ? null : this.reads.visit(ctx, visitId);
  }

  @ResolveField(() => [Interview])
  interviews(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Interview[]> {
    return this.reads.interviews(ctx, id);
  }

  @ResolveField(() => GuidanceSlip, { nullable: true, description: 'Issued when the visit was above the level' })
  guidanceSlip(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<GuidanceSlip | null> {
    return this.reads.guidanceSlip(ctx, id);
  }
}

@Resolver(() => Visit)
export class VisitResolver {
  constructor(private readonly reads: VisitReads) {}

  @ResolveField(() => Boolean, { description: '集体访, by the pack’s number of people' })
  collective(@Parent() visit: Visit): Promise<boolean> {
    return this.reads.isCollective(visit);
  }

  @ResolveField(() => Boolean, { description: '越级走访: the visitors were guided to a lower level; recorded for the visit only' })
  aboveLevel(@Parent() { id }: Visit, @Ctx() ctx: RequestContext): Promise<boolean> {
    return this.reads.isAboveLevel(ctx, id);
  }
}
