import { Field, ID, InputType } from '@nestjs/graphql';
import { LinkKind, PetitionKind } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionKindEnum } from '../register/petition.graph.js';
import { PetitionRequestInput, RespondentInput } from '../registration/registration.inputs.js';
import { LinkKindEnum } from './repeats.graph.js';
import type { FormFacts } from './repeats.service.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'A filing that is still being typed; nothing of it is stored' })
export class RepeatsOfFormInput implements FormFacts {
  @Field(() => ID, { nullable: true, description: 'Organ of the desk; by default the registrar’s own' })
  organId?: string | null;

  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field()
  division: string;

  @Field(() => Day)
  receivedOn: string;

  @Field()
  summary: string;

  @Field({ description: 'At most 10,000 characters' })
  text: string;

  @Field(() => [PetitionRequestInput])
  requests: PetitionRequestInput[];

  @Field(() => [RespondentInput], { nullable: true })
  respondent?: RespondentInput[] | null;

  @Field(() => String, { nullable: true })
  contentClass?: string | null;

  @Field(() => String, { nullable: true })
  previousNumber?: string | null;
}

@InputType({ registerIn })
export class LinkRepeatInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => ID, { description: 'For SAME_MATTER the petition received earlier' })
  repeatOf: string;

  @Field(() => LinkKindEnum)
  kind: LinkKind;
}

@InputType({ registerIn })
export class UnlinkRepeatInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => ID)
  repeatOf: string;

  @Field({ description: 'Kept on record' })
  reason: string;
}
