import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, PetitionerActInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType({ description: 'A petitioner, an organ, or somebody else: one of the three', ...inCase })
export class MediationPartyInput {
  @Field(() => ID, { nullable: true })
  petitionerId: string | null;

  @Field(() => ID, { nullable: true })
  organId: string | null;

  @Field(() => String, { nullable: true })
  other: string | null;
}

@InputType({ description: 'A petitioner, an organ, or somebody else: one of the three', ...inCase })
export class SettlementPartyInput extends MediationPartyInput {
  @Field({ description: 'Who signed for this party, and when' })
  signature: string;
}

@InputType(inCase)
export class SettlementPromiseInput {
  @Field(() => Int, { description: '1 for the first of the parties' })
  party: number;

  @Field()
  text: string;

  @Field(() => Day)
  dueOn: string;
}

@InputType(inCase)
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

@InputType(inCase)
export class RecordPromisePerformedInput extends ActInput {
  @Field(() => ID)
  promiseId: string;

  @Field()
  evidence: string;

  @Field()
  otherPartyAsked: boolean;
}

@InputType(inCase)
export class MovePromiseInput extends ReasonedActInput {
  @Field(() => ID)
  promiseId: string;

  @Field(() => Day)
  dueOn: string;

  @Field(() => [String], { description: 'Who agreed for each party of the settlement, in their order' })
  agreed: string[];
}

@InputType(inCase)
export class RecordPromiseBrokenInput extends PetitionerActInput {
  @Field()
  reason: string;

  @Field(() => ID)
  promiseId: string;

  @Field(() => Boolean, { nullable: true, description: 'The party said that it will not perform; else the promise must be overdue' })
  refusedByParty: boolean | null;
}
