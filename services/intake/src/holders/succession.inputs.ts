import { Field, ID, InputType } from '@nestjs/graphql';
import type { SuccessionCause, SuccessionFinding, SuccessionProof } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { IdentityInput } from '../registration/registration.inputs.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { SuccessionCauseEnum, SuccessionFindingEnum, SuccessionProofEnum } from './succession.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class SuccessionProofInput {
  @Field(() => SuccessionProofEnum)
  kind: SuccessionProof;

  @Field(() => ID, { description: 'Scan of the paper' })
  fileId: string;
}

@InputType({ registerIn, description: 'An heir, or the organisation that takes over; sealed like every petitioner' })
export class SuccessorInput extends IdentityInput {
  @Field()
  name: string;
}

@InputType({
  registerIn,
  description: 'Again for the same petitioner while nobody carries on: a successor who was found, or the end of the search',
})
export class RecordSuccessionInput extends PetitionActInput {
  @Field(() => ID, { description: 'Who died or was dissolved' })
  petitionerId: string;

  @Field(() => SuccessionCauseEnum)
  cause: SuccessionCause;

  @Field(() => Day)
  endedOn: string;

  @Field(() => SuccessionFindingEnum)
  finding: SuccessionFinding;

  @Field(() => [SuccessionProofInput])
  proofs: SuccessionProofInput[];

  @Field(() => [SuccessorInput], {
    nullable: true,
    description: 'Each becomes a petitioner with an own query code, own services and own terms; heirs who chose one of them enter that one',
  })
  successors?: SuccessorInput[] | null;

  @Field(() => String, { nullable: true, description: 'Where nobody was found: whom the desk asked, and where' })
  search?: string | null;
}

@InputType({ registerIn, description: 'By a second person, who has read the proofs' })
export class ConfirmSuccessionInput extends PetitionActInput {
  @Field(() => ID)
  successionId: string;

  @Field()
  accepted: boolean;
}
