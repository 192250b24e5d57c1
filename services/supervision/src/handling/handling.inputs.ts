import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { SupervisionActInput } from '../reminders/reminders.inputs.js';

@InputType({ ...inSupervision })
export class SupervisionTriggerInput {
  @Field({ description: 'late no_feedback procedure shirking false_handling not_carried_out plainly_wrong other' })
  code: string;

  @Field()
  facts: string;
}

@InputType({ ...inSupervision })
export class OpenSupervisedHandlingInput extends SupervisionActInput {
  @Field(() => ID, { nullable: true, description: 'The proposal that is taken' })
  proposalId: string | null;

  @Field(() => ID, { nullable: true, description: 'Whom it concerns; not needed with a proposal' })
  organId: string | null;

  @Field(() => [SupervisionTriggerInput])
  triggers: SupervisionTriggerInput[];

  @Field({ description: 'What is wrong' })
  wrong: string;

  @Field({ description: 'What to do' })
  request: string;

  @Field({ description: 'phone written talk on_the_spot joint' })
  means: string;

  @Field(() => Day, { description: 'By when the organ answers, inclusive' })
  replyBy: string;
}

@InputType({ isAbstract: true, ...inSupervision })
abstract class HandlingActInput extends SupervisionActInput {
  @Field(() => ID)
  handlingId: string;
}

@InputType({ ...inSupervision })
export class RecordSupervisionStepInput extends HandlingActInput {
  @Field({ description: 'file questioning petitioner on_the_spot' })
  step: string;

  @Field(() => String, { nullable: true, description: 'Who was questioned' })
  with: string | null;

  @Field()
  found: string;
}

@InputType({ ...inSupervision })
export class ReplyToSupervisionInput extends HandlingActInput {
  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class JudgeSupervisionReplyInput extends HandlingActInput {
  @Field()
  accepted: boolean;

  @Field(() => String, { nullable: true, description: 'What the answer lacks, where it is sent back' })
  missing: string | null;

  @Field(() => Day, { nullable: true, description: 'The new day of the answer, where it is sent back' })
  replyBy: string | null;
}

@InputType({ ...inSupervision })
export class ExtendSupervisionReplyInput extends HandlingActInput {
  @Field(() => Day)
  replyBy: string;

  @Field()
  reason: string;
}

@InputType({ ...inSupervision })
export class CloseSupervisedHandlingInput extends HandlingActInput {
  @Field({ description: 'What came of it' })
  result: string;
}
