import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';
import { OpinionAnswerInput } from '../opinion/opinion.inputs.js';
import { ActInput, DispatchInput } from '../runner/act.inputs.js';

export enum ReviewDisposition {
  UPHOLD = 'uphold',
  CHANGE = 'change',
  REVOKE = 'revoke',
}
registerEnumType(ReviewDisposition, { name: 'ReviewDisposition', description: '维持 变更 撤销' });

@InputType(inCase)
export class AppointInvestigatorsInput extends ActInput {
  @Field(() => ID, { description: 'An officer of the reviewing organ who took no part in what is attacked' })
  firstId: string;

  @Field(() => ID, { description: 'Another such officer' })
  secondId: string;
}

@InputType(inCase)
export class AskReviewFileInput extends ActInput {
  @Field(() => Day, { description: 'By when the organ hands its file over; the term of the reviewer runs on' })
  dueOn: string;
}

@InputType(inCase)
export class HandOverReviewFileInput extends ActInput {}

@InputType(inCase)
export class DecideReviewInput extends ActInput {
  @Field()
  facts: string;

  @Field(() => ReviewDisposition)
  disposition: ReviewDisposition;

  @Field(() => String, { nullable: true, description: 'Code of the rule pack: why it is changed or revoked' })
  ground: string | null;

  @Field(() => [String])
  basis: string[];

  @Field(() => Int, { nullable: true, description: 'Days of the redo that a revocation orders' })
  redoDays: number | null;

  @Field(() => [OpinionAnswerInput], { nullable: true, description: 'Of a change: what each request is answered now' })
  answers: OpinionAnswerInput[] | null;

  @Field(() => Day, { nullable: true, description: 'By when what a change supports is carried out' })
  executeBy: string | null;
}

@InputType(inCase)
export class CheckReviewOpinionInput extends ActInput {
  @Field(() => String, { nullable: true })
  remark: string | null;
}

@InputType(inCase)
export class ReturnReviewOpinionInput extends ActInput {
  @Field()
  remark: string;
}

@InputType(inCase)
export class IssueReviewOpinionInput extends DispatchInput {}

@InputType(inCase)
export class ServeReviewedOrganInput extends ActInput {
  @Field({ description: 'Who signed for it' })
  receivedBy: string;
}

@InputType(inCase)
export class CompareRedoInput extends ActInput {
  @Field({ description: 'The redone text is nearly the same as what was revoked' })
  same: boolean;

  @Field()
  reason: string;
}
