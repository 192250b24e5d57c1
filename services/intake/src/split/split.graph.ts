import { Field, ID, ObjectType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn })
export class PreparedSplit {
  @Field(() => ID)
  id: string;
}

@ObjectType({ registerIn, description: 'A petition that a letter with several matters was split into' })
export class PartOfLetter {
  @Field(() => ID)
  petitionId: string;

  @Field()
  number: string;
}
