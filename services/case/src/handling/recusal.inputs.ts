import { Field, ID, InputType } from '@nestjs/graphql';
import { PetitionerActInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class RequestRecusalInput extends PetitionerActInput {
  @Field()
  reason: string;

  @Field(() => ID, { nullable: true, description: 'The officer; by default the one who asks, or for a petitioner the one who acted last' })
  officerId: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The head of the organ that has the matter' })
  ofHead: boolean | null;
}

@InputType(inCase)
export class DecideRecusalInput extends ReasonedActInput {
  @Field(() => ID, { nullable: true, description: 'The one that waits by default' })
  recusalId: string | null;

  @Field()
  granted: boolean;

  @Field(() => ID, { nullable: true, description: 'Where the head steps back: who handles the matter' })
  namedHandlerId: string | null;
}
