import { Field, ID, InputType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class OpenSealedFieldInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A petitioner, a request or a row of the desk of the petition; by default the petition itself',
  })
  ownerId?: string | null;

  @Field({
    description:
      'For a petitioner: name, idType, idNumber, phone, address. For a petition: agent; for a report also summary, text, accused, respondent, urgentEvent',
  })
  field: string;

  @Field({ description: 'Why it is opened; stored with the opening' })
  purpose: string;
}
