import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

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

  @Field(() => Boolean, { nullable: true, description: 'Also closed organs' })
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

  @Field(() => ID, { nullable: true, description: 'The reviewing organ; absent: the default of Arts 35 and 36' })
  reviewedById?: string | null;

  @Field(() => ID, { nullable: true, description: 'Another reviewing organ, of which the petitioner chooses one (Art 35)' })
  alsoReviewedById?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone for petitioners, on every paper of the organ; left out: as it was' })
  contactPhone?: string | null;

  @Field(() => Day, {
    nullable: true,
    description: 'First day of the reviewing organs that differ from those before; absent: the day of the act',
  })
  reviewersFrom?: string | null;

  @Field(() => String, { nullable: true, description: 'Where petitioners go or write to; left out: as it was' })
  address?: string | null;

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

  @Field(() => Day, { description: 'First day on which the organ no longer exists' })
  on: string;
}
