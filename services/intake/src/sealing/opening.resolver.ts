import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, OrganStub, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { OpenedField, OpenedParty, SealedOpening } from './opening.graph.js';
import { OpenSealedFieldInput } from './opening.inputs.js';
import { type NamedParty, type NotedOpening, OpeningService } from './opening.service.js';

@Resolver()
export class OpeningResolver {
  constructor(private readonly openings: OpeningService) {}

  @Mutation(() => OpenedField)
  async openSealedField(
    @Args('input', { type: () => OpenSealedFieldInput }) input: OpenSealedFieldInput,
    @Ctx() ctx: RequestContext,
  ): Promise<OpenedField> {
    const { value, parties } = await this.openings.open(ctx, input);
    const named = ({ organId, personId, text }: NamedParty): OpenedParty => ({
      organ: organId === null ? null : { id: organId },
      person: personId === null ? null : { id: personId },
      text,
    });
    return { value, parties: parties?.map(named) ?? null };
  }
}

@Resolver(() => Petition)
export class PetitionOpeningsResolver {
  constructor(private readonly openings: OpeningService) {}

  @ResolveField('openings', () => [SealedOpening], {
    nullable: true,
    description: 'Openings of sealed fields, shown to the head of the registering organ and of the organ in charge; null for others',
  })
  of(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<NotedOpening[] | null> {
    return this.openings.openings(ctx, id);
  }
}

@Resolver(() => SealedOpening)
export class SealedOpeningResolver {
  @ResolveField(() => OrganStub)
  organ(@Parent() { organId }: NotedOpening): OrganStub {
    return { id: organId };
  }
}
