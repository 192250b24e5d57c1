import { Field, ObjectType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'An act of the desk that the reader may do on the petition now; its rule may still refuse' })
export class DeskAct {
  @Field({ description: 'Name of the mutation' })
  act: string;

  @Field({ description: 'In words' })
  name: string;
}
