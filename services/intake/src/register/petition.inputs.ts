import { Field, ID, InputType } from '@nestjs/graphql';
import { Channel, PetitionKind } from '@sunshine/events';
import type { PetitionFilter } from '@sunshine/filters';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionChannelEnum, PetitionKindEnum } from './petition.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'All given conditions must hold; days are inclusive' })
export class PetitionFilterInput implements PetitionFilter {
  @Field(() => String, { nullable: true, description: 'Beginning of the number' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'Words that must all occur in summary or text; reports are never found' })
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

  @Field(() => [ID], { nullable: true, description: 'The organ in charge is one of these' })
  organIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Assigned by the head to one of these officers of the reader’s organs; petitions of other organs are never found',
  })
  officerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The organ that received it first is one of these' })
  registeringOrganIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The organ in charge' })
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

  @Field(() => Boolean, { nullable: true, description: 'True: only petitions that are not closed' })
  openOnly?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an officer typed for the petitioner (代录)' })
  onBehalf?: boolean | null;
}
