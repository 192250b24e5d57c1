import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Channel, PetitionKind } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionChannelEnum, PetitionKindEnum } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'State of a filing that was received and is not registered' })
export class TrackedPending {
  @Field({ description: 'waiting or set_aside' })
  state: string;

  @Field(() => String, { nullable: true, description: 'Why it was set aside, in words' })
  reasonName: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the registered petition that it repeats' })
  ofNumber: string | null;

  @Field(() => Day, { nullable: true })
  decidedOn: string | null;
}

@ObjectType({ registerIn, description: 'A request of the petition' })
export class TrackedRequest {
  @Field(() => ID)
  id: string;

  @Field()
  text: string;
}

@ObjectType({ registerIn, description: 'The course as the holder of the query code sees it; for a report only its progress' })
@Directive('@key(fields: "pass")')
export class TrackedPetition {
  @Field(() => String, { description: 'Opens this course again within ten minutes' })
  pass: string;

  @Field(() => TrackedPending, {
    nullable: true,
    description: '待登记: not registered yet and without a number; null once it is registered',
  })
  pending: TrackedPending | null;

  @Field(() => String, { nullable: true, description: 'Null while it is pending' })
  number: string | null;

  @Field(() => Day, { nullable: true, description: 'Null while it is pending' })
  registeredOn: string | null;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => PetitionKindEnum, { nullable: true })
  kind: PetitionKind | null;

  @Field(() => PetitionChannelEnum, { nullable: true })
  channel: Channel | null;

  @Field(() => String, { nullable: true })
  summary: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the query code is the one of a member of a joint petition; null for a report',
  })
  ofMember: boolean | null;

  @Field(() => Day, { nullable: true, description: 'With the code of a member: the day on which the member left the joint petition' })
  leftOn: string | null;

  @Field(() => Day, {
    nullable: true,
    description: 'With the code of a successor: since when the holder carries on in place of a petitioner who died or was dissolved',
  })
  succeededOn: string | null;

  @Field(() => String, { description: 'received, handed_over, answered, or ended without an answer' })
  progress: string;
}
