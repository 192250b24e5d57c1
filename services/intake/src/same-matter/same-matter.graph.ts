import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';

const registerIn = () => IntakeGraph;

export enum SameMatterState {
  asked = 'asked',
  none = 'none',
  match = 'match',
  refused = 'refused',
}
registerEnumType(SameMatterState, {
  name: 'SameMatterState',
  registerIn,
  valuesMap: {
    asked: { description: 'The other node has not answered yet' },
    none: { description: 'Nothing in the list of the other node' },
    match: { description: 'Possible match (可能是同一事项): people of both nodes have to compare the matters' },
    refused: { description: 'The other node did not answer, or its answer did not hold' },
  },
});

@InputType({
  registerIn,
  description: 'Asks the other nodes whether the same matter may be in hand there; nothing that identifies the petitioner leaves this node',
})
export class AskSameMatterInput extends PetitionActInput {}

@ObjectType({ registerIn, description: 'A question to another node, for a registered matter' })
export class SameMatterQuestion {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Id of the other node' })
  node: string;

  @Field(() => Day)
  askedOn: string;

  @Field(() => SameMatterState)
  state: 'asked' | 'none' | 'match' | 'refused';

  @Field(() => String, { nullable: true, description: 'Of a possible match: division and month of the number, and no more' })
  numberPrefix: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the refusal' })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'The refusal in words' })
  reason: string | null;
}
