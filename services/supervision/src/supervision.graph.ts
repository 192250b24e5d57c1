import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LIST_ORDERS, type BoardFilter } from '@sunshine/filters';
import { Day, connectionOf, OrganStub as Organ } from '@sunshine/platform';
import type { Counted } from './duties.reads.js';
import { inSupervision as own } from './graph.js';

@ObjectType({ description: 'One step of why a clock ends on its day', ...own })
export class ClockExplanation {
  @Field()
  step: string;

  @Field(() => Day)
  to: string;

  @Field()
  source: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'A duty or a right with its last days; days are Asia/Shanghai, inclusive', ...own })
export class Clock {
  @Field(() => ID)
  id: string;

  @Field()
  term: string;

  @Field({ description: 'duty own right option; own: owed besides the terms of law, told to no petitioner' })
  nature: string;

  @Field({ description: 'running warning due_today after_nominal overdue met met_late paused lapsed cancelled' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Day)
  startedOn: string;

  @Field(() => Day, { nullable: true, description: 'Null while it runs' })
  endedOn: string | null;

  @Field(() => Int, { nullable: true, description: 'null where a paper sets the day' })
  length: number | null;

  @Field({ description: 'day or workday' })
  unit: string;

  @Field(() => Day, { description: 'Last day before any shift; organs are warned by it' })
  nominalDue: string;

  @Field(() => Day, { description: 'Last day, a working day; late only after it' })
  effectiveDue: string;

  @Field(() => Int)
  extendedBy: number;

  @Field({ description: 'A year without published holidays was counted' })
  provisional: boolean;

  @Field()
  source: string;
}

@ObjectType({ description: 'A petition: here its clocks', ...own })
@Directive('@key(fields: "id")')
export class Petition {
  @Field(() => ID)
  id: string;
}

@ObjectType({ description: 'What the query code shows', ...own })
@Directive('@key(fields: "pass")')
export class TrackedPetition {
  @Field()
  pass: string;
}

@ObjectType({ description: 'A warning day or due day that was reached', ...own })
export class BoardStep {
  @Field()
  step: string;

  @Field({ description: 'The step in words' })
  stepName: string;

  @Field(() => Day)
  on: string;

  @Field(() => String, { nullable: true, description: 'Reason if the step was withdrawn' })
  withdrawn: string | null;
}

@ObjectType({ description: 'A duty on the board of supervision', ...own })
export class BoardDuty {
  @Field(() => ID, { description: 'Id of the clock' })
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field(() => Organ, { nullable: true, description: 'The organ that has the duty' })
  organ: Organ | null;

  @Field(() => Clock)
  clock: Clock;
}

export type BoardOrder = (typeof LIST_ORDERS)['supervisionBoard'][number];
export const BoardOrderEnum = Object.fromEntries(LIST_ORDERS.supervisionBoard.map((order) => [order, order])) as Record<
  BoardOrder,
  BoardOrder
>;
registerEnumType(BoardOrderEnum, { name: 'BoardOrder', description: 'Clocks that have not ended come last', ...own });

export const BoardConnection = connectionOf(BoardDuty);

@ObjectType({ description: 'Counts of duties that have not ended; each duty counts in one field, and in `all`', ...own })
export class DutyCount implements Counted {
  @Field(() => Int)
  overdue: number;

  @Field(() => Int)
  dueToday: number;

  @Field(() => Int, { description: 'Due in one to three days' })
  soon: number;

  @Field(() => Int, { description: 'Due in four to seven days' })
  week: number;

  @Field(() => Int, { description: 'Due in more than seven days' })
  later: number;

  @Field(() => Int, { description: 'Past their day, and paused' })
  own: number;

  @Field(() => Int, { description: 'Dates of law that have not ended' })
  all: number;

  @Field(() => Int, { description: 'Dates owed besides the law that have not ended, in none of the other counts' })
  ownDates: number;

  @Field(() => Int, { description: 'Those of them that are past their day' })
  ownDatesOverdue: number;
}

@InputType({ ...own })
export class SupervisionBoardFilter implements BoardFilter {
  @Field(() => [ID], { nullable: true, description: 'The organ that has the duty' })
  organIds?: string[] | null;

  @Field(() => [String], { nullable: true })
  terms?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'As judged today; absent: everything that has not ended' })
  states?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'duty: by law; own: a date owed besides the law; option; absent: all of them' })
  natures?: string[] | null;

  @Field(() => Day, { nullable: true, description: 'Effective day, inclusive' })
  dueFrom?: string | null;

  @Field(() => Day, { nullable: true, description: 'Effective day, inclusive' })
  dueTo?: string | null;

  @Field(() => String, { nullable: true })
  petitionNumber?: string | null;

  @Field(() => [ID], { nullable: true, description: 'What the overview counts of these organs and those below them' })
  areas?: string[] | null;
}
