import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({
  registerIn,
  description: 'Query code and secret are shown only here; a repeated request with the same requestId shows them again',
})
export class RegisteredPetition {
  petitionId: string;

  @Field(() => String, { nullable: true, description: 'Null while it is pending' })
  number: string | null;

  @Field(() => Day, { nullable: true, description: 'Null while it is pending' })
  registeredOn: string | null;

  @Field(() => Day, { description: 'The day from which the terms run' })
  receivedOn: string;

  @Field({
    description:
      '待登记: received, but a registrar must look at it before it is registered; it gets its number then, code and secret stay the same',
  })
  pending: boolean;

  @Field()
  queryCode: string;

  @Field()
  secret: string;

  @Field(() => RegisteredPetition, { nullable: true, description: 'The sealed report of a letter that was split on the spot' })
  report?: RegisteredPetition | null;
}

@ObjectType({ registerIn, description: '代录: which officer typed for which petitioner; it is not a mandate' })
export class EntryOnBehalf {
  @Field(() => ID, { nullable: true, description: 'The officer who typed' })
  typedBy: string | null;

  @Field(() => ID, { nullable: true, description: 'The petitioner who spoke' })
  wordsOf: string | null;

  @Field()
  readBack: boolean;

  @Field(() => ID, { nullable: true })
  signatureFileId: string | null;
}

@ObjectType({ registerIn, description: 'A part that the registration form still lacks; never a reason to refuse the filing' })
export class OpenPoint {
  @Field()
  part: string;

  @Field()
  title: string;

  @Field()
  source: string;
}
