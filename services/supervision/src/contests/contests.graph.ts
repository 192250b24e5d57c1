import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { FigureIdEnum } from '../figures/figures.graph.js';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'What the office of supervision decided', ...inSupervision })
export class ContestDecision {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  reasons: string;
}

@ObjectType({ description: 'An organ says that a single fact of its own behind a figure is wrong', ...inSupervision })
export class FactContest {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field({ description: 'open dismissed excluded corrected' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => FigureIdEnum)
  figure: keyof typeof FigureIdEnum;

  @Field({ description: 'The figure in words' })
  figureTitle: string;

  @Field(() => ID)
  clockId: string;

  @Field(() => Organ, { description: 'Whose fact it is' })
  byOrgan: Organ;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => Organ, { description: 'Who decides' })
  organ: Organ;

  @Field(() => Petition, { nullable: true, description: 'Null: the reader may not see it' })
  petition: Petition | null;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field(() => Day, { description: 'Last day of the duty' })
  dueOn: string;

  @Field(() => Day, { nullable: true })
  answeredOn: string | null;

  @Field({ description: 'As it stood when it was contested: late unmet' })
  finding: string;

  @Field()
  reasons: string;

  @Field(() => Day)
  openedOn: string;

  @Field(() => ContestDecision, { nullable: true })
  decision: ContestDecision | null;

  @Field({ description: 'The reader may decide it now' })
  mayDecide: boolean;
}

export const FactContestConnection = connectionOf(FactContest);
