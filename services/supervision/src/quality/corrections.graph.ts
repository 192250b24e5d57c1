import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { OrganActInput } from '../advice/advice.inputs.js';
import { inSupervision } from '../graph.js';
import { SupervisionRecordFilter } from '../reminders/reminders.inputs.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'An item of the sheet on which points were lost', ...inSupervision })
export class LostPoints {
  @Field()
  item: string;

  @Field()
  title: string;

  @Field(() => Int)
  points: number;

  @Field(() => Int, { description: 'At most' })
  most: number;
}

@ObjectType({ description: 'How a defect was corrected', ...inSupervision })
export class QualityCorrectionAnswer {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  text: string;
}

@ObjectType({ description: 'A check of the correction', ...inSupervision })
export class QualityCorrectionCheck {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  passed: boolean;

  @Field()
  text: string;
}

@ObjectType({ description: 'What a quality review has found wrong in a closed matter, to be corrected by its organ', ...inSupervision })
export class QualityCorrection {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field({ description: 'open answered returned checked' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Organ, { description: 'Whose work was reviewed' })
  organ: Organ;

  @Field(() => Organ, { description: 'Who reviews' })
  byOrgan: Organ;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => ID)
  sampleId: string;

  @Field(() => Petition, { nullable: true, description: 'Null where the reader may not see it' })
  petition: Petition | null;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field(() => [LostPoints])
  items: LostPoints[];

  @Field()
  defect: string;

  @Field()
  request: string;

  @Field(() => String, { nullable: true, description: 'Why the matter is to be reopened, by who may (reopenPetition); null: it is not' })
  reopening: string | null;

  @Field(() => Day)
  openedOn: string;

  @Field(() => Day, { description: 'Until when it is corrected, inclusive' })
  replyBy: string;

  @Field(() => [QualityCorrectionAnswer])
  answers: QualityCorrectionAnswer[];

  @Field(() => [QualityCorrectionCheck])
  checks: QualityCorrectionCheck[];
}

export const QualityCorrectionConnection = connectionOf(QualityCorrection);

@InputType({ ...inSupervision })
export class QualityCorrectionFilter extends SupervisionRecordFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: those alone that ask that the matter is reopened' })
  reopening?: boolean | null;
}

@InputType({ ...inSupervision })
export class OpenQualityCorrectionInput extends OrganActInput {
  @Field(() => ID, { nullable: true, description: 'In whose name; absent: the organ where the officer has the right' })
  byOrganId: string | null;

  @Field(() => ID)
  sampleId: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => [String], { description: 'Items of the sheet on which points were lost' })
  items: string[];

  @Field()
  defect: string;

  @Field({ description: 'What is to be done' })
  request: string;

  @Field(() => String, { nullable: true, description: 'Why the matter is to be reopened; absent: it is not' })
  reopening: string | null;

  @Field(() => Day, { description: 'Inclusive' })
  correctBy: string;
}

@InputType({ isAbstract: true, ...inSupervision })
export abstract class QualityCorrectionActInput extends OrganActInput {
  @Field(() => ID)
  correctionId: string;
}

@InputType({ ...inSupervision })
export class AnswerQualityCorrectionInput extends QualityCorrectionActInput {
  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class CheckQualityCorrectionInput extends QualityCorrectionActInput {
  @Field()
  passed: boolean;

  @Field()
  text: string;

  @Field(() => Day, { nullable: true, description: 'Where it is not passed: the new day, inclusive' })
  correctBy: string | null;
}
