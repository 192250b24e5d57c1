import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType({ description: 'A mediation that the holder of the query code is a party of, the last one', ...inCase })
export class TrackedMediation {
  @Field({ description: 'asking agreed settled ended' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field()
  dispute: string;

  @Field(() => [String], { description: 'The other parties, other petitioners without their names' })
  others: readonly string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether the holder takes part; null: has not answered yet' })
  willing: boolean | null;

  @Field(() => String, { nullable: true })
  mediator: string | null;

  @Field(() => Day, { nullable: true, description: 'When the parties meet' })
  meetingOn: string | null;

  @Field(() => String, { nullable: true, description: 'The time in words' })
  meetingAt: string | null;

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended without an agreement' })
  reason: string | null;
}

@ObjectType({ description: 'A promise of a settlement that the holder of the query code is a party of', ...inCase })
export class TrackedPromise {
  @Field(() => ID)
  id: string;

  @Field()
  text: string;

  @Field({ description: 'Who promised it' })
  by: string;

  @Field(() => Day, { description: 'Until when it is to be kept; inclusive' })
  dueOn: string;

  @Field({ description: 'open performed broken' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field({ description: 'It is owed to the holder, overdue, and nobody has said that it was kept: recordPromiseBroken takes it' })
  mayReport: boolean;
}
