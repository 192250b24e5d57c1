import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput } from '../runner/act.inputs.js';
import { CaseGraph } from '../graph.js';

const own = { registerIn: () => CaseGraph };

@InputType({ description: 'A petitioner, an organ, or somebody else: one of the three', ...own })
export class SettlementPartyInput {
  @Field(() => ID, { nullable: true })
  petitionerId: string | null;

  @Field(() => ID, { nullable: true })
  organId: string | null;

  @Field(() => String, { nullable: true })
  other: string | null;

  @Field({ description: 'Who signed for this party, and when' })
  signature: string;
}

@InputType(own)
export class SettlementPromiseInput {
  @Field(() => Int, { description: '1 for the first of the parties' })
  party: number;

  @Field()
  text: string;

  @Field(() => Day)
  dueOn: string;
}

@InputType(own)
export class RecordSettlementInput extends ActInput {
  @Field(() => [SettlementPartyInput])
  parties: SettlementPartyInput[];

  @Field(() => String, { nullable: true })
  mediator: string | null;

  @Field()
  dispute: string;

  @Field()
  terms: string;

  @Field(() => [SettlementPromiseInput])
  promises: SettlementPromiseInput[];
}

@InputType(own)
export class RecordPromisePerformedInput extends ActInput {
  @Field(() => ID)
  promiseId: string;

  @Field()
  evidence: string;

  @Field()
  otherPartyAsked: boolean;
}

@InputType(own)
export class RecordPromiseBrokenInput extends ActInput {
  @Field(() => ID)
  promiseId: string;

  @Field()
  reason: string;

  @Field(() => Boolean, { nullable: true, description: 'The party said that it will not perform; else the promise must be overdue' })
  refusedByParty: boolean | null;
}
