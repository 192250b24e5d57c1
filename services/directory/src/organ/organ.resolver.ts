import { Args, ID, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Commands } from '@sunshine/messaging';
import { Ctx, clampFirst, loader, type Connection, type RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import { Admins } from '../admin/admins.js';
import { OrganEntity } from './organ.entity.js';
import { reviewerOn } from '../domain/organ/reviewer.js';
import { ORGAN_BY_ID, Organs, type OrganFacts } from './organ.service.js';
import { Organ, OrganConnection, OrganReviewer } from './organ.graph.js';
import { CloseOrganInput, OrganFilterInput, SaveOrganInput } from './organ.inputs.js';

const BELOW = Symbol('organs under an organ');

/** Organs are public bodies, so anybody may search for the right one to file with. */
@Resolver(() => Organ)
export class OrganResolver {
  constructor(
    private readonly organs: Organs,
    private readonly admins: Admins,
    private readonly commands: Commands,
  ) {}

  @Query(() => OrganConnection, { name: 'organs' })
  list(
    @Args('filter', { type: () => OrganFilterInput, nullable: true }) filter: OrganFilterInput | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Connection<Organ>> {
    return this.organs.list(filter ?? {}, clampFirst(first), after);
  }

  @Query(() => Organ, { nullable: true, name: 'organ' })
  one(@Args('id', { type: () => ID }) id: string, @Ctx() ctx: RequestContext): Promise<Organ | null> {
    return this.byId(ctx, id);
  }

  @ResolveReference()
  reference(stub: { id: string }, ctx: RequestContext): Promise<Organ | null> {
    return this.byId(ctx, stub.id);
  }

  @ResolveField(() => Organ, { nullable: true })
  parent(@Parent() organ: Organ, @Ctx() ctx: RequestContext): Promise<Organ | null> | null {
    return organ.parentId === null ? null : this.byId(ctx, organ.parentId);
  }

  @ResolveField(() => [Organ], { description: 'Organs directly below it, in pinyin order, without closed ones' })
  children(@Parent() organ: Organ, @Ctx() ctx: RequestContext): Promise<Organ[] | null> {
    return loader<string, OrganEntity[]>(ctx, BELOW, (ids) => this.organs.below(ids)).load(organ.id);
  }

  @ResolveField(() => Organ, { nullable: true, description: 'Reviews its opinions today (Arts 35, 36)' })
  reviewedBy(@Parent() organ: Organ, @Ctx() ctx: RequestContext): Promise<Organ | null> | null {
    return this.reviewer(organ, false, ctx);
  }

  @ResolveField(() => Organ, { nullable: true, description: 'Reviews its opinions too today, by the petitioner’s choice (Art 35)' })
  alsoReviewedBy(@Parent() organ: Organ, @Ctx() ctx: RequestContext): Promise<Organ | null> | null {
    return this.reviewer(organ, true, ctx);
  }

  @Mutation(() => Organ)
  saveOrgan(@Args('input') input: SaveOrganInput, @Ctx() ctx: RequestContext): Promise<Organ> {
    return this.commands.run(ctx, 'saveOrgan', input, async (tx, emit) => {
      await this.admins.require(tx, ctx, 'saveOrgan');
      if (input.id != null) await this.organs.existing(tx, input.id);
      const { parentId, kind, name, shortName, division, reviewedById, alsoReviewedById, contactPhone, address } = input;
      const facts = { parentId: parentId ?? null, kind: kind as OrganFacts['kind'], name, shortName, division };
      const reviewers = { reviewedBy: reviewedById ?? undefined, alsoReviewedBy: alsoReviewedById ?? undefined };
      const days = { reviewersFrom: input.reviewersFrom ?? undefined, validFrom: input.validFrom ?? undefined };
      const own = { id: input.id ?? uuid(), ...facts, ...reviewers, contactPhone, address, ...days };
      return this.organs.save(tx, emit, ctx, own, input.expectedVersion);
    });
  }

  @Mutation(() => Organ)
  closeOrgan(@Args('input') input: CloseOrganInput, @Ctx() ctx: RequestContext): Promise<Organ> {
    return this.commands.run(ctx, 'closeOrgan', input, async (tx, emit) => {
      await this.admins.require(tx, ctx, 'closeOrgan');
      return this.organs.close(tx, emit, ctx, input.organId, input.on, input.expectedVersion);
    });
  }

  private reviewer({ reviewers }: Organ, also: boolean, ctx: RequestContext): Promise<Organ | null> | null {
    const id = reviewerOn(reviewers, also, ctx.on);
    return id === null ? null : this.byId(ctx, id);
  }

  private byId(ctx: RequestContext, id: string): Promise<OrganEntity | null> {
    return loader<string, OrganEntity>(ctx, ORGAN_BY_ID, (ids) => this.organs.byIds(ids)).load(id);
  }
}

@Resolver(() => OrganReviewer)
export class OrganReviewerResolver {
  constructor(private readonly organs: Organs) {}

  @ResolveField(() => Organ, { nullable: true })
  organ(@Parent() { organId }: OrganReviewer, @Ctx() ctx: RequestContext): Promise<Organ | null> {
    return loader<string, OrganEntity>(ctx, ORGAN_BY_ID, (ids) => this.organs.byIds(ids)).load(organId);
  }
}
