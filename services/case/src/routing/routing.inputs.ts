import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, DispatchInput, ReasonedActInput, RequestInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';
import { LimitStartInput } from '../exits/guidance.inputs.js';

export enum RouteKind {
  TRANSFER = 'TRANSFER',
  ASSIGNMENT = 'ASSIGNMENT',
}
registerEnumType(RouteKind, { name: 'RouteKind', ...inCase });

@InputType(inCase)
export class RoutePetitionInput extends ReasonedActInput {
  @Field(() => RouteKind)
  kind: 'TRANSFER' | 'ASSIGNMENT';

  @Field(() => ID)
  toOrganId: string;

  @Field(() => Day, { nullable: true, description: 'ASSIGNMENT only: the day by which the organ reports' })
  reportBy: string | null;

  @Field(() => [String], { nullable: true, description: 'ASSIGNMENT only: points to answer' })
  points: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Officer and telephone as they stand on the paper; by default the organ’s officers and telephone',
  })
  officer: string | null;
}

@InputType(inCase)
export class SubmitForDecisionInput extends ReasonedActInput {
  @Field(() => ID, { description: 'The Party committee or the government of the bureau’s own level' })
  toOrganId: string;

  @Field({ description: 'What the bureau proposes' })
  proposal: string;

  @Field({ description: 'Number of the bureau’s letter' })
  reference: string;

  @Field(() => Day, { description: 'By when it asks for the decision; after today' })
  answerBy: string;
}

@InputType(inCase)
export class RecordSubmittedDecisionInput extends ActInput {
  @Field({ description: 'Number of the answer, or of the paper on which it stands' })
  reference: string;

  @Field({ description: 'The post of the leader, never a name' })
  post: string;

  @Field()
  text: string;
}

@InputType(inCase)
export class RecallTransferInput extends ReasonedActInput {}

@InputType(inCase)
export class ObjectToTransferInput extends ActInput {
  @Field({ description: 'In detail' })
  reason: string;

  @Field({ description: 'The article that gives the duty to another' })
  basis: string;

  @Field(() => ID, { description: 'Who should act instead' })
  proposedOrganId: string;

  @Field(() => String, { nullable: true, description: 'Of what a body outside sent: that body, as its letter names it' })
  sender: string | null;
}

@InputType(inCase)
export class RecordObjectionAnswerInput extends ReasonedActInput {
  @Field()
  upheld: boolean;

  @Field({ description: 'Number of the answer' })
  reference: string;
}

@InputType(inCase)
export class ConfirmObjectionInput extends ActInput {}

@InputType(inCase)
export class DecideObjectionInput extends ReasonedActInput {
  @Field()
  upheld: boolean;

  @Field(() => ID, { nullable: true, description: 'Upheld: who has to act' })
  newOrganId: string | null;

  @Field(() => Day, {
    nullable: true,
    description: 'If an objection to an assignment is upheld: the new organ’s day; the former day by default',
  })
  reportBy: string | null;
}

@InputType(inCase)
export class ConfirmObjectionDecisionInput extends ActInput {}

@InputType({ description: 'What one side of a dispute said', ...inCase })
export class HeardInput {
  @Field(() => ID)
  organId: string;

  @Field(() => Day)
  on: string;

  @Field()
  position: string;
}

@InputType(inCase)
export class DesignateOrganInput extends ReasonedActInput {
  @Field(() => ID)
  toOrganId: string;

  @Field({ description: 'COMMON_SUPERIOR JOINT_CONFERENCE PARTY_AND_GOVERNMENT' })
  by: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The superior, or the level’s own Party committee or government; null for the joint conference',
  })
  deciderOrganId: string | null;

  @Field({ description: 'Number of the decision, or of the minutes' })
  reference: string;

  @Field(() => ID, { nullable: true, description: 'A scan of the decision, among the files of the petition' })
  decisionFileId: string | null;

  @Field(() => String, { nullable: true, description: 'PARTY_AND_GOVERNMENT: what was split, merged or abolished' })
  reorganisation: string | null;

  @Field(() => [HeardInput], { description: 'Every organ concerned' })
  heard: HeardInput[];
}

@InputType(inCase)
export class HandDownInput extends DispatchInput {
  @Field(() => ID)
  toOrganId: string;

  @Field()
  reason: string;

  @Field(() => String, {
    nullable: true,
    description: 'If it is not below in the organ tree: the line of business that makes it part of the same system',
  })
  line: string | null;

  @Field(() => Day, { nullable: true, description: '交办: the day by which the receiver reports; left out: 转送' })
  reportBy: string | null;
}

@InputType(inCase)
export class RequestAssistanceInput extends ActInput {
  @Field(() => ID)
  organId: string;

  @Field(() => [String])
  points: string[];

  @Field(() => Day, { description: 'The assistant’s own day, inclusive' })
  answerBy: string;
}

@InputType(inCase)
export class AnswerAssistanceInput extends ActInput {
  @Field(() => ID)
  assistanceId: string;

  @Field({ description: 'For the main organ alone' })
  answer: string;
}

@InputType(inCase)
export class EndAssistanceInput extends ReasonedActInput {
  @Field(() => ID)
  assistanceId: string;
}

@InputType(inCase)
export class JointOrganInput {
  @Field(() => ID)
  organId: string;

  @Field(() => [String])
  points: string[];

  @Field(() => Day)
  answerBy: string;
}

