import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Instant, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';

@InputType(inCase)
export class StartRecomputationInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;
}

@ObjectType({ ...inCase, description: 'The pass over the running clocks after the law has changed' })
export class Recomputation {
  @Field(() => ID)
  id: string;

  @Field(() => Instant)
  startedAt: Date;

  @Field(() => Person, { nullable: true, description: 'Null: it began by itself when the law came into force' })
  startedBy: Person | null;

  @Field(() => Instant, { nullable: true, description: 'Null while it runs' })
  endedAt: Date | null;

  @Field(() => Int, { description: 'Clocks that were behind the law when it began' })
  clocks: number;

  @Field(() => Int, { description: 'Clocks that are behind the law now; after its end those that keep their dates' })
  behind: number;

  @Field(() => Int, { description: 'Rows of the ledger' })
  moved: number;

  @Field(() => Int, { description: 'Dates that moved, each with a notice' })
  notices: number;
}
