import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'The petitioner’s days in a statutory channel; filing a petition does not stop them' })
export class ChannelDays {
  @Field(() => ID)
  channelId: string;

  @Field()
  title: string;

  @Field({ description: 'To whom' })
  body: string;

  @Field({ description: 'The rule as a sentence' })
  rule: string;

  @Field(() => Day, { nullable: true, description: 'Where the day it starts from is known' })
  lastDay: string | null;

  @Field(() => Int, { nullable: true, description: 'Natural days from today; negative once it has passed' })
  daysLeft: number | null;

  @Field({ description: 'Touches a year whose calendar is not published' })
  provisional: boolean;

  @Field()
  notStopped: string;

  @Field()
  source: string;
}

@ObjectType({ registerIn, description: 'Who processes what, how long, and to whom it goes; told at filing' })
export class FilingNotice {
  @Field()
  text: string;

  @Field()
  source: string;
}