@InputType(inCase)
export class AgreeJointHandlingInput extends ActInput {
  @Field(() => ID, { description: 'The organ in charge' })
  leadOrganId: string;

  @Field(() => [JointOrganInput])
  others: JointOrganInput[];

  @Field({ description: 'How the lead was agreed, or which superior set it' })
  agreement: string;
}

@InputType(inCase)
export class AskedInput {
  @Field(() => Day)
  on: string;

  @Field()
  how: string;
}

@InputType(inCase)
export class KeepForReferenceInput extends ReasonedActInput {
  @Field({ description: 'DUPLICATE NO_REQUEST UNREADABLE THANKS' })
  ground: string;

  @Field(() => AskedInput, { nullable: true, description: 'NO_REQUEST, UNREADABLE: the attempt to ask' })
  asked: AskedInput | null;

  @Field(() => ID, { nullable: true, description: 'DUPLICATE: the open petition' })
  duplicateOfId: string | null;
}

@InputType(inCase)
export class ConfirmKeepingInput extends DispatchInput {}

@InputType(inCase)
export class ObjectToKeepingInput extends ActInput {
  @Field({ description: 'What the petitioner says' })
  reason: string;
}

@InputType(inCase)
export class PointElsewhereInput extends ReasonedActInput {
  @Field(() => ID, { nullable: true, description: 'The organ that has the authority; of a report always one of the directory' })
  toOrganId: string | null;

  @Field(() => String, { nullable: true, description: 'Its name, where it is not in the directory' })
  toName: string | null;

  @Field({ description: 'The article that gives it the authority' })
  basis: string;

  @Field({ description: 'Where it is applied to' })
  place: string;
}

@InputType(inCase)
export class ConfirmPointingInput extends DispatchInput {}

@InputType(inCase)
export class GuideVisitorInput extends ReasonedActInput {
  @Field(() => ID, { description: 'The political-legal organ' })
  toOrganId: string;

  @Field({ description: 'A statutory channel of exit 31(1)' })
  channelId: string;

  @Field(() => [LimitStartInput], { nullable: true })
  starts: LimitStartInput[] | null;
}

@InputType(inCase)
export class SendToPoliticalLegalOrganInput extends ReasonedActInput {
  @Field(() => ID, { description: 'Of the same level' })
  toOrganId: string;
}

@InputType({ ...inCase, description: 'A unit or a person of the directory: one of both' })
export class IdentifiedAccusedInput {
  @Field(() => ID, { nullable: true })
  organId: string | null;

  @Field(() => ID, { nullable: true })
  personId: string | null;

  @Field(() => String, { nullable: true, description: 'Name and post, for the second reader; needed of a person' })
  who: string | null;
}

@InputType(inCase)
export class DeniedOrganInput {
  @Field(() => ID)
  organId: string;

  @Field({ description: 'Why it is not meant' })
  reason: string;
}

@InputType(inCase)
export class IdentifyAccusedInput extends ActInput {
  @Field(() => [IdentifiedAccusedInput], { nullable: true })
  accused: IdentifiedAccusedInput[] | null;

  @Field(() => String, { nullable: true, description: 'Why one of them, or nobody, can be named' })
  unnamedReason: string | null;

  @Field(() => [DeniedOrganInput], { nullable: true, description: 'Organs whose name stands in the words without being meant' })
  denied: DeniedOrganInput[] | null;
}

@InputType(inCase)
export class ConfirmAccusedInput extends ActInput {}

@InputType(inCase)
export class HandOverReportInput extends ActInput {
  @Field(() => ID)
  toOrganId: string;

  @Field({ description: 'Why this body has the authority over the cadre' })
  authority: string;

  @Field(() => String, { nullable: true, description: 'For a body that would be kept out as accused: why it still has that authority' })
  despiteAccused: string | null;

  @Field({ description: 'The organisation (personnel) department must be notified' })
  cadreMatter: boolean;

  @Field({ description: 'The heads of the Party committee must be notified' })
  grave: boolean;
}

@InputType(inCase)
export class ConfirmHandOverInput extends ActInput {
  @Field(() => Day, { nullable: true })
  organisationNotifiedOn: string | null;

  @Field(() => Day, { nullable: true })
  leadersNotifiedOn: string | null;
}

@InputType(inCase)
export class RecordHandOverReceiptInput extends ActInput {
  @Field()
  receiptNumber: string;

  @Field(() => Day, { nullable: true, description: 'Day of the receipt; today by default' })
  receivedOn: string | null;
}

@InputType(inCase)
export class NoteFeedbackInput extends ActInput {
  @Field()
  reference: string;

  @Field()
  text: string;

  @Field({ description: 'The body told the reporter' })
  reporterTold: boolean;
}

@InputType(inCase)
export class MarkCrossingInput extends ReasonedActInput {
  @Field(() => [String], {
    description:
      'CROSS_REGION CROSS_DEPARTMENT CROSS_INDUSTRY PERSON_MATTER_APART PERSON_HOUSEHOLD_APART PERSON_MATTER_HOUSEHOLD_APART; none takes the mark off',
  })
  kinds: string[];
}

@InputType(inCase)
export class MoveMattersInput extends RequestInput {
  @Field(() => ID, { nullable: true, description: 'The officer’s own organ by default' })
  organId: string | null;

  @Field(() => ID)
  fromPersonId: string;

  @Field(() => ID)
  toPersonId: string;

  @Field()
  reason: string;
}
