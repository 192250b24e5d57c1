import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType(inCase)
export class StageCount {
  @Field()
  stage: string;

  @Field({ description: 'The stage in words' })
  stageName: string;

  @Field(() => Int)
  count: number;
}

@ObjectType(inCase)
export class TermCount {
  @Field()
  term: string;

  @Field({ description: 'The term in words' })
  title: string;

  @Field()
  state: string;

  @Field(() => Int)
  count: number;
}

@ObjectType({ description: 'Open matters by the officer who acted on them last; for the head alone', ...inCase })
export class PersonWorkload {
  @Field(() => Person, { nullable: true, description: 'null: nobody has acted on them yet' })
  person: Person | null;

  @Field(() => Int)
  open: number;

  @Field(() => Int)
  overdue: number;
}

@ObjectType(inCase)
export class Workload {
  @Field(() => Organ)
  organ: Organ;

  @Field(() => Int)
  open: number;

  @Field(() => [StageCount])
  byStage: StageCount[];

  @Field(() => [TermCount])
  byTerm: TermCount[];

  @Field(() => Int)
  dueWithin7Days: number;

  @Field(() => Day, { nullable: true, description: 'First receipt of the oldest open matter' })
  oldestOpen: string | null;

  @Field(() => [PersonWorkload], { nullable: true })
  people: PersonWorkload[] | null;
}
