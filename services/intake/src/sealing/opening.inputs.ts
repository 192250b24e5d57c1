import { Field, ID, InputType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';
import type { Opening } from './opening.service.js';

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
