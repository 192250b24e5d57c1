import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import type { AdviceKind } from '../domain/advice/advice.records.js';
import { inSupervision } from '../graph.js';
import { AdviceKindEnum } from './advice.graph.js';

/** What every act on a record between organs takes. */
@InputType({ isAbstract: true, ...inSupervision })
export abstract class OrganActInput {
  @Field(() => String, {
    nullable: true,
    description: 'The caller’s own id of this request; a repeat does nothing and gets the same answer',
  })
  requestId: string | null;

  @Field(() => Day, { nullable: true, description: 'Legal day of the act, where it is entered afterwards' })
  on: string | null;
}

@InputType({ ...inSupervision })
export class IssueAdviceInput extends OrganActInput {
  @Field(() => AdviceKindEnum)
  kind: AdviceKind;

  @Field(() => ID, { description: 'Whom it is addressed to' })
  organId: string;

  @Field(() => ID, { nullable: true, description: 'In whose name; absent: the organ where the officer has the right' })
  byOrganId: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose responsibility it is about: for RESPONSIBILITY' })
  unitId: string | null;

  @Field(() => ID, { nullable: true, description: 'The petition at which it was found; none of kind REPORT' })
  petitionId: string | null;

  @Field({ description: 'Facts' })
  found: string;

  @Field({ description: 'The article' })
  basis: string;

  @Field()
  advised: string;

  @Field(() => String, { nullable: true, description: 'Serious consequences: for RESPONSIBILITY' })
  consequences: string | null;

  @Field(() => Day, { nullable: true, description: 'Day of the answer, inclusive, where the rules leave it to the document' })
  replyBy: string | null;
}

@InputType({ isAbstract: true, ...inSupervision })
abstract class AdviceActInput extends OrganActInput {
  @Field(() => ID)
  adviceId: string;
}

@InputType({ ...inSupervision })
export class ExtendAdviceReplyInput extends AdviceActInput {
  @Field(() => Day, { description: 'Inclusive' })
  replyBy: string;

  @Field()
  reason: string;
}

@InputType({ ...inSupervision })
export class AnswerAdviceInput extends AdviceActInput {
  @Field({ description: 'adopted partly not_adopted' })
  as: string;

  @Field()
  text: string;

  @Field(() => String, { nullable: true, description: 'Why it is not adopted, or not whole' })
  reasons: string | null;
}

@InputType({ ...inSupervision })
export class ReviewAdviceEffectInput extends AdviceActInput {
  @Field({ description: 'achieved partly none' })
  effect: string;

  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class RecordResponsibilityResultInput extends AdviceActInput {
  @Field({ description: 'circular admonition organisational discipline prosecution none' })
  result: string;

  @Field({ description: 'The body that decided' })
  decidedBy: string;

  @Field(() => Day)
  decidedOn: string;

  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class AdviceFilter {
  @Field(() => [AdviceKindEnum], { nullable: true })
  kinds?: AdviceKind[] | null;

  @Field(() => [String], { nullable: true })
  states?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Whom it is addressed to' })
  organIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Who advises' })
  byOrganIds?: string[] | null;

  @Field(() => Day, { nullable: true, description: 'Answer due up to this day, inclusive' })
  replyTo?: string | null;
}
