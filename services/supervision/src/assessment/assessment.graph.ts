import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import type { FigureId } from '../domain/figures/definitions.js';
import { FigureIdEnum } from '../figures/figures.graph.js';
import { inSupervision } from '../graph.js';

@ObjectType({ description: 'The figure by which an item is scored', ...inSupervision })
export class AssessmentFigure {
  @Field(() => FigureIdEnum)
  id: FigureId;

  @Field()
  title: string;

  @Field(() => Int, { description: 'Percent from which on all points are given' })
  fullAt: number;

  @Field(() => Int, { description: 'Percent up to which none are given' })
  noneAt: number;
}

@ObjectType({ description: 'What organs are assessed by; never a number of petitions', ...inSupervision })
export class AssessmentItem {
  @Field({ description: 'Its place in the scheme' })
  code: string;

  @Field()
  title: string;

  @Field(() => Int, { description: 'At most' })
  points: number;

  @Field()
  standard: string;

  @Field(() => AssessmentFigure, { nullable: true, description: 'Null: scored by what the organ shows' })
  figure: AssessmentFigure | null;
}

@ObjectType({ description: 'One item of one organ', ...inSupervision })
export class AssessedItem {
  @Field()
  code: string;

  @Field(() => Int, { nullable: true, description: 'What the organ claims; null of a figure, and where it said nothing' })
  claimed: number | null;

  @Field(() => String, { nullable: true })
  evidence: string | null;

  @Field(() => Float, { nullable: true, description: 'Null until it is scored' })
  scored: number | null;

  @Field(() => String, { nullable: true, description: 'Why it is not what was claimed' })
  reason: string | null;

  @Field(() => Int, { nullable: true, description: 'Of the figure, as it stood when it was scored' })
  numerator: number | null;

  @Field(() => Int, { nullable: true })
  denominator: number | null;

  @Field(() => String, { nullable: true, description: 'Why the organ contests it' })
  contested: string | null;

  @Field(() => String, { nullable: true, description: 'What was decided on it' })
  decided: string | null;

  @Field(() => Float, { nullable: true, description: 'What holds: the decision before the score' })
  points: number | null;
}

@ObjectType({ description: 'The assessment of one organ', ...inSupervision })
export class OrganAssessment {
  @Field(() => Organ)
  organ: Organ;

  @Field({ description: 'self_check, to_score, scored, contested or final' })
  state: string;

  @Field()
  stateName: string;

  @Field(() => Day, { nullable: true })
  selfCheckedOn: string | null;

  @Field(() => Day, { nullable: true })
  scoredOn: string | null;

  @Field(() => Person, { nullable: true })
  scoredBy: Person | null;

  @Field(() => Day, { nullable: true, description: 'Last day on which it may be contested, inclusive' })
  contestBy: string | null;

  @Field(() => Person, { nullable: true, description: 'Who decided what was contested' })
  decidedBy: Person | null;

  @Field(() => [AssessedItem])
  items: AssessedItem[];

  @Field(() => Float, { nullable: true, description: 'Null until it is scored' })
  total: number | null;

  @Field(() => [String], { description: 'What the reader may do now' })
  acts: string[];
}

@ObjectType({ description: 'What organs of a level are assessed by in a year', ...inSupervision })
export class AssessmentScheme {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  year: number;

  @Field(() => Organ)
  byOrgan: Organ;

  @Field()
  title: string;

  @Field({ description: 'The document that orders it' })
  basis: string;

  @Field(() => Day)
  publishedOn: string;

  @Field(() => Day, { description: 'Inclusive' })
  selfCheckBy: string;

  @Field(() => Int, { description: 'Natural days' })
  contestDays: number;

  @Field(() => [AssessmentItem])
  items: AssessmentItem[];

  @Field(() => [OrganAssessment], { description: 'In the order of the scheme and no other; who is assessed sees the own one' })
  organs: OrganAssessment[];
}

@ObjectType({ description: 'Final points of an organ for one item: all that is handed on', ...inSupervision })
export class AssessmentScore {
  @Field(() => Organ)
  organ: Organ;

  @Field()
  code: string;

  @Field()
  title: string;

  @Field(() => Float)
  points: number;

  @Field(() => Int)
  of: number;
}

export const AssessmentSchemeConnection = connectionOf(AssessmentScheme);
