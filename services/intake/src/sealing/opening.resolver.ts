import { Args, Field, ID, InputType, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Day, Instant, type RequestContext, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { OpeningService, type NotedOpening, type Opening } from './opening.service.js';
import { Petition } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class OpenSealedFieldInput implements Opening {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => ID, { nullable: true, description: 'A petitioner or a request of the petition; left out: the petition itself' })
  ownerId?: string | null;

  @Field({
    description:
      'Of a petitioner name, idType, idNumber, phone, address; of a petition agent; of a report also summary, text, accused, respondent, urgentEvent',
  })
  field: string;

  @Field({ description: 'Why it is opened; kept on record' })
  purpose: string;
}

@ObjectType({ registerIn })
export class OpenedField {
  @Field()
  value: string;
}

@Resolver()
export class OpeningResolver {
  constructor(private readonly openings: OpeningService) {}

  @Mutation(() => OpenedField)
  async openSealedField(
    @Args('input', { type: () => OpenSealedFieldInput }) input: OpenSealedFieldInput,
    @Ctx() ctx: RequestContext,
  ): Promise<OpenedField> {
    return { value: await this.openings.open(ctx, input) };
  }
}

@ObjectType({ registerIn, description: 'That a sealed field was opened, by which right and why' })
export class SealedOpening {
  @Field(() => Day)
  on: string;

  @Field(() => Instant)
  at: Date;

  @Field()
  role: string;

  @Field()
  field: string;

  @Field()
  purpose: string;

  organId: string;
}

@Resolver(() => Petition)
export class PetitionOpeningsResolver {
  constructor(private readonly openings: OpeningService) {}

  @ResolveField('openings', () => [SealedOpening], {
    nullable: true,
    description: 'Openings of sealed fields, for the head of the registering organ or of the organ in charge; null for others',
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
