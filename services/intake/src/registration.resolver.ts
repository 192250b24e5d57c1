import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { Register } from './register.service.js';
import { RegisteredPetition, RegisterPetitionInput, SubmitPetitionInput } from './registration.inputs.js';
import { RegistrationService, type Registered } from './registration.service.js';

@Resolver()
export class RegistrationResolver {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly register: Register,
  ) {}

  @Mutation(() => RegisteredPetition)
  async registerPetition(
    @Args('input', { type: () => RegisterPetitionInput }) input: RegisterPetitionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegisteredPetition> {
    return this.answer(ctx, await this.registrations.register(ctx, input));
  }

  @Mutation(() => RegisteredPetition, { description: 'No account needed' })
  async submitPetition(
    @Args('input', { type: () => SubmitPetitionInput }) input: SubmitPetitionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegisteredPetition> {
    return this.answer(ctx, await this.registrations.submit(ctx, input));
  }

  private async answer(ctx: RequestContext, { petitionId, ...registered }: Registered): Promise<RegisteredPetition> {
    return { ...registered, petition: (await this.register.find(ctx, petitionId)) as RegisteredPetition['petition'] };
  }
}
