import { Field, ID, InputType } from '@nestjs/graphql';
import { inCase } from '../graph.js';
import { ActInput, ReasonedActInput } from '../runner/act.inputs.js';

@InputType(inCase)
export class RevokeSuccessionInput extends ReasonedActInput {
  @Field(() => ID, { description: 'Who was entered as dead or dissolved by mistake; the latest entry is taken back' })
  petitionerId: string;
}

@InputType({ ...inCase, description: 'By a second person' })
export class ConfirmSuccessionRevocationInput extends ActInput {
  @Field(() => ID)
  revocationId: string;

  @Field()
  accepted: boolean;
}
