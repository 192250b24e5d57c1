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

  @Field(() => Int, { description: 'Of these, typed by an officer for the petitioner (代录)' })
  onBehalf: number;
}

@ObjectType({ registerIn, description: 'A paper register compared with the system; missing and doubled numbers are findings' })
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

@ObjectType({ registerIn, description: 'Stamp register and visit book of one day, compared with the system' })
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

  @Field(() => [String], {
    description: 'Petition numbers of the division and day, between the first and the last, that were not given out',
  })
  missingNumbers: readonly string[];
}
