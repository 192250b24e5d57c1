import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IdentityCheck } from '@sunshine/events';
import { Day, Instant, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

/** How the desk checked that the person is the holder. */
export const IdentityCheckEnum = valuesOf(IdentityCheck.options);
registerEnumType(IdentityCheckEnum, { name: 'IdentityCheck', registerIn });

@ObjectType({ registerIn, description: 'Shown only here; a repeated request with the same requestId shows them again' })
export class IssuedQueryCode {
  petitionId: string;

  @Field(() => ID, { description: 'The petition, the mandate of the agent, or the petitioner' })
  holderId: string;

  @Field()
  queryCode: string;

  @Field()
  secret: string;
}

@ObjectType({ registerIn, description: 'A written mandate; the agent’s access ends with it' })
export class Mandate {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  maskedName: string | null;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  scope: string | null;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Last day, inclusive' })
  endsOn: string;

  @Field()
  inForce: boolean;

  @Field(() => Day, { nullable: true })
  endedOn: string | null;

  @Field(() => String, { nullable: true })
  endReason: string | null;

  @Field(() => ID, { nullable: true })
  fileId: string | null;
}

@ObjectType({ registerIn })
export class QueryCodeReissue {
  @Field(() => ID, { description: 'The petition, the mandate of an agent, or a petitioner' })
  holderId: string;

  @Field(() => IdentityCheckEnum)
  identityCheck: IdentityCheck;

  @Field(() => Instant)
  at: Date;

  @Field(() => OrganStub)
  organ: OrganStub;
}
