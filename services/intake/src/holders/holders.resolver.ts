import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { IssuedQueryCode } from './holders.inputs.js';

@Resolver(() => IssuedQueryCode)
export class QueryCodeResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: IssuedQueryCode, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}
