import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PublicationEnd, PublicationGround } from '@sunshine/events';
import { connectionOf, Day, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

const PublicationGroundEnum = valuesOf(PublicationGround.options);
registerEnumType(PublicationGroundEnum, {
  name: 'PublicationGround',
  registerIn,
  description: 'HEARD: a re-review opinion after a hearing; CONSENT: every petitioner agrees',
});
const PublicationEndEnum = valuesOf(PublicationEnd.options);
registerEnumType(PublicationEndEnum, { name: 'PublicationEnd', registerIn });

@ObjectType({ registerIn, description: 'The redacted text of an opinion, for those who may read the petition' })
export class Publication {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  documentId: string;

  @Field({ description: 'proposed published down' })
  state: string;

  @Field(() => PublicationGroundEnum)
  ground: PublicationGround;

  @Field()
  groundName: string;

  @Field({ description: 'As it stands or would stand in public' })
  text: string;

  @Field(() => String, { nullable: true, description: 'What was answered to a petitioner who does not agree' })
  objectionAnswer: string | null;

  @Field(() => OrganStub)
  organ: OrganStub;

  @Field(() => Day)
  on: string;

  @Field(() => Day, { nullable: true })
  publishedOn: string | null;

  @Field(() => Day, { nullable: true })
  downOn: string | null;

  @Field(() => PublicationEndEnum, { nullable: true })
  downCause: PublicationEnd | null;

  @Field(() => String, { nullable: true })
  downReason: string | null;
}

@ObjectType({ registerIn, description: 'An opinion whose text the public may read' })
export class PublishedOpinion {
  @Field(() => ID)
  id: string;

  @Field(() => OrganStub, { description: 'Whose opinion it is' })
  organ: OrganStub;

  @Field({ description: 'What the paper is called' })
  title: string;

  @Field({ description: 'What the matter is about, by its class' })
  className: string;

  @Field()
  resultName: string;

  @Field(() => Day)
  issuedOn: string;

  @Field(() => Day)
  publishedOn: string;

  @Field({ description: 'By what it is published' })
  groundName: string;

  @Field({ description: 'Without names, numbers and addresses of anybody' })
  text: string;
}

export const PublishedOpinionConnection = connectionOf(PublishedOpinion);

@ObjectType({
  registerIn,
  description: 'Whether an opinion that the holder was served may be published, and what the holder has said to it',
})
export class TrackedPublication {
  @Field(() => ID)
  documentId: string;

  @Field()
  title: string;

  @Field(() => Day)
  issuedOn: string;

  @Field({ description: 'The law allows it without consent: a re-review opinion after a hearing' })
  byLaw: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Null: nothing said yet' })
  agrees: boolean | null;

  @Field(() => Day, { nullable: true, description: 'Since when its text stands in public' })
  publishedOn: string | null;

  @Field(() => ID, { nullable: true, description: 'Of the published text' })
  publicationId: string | null;

  @Field({ description: 'Each member of a joint petition answers with the own code' })
  mayAgree: boolean;
}

@ObjectType({ registerIn })
export class AnsweredPublication {
  @Field(() => ID)
  petitionId: string;

  @Field(() => ID)
  documentId: string;

  @Field()
  agrees: boolean;
}

/** A stretch of a text that would be published. */
@ObjectType({ registerIn })
export class PublicationStretch {
  @Field({ description: 'The words, or what stands in print for what is cut out' })
  text: string;

  @Field(() => String, { nullable: true, description: 'What was cut out here, in words; null: nothing' })
  cut: string | null;
}
