import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, DispatchInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';
import { GuidanceInput } from '../exits/guidance.inputs.js';

export enum InquiryForm {
  PLAN = 'PLAN',
  INTERVIEW = 'INTERVIEW',
  QUESTIONS = 'QUESTIONS',
  SITE_VISIT = 'SITE_VISIT',
  MATERIAL_REQUEST = 'MATERIAL_REQUEST',
  EXPLANATION = 'EXPLANATION',
  NOT_HEARD = 'NOT_HEARD',
}
registerEnumType(InquiryForm, { name: 'InquiryForm', ...inCase });

export enum DecisionOption {
  ROOT = 'ROOT',
  INTERIM = 'INTERIM',
}
registerEnumType(DecisionOption, { name: 'DecisionOption', ...inCase });

@InputType(inCase)
export class InformPetitionerInput extends DispatchInput {
  @Field()
  path: string;

  @Field()
  procedure: string;

  @Field(() => GuidanceInput, {
    nullable: true,
    description: 'Where an exit 31(1) to 31(5) is decided: the notice is the guidance notice too',
  })
  guidance: GuidanceInput | null;
}

@InputType(inCase)
export class AcceptPetitionInput extends DispatchInput {
  @Field(() => String, { nullable: true, description: '处理程序 as the letter tells it; that of the rules in force by default' })
  procedure: string | null;
}

@InputType(inCase)
export class RequestExtensionInput extends ReasonedActInput {
  @Field(() => Int)
  days: number;
}

@InputType(inCase)
export class ExtendHandlingInput extends DispatchInput {
  @Field(() => ID)
  extensionId: string;

  @Field(() => Int, { nullable: true, description: 'What is granted, be it other than what was asked; as asked by default' })
  days: number | null;

  @Field(() => String, { nullable: true, description: '职务 of the head, as the notice names who approved; 负责人 by default' })
  post: string | null;
}

@InputType(inCase)
export class DeclineExtensionInput extends ReasonedActInput {
  @Field(() => ID)
  extensionId: string;
}

@InputType(inCase)
export class RecordExecutionInput extends ActInput {
  @Field()
  evidence: string;

  @Field()
  petitionerAsked: boolean;
}

@InputType(inCase)
export class ReportAssignmentInput extends ActInput {
  @Field({ description: 'What was found out and done' })
  report: string;

  @Field(() => [String], { nullable: true, description: 'Answers to the questions of the letter of assignment' })
  pointsAnswered: string[] | null;

  @Field(() => String, { nullable: true, description: 'Who signed the report; the head of the organ by default' })
  signer: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Officer and telephone as they stand on the paper; by default the organ’s officers and telephone',
  })
  officer: string | null;
}

@InputType(inCase)
export class QuestionAnswerInput {
  @Field()
  question: string;

  @Field()
  answer: string;
}

@InputType(inCase)
export class RecordInquiryInput extends ActInput {
  @Field(() => InquiryForm)
  form: `${InquiryForm}`;

  @Field(() => Day, { nullable: true, description: 'Day on which it was done; by default that of the act' })
  heldOn: string | null;

  @Field({ description: 'The plan, the record of the talk, what was asked for, explained or seen' })
  text: string;

  @Field(() => ID, { nullable: true, description: 'A petitioner' })
  petitionerId: string | null;

  @Field(() => String, { nullable: true, description: 'Somebody else' })
  withWhom: string | null;

  @Field(() => String, { nullable: true, description: 'INTERVIEW: who came along' })
  companion: string | null;

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field(() => String, { nullable: true, description: 'SITE_VISIT: who was there' })
  people: string | null;

  @Field(() => [QuestionAnswerInput], { nullable: true })
  questions: QuestionAnswerInput[] | null;

  @Field(() => String, { nullable: true, description: 'SITE_VISIT' })
  findings: string | null;

