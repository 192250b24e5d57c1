import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@InputType({ registerIn: () => DirectoryGraph, description: 'All given conditions must hold' })
export class PeopleFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the name; for administrators also of the account' })
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'People with a role in that organ' })
  organId?: string | null;

  @Field(() => String, { nullable: true, description: 'People with that role' })
  role?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Also people who can no longer sign in; for administrators' })
  disabledToo?: boolean | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class SavePersonInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Absent: a new person' })
  id?: string | null;

  @Field()
  account: string;

  @Field()
  name: string;

  @Field(() => String, { nullable: true, description: 'At least 12 characters; absent: unchanged' })
  password?: string | null;

  @Field(() => Day, { nullable: true })
  disabledOn?: string | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class GrantRoleInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  personId: string;

  @Field(() => ID, { nullable: true, description: 'Absent for roles of the node' })
  organId?: string | null;

  @Field()
  role: string;

  @Field(() => Boolean, { nullable: true, description: "The head's written delegation to issue notices" })
  notices?: boolean | null;
}

@InputType({ registerIn: () => DirectoryGraph })
export class EndRoleInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  personId: string;

  @Field(() => ID, { nullable: true })
  organId?: string | null;

  @Field()
  role: string;
}
