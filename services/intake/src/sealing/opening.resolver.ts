import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, OrganStub, type RequestContext } from '@sunshine/platform';
import { Petition } from '../register/petition.graph.js';
import { OpeningActs, type NotedOpening } from './opening.acts.js';
import { SealedOpening } from './opening.graph.js';

@Resolver(() => Petition)
export class PetitionOpeningsResolver {
  constructor(private readonly openings: OpeningActs) {}

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
