import { Field, ID, InputType } from '@nestjs/graphql';
import type { ConsentWay } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { ConsentWayEnum } from '../register/petition.graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'A person has looked for each and found none of it; what holds one of them is not published' })
export class PublicationGateInput {
  @Field()
  noStateSecret: boolean;

  @Field()
  noBusinessSecret: boolean;

  @Field()
  noPrivacy: boolean;
}

@InputType({ registerIn, description: 'The text is the paper’s own without what names people; the officer may cut more, never less' })
export class ProposePublicationInput extends PetitionActInput {
  @Field(() => ID)
  documentId: string;

  @Field({ description: 'The body of the paper as it was read; its hash must be that of the paper' })
  content: string;

  @Field(() => [String], { nullable: true, description: 'Words to cut out besides, wherever they stand' })
  alsoCut?: string[] | null;

  @Field(() => PublicationGateInput)
  gate: PublicationGateInput;

  @Field(() => String, { nullable: true, description: 'Required where a petitioner does not agree and the law allows it all the same' })
  objectionAnswer?: string | null;
}

@InputType({ registerIn, description: '听证复核意见公示: by another than who proposed it' })
export class PublishHeardOpinionInput extends PetitionActInput {
  @Field(() => ID)
  publicationId: string;
}

@InputType({ registerIn, description: 'By another than who proposed it, while every petitioner agrees' })
export class PublishConsentedOpinionInput extends PetitionActInput {
  @Field(() => ID)
  publicationId: string;
}

@InputType({ registerIn, description: 'What stands in public, or what waits for a second person' })
export class TakePublicationDownInput extends PetitionActInput {
  @Field(() => ID)
  publicationId: string;

  @Field()
  reason: string;
}

@InputType({ isAbstract: true })
class PublicationAnswerInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => String, { nullable: true, description: 'By the petitioner: the pass that trackPetition gave' })
  pass?: string | null;

  @Field(() => ID, { nullable: true, description: 'At the desk' })
  petitionId?: string | null;

  @Field(() => ID)
  documentId: string;

  @Field(() => ID, { nullable: true, description: 'At the desk; left out: the only petitioner' })
  petitionerId?: string | null;

  @Field(() => ConsentWayEnum, { nullable: true, description: 'At the desk: how the petitioner said it' })
  way?: ConsentWay | null;

  @Field(() => ID, { nullable: true, description: 'At the desk: scan of the signed paper' })
  fileId?: string | null;

  @Field(() => Day, { nullable: true, description: 'At the desk; by default today' })
  on?: string | null;
}

@InputType({ registerIn, description: 'A consent of its own to the publication of one opinion; it can be taken back at any time' })
export class AgreeToPublicationInput extends PublicationAnswerInput {}

@InputType({ registerIn, description: 'Does not agree, or no more: the text comes down at once' })
export class ObjectToPublicationInput extends PublicationAnswerInput {}
