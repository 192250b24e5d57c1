import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({
  registerIn,
  description: 'A visit: one 批次, headCount is its 人次; whether it was collective or above the level is never recorded about a person',
})
export class Visit {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  on: string;

  @Field(() => Instant, { nullable: true })
  timeIn: string | null;

  @Field(() => Instant, { nullable: true })
  timeOut: string | null;

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field(() => Int)
  headCount: number;

  @Field(() => Int, { nullable: true })
  ticketNumber: number | null;

  @Field(() => ID, { nullable: true })
  receptionOfficerId: string | null;

  @Field(() => [ID])
  onDutyIds: readonly string[];

  @Field(() => OrganStub, { description: 'The organ visited' })
  organ: OrganStub;

  @Field(() => [OrganStub], { description: 'Responsible units that were called in' })
  called: readonly OrganStub[];
}

@ObjectType({ registerIn })
export class InterviewAnswer {
  @Field()
  question: string;

  @Field()
  answer: string;
}

@ObjectType({ registerIn, description: '谈话笔录' })
export class Interview {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  on: string;

  @Field(() => [InterviewAnswer], { nullable: true, description: 'Null for a report, which is sealed' })
  answers: readonly InterviewAnswer[] | null;

  @Field({ description: 'The record counts as evidence only if it was read back' })
  readBack: boolean;

  @Field(() => ID, { nullable: true })
  signatureFileId: string | null;

  @Field(() => String, { nullable: true, description: 'Witness of the refusal to sign' })
  refusalWitness: string | null;

  @Field()
  copyGiven: boolean;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: '引导单: advice only, without any consequence for the petitioner' })
export class GuidanceSlip {
  @Field(() => ID)
  id: string;

  @Field()
  place: string;

  @Field(() => String, { nullable: true })
  receptionTimes: string | null;

  @Field(() => Instant, { nullable: true })
  calledAt: Date | null;

  @Field(() => String, { nullable: true })
  callAnswer: string | null;

  @Field(() => [String], { description: 'Text of the slip' })
  text: readonly string[];

  @Field(() => Day)
  on: string;

  @Field(() => OrganStub, { description: 'The organ visited' })
  organ: OrganStub;

  @Field(() => OrganStub, { description: 'The organ with authority' })
  competentOrgan: OrganStub;
}
