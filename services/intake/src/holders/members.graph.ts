import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn })
export class LeftGroup {
  @Field(() => ID)
  petitionId: string;

  @Field(() => ID)
  petitionerId: string;

  @Field(() => Day)
  leftOn: string;
}
