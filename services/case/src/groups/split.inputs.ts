import { Field, ID, InputType } from '@nestjs/graphql';
import { ActInput } from '../runner/act.inputs.js';
import { CaseModule } from '../case.module.js';

const own = { registerIn: () => CaseModule };

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
