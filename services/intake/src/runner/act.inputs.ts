import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';

/** What every act on a petition takes. */
@InputType({ isAbstract: true })
export class PetitionActInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, { nullable: true, description: 'Day of the act; by default today' })
  on?: string | null;
}
