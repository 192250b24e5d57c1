import { Field, ID, InputType } from '@nestjs/graphql';
import { ActInput, PetitionerActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class WithdrawPetitionInput extends PetitionerActInput {
  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar: the file of the signed paper' })
  fileId: string | null;

  @Field(() => [ID], { nullable: true, description: 'By a registrar: the petitioners who signed it' })
  signedBy: string[] | null;
}

@InputType(inCase)
export class ConfirmWithdrawalInput extends ActInput {
  @Field({ description: 'Who was asked by the second contact, and how' })
  contact: string;

  @Field({ description: 'Whether the petitioner confirmed withdrawing of their own free will' })
  willing: boolean;
}

@InputType(inCase)
export class RevokeWithdrawalInput extends PetitionerActInput {}
