import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { CorrectedField, type PetitionKind } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { PetitionKindEnum, valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

export const CorrectedFieldEnum = valuesOf(CorrectedField.options);
registerEnumType(CorrectedFieldEnum, { name: 'CorrectedField', registerIn });

@InputType({ registerIn, description: 'Further material for an open petition; it changes no date. `on` is the day of its receipt' })
export class SupplementPetitionInput extends PetitionActInput {
  @Field(() => String, { nullable: true })
  text?: string | null;

  @Field(() => [ID], { nullable: true })
  fileIds?: string[] | null;
}

@InputType({
  registerIn,
  description: 'An answer to the request for missing material, by the holder of the query code; it changes no date',
})
export class AnswerSupplementInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field({ description: 'The pass of trackPetition' })
  pass: string;

  @Field(() => String, { nullable: true, description: 'At most 10,000 characters' })
  text?: string | null;

  @Field(() => [ID], { nullable: true, description: 'At most 20' })
  fileIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The pass under which the files were uploaded' })
  uploadPass?: string | null;
}

@InputType({ registerIn, description: 'Missing material may be asked for once, with a list and a date; no term stops' })
export class AskSupplementInput extends PetitionActInput {
  @Field(() => [String], { description: '1 to 20' })
  items: string[];

  @Field(() => Day)
  answerBy: string;
}

@InputType({ registerIn })
export class CorrectRegistrationInput extends PetitionActInput {
  @Field(() => CorrectedFieldEnum)
  field: CorrectedField;

  @Field(() => ID, { nullable: true, description: 'For name, idType, idNumber, phone and address' })
  petitionerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Left out: the entry is removed, where the form does not demand it' })
  value?: string | null;

  @Field()
  reason: string;

  @Field(() => String, {
    nullable: true,
    description: 'Required for the day of receipt, which changes only after another person has confirmed it',
  })
  evidence?: string | null;

  @Field(() => ID, { nullable: true })
  evidenceFileId?: string | null;
}

@InputType({ registerIn })
export class ConfirmCorrectionInput extends PetitionActInput {
  @Field(() => ID)
  correctionId: string;

  @Field({ description: 'False: the day of receipt stays unchanged' })
  accepted: boolean;
}

@InputType({ registerIn, description: 'Changes kind, class or purpose with a reason; the exit can only be proposed' })
export class ClassifyPetitionInput extends PetitionActInput {
  @Field(() => PetitionKindEnum, { nullable: true })
  kind?: PetitionKind | null;

  @Field(() => String, { nullable: true, description: 'Six digits' })
  contentClass?: string | null;

  @Field(() => String, { nullable: true })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: '31(1) to 31(6)' })
  proposedExit?: string | null;

  @Field()
  reason: string;
}
