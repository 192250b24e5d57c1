import { Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { CaseOpinion, OpinionDraft, OpinionPart } from './opinion.graph.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseReads } from '../petition/petition.reads.js';
import { OpinionDrafts } from './draft.acts.js';
import { OpinionReads } from './opinion.reads.js';

@Resolver(() => Petition)
export class OpinionResolver {
  constructor(
    private readonly drafts: OpinionDrafts,
    private readonly cases: CaseReads,
    private readonly reads: OpinionReads,
  ) {}

  @ResolveField(() => OpinionDraft, { nullable: true, description: 'The text typed so far, for officers who may draft the opinion' })
  async opinionDraft(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<OpinionDraft | null> {
    const view = await this.cases.view(ctx, id);
    const draft = view && (await this.drafts.of(ctx, id));
    if (!draft) return null;
    const { performerId, savedBy, savedAt, ...typed } = draft;
    return {
      ...typed,
      performer: performerId === null ? null : { id: performerId },
      savedBy: { id: savedBy },
      savedAt: savedAt.toISOString(),
    };
  }

  @ResolveField(() => [OpinionPart], {
    nullable: true,
    description: 'While an opinion is being written: every part that the rules in force demand, for the organ in charge',
  })
  async opinionParts(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<readonly OpinionPart[] | null> {
    const view = await this.cases.view(ctx, id);
    return (view && (await this.reads.soFar(ctx, view))?.parts) ?? null;
  }
}

@Resolver(() => CaseOpinion)
export class CaseOpinionResolver {
  constructor(
    private readonly cases: CaseReads,
    private readonly reads: OpinionReads,
  ) {}

  /** Null where the reader may not see it, as for an unknown one. */
  @ResolveReference()
  async resolve(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<CaseOpinion | null> {
    const petitionId = await this.reads.petitionOf(ctx, id);
    const view = petitionId === null ? null : await this.cases.view(ctx, petitionId);
    const opinion = view && (await this.cases.opinion(ctx, view));
    return opinion?.id === id ? opinion : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'JSON of the paper as it would be issued today; null once it is issued' })
  async draftBody(@Ctx() ctx: RequestContext, @Parent() { petitionId, state }: CaseOpinion): Promise<string | null> {
    const view = state === 'issued' ? null : await this.cases.view(ctx, petitionId);
    const soFar = view && (await this.reads.soFar(ctx, view));
    return soFar && JSON.stringify(soFar.body);
  }
}