  @Field(() => [ID], { nullable: true, description: 'Photos, scans' })
  fileIds: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'SITE_VISIT with photos: those on them knew' })
  photosKnown: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'INTERVIEW' })
  readBack: boolean | null;

  @Field(() => String, { nullable: true, description: 'INTERVIEW' })
  signature: string | null;

  @Field(() => String, { nullable: true, description: 'INTERVIEW: of a refused signature' })
  witness: string | null;

  @Field(() => Boolean, { nullable: true, description: 'INTERVIEW with a petitioner: a copy was handed over' })
  copyGiven: boolean | null;

  @Field(() => Day, { nullable: true, description: 'MATERIAL_REQUEST: by when' })
  until: string | null;
}

@InputType(inCase)
export class AddEvidenceInput extends ActInput {
  @Field()
  what: string;

  @Field()
  source: string;

  @Field({ description: 'Who holds it' })
  heldBy: string;

  @Field(() => ID, { nullable: true })
  fileId: string | null;

  @Field(() => ID, { nullable: true, description: 'The request for material that it answers' })
  inquiryId: string | null;
}

@InputType(inCase)
export class ProposeOptionsInput extends ActInput {
  @Field()
  root: string;

  @Field(() => String, { nullable: true })
  interim: string | null;

  @Field(() => DecisionOption)
  recommended: DecisionOption;
}

@InputType(inCase)
export class DecideOptionsInput extends ReasonedActInput {
  @Field(() => DecisionOption)
  choice: DecisionOption;
}

@InputType(inCase)
export class AskCountersignInput extends ActInput {
  @Field(() => ID, { nullable: true, description: 'Another organ' })
  organId: string | null;

  @Field(() => String, { nullable: true, description: 'A unit inside the organ' })
  unit: string | null;
}

@InputType(inCase)
export class CountersignOpinionInput extends ActInput {
  @Field(() => ID)
  countersignId: string;

  @Field()
  agreed: boolean;

  @Field(() => String, { nullable: true, description: 'What stands against it, where it is not agreed' })
  view: string | null;
}

@InputType(inCase)
export class PendingCommitmentInput extends ReasonedActInput {
  @Field()
  plan: string;

  @Field(() => Day, { description: 'Told to the petitioner' })
  reviewOn: string;
}

@InputType(inCase)
export class ReviewCommitmentInput extends ActInput {
  @Field()
  text: string;

  @Field(() => Day, { nullable: true, description: 'Left out: it is solved' })
  nextReviewOn: string | null;
}

@InputType(inCase)
export class RecordInstructionInput extends ActInput {
  @Field()
  text: string;

  @Field({ description: 'The post of the leader' })
  post: string;

  @Field()
  unit: string;

  @Field(() => Day, { nullable: true })
  dueOn: string | null;
}

@InputType(inCase)
export class AnswerInstructionInput extends ActInput {
  @Field(() => ID)
  instructionId: string;

  @Field()
  result: string;
}

@InputType(inCase)
export class AssignPetitionInput extends ActInput {
  @Field(() => ID, { nullable: true, description: 'An officer of the organ; officer, section or both' })
  officerId: string | null;

  @Field(() => String, { nullable: true, description: 'A section of the organ' })
  section: string | null;

  @Field(() => Day, { description: 'The own day of the officer, never later than the next legal last day of the organ' })
  dueOn: string;

  @Field(() => String, { nullable: true, description: 'What is asked for' })
  text: string | null;

  @Field(() => String, { nullable: true, description: 'Needed where the petition is given to somebody else or to another day' })
  reason: string | null;
}

@InputType(inCase)
export class TakeBackPetitionInput extends ReasonedActInput {}

@InputType(inCase)
export class ReportStageInput extends ReasonedActInput {
  @Field()
  progress: string;

  @Field(() => Day)
  nextDate: string;
}

@InputType(inCase)
export class AcceptAssignmentReportInput extends ActInput {}

@InputType(inCase)
export class ReturnAssignmentReportInput extends ReasonedActInput {
  @Field()
  todo: string;

  @Field(() => Day)
  deadline: string;
}

@InputType(inCase)
export class MoveReportDateInput extends ReasonedActInput {
  @Field(() => Day)
  reportBy: string;
}

@InputType(inCase)
export class CheckExecutionInput extends ActInput {
  @Field()
  carriedOut: boolean;

  @Field()
  finding: string;
}
