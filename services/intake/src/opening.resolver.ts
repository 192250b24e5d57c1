import { Args, Field, ID, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { IntakeModule } from './intake.module.js';
import { OpeningService, type Opening } from './opening.service.js';

const registerIn = () => IntakeModule;

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
