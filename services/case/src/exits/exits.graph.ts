import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType({ description: 'A limit of a statutory channel; filing a petition does not stop it', ...inCase })
export class ChannelLimit {
  @Field()
  name: string;

  @Field({ description: 'petitioner or body: who has to keep it' })
  duty: string;

  @Field(() => Day, { nullable: true, description: 'Day of the event it starts from, where known' })
  startedOn: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day before it is moved off a rest day, where the start is known' })
  nominalDay: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day, inclusive, where the start is known' })
  lastDay: string | null;

  @Field({ description: 'The last day touches a year whose holidays are not published' })
  provisional: boolean;

  @Field({ description: 'The rule alone' })
  rule: string;

  @Field({ description: 'The rule, and the last day where the start is known' })
  text: string;

  @Field()
  source: string;
}

@ObjectType({ description: 'A statutory channel beside petitioning', ...inCase })
export class StatutoryChannel {
  @Field()
  id: string;

  @Field()
  title: string;

  @Field(() => String, { nullable: true, description: 'The exit of Art 31 it belongs to' })
  exit: string | null;

  @Field({ description: 'The competent body' })
  body: string;

  @Field(() => String, { nullable: true })
  note: string | null;

  @Field()
  source: string;

  @Field(() => [ChannelLimit])
  limits: readonly ChannelLimit[];
}

@ObjectType({
  description: 'The organ’s decision on the exit of Art 31; before the second reader only the organ in charge sees it',
  ...inCase,
})
export class ExitDecision {
  @Field(() => ID)
  id: string;

  @Field()
  exit: string;

  @Field({ description: 'proposed decided' })
  state: string;

  @Field()
  reason: string;

  @Field()
  basis: string;

  @Field(() => String, { nullable: true })
  channelId: string | null;

  @Field(() => Organ, { nullable: true })
  organ: Organ | null;

  @Field(() => Day)
  proposedOn: string;

  @Field(() => Day, { nullable: true })
  decidedOn: string | null;

  @Field(() => Day, { nullable: true, description: 'The last effective day of the notice term, where it was decided only after it' })
  lateAfter: string | null;

  @Field({ description: 'It corrects an earlier one' })
  corrected: boolean;

  @Field(() => Day, { nullable: true, description: 'Day of the guidance notice to the petitioner' })
  toldOn: string | null;
}

@ObjectType({ description: 'What the guidance notice tells', ...inCase })
export class Guidance {
  @Field(() => StatutoryChannel)
  channel: StatutoryChannel;

  @Field({ description: 'That filing a petition does not stop the channel’s terms' })
  text: string;

  @Field(() => [String])
  papers: readonly string[];

  @Field(() => [String])
  basis: readonly string[];

  @Field(() => Day, { nullable: true })
  toldOn: string | null;
}
