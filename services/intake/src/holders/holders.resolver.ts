import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { CodeSlipGiven } from './code-slips.graph.js';
import { IssuedQueryCode, Mandate, QueryCodeReissue } from './holders.graph.js';
import { HolderReads } from './holders.reads.js';
import { Succession } from './succession.graph.js';

@Resolver(() => Petition)
export class HolderResolver {
  constructor(private readonly reads: HolderReads) {}

  @ResolveField(() => [Mandate])
  mandates(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Mandate[]> {
    return this.reads.mandates(ctx, id);
  }

  @ResolveField(() => [CodeSlipGiven], { description: 'At most one: of the code that was issued with the registration' })
  codeSlips(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<CodeSlipGiven[]> {
    return this.reads.slips(ctx, id);
  }

  @ResolveField(() => [Succession], { description: 'Petitioners who died or were dissolved, and who carries on' })
  successions(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<Succession[]> {
    return this.reads.successions(ctx, id);
  }

  @ResolveField(() => [QueryCodeReissue])
  queryCodeReissues(@Parent() { id }: PetitionRow, @Ctx() ctx: RequestContext): Promise<QueryCodeReissue[]> {
    return this.reads.reissues(ctx, id);
  }
}

@Resolver(() => IssuedQueryCode)
export class QueryCodeResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: IssuedQueryCode, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}
