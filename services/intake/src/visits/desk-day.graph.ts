import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Channel } from '@sunshine/events';
import { Day, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionChannelEnum } from '../register/petition.graph.js';
import { Visit } from './visits.graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn })
export class DeskChannel {
  @Field(() => PetitionChannelEnum)
  channel: Channel;

  @Field(() => Int)
  registered: number;

  @Field(() => Int, { description: 'Typed for somebody else: counted apart' })
  onBehalf: number;
}

@ObjectType({ registerIn, description: 'A paper register beside the system: a number missing in between is a finding' })
export class RegisterCheck {
  @Field(() => Int, { nullable: true })
  first: number | null;

  @Field(() => Int, { nullable: true })
  last: number | null;

  @Field(() => [Int])
  missing: readonly number[];

  @Field(() => [Int])
  doubled: readonly number[];
}

@ObjectType({ registerIn, description: 'Stamp register, visit book and system side by side' })
export class DeskDay {
  @Field(() => OrganStub)
  organ: OrganStub;

  @Field(() => Day)
  on: string;

  @Field(() => [DeskChannel])
  channels: readonly DeskChannel[];

  @Field(() => RegisterCheck)
  stamps: RegisterCheck;

  @Field(() => RegisterCheck)
  tickets: RegisterCheck;

  @Field(() => [Visit])
  visits: readonly Visit[];

  @Field(() => Int, { description: '人次' })
  heads: number;

  @Field(() => [Visit])
  visitsWithoutPetition: readonly Visit[];

  @Field(() => [Visit])
  visitsWithoutEnd: readonly Visit[];

  @Field(() => [String], { description: 'Petition numbers of the division and day between the first and the last that nobody got' })
  missingNumbers: readonly string[];
}
