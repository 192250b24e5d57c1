import { Directive, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Day, connectionOf } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph, description: '机关、单位' })
@Directive('@key(fields: "id")')
export class Organ {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'As it stands in document numbers' })
  shortName: string;

  @Field()
  kind: string;

  @Field({ description: 'Six digits, GB/T 2260' })
  division: string;

  @Field(() => Day)
  validFrom: string;

  @Field(() => Day, { nullable: true, description: 'First day on which it is no more' })
  closedOn: string | null;

  @Field(() => Int)
  version: number;

  @Field({ description: 'The reviewing organ is an own entry, not the default of Arts 35 and 36' })
  reviewerGiven: boolean;

  parentId: string | null;
  reviewedBy: string | null;
}

export const OrganConnection = connectionOf(Organ);

@InputType({ registerIn: () => DirectoryGraph })
export class OrganFilterInput {
  @Field(() => [ID], { nullable: true })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name or short name' })
  text?: string | null;

  @Field(() => String, { nullable: true })
  division?: string | null;

  @Field(() => ID, { nullable: true })
  parentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those without a parent' })
  top?: boolean | null;

  @Field(() => String, { nullable: true })
  kind?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Also those that are no more' })
  closedToo?: boolean | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class SaveOrganInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => ID, { nullable: true, description: 'Absent: a new organ' })
  id?: string | null;

  @Field(() => ID, { nullable: true })
  parentId?: string | null;

  @Field()
  kind: string;

  @Field()
  name: string;

  @Field()
  shortName: string;

  @Field()
  division: string;

  @Field(() => ID, { nullable: true, description: 'Own entry of the reviewing organ; absent: the default' })
  reviewedById?: string | null;

  @Field(() => Day, { nullable: true })
  validFrom?: string | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class CloseOrganInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => ID)
  organId: string;

  @Field(() => Day, { description: 'First day on which it is no more' })
  on: string;
}
