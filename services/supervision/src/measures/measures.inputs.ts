import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { OrganActInput } from '../advice/advice.inputs.js';
import type { MeasureMeans } from '../domain/measures/measure.records.js';
import { inSupervision } from '../graph.js';
import { MeasureMeansEnum } from './measures.graph.js';

@InputType({ ...inSupervision })
export class ProposeConferenceMeasureInput extends OrganActInput {
  @Field(() => ID, { description: 'The organ addressed' })
  organId: string;

  @Field(() => ID, { nullable: true, description: 'A leading cadre of it; absent: the leading body' })
  cadreId: string | null;

  @Field(() => ID, { nullable: true, description: 'In whose name; absent: the organ where the officer has the right' })
  byOrganId: string | null;

  @Field(() => [MeasureMeansEnum], { description: 'By gravity; ORDERED_CORRECTION alone or with any' })
  means: MeasureMeans[];

  @Field()
  facts: string;

  @Field({ description: 'The article' })
  basis: string;

  @Field()
  gravity: string;

  @Field(() => Day, { description: 'Until when the body or cadre may answer, inclusive' })
  answerBy: string;
}

@InputType({ isAbstract: true, ...inSupervision })
export abstract class MeasureActInput extends OrganActInput {
  @Field(() => ID)
  measureId: string;
}

@InputType({ ...inSupervision })
export class AnswerConferenceMeasureInput extends MeasureActInput {
  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class DecideConferenceMeasureInput extends MeasureActInput {
  @Field({ description: 'False: none is taken' })
  taken: boolean;

  @Field(() => [MeasureMeansEnum], { nullable: true, description: 'Absent: as proposed' })
  means: MeasureMeans[] | null;

  @Field({ description: 'The meeting and its minutes' })
  meeting: string;

  @Field()
  reason: string;

  @Field(() => Day, { nullable: true, description: 'Until when it is corrected, inclusive: for LISTED_SUPERVISION and ORDERED_CORRECTION' })
  correctBy: string | null;
}

@InputType({ ...inSupervision })
export class RecordConferenceMeasureInput extends MeasureActInput {
  @Field({ description: 'How the talk, the notice or the listing took place' })
  text: string;
}

@InputType({ ...inSupervision })
export class RecordCorrectionInput extends MeasureActInput {
  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class CheckCorrectionInput extends MeasureActInput {
  @Field()
  passed: boolean;

  @Field()
  text: string;

  @Field(() => Day, { nullable: true, description: 'Where it is not passed: the new day, inclusive' })
  correctBy: string | null;
}

@InputType({ ...inSupervision })
export class RemoveFromListInput extends MeasureActInput {
  @Field()
  reason: string;
}
