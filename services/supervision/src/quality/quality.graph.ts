import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'An item of the score sheet', ...inSupervision })
export class QualityItem {
  @Field()
  item: string;

  @Field()
  title: string;

  @Field(() => Int, { description: 'At most' })
  points: number;

  @Field()
  source: string;
}

@ObjectType({ description: 'Points for one item', ...inSupervision })
export class ItemScore {
  @Field()
  item: string;

  @Field(() => Int)
  points: number;
}

@ObjectType({ description: 'The score of one inspector', ...inSupervision })
export class QualityInspection {
  @Field(() => Person)
  inspector: Person;

  @Field(() => Organ)
  organ: Organ;

  @Field(() => Day)
  on: string;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [ItemScore])
  scores: ItemScore[];

  @Field(() => Int)
  total: number;

  @Field()
  remark: string;
}

@ObjectType({ description: 'A matter of a sample', ...inSupervision })
export class SampledMatter {
  @Field(() => Petition)
  petition: Petition;

  @Field(() => Int, { description: 'How many have scored it: none, one, two' })
  inspected: number;

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [QualityInspection], { description: 'Empty until two have scored it, so that neither sees the other’s' })
  inspections: QualityInspection[];

  @Field(() => [String], { description: 'Items on which both differ' })
  differences: string[];

  @Field(() => Int, { nullable: true, description: 'The sum that holds: both agree, or a third person has settled' })
  total: number | null;

  @Field(() => String, { nullable: true, description: 'Why it was settled so' })
  settledReason: string | null;
}

@ObjectType({ description: 'Closed matters drawn by lot for a quality review; seed and population draw it again', ...inSupervision })
export class QualitySample {
  @Field(() => ID)
  id: string;

  @Field(() => Organ, { description: 'Whose work is reviewed' })
  organ: Organ;

  @Field(() => Organ)
  byOrgan: Organ;

  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;

  @Field(() => Day)
  drawnOn: string;

  @Field(() => Person)
  drawnBy: Person;

  @Field()
  seed: string;

  @Field(() => Int, { description: 'Matters out of which it was drawn' })
  population: number;

  @Field({ description: 'SHA-256 of their ids in order, as canonical JSON' })
  populationHash: string;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [QualityItem])
  sheet: QualityItem[];

  @Field(() => [SampledMatter], { description: 'In the order of the lot, as far as the reader may see the petition' })
  matters: SampledMatter[];

  @Field(() => Int, { description: 'Items to which both inspectors gave the same points' })
  agreed: number;

  @Field(() => Int, { description: 'Items that two have scored' })
  compared: number;
}

export const QualitySampleConnection = connectionOf(QualitySample);
