import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inSupervision } from '../graph.js';

@InputType({ ...inSupervision })
export class DrawSampleInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID, { description: 'The organ whose work is reviewed' })
  organId: string;

  @Field(() => Day, { description: 'Closed from this day on, inclusive' })
  from: string;

  @Field(() => Day, { description: 'Closed up to this day, inclusive' })
  to: string;

  @Field(() => Int, { description: '1 to 100' })
  size: number;
}

@InputType({ ...inSupervision })
export class ItemScoreInput {
  @Field({ description: 'An item of the sheet' })
  item: string;

  @Field(() => Int)
  points: number;
}

@InputType({ ...inSupervision })
export class SubmitInspectionInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  sampleId: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => [ItemScoreInput], { description: 'Each item of the sheet once' })
  scores: ItemScoreInput[];

  @Field()
  remark: string;
}

@InputType({ ...inSupervision })
export class SettleInspectionInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  sampleId: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => [ItemScoreInput], { description: 'Each item of the sheet once; those on which both agree unchanged' })
  scores: ItemScoreInput[];

  @Field()
  reason: string;
}
