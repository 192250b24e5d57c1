import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, DispatchInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class StartStudyInput extends ActInput {
  @Field()
  plan: string;

  @Field(() => [ID], { nullable: true, description: 'Organs that study it too' })
  withOrganIds: string[] | null;
}

@InputType(inCase)
export class StudyViewInput {
  @Field(() => ID)
  organId: string;

  @Field()
  view: string;
}

@InputType(inCase)
export class DecideSuggestionInput extends ReasonedActInput {
  @Field({ description: 'ADOPTED PARTLY_ADOPTED NOT_ADOPTED' })
  outcome: string;

  @Field(() => String, { nullable: true, description: 'The measure that follows the adoption' })
  measure: string | null;

  @Field(() => [StudyViewInput], { nullable: true, description: 'The view of each organ that studied it too' })
  views: StudyViewInput[] | null;
}

@InputType(inCase)
export class ReplySuggestionInput extends DispatchInput {
  @Field()
  text: string;

  @Field(() => String, { nullable: true, description: 'web sms phone: on the fast track, in place of a paper' })
  answerBy: string | null;

  @Field(() => String, { nullable: true })
  award: string | null;
}

@InputType(inCase)
export class FollowMeasureInput extends ActInput {
  @Field()
  text: string;

  @Field(() => Day)
  doneOn: string;
}
