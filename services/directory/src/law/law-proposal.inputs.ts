import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@InputType({ registerIn: () => DirectoryGraph })
export class CalendarDayInput {
  @Field(() => Day)
  day: string;

  @Field({ description: 'off, or work where a day of rest is worked' })
  kind: string;

  @Field()
  festival: string;
}

@InputType({ registerIn: () => DirectoryGraph })
export class ProposeCalendarYearInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => String, { nullable: true, description: 'Two, four or six leading digits; absent: the national calendar' })
  division?: string | null;

  @Field(() => Int)
  year: number;

  @Field(() => [CalendarDayInput], {
    description: 'For the nation all days that do not follow their weekday; for a division only its own days',
  })
  days: CalendarDayInput[];

  @Field({ description: 'The notice, with its number' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'True: only answers what would change or be refused' })
  dryRun?: boolean | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class ProposePackInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field()
  yaml: string;

  @Field(() => Boolean, { nullable: true, description: 'True: only answers what would change or be refused' })
  dryRun?: boolean | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class ConfirmLawProposalInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  id: string;
}

@InputType({ registerIn: () => DirectoryGraph })
export class DeclineLawProposalInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  id: string;

  @Field({ description: '5 to 200 characters' })
  reason: string;
}
