import { Field, ID, InputType } from '@nestjs/graphql';
import type { PetitionKind } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionKindEnum } from '../register/petition.graph.js';
import { AccusedInput, PetitionRequestInput, RespondentInput } from '../registration/registration.inputs.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'One matter of the letter; the words of a report may stand only in the report’s own part' })
export class PartOfLetterInput {
  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field({ description: 'At most 200 characters' })
  summary: string;

  @Field({ description: 'At most 10,000 characters' })
  text: string;

  @Field(() => [PetitionRequestInput], { description: '1 to 20' })
  requests: PetitionRequestInput[];

  @Field(() => String, { nullable: true, description: 'Six digits' })
  contentClass?: string | null;

  @Field(() => [RespondentInput], { nullable: true })
  respondent?: RespondentInput[] | null;

  @Field(() => [AccusedInput], { nullable: true, description: 'Of a report' })
  accused?: AccusedInput[] | null;
}

@InputType({ registerIn })
export class PrepareSplitInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => [PartOfLetterInput], { description: '2 to 5; stored sealed until the split is decided' })
  parts: PartOfLetterInput[];

  @Field(() => Day, { nullable: true })
  on?: string | null;
}

@InputType({ registerIn })
export class OpenSplitInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field({ description: '5 to 200 characters' })
  purpose: string;
}
