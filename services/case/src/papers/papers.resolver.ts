import { Args, Directive, ID, Int, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Ctx, type Connection, type RequestContext, OrganStub as Organ } from '@sunshine/platform';
import { CaseDocument } from './papers.graph.js';
import { PaperService } from './delivery.graph.js';
import { DocumentNumber, DocumentNumberConnection, SealEntry } from './papers.graph.js';
import { PaperReads, type PaperRow } from './papers.reads.js';

@Resolver(() => CaseDocument)
export class CaseDocumentResolver {
  constructor(private readonly reads: PaperReads) {}

  @ResolveReference()
  resolve(@Parent() { id }: { id: string }, @Ctx() ctx: RequestContext): Promise<PaperRow | null> {
    return this.reads.paper(ctx, id);
  }

  @ResolveField(() => String, { nullable: true, description: 'Canonical JSON: the hash is the SHA-256 of exactly these bytes' })
  body(@Ctx() ctx: RequestContext, @Parent() { id }: PaperRow): Promise<string | null> {
    return this.reads.body(ctx, id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'For intake alone, which fills 送达回证 with it: deliveries with proofs as JSON',
  })
  @Directive('@inaccessible')
  served(@Ctx() ctx: RequestContext, @Parent() { id }: PaperRow): Promise<string | null> {
    return this.reads.served(ctx, id);
  }

  @ResolveField(() => Organ, { description: 'The organ that issued it' })
  organ(@Parent() { organId }: PaperRow): Organ {
    return { id: organId };
  }

  @ResolveField(() => CaseDocument, { nullable: true, description: 'The paper with the same text that took its place' })
  replacedBy(@Ctx() ctx: RequestContext, @Parent() { replacedById }: PaperRow): Promise<PaperRow | null> | null {
    return replacedById === null ? null : this.reads.paper(ctx, replacedById);
  }

  @ResolveField(() => [PaperService])
  services(@Ctx() ctx: RequestContext, @Parent() { id }: PaperRow): Promise<PaperService[]> {
    return this.reads.deliveries(ctx, id);
  }

  @ResolveField(() => [SealEntry])
  prints(@Ctx() ctx: RequestContext, @Parent() { id }: PaperRow): Promise<SealEntry[]> {
    return this.reads.prints(ctx, id);
  }
}

@Resolver(() => DocumentNumber)
export class DocumentNumberResolver {
  constructor(private readonly reads: PaperReads) {}

  /** Numbers of an organ's papers of a year, by kind; gaps with their reasons. @throws ACT_NOT_YOURS */
  @Query(() => DocumentNumberConnection)
  documentRegister(
    @Ctx() ctx: RequestContext,
    @Args('organId', { type: () => ID }) organId: string,
    @Args('year', { type: () => Int }) year: number,
    @Args('kind', { type: () => String, nullable: true }) kind: string | null,
    @Args('gapsOnly', { type: () => Boolean, nullable: true }) gapsOnly: boolean | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Connection<DocumentNumber>> {
    return this.reads.register(ctx, { organId, year, kind: kind ?? null, gapsOnly: gapsOnly ?? false }, first, after ?? null);
  }

  @ResolveField(() => CaseDocument, { nullable: true, description: 'The paper, where the reader may see its petition' })
  paper(@Ctx() ctx: RequestContext, @Parent() { documentId }: DocumentNumber): Promise<PaperRow | null> | null {
    return documentId === null ? null : this.reads.paper(ctx, documentId);
  }
}
