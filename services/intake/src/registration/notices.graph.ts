import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'The petitioner’s term in a statutory channel; filing a petition does not stop it' })
export class ChannelDays {
  @Field(() => ID)
  channelId: string;

  @Field()
  title: string;

  @Field({ description: 'The body that decides in this channel' })
  body: string;

  @Field({ description: 'The rule as a sentence' })
  rule: string;

  @Field(() => Day, { nullable: true, description: 'Null where the first day of the term is not known' })
  lastDay: string | null;

  @Field(() => Int, { nullable: true, description: 'Natural days from today to lastDay; negative once it has passed' })
  daysLeft: number | null;

  @Field({ description: 'The term reaches into a year whose calendar is not published' })
  provisional: boolean;

  @Field()
  notStopped: string;

  @Field()
  source: string;
}

@ObjectType({ registerIn, description: 'Which body processes which personal data, for how long, and to whom it is passed on' })
export class FilingNotice {
  @Field()
  text: string;

  @Field()
  source: string;
}
