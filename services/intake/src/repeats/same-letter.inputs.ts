import { Field, InputType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';

const registerIn = () => IntakeGraph;

@InputType({
  registerIn,
  description: 'One letter to several addressees: every addressee is recorded, and the petitioner is told the first number',
})
export class LinkSameLetterInput extends PetitionActInput {
  @Field({ description: 'Number of the filing that came first' })
  firstNumber: string;
}
