import type { CodeTable } from '@sunshine/envelope';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Instant } from '@sunshine/platform';
import { inExchange } from '../graph.js';
import { ExchangePartner } from '../partners/partners.graph.js';
import { AllowanceInput, RowCodeTable } from '../partners/partners.inputs.js';

@InputType({ description: 'What a code of the system is called: codes of two systems meet by their names', ...inExchange })
export class RowCodeNameInput {
  @Field(() => RowCodeTable)
  table: CodeTable;

  @Field({ description: 'At that system' })
  foreignCode: string;

  @Field()
  name: string;
}

@InputType({ ...inExchange })
export class RegisterForeignSystemInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field({ description: 'Id under which it calls, as county.990122' })
  node: string;

  @Field()
  name: string;

  @Field(() => AllowanceInput, { description: 'Kinds are named one by one' })
  sends: AllowanceInput;

  @Field(() => AllowanceInput, { description: 'Kinds are named one by one' })
  receives: AllowanceInput;

  @Field(() => [RowCodeNameInput])
  codeNames: RowCodeNameInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Name of the connection to its intermediate tables in the configuration; null: JSON calls alone',
  })
  tables: string | null;

  @Field(() => Int, { description: 'Days that its secret counts: 1 to 366' })
  secretDays: number;
}

@InputType({ ...inExchange })
export class RotateForeignSecretInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field({ description: 'Id of the system' })
  node: string;

  @Field(() => Int, { description: 'Days that the new secret counts: 1 to 366' })
  secretDays: number;

  @Field({ description: 'The secrets before end now; else in 24 hours, so that the system can change over' })
  atOnce: boolean;
}

@ObjectType({ description: 'A system that speaks in rows, and a secret that is shown this once', ...inExchange })
export class ForeignSystemSecret {
  @Field(() => ID)
  id: string;

  @Field(() => ExchangePartner)
  system: ExchangePartner;

  @Field(() => String, {
    nullable: true,
    description: 'Null where none was made: the system has one that counts, or the request is repeated',
  })
  secret: string | null;

  @Field(() => Instant, { nullable: true, description: 'Exclusive: until then the last of its secrets counts' })
  validTo: Date | null;
}
