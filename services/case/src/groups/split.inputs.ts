import { Field, ID, InputType } from '@nestjs/graphql';
import { ActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class SplitPetitionInput extends ActInput {
  @Field(() => ID, { description: 'Of prepareSplit' })
  splitId: string;

  @Field()
  reason: string;
}

@InputType(inCase)
export class ConfirmSplitInput extends ActInput {
  @Field(() => ID)
  splitId: string;
}
