import { Field, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, DispatchInput, ReasonedActInput } from '../runner/act.inputs.js';
import { OpinionAnswerInput } from '../opinion/opinion.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class ChooseFastTrackInput extends ReasonedActInput {
  @Field({ description: 'First time this person raises this matter' })
  first: boolean;

  @Field(() => [String], { description: 'Codes of the rule pack’s list that fit' })
  fits: string[];

  @Field(() => [String], { description: 'All codes of the list of unfit cases, each checked and found not to apply' })
  checked: string[];
}

@InputType(inCase)
export class LeaveFastTrackInput extends ReasonedActInput {}

@InputType(inCase)
export class AnswerFastTrackInput extends ActInput {
  @Field()
  facts: string;

  @Field(() => [OpinionAnswerInput])
  answers: OpinionAnswerInput[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field({ description: 'web sms phone' })
  answerBy: string;

  @Field({ description: 'What was said, to whom and when' })
  record: string;

  @Field({ description: 'The petitioner was told of the right to a paper, and of the remedy' })
  paperOffered: boolean;
}

@InputType(inCase)
export class IssueFastTrackPaperInput extends DispatchInput {}
