import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import type { FigureId } from '../domain/figures/definitions.js';
import { FigureIdEnum } from '../figures/figures.graph.js';
import { inSupervision } from '../graph.js';

@InputType({ ...inSupervision })
export class AssessmentFigureInput {
  @Field(() => FigureIdEnum)
  id: FigureId;

  @Field(() => Int, { description: 'Percent from which on all points are given' })
  fullAt: number;

  @Field(() => Int, { description: 'Percent up to which none are given; a straight line between' })
  noneAt: number;
}

@InputType({ ...inSupervision })
export class AssessmentItemInput {
  @Field()
  title: string;

  @Field(() => Int, { description: 'At most; all items make a hundred' })
  points: number;

  @Field({ description: 'How it is scored' })
  standard: string;

  @Field(() => AssessmentFigureInput, { nullable: true, description: 'Absent: scored by what the organ shows' })
  figure: AssessmentFigureInput | null;
}

@InputType({ ...inSupervision })
export class PublishAssessmentInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => Int)
  year: number;

  @Field()
  title: string;

  @Field({ description: 'The document that orders the assessment' })
  basis: string;

  @Field(() => [ID], { description: 'Who is assessed' })
  organIds: string[];

  @Field(() => [AssessmentItemInput])
  items: AssessmentItemInput[];

  @Field(() => Day, { description: 'Last day of the self-check, inclusive' })
  selfCheckBy: string;

  @Field(() => Int, { description: 'Natural days from the score on within which the organ may contest' })
  contestDays: number;
}

@InputType({ ...inSupervision })
export class SelfCheckItemInput {
  @Field()
  code: string;

  @Field(() => Int, { description: 'What the organ claims' })
  points: number;

  @Field()
  evidence: string;
}

@InputType({ ...inSupervision })
export class SubmitSelfCheckInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  schemeId: string;

  @Field(() => [SelfCheckItemInput], { description: 'Each item that no figure scores, once' })
  items: SelfCheckItemInput[];
}

@InputType({ ...inSupervision })
export class AssessedItemInput {
  @Field()
  code: string;

  @Field(() => Int)
  points: number;

  @Field(() => String, { nullable: true, description: 'Demanded where the points are not those that the organ claimed, and of a decision' })
  reason: string | null;
}

@InputType({ ...inSupervision })
export class ScoreAssessmentInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  schemeId: string;

  @Field(() => ID)
  organId: string;

  @Field(() => [AssessedItemInput], { description: 'Each item that no figure scores, once' })
  items: AssessedItemInput[];
}

@InputType({ ...inSupervision })
export class ContestedItemInput {
  @Field()
  code: string;

  @Field()
  reason: string;
}

@InputType({ ...inSupervision })
export class ContestAssessmentInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  schemeId: string;

  @Field(() => [ContestedItemInput])
  items: ContestedItemInput[];
}

@InputType({ ...inSupervision })
export class DecideAssessmentContestInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  schemeId: string;

  @Field(() => ID)
  organId: string;

  @Field(() => [AssessedItemInput], { description: 'Each contested item once' })
  items: AssessedItemInput[];
}
