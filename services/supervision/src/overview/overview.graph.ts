import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ } from '@sunshine/platform';
import { SupervisionGraph } from '../graph.js';

const own = { registerIn: () => SupervisionGraph };

@ObjectType({ description: 'A number and the filter of the list that it counts', ...own })
export class ListedCount {
  @Field(() => Int)
  count: number;

  @Field({ description: 'supervisionBoard or petitions' })
  list: string;

  @Field({ description: 'In the language of filters' })
  filter: string;
}

@ObjectType({ description: 'Duties met in time among those due in the days that are past', ...own })
export class OverviewRate {
  @Field(() => ListedCount)
  inTime: ListedCount;

  @Field(() => ListedCount)
  due: ListedCount;

  @Field(() => Float, { nullable: true, description: 'Percent, half-up to two places' })
  rate: number | null;
}

@ObjectType({ ...own })
export class OverviewTotals {
  @Field(() => ListedCount)
  overdue: ListedCount;

  @Field(() => Int, { description: 'How many more than a week ago' })
  overdueMore: number;

  @Field(() => ListedCount)
  dueToday: ListedCount;

  @Field(() => ListedCount, { description: 'From today on' })
  dueInSevenDays: ListedCount;

  @Field(() => ListedCount, { description: 'Matters, not duties' })
  open: ListedCount;

  @Field(() => OverviewRate, { description: 'From Monday to yesterday' })
  thisWeek: OverviewRate;

  @Field(() => OverviewRate)
  lastWeek: OverviewRate;
}

@ObjectType({ ...own })
export class OverdueDuties {
  @Field(() => Organ)
  organ: Organ;

  @Field()
  term: string;

  @Field()
  termName: string;

  @Field(() => ListedCount)
  duties: ListedCount;
}

@ObjectType({ description: 'Monday to Sunday', ...own })
export class OverviewWeek {
  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;

  @Field(() => ListedCount)
  due: ListedCount;

  @Field(() => ListedCount)
  inTime: ListedCount;

  @Field(() => ListedCount, { description: 'Met late, or overdue now' })
  late: ListedCount;
}

@ObjectType({ description: 'Open matters by the days since their receipt', ...own })
export class OverviewAge {
  @Field(() => Int)
  from: number;

  @Field(() => Int, { nullable: true, description: 'Inclusive; null: without end' })
  to: number | null;

  @Field(() => ListedCount)
  matters: ListedCount;
}

@ObjectType({ description: 'A working day, with the rest days before it', ...own })
export class OverviewDay {
  @Field(() => Day)
  day: string;

  @Field(() => ListedCount)
  duties: ListedCount;
}

@ObjectType({ description: 'Matters of a week, Monday to Sunday', ...own })
export class OverviewFlow {
  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;

  @Field(() => ListedCount)
  received: ListedCount;

  @Field(() => ListedCount)
  closed: ListedCount;

  @Field(() => Int, { description: 'Open at its end' })
  open: number;
}

@ObjectType({ description: 'What a supervision office looks at first', ...own })
export class SupervisionOverview {
  @Field(() => Organ, { description: 'The area: this organ and those below it' })
  organ: Organ;

  @Field(() => Day)
  today: string;

  @Field(() => OverviewTotals)
  totals: OverviewTotals;

  @Field(() => [OverdueDuties], { description: 'By organ and duty' })
  overdue: OverdueDuties[];

  @Field(() => [OverviewWeek], { description: 'Twelve, the last of them the current one' })
  weeks: OverviewWeek[];

  @Field(() => [OverviewAge])
  ages: OverviewAge[];

  @Field(() => [OverviewDay], { description: 'The next ten working days' })
  ahead: OverviewDay[];

  @Field(() => [OverviewFlow], { description: 'Twelve, the last of them the current one' })
  flow: OverviewFlow[];
}

@ObjectType({ description: 'Duties of one kind that an organ has not ended, by their last day', ...own })
export class OrganDuties {
  @Field()
  term: string;

  @Field()
  termName: string;

  @Field(() => ListedCount)
  overdue: ListedCount;

  @Field(() => ListedCount)
  dueToday: ListedCount;

  @Field(() => ListedCount, { description: 'From tomorrow to the seventh day' })
  dueInSevenDays: ListedCount;

  @Field(() => ListedCount)
  later: ListedCount;
}
