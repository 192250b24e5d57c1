import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import type { MeasureMeans } from '../domain/measures/measure.records.js';
import { inSupervision } from '../graph.js';

export const MeasureMeansEnum: Record<MeasureMeans, MeasureMeans> = {
  ACCOUNTABILITY_TALK: 'ACCOUNTABILITY_TALK',
  CIRCULAR: 'CIRCULAR',
  LISTED_SUPERVISION: 'LISTED_SUPERVISION',
  ORDERED_CORRECTION: 'ORDERED_CORRECTION',
};
registerEnumType(MeasureMeansEnum, { name: 'MeasureMeans', description: 'By gravity, in no order', ...inSupervision });

@ObjectType({ description: 'What was said or written in the course of a measure', ...inSupervision })
export class MeasureEntry {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  text: string;
}

@ObjectType({ description: 'What the joint conference decided', ...inSupervision })
export class MeasureDecision {
  @Field(() => Day)
  on: string;

  @Field(() => Person, { description: 'Who entered it' })
  byPerson: Person;

  @Field()
  taken: boolean;

  @Field({ description: 'The meeting and its minutes' })
  meeting: string;

  @Field()
  reason: string;
}

@ObjectType({ description: 'A check of a correction', ...inSupervision })
export class CorrectionCheck {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  passed: boolean;

  @Field()
  text: string;
}

@ObjectType({ description: 'A measure of the joint conference against a leading body or a leading cadre (联席会议措施)', ...inSupervision })
export class ConferenceMeasure {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field({ description: 'open rejected decided done correcting corrected checked removed' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Organ, { description: 'The organ addressed' })
  organ: Organ;

  @Field(() => Person, { nullable: true, description: 'The leading cadre; null: the leading body' })
  cadre: Person | null;

  @Field(() => Organ, { description: 'Who proposed' })
  byOrgan: Organ;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => [MeasureMeansEnum])
  means: readonly MeasureMeans[];

  @Field(() => [String], { description: 'The means in words' })
  meansNames: string[];

  @Field()
  facts: string;

  @Field({ description: 'The article' })
  basis: string;

  @Field()
  gravity: string;

  @Field(() => Day)
  openedOn: string;

  @Field(() => Day, { nullable: true, description: 'Until when it is answered, after the decision until when it is corrected; inclusive' })
  replyBy: string | null;

  @Field(() => MeasureEntry, { nullable: true, description: 'The answer before the decision' })
  answer: MeasureEntry | null;

  @Field(() => MeasureDecision, { nullable: true })
  decision: MeasureDecision | null;

  @Field(() => MeasureEntry, { nullable: true, description: 'That the talk, the notice or the listing took place' })
  record: MeasureEntry | null;

  @Field(() => [MeasureEntry])
  corrections: MeasureEntry[];

  @Field(() => [CorrectionCheck])
  checks: CorrectionCheck[];

  @Field(() => MeasureEntry, { nullable: true, description: 'Removal from the list' })
  removal: MeasureEntry | null;
}

export const ConferenceMeasureConnection = connectionOf(ConferenceMeasure);
