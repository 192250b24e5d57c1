import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, DispatchInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class OpinionAnswerInput {
  @Field(() => ID, { description: 'Id of the request of the petition' })
  id: string;

  @Field({ description: 'SUPPORTED PARTLY_SUPPORTED EXPLAINED NOT_SUPPORTED' })
  outcome: string;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: string[];
}

@InputType(inCase)
export class DraftOpinionInput extends ActInput {
  @Field()
  facts: string;

  @Field(() => [String])
  evidence: string[];

  @Field(() => [OpinionAnswerInput])
  answers: OpinionAnswerInput[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field(() => ID, { nullable: true, description: 'The organ that must perform; the organ in charge by default' })
  performerOrganId: string | null;
}

@InputType(inCase)
export class OpinionDraftAnswerInput {
  @Field(() => ID, { description: 'Id of the request of the petition' })
  id: string;

  @Field(() => String, { nullable: true, description: 'As of an answer that is drafted; null while it is not chosen' })
  outcome: string | null;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: string[];
}

@InputType({ description: 'The text of an opinion as typed so far; parts may still be missing', ...inCase })
export class SaveOpinionDraftInput {
  @Field(() => String, { nullable: true, description: 'As in every act; it becomes the version of the saved draft' })
  requestId: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Version of the draft that was read, null if there was none; any other is refused with OPINION_DRAFT_MOVED',
  })
  formerVersion: string | null;

  @Field()
  facts: string;

  @Field(() => [String])
  evidence: string[];

  @Field(() => [OpinionDraftAnswerInput])
  answers: OpinionDraftAnswerInput[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field(() => ID, { nullable: true })
  performerOrganId: string | null;
}

@InputType(inCase)
export class CheckOpinionInput extends ActInput {
  @Field(() => String, { nullable: true })
  remark: string | null;
}

@InputType(inCase)
export class ReturnOpinionInput extends ActInput {
  @Field()
  remark: string;
}

@InputType(inCase)
export class IssueOpinionInput extends DispatchInput {}

/** The graph writes outcomes of input in upper case (contract), the law's strings are lower case. */
export const answersOf = (answers: readonly OpinionAnswerInput[]) =>
  answers.map((answer) => ({ ...answer, outcome: answer.outcome.toLowerCase() }));
