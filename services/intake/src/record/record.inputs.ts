import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { CorrectedField, type PetitionKind } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { PetitionKindEnum, valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

export const CorrectedFieldEnum = valuesOf(CorrectedField.options);
registerEnumType(CorrectedFieldEnum, { name: 'CorrectedField', registerIn });

@InputType({ registerIn, description: 'Further material to an open matter; it moves no date. `on` is the day it was received' })
export class SupplementPetitionInput extends PetitionActInput {
  @Field(() => String, { nullable: true })
  text?: string | null;

  @Field(() => [ID], { nullable: true })
  fileIds?: string[] | null;
}

@InputType({ registerIn, description: 'What was asked for, by who holds the query code; it moves no date' })
export class AnswerSupplementInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field({ description: 'The pass of trackPetition' })
  pass: string;

  @Field(() => String, { nullable: true, description: 'At most 10,000 characters' })
  text?: string | null;

  @Field(() => [ID], { nullable: true, description: 'At most 20' })
  fileIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Of the files, as the file door gave it' })
  uploadPass?: string | null;
}

@InputType({ registerIn, description: 'Asked once, with a list and a date; no term stops' })
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

  @Field(() => ID, { nullable: true, description: 'Of name, idType, idNumber, phone, address' })
  petitionerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Left out: the entry is taken out, where the form can do without it' })
  value?: string | null;

  @Field()
  reason: string;

  @Field(() => String, {
    nullable: true,
    description: 'The day of receipt changes only with evidence, and after another person confirmed it',
  })
  evidence?: string | null;

  @Field(() => ID, { nullable: true })
  evidenceFileId?: string | null;
}

@InputType({ registerIn })
export class ConfirmCorrectionInput extends PetitionActInput {
  @Field(() => ID)
  correctionId: string;

  @Field({ description: 'False: the day of receipt stays as it was' })
  accepted: boolean;
}

@InputType({ registerIn, description: 'Kind, class and purpose with a reason; the exit only as a proposal' })
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
