import { Field, ID, InputType } from '@nestjs/graphql';
import { ActInput } from '../runner/act.inputs.js';
import { CaseGraph } from '../graph.js';

const own = { registerIn: () => CaseGraph };

@InputType(own)
export class SplitPetitionInput extends ActInput {
  @Field(() => ID, { description: 'Of prepareSplit' })
  splitId: string;

  @Field()
  reason: string;
}

@InputType(own)
export class ConfirmSplitInput extends ActInput {
  @Field(() => ID)
  splitId: string;
}
