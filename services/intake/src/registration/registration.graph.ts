import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'Code and secret are given this once, and again to the same request' })
export class RegisteredPetition {
  petitionId: string;

  @Field(() => String, { nullable: true, description: 'Null while it is pending' })
  number: string | null;

  @Field(() => Day, { nullable: true, description: 'Null while it is pending' })
  registeredOn: string | null;

  @Field(() => Day, { description: 'Terms run from this day' })
  receivedOn: string;

  @Field({ description: '待登记: received, and registered when somebody has looked at it; the number follows, code and secret stay' })
  pending: boolean;

  @Field()
  queryCode: string;

  @Field()
  secret: string;

  @Field(() => RegisteredPetition, { nullable: true, description: 'The sealed report of a letter that was split on the spot' })
  report?: RegisteredPetition | null;
}

@ObjectType({ registerIn, description: '代录: who typed, whose words; it is no mandate' })
export class EntryOnBehalf {
  @Field(() => ID, { nullable: true, description: 'The officer who typed' })
  typedBy: string | null;

  @Field(() => ID, { nullable: true, description: 'Petitioner whose words they are' })
  wordsOf: string | null;

  @Field()
  readBack: boolean;

  @Field(() => ID, { nullable: true })
  signatureFileId: string | null;
}

@ObjectType({ registerIn, description: 'What the registration form still lacks; never a reason to refuse' })
export class OpenPoint {
  @Field()
  part: string;

  @Field()
  title: string;

  @Field()
  source: string;
}
