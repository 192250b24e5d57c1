import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inSupervision } from '../graph.js';

/** What every act of supervision on a petition takes. */
@InputType({ isAbstract: true, ...inSupervision })
export abstract class SupervisionActInput {
  @Field(() => String, {
    nullable: true,
    description: 'The caller’s own id of this request; a repeat does nothing and gets the same answer',
  })
  requestId: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, { nullable: true, description: 'Legal day of the act, where it is entered afterwards' })
  on: string | null;
}

@InputType({ ...inSupervision })
export class IssueReminderInput extends SupervisionActInput {
  @Field(() => ID, { description: 'The duty: a clock of the petition' })
  clockId: string;

  @Field({ description: 'written phone talk' })
  means: string;

  @Field(() => String, { nullable: true, description: 'With whom it was spoken, where it was not in writing' })
  spokenWith: string | null;

  @Field()
  reason: string;

  @Field(() => Day, { description: 'By when the organ answers, inclusive' })
  replyBy: string;
}

@InputType({ ...inSupervision })
export class AnswerReminderInput extends SupervisionActInput {
  @Field(() => ID)
  reminderId: string;

  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class DismissSupervisionProposalInput extends SupervisionActInput {
  @Field(() => ID)
  proposalId: string;

  @Field()
  reason: string;
}

@InputType({ ...inSupervision })
export class SupervisionRecordFilter {
  @Field(() => [String], { nullable: true })
  states?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Whom it concerns' })
  organIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In whose name it was done' })
  byOrganIds?: string[] | null;

  @Field(() => Day, { nullable: true, description: 'Answer due up to this day, inclusive' })
  replyTo?: string | null;
}
