import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { inHearing } from '../graph.js';

@ObjectType({ ...inHearing })
export class HearingRoom {
  @Field(() => ID)
  id: string;

  @Field(() => Organ)
  organ: Organ;

  @Field()
  name: string;

  @Field()
  place: string;

  @Field(() => Int)
  seats: number;

  @Field(() => Day, { nullable: true })
  endedOn: string | null;
}

@ObjectType({ ...inHearing })
export class PoolLeave {
  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;
}

@ObjectType({ description: 'A term in an organ’s pool of hearing members', ...inHearing })
export class PoolMember {
  @Field(() => ID)
  id: string;

  @Field(() => Organ)
  organ: Organ;

  @Field(() => Person)
  person: Person;

  @Field()
  name: string;

  @Field(() => [String])
  skills: string[];

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { nullable: true })
  until: string | null;

  @Field(() => Day, { nullable: true })
  endedOn: string | null;

  @Field({ description: 'The term runs today, and nothing keeps the person away' })
  inForce: boolean;

  @Field(() => [PoolLeave])
  leaves: PoolLeave[];
}
