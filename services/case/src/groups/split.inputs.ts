import { Field, ID, InputType } from '@nestjs/graphql';
import { ActInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class SplitPetitionInput extends ReasonedActInput {
  @Field(() => ID, { description: 'Of prepareSplit' })
  splitId: string;
}

@InputType(inCase)
export class ConfirmSplitInput extends ActInput {
  @Field(() => ID)
  splitId: string;
}
