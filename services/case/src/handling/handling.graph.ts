import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, PersonStub as Person } from '@sunshine/platform';
import { CaseGraph } from '../graph.js';
import { Petition } from '../petition/case.graph.js';

@ObjectType({ description: 'A petition that the head has given to an officer or a section of the organ', registerIn: () => CaseGraph })
export class PetitionTask {
  @Field(() => ID)
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field(() => Person, { nullable: true })
  officer: Person | null;

  @Field(() => String, { nullable: true, description: 'A section of the organ' })
  section: string | null;

  @Field(() => Day)
  givenOn: string;

  @Field(() => Day, { description: 'The own day of the officer, inclusive; no legal term' })
  dueOn: string;
}
