import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

/** An organ by its id, for services that refer to it; `directory` knows the rest. Like every type without `registerIn` it enters each graph that reaches it. */
@ObjectType('Organ')
@Directive('@key(fields: "id", resolvable: false)')
export class OrganStub {
  @Field(() => ID)
  id: string;
}

/** A person by the id, as `OrganStub`. */
@ObjectType('Person')
@Directive('@key(fields: "id", resolvable: false)')
export class PersonStub {
  @Field(() => ID)
  id: string;
}
