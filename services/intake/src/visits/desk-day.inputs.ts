import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class DeskDayInput {
  @Field(() => ID, { nullable: true, description: 'By default the reader’s own organ' })
  organId?: string | null;

  @Field(() => Day)
  on: string;

  @Field(() => Int, { nullable: true, description: 'Last number of the stamp register of the day' })
  lastStamp?: number | null;

  @Field(() => Int, { nullable: true, description: 'Last number of the visit book of the day' })
  lastTicket?: number | null;
}
