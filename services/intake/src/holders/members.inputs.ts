import { Field, ID, InputType } from '@nestjs/graphql';
import type { ConsentWay } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { ConsentWayEnum } from '../register/petition.graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { type IdentityCheck, IdentityCheckEnum } from './holders.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'An own code for one petitioner of a joint petition; issued again, the former one is dead at once' })
export class IssueMemberCodeInput extends PetitionActInput {
  @Field(() => ID)
  petitionerId: string;

  @Field(() => IdentityCheckEnum, { description: 'How identity was checked; nothing of the document is kept' })
  identityCheck: IdentityCheck;
}

@InputType({ registerIn })
export class RecordConsentInput extends PetitionActInput {
  @Field(() => ID)
  petitionerId: string;

  @Field(() => ConsentWayEnum)
  way: ConsentWay;

  @Field(() => ID, { nullable: true, description: 'Scan of the signed paper' })
  fileId?: string | null;
}

@InputType({ registerIn, description: 'By the member with the own pass, or by a registrar with the signed paper' })
export class LeaveGroupInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => String, { nullable: true, description: 'By the member: the pass of trackPetition with the own code' })
  pass?: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar' })
  petitionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar: who leaves' })
  petitionerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar: the file of the signed paper' })
  fileId?: string | null;

  @Field(() => Day, { nullable: true, description: 'By a registrar; by default today' })
  on?: string | null;
}
