import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import { RegistrationService } from './registration.service.js';
import { RegisterPetitionInput, SubmitPetitionInput } from './registration.inputs.js';
import { RegisteredPetition } from './registration.graph.js';

@Resolver(() => RegisteredPetition)
export class RegistrationResolver {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly register: Register,
  ) {}

  @Mutation(() => RegisteredPetition)
  registerPetition(
    @Args('input', { type: () => RegisterPetitionInput }) input: RegisterPetitionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegisteredPetition> {
    return this.registrations.register(ctx, input);
  }

  @Mutation(() => RegisteredPetition, { description: 'No account needed' })
  submitPetition(
    @Args('input', { type: () => SubmitPetitionInput }) input: SubmitPetitionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegisteredPetition> {
    return this.registrations.submit(ctx, input);
  }

  @ResolveField(() => Petition, { nullable: true, description: 'Null unless the caller is signed in and may see it' })
  petition(@Parent() { petitionId }: RegisteredPetition, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}
