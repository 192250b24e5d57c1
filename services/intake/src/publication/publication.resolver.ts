import { Args, Directive, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext } from '@sunshine/platform';
import { PaperToRender } from '../papers/papers.graph.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { TrackedPetition } from '../tracking/tracking.graph.js';
import type { Tracked } from '../tracking/tracking.reads.js';
import { Publication, PublicationStretch, PublishedOpinion, PublishedOpinionConnection, TrackedPublication } from './publication.graph.js';
import { PublicationReads } from './publication.reads.js';

@Resolver(() => PublishedOpinion)
export class PublishedOpinionResolver {
  constructor(private readonly reads: PublicationReads) {}

  @Query(() => PublishedOpinionConnection, { description: 'Opinions whose redacted text is public, the latest first' })
  publishedOpinions(
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Connection<PublishedOpinion>> {
    return this.reads.published(first ?? null, after ?? null);
  }

  @Query(() => PublishedOpinion, { nullable: true, description: 'Null for a text that does not stand in public, or no more' })
  publishedOpinion(@Args('id', { type: () => ID }) id: string): Promise<PublishedOpinion | null> {
    return this.reads.one(id);
  }
}

@Resolver(() => Petition)
export class PetitionPublicationResolver {
  constructor(private readonly reads: PublicationReads) {}

  @ResolveField(() => [Publication], { description: 'Texts of its opinions that wait, stand or stood in public' })
  publications(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Publication[]> {
    return this.reads.ofPetition(ctx, id);
  }
}

@Resolver(() => TrackedPetition)
export class TrackedPublicationResolver {
  constructor(private readonly reads: PublicationReads) {}

  @ResolveField(() => [TrackedPublication], { description: 'Opinions whose publication the holder may agree or object to' })
  publications(@Parent() { pass, kind }: Tracked): Promise<TrackedPublication[]> | TrackedPublication[] {
    return kind === null ? [] : this.reads.tracked(pass);
  }
}

@Resolver(() => PaperToRender)
export class PaperPublicationResolver {
  constructor(private readonly reads: PublicationReads) {}

  @ResolveField(() => [PublicationStretch], {
    nullable: true,
    description:
      'The opinion as it would be published, whatever names people cut out; null for other papers and for who may not propose that',
  })
  @Directive('@requires(fields: "body petitionId")')
  publication(
    @Parent() paper: PaperToRender,
    @Args('alsoCut', { type: () => [String], nullable: true }) alsoCut: string[] | null,
    @Ctx() ctx: RequestContext,
  ): Promise<PublicationStretch[] | null> {
    return this.reads.wouldBe(ctx, paper, alsoCut ?? null);
  }
}
