import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';
import { Petition } from '../petition/petition.graph.js';

@ObjectType(inCase)
export class HandlingExtension {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  days: number;

  @Field()
  reason: string;

  @Field(() => Day)
  requestedOn: string;

  @Field(() => Day, { nullable: true })
  approvedOn: string | null;

  @Field(() => Int, { nullable: true, description: 'What the head granted of it, or besides' })
  grantedDays: number | null;

  @Field(() => Day, { nullable: true })
  declinedOn: string | null;

  @Field(() => String, { nullable: true })
  declineReason: string | null;
}

@ObjectType({ description: 'A petition that the head has given to an officer or a section of the organ', ...inCase })
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
