import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day, Instant } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';

const registerIn = () => IntakeGraph;

/** What the reception desk records. */
@InputType({ isAbstract: true })
class VisitNotesInput {
  @Field(() => Instant, { nullable: true })
  timeIn?: string | null;

  @Field(() => Instant, { nullable: true })
  timeOut?: string | null;

  @Field(() => String, { nullable: true })
  place?: string | null;

  @Field(() => Int, { nullable: true, description: 'Running number of the visit book of the day' })
  ticketNumber?: number | null;

  @Field(() => ID, { nullable: true })
  receptionOfficerId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Officers on duty' })
  onDutyIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Responsible units called in to talk on the spot' })
  calledOrganIds?: string[] | null;
}

@InputType({ registerIn, description: 'A visit recorded together with its petition' })
export class VisitInput extends VisitNotesInput {
  @Field(() => Int, { nullable: true, description: 'Number of visitors; by default the number of people of the petition' })
  headCount?: number | null;
}

@InputType({ registerIn, description: 'A visit recorded before a petition is registered; several petitions may refer to it' })
export class RecordVisitInput extends VisitNotesInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Organ visited; by default the registrar’s own' })
  organId?: string | null;

  @Field(() => Day, { nullable: true, description: 'Day of the visit; by default today' })
  on?: string | null;

  @Field(() => Int, { description: 'Number of visitors; they are counted, not named' })
  headCount: number;
}

@InputType({ registerIn })
export class RecordVisitEndInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID, { nullable: true })
  organId?: string | null;

  @Field(() => ID)
  visitId: string;

  @Field(() => Instant)
  timeOut: string;

  @Field(() => [ID], { nullable: true, description: 'Units called in during the visit' })
  calledOrganIds?: string[] | null;
}

@InputType({ registerIn })
export class InterviewAnswerInput {
  @Field()
  question: string;

  @Field()
  answer: string;
}

@InputType({ registerIn, description: 'Record of what was said at a visit or on the telephone' })
export class RecordInterviewInput extends PetitionActInput {
  @Field(() => [InterviewAnswerInput], { description: '1 to 100' })
  answers: InterviewAnswerInput[];

  @Field({ description: 'The record was read back to the petitioner, who agreed' })
  readBack: boolean;

  @Field(() => ID, { nullable: true, description: 'Scan of the signed record' })
  signatureFileId?: string | null;

  @Field(() => String, { nullable: true, description: 'Witness of the refusal to sign' })
  refusalWitness?: string | null;

  @Field({ description: 'The petitioner got a copy' })
  copyGiven: boolean;
}

@InputType({ registerIn, description: 'For a visit above the level; the petition is still transferred (Art 22)' })
export class IssueGuidanceSlipInput extends PetitionActInput {
  @Field(() => ID)
  competentOrganId: string;

  @Field({ description: 'Where that organ receives visitors' })
  place: string;

  @Field(() => String, { nullable: true })
  receptionTimes?: string | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the responsible unit was called and asked to receive the visitor or call back',
  })
  calledAt?: string | null;

  @Field(() => String, { nullable: true })
  callAnswer?: string | null;
}
