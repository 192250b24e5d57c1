import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'A code of the rules with its words', ...inSupervision })
export class ConductCode {
  @Field()
  code: string;

  @Field()
  title: string;

  @Field()
  article: string;
}

@ObjectType({ description: 'Conduct for which law makes organs and their staff answer, and how grave it is', ...inSupervision })
export class ConductTable {
  @Field(() => [ConductCode])
  conduct: ConductCode[];

  @Field(() => [ConductCode], { description: 'The least first' })
  consequences: ConductCode[];
}

@ObjectType({ description: 'What was written in the course of a complaint about staff', ...inSupervision })
export class ConductEntry {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  text: string;
}

@ObjectType({ description: 'A look at whether the complainant is retaliated against', ...inSupervision })
export class ConductProtection extends ConductEntry {
  @Field()
  retaliated: boolean;
}

@ObjectType({ description: 'Conduct as it was classified, in the words of the rules of the day', ...inSupervision })
export class ClassifiedConduct {
  @Field({ description: 'Code of the rules' })
  conduct: string;

  @Field()
  conductTitle: string;

  @Field()
  article: string;

  @Field({ description: 'none serious crime' })
  consequence: string;

  @Field()
  consequenceTitle: string;
}

@ObjectType({ description: 'What was found about a complaint', ...inSupervision })
export class ConductConclusion extends ConductEntry {
  @Field()
  substantiated: boolean;

  @Field(() => ClassifiedConduct)
  classified: ClassifiedConduct;

  @Field(() => String, { nullable: true, description: 'ordered_correction discipline prosecution' })
  measure: string | null;

  @Field(() => String, { nullable: true, description: 'The measure in words' })
  measureName: string | null;

  @Field(() => Organ, { nullable: true, description: 'Who decides about responsibility' })
  decidedBy: Organ | null;
}

@ObjectType({
  description: 'A complaint about the conduct of staff or about retaliation; the unit complained about sees none',
  ...inSupervision,
})
export class ConductComplaint {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field({ description: 'handling concluded replied ended' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Organ, { description: 'The unit complained about' })
  organ: Organ;

  @Field(() => Person, { nullable: true, description: 'The officer complained about' })
  person: Person | null;

  @Field(() => Organ, { description: 'Who handles it, above the unit' })
  byOrgan: Organ;

  @Field(() => Organ)
  receivedBy: Organ;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => Petition, { nullable: true, description: 'By which it came; null, too, where the reader may not see it' })
  petition: Petition | null;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field()
  facts: string;

  @Field(() => ClassifiedConduct)
  classified: ClassifiedConduct;

  @Field({ description: 'It is about retaliation, or a look has found some' })
  retaliation: boolean;

  @Field(() => Day)
  openedOn: string;

  @Field(() => Day, { nullable: true, description: 'Until when the complainant has an answer, inclusive; null: nobody can be answered' })
  replyBy: string | null;

  @Field(() => [ConductProtection])
  protections: ConductProtection[];

  @Field(() => ConductConclusion, { nullable: true })
  conclusion: ConductConclusion | null;

  @Field(() => ConductEntry, { nullable: true })
  reply: ConductEntry | null;

  @Field(() => ConductEntry, { nullable: true })
  ended: ConductEntry | null;
}

export const ConductComplaintConnection = connectionOf(ConductComplaint);
