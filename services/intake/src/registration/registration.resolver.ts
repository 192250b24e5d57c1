import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { RegisteredPetition } from './registration.graph.js';

@Resolver(() => RegisteredPetition)
export class RegistrationResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true, description: 'Null unless the caller is signed in and may see it' })
  petition(@Parent() { petitionId }: RegisteredPetition, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}
