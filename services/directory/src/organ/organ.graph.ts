import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph, description: 'An organ that reviews the opinions of another, and from when to when' })
export class OrganReviewer {
  @Field({ description: 'The second one, of which the petitioner chooses (Art 35)' })
  also: boolean;

  @Field(() => Day, { description: 'First day, inclusive' })
  from: string;

  @Field(() => Day, { nullable: true, description: 'Last day, inclusive; null: until it is changed' })
  to: string | null;

  organId: string;
}

@ObjectType({ registerIn: () => DirectoryGraph, description: '机关、单位' })
@Directive('@key(fields: "id")')
export class Organ {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'Used in document numbers' })
  shortName: string;

  @Field()
  kind: string;

  @Field({ description: 'Six digits, GB/T 2260' })
  division: string;

  @Field(() => Day)
  validFrom: string;

  @Field(() => Day, { nullable: true, description: 'First day on which the organ no longer exists' })
  closedOn: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone for petitioners, on every paper of the organ' })
  contactPhone: string | null;

  @Field(() => String, { nullable: true, description: 'Where petitioners go or write to' })
  address: string | null;

  @Field(() => [OrganReviewer], { description: 'Who reviews its opinions, who did and who will' })
  reviewers: readonly OrganReviewer[];

  @Field(() => Int)
  version: number;

  @Field({ description: 'The reviewing organ was entered by hand and is not the default of Arts 35 and 36' })
  reviewerGiven: boolean;

  parentId: string | null;
}

export const OrganConnection = connectionOf(Organ);
