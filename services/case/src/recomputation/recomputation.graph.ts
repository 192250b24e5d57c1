import { Directive, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';

@InputType(inCase)
export class PreviewRecomputationInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID, { description: 'The proposal of directory, not yet decided' })
  proposalId: string;

  @Field(() => Int, { nullable: true, description: 'How many dates are listed, 50 by default, 200 at most; the counts are of all' })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: 'The clock of the last date of the page before' })
  after?: string | null;
}

@InputType(inCase)
export class StartRecomputationInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;
}

@ObjectType({ ...inCase, description: 'A date that law in preparation would move' })
export class MovedDate {
  @Field(() => ID)
  clockId: string;

  @Field(() => ID)
  petitionId: string;

  @Field()
  term: string;

  @Field()
  termName: string;

  @Field(() => Organ, { nullable: true, description: 'Whose duty or option it is; null for a right of petitioners' })
  organ: Organ | null;

  @Field(() => String, { nullable: true, description: 'Who would be told: organ or petitioner; null where no date moves' })
  told: string | null;

  @Field(() => Day)
  nominalBefore: string;

  @Field(() => Day)
  nominalAfter: string;

  @Field(() => Day)
  effectiveBefore: string;

  @Field(() => Day)
  effectiveAfter: string;

  @Field({ description: 'Of the new date' })
  provisional: boolean;
}

@ObjectType({ ...inCase, description: 'What a proposal would do to the running clocks; nothing is written' })
export class RecomputationPreview {
  @Field(() => Int, { description: 'Clocks that would be recomputed' })
  clocks: number;

  @Field(() => Int, { description: 'Of them, those of which something would change that readers see' })
  moved: number;

  @Field(() => Int, { description: 'Dates that would move, each with somebody to tell' })
  notices: number;

  @Field(() => Int, { description: 'Clocks that hold what the law would no longer know: they would keep their dates' })
  refused: number;

  @Field(() => [MovedDate])
  @Directive('@listSize(assumedSize: 50)')
  dates: MovedDate[];
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
