import { Args, Directive, ID, Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { PapersService } from './papers.service.js';
import { HearingPaperToRender, OpinionToRender, PaperToRender } from './papers.graph.js';

const PURPOSE = {
  type: () => String,
  nullable: true,
  description: 'Why the names stand there in full; kept on record as an opening. Left out: they are masked, and a report shows nothing',
} as const;

@Resolver(() => PaperToRender)
export class PapersResolver {
  constructor(private readonly papers: PapersService) {}

  @ResolveReference()
  reference(paper: PaperToRender): PaperToRender {
    return paper;
  }

  @ResolveField(() => String, { nullable: true, description: 'The paper as a whole HTML page for A4 print' })
  @Directive('@requires(fields: "body petitionId voidReason")')
  html(
    @Parent() paper: PaperToRender,
    @Args('purpose', PURPOSE) purpose: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string | null> {
    return this.papers.html(ctx, paper, purpose ?? null);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: '送达回证, filled in as it was served, else to sign and scan back: of one petitioner, or a page for each',
  })
  @Directive('@requires(fields: "body petitionId served")')
  receipt(
    @Parent() paper: PaperToRender,
    @Args('petitionerId', { type: () => ID, nullable: true }) petitionerId: string | null,
    @Args('purpose', PURPOSE) purpose: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string | null> {
    return this.papers.receipt(ctx, paper, petitionerId ?? null, purpose ?? null);
  }
}

@Resolver(() => OpinionToRender)
export class OpinionPreviewResolver {
  constructor(private readonly papers: PapersService) {}

  @ResolveReference()
  reference(opinion: OpinionToRender): OpinionToRender {
    return opinion;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The opinion as a whole HTML page as it would be issued today, marked 草稿; null once it is issued',
  })
  @Directive('@requires(fields: "draftBody petitionId")')
  preview(
    @Parent() opinion: OpinionToRender,
    @Args('purpose', PURPOSE) purpose: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string | null> {
    return this.papers.preview(ctx, opinion, purpose ?? null);
  }
}

@Resolver(() => HearingPaperToRender)
export class HearingPapersResolver {
  constructor(private readonly papers: PapersService) {}

  @ResolveReference()
  reference(paper: HearingPaperToRender): HearingPaperToRender {
    return paper;
  }

  @ResolveField(() => String, { nullable: true, description: 'The paper as a whole HTML page for A4 print' })
  @Directive('@requires(fields: "body petitionId")')
  html(
    @Parent() { petitionId, body }: HearingPaperToRender,
    @Args('purpose', PURPOSE) purpose: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string | null> {
    return this.papers.html(ctx, { petitionId, body, voidReason: null }, purpose ?? null);
  }
}
