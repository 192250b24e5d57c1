import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, DispatchInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';
import { GuidanceInput, LimitStartInput } from './guidance.inputs.js';

@InputType(inCase)
export class ProposeExitInput extends ReasonedActInput {
  @Field({ description: '31(1) to 31(6)' })
  exit: string;
}

@InputType({ isAbstract: true, ...inCase })
abstract class ExitInput extends ReasonedActInput {
  @Field({ description: '31(1) to 31(6)' })
  exit: string;

  @Field({ description: 'Legal basis' })
  basis: string;

  @Field(() => String, { nullable: true, description: '31(1) to 31(5): the statutory channel, by its id in statutoryChannels' })
  channelId: string | null;

  @Field(() => [LimitStartInput], { nullable: true, description: 'Limits of the channel whose start is known' })
  starts: LimitStartInput[] | null;
}

@InputType(inCase)
export class DecideExitInput extends ExitInput {}

@InputType(inCase)
export class CorrectExitInput extends ExitInput {}

@InputType(inCase)
export class ConfirmExitInput extends ActInput {
  @Field(() => ID)
  decisionId: string;
}

@InputType(inCase)
export class IssueGuidanceInput extends DispatchInput {
  @Field(() => GuidanceInput)
  guidance: GuidanceInput;
}

@InputType(inCase)
export class LeadIntoProcedureInput extends ActInput {
  @Field({ description: 'The receiving body' })
  body: string;

  @Field({ description: 'What is handed over' })
  text: string;
}

@InputType(inCase)
export class RecordReceiptInput extends ActInput {
  @Field()
  receiptNumber: string;

  @Field({ description: 'The receiving body, as its receipt names it' })
  body: string;

  @Field()
  channelId: string;

  @Field(() => Day, { nullable: true, description: 'Day of the receipt; today by default' })
  receivedOn: string | null;
}

@InputType(inCase)
export class RecordProcedureOutcomeInput extends ActInput {
  @Field()
  text: string;

  @Field({ description: 'body or petitioner: the source of the outcome' })
  toldBy: string;
}

@InputType({ isAbstract: true, ...inCase })
abstract class PerformanceInput extends ActInput {
  @Field()
  text: string;

  @Field({ description: 'The special law and article' })
  basis: string;

  @Field(() => String, { nullable: true, description: 'Remedy of the special law with its term' })
  remedy: string | null;
}

@InputType(inCase)
export class PerformDutyInput extends PerformanceInput {}

@InputType(inCase)
export class AnswerUnderLawInput extends PerformanceInput {}

@InputType(inCase)
export class ConfirmPerformanceInput extends DispatchInput {}
