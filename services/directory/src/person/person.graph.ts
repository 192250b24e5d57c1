import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf, Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph, description: 'A person who works in the system; shown to signed-in people only' })
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID)
  id: string;

  @Field()
  account: string;

  @Field()
  name: string;

  @Field(() => Day, { nullable: true, description: 'First day on which the person can no longer sign in' })
  disabledOn: string | null;
}

export const PersonConnection = connectionOf(Person);

@ObjectType({ registerIn: () => DirectoryGraph })
export class HeldRole {
  @Field()
  role: string;

  @Field({ description: "The head's written delegation to issue notices" })
  notices: boolean;

  @Field(() => Day)
  grantedOn: string;

  organId: string | null;
}
