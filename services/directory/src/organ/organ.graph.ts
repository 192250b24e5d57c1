import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

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

  @Field(() => Int)
  version: number;

  @Field({ description: 'The reviewing organ was entered by hand and is not the default of Arts 35 and 36' })
  reviewerGiven: boolean;

  parentId: string | null;
  reviewedBy: string | null;
  alsoReviewedBy: string | null;
}

export const OrganConnection = connectionOf(Organ);
