import { Field, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';
import { ActInput, PetitionerActInput, ReasonedActInput } from '../runner/act.inputs.js';
import { MediationPartyInput } from './settlement.inputs.js';

@InputType(inCase)
export class ProposeMediationInput extends PetitionerActInput {
  @Field(() => [MediationPartyInput], { nullable: true, description: 'By an officer; with the pass: the holder and the other side' })
  parties: MediationPartyInput[] | null;

  @Field(() => String, { nullable: true, description: 'With the pass: the other side in words; left out: the organ in charge' })
  other: string | null;

  @Field()
  dispute: string;
}

@InputType(inCase)
export class AnswerMediationInput extends PetitionerActInput {
  @Field(() => Int, { nullable: true, description: 'By an officer: 1 for the first of the parties; with the pass it is the holder’s own' })
  party: number | null;

  @Field()
  willing: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'By an officer: how the party was asked; with the pass: the reason, if one is given',
  })
  how: string | null;
}

@InputType(inCase)
export class ArrangeMediationInput extends ActInput {
  @Field()
  mediator: string;

  @Field(() => Day)
  meetingOn: string;

  @Field({ description: 'As it is told to the parties' })
  meetingAt: string;

  @Field()
  place: string;
}

@InputType(inCase)
export class EndMediationInput extends ReasonedActInput {
  @Field({ description: 'A ground of the pack for endMediation' })
  ground: string;
}
