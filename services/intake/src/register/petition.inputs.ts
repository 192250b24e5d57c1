import { Field, ID, InputType } from '@nestjs/graphql';
import { Channel, PetitionKind } from '@sunshine/events';
import type { PetitionFilter } from '@sunshine/filters';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionChannelEnum, PetitionKindEnum } from './petition.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'All given conditions hold together; days inclusive' })
export class PetitionFilterInput implements PetitionFilter {
  @Field(() => String, { nullable: true, description: 'Beginning of the number' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'Words that all stand in summary or text; reports are never found' })
  text?: string | null;

  @Field(() => [PetitionKindEnum], { nullable: true })
  kinds?: PetitionKind[] | null;

  @Field(() => [PetitionChannelEnum], { nullable: true })
  channels?: Channel[] | null;

  @Field(() => [String], { nullable: true })
  stages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Exits of Art 31: 31(1) to 31(6)' })
  exits?: string[] | null;

  @Field(() => [String], { nullable: true })
  outcomes?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Organs of which one has to act now' })
  organIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Officers of the reader’s organs of whom one was given it by the head; the matters of another organ are not among them',
  })
  officerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Organs of which one received it first' })
  registeringOrganIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The organ that has to act now' })
  organId?: string | null;

  @Field(() => String, { nullable: true })
  division?: string | null;

  @Field(() => String, { nullable: true })
  contentClass?: string | null;

  @Field(() => Day, { nullable: true })
  registeredFrom?: string | null;

  @Field(() => Day, { nullable: true })
  registeredTo?: string | null;

  @Field(() => Day, { nullable: true })
  receivedFrom?: string | null;

  @Field(() => Day, { nullable: true })
  receivedTo?: string | null;

  @Field(() => Day, { nullable: true })
  closedFrom?: string | null;

  @Field(() => Day, { nullable: true })
  closedTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only matters that are not closed' })
  openOnly?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Typed for somebody else (代录), or not' })
  onBehalf?: boolean | null;
}
