import { Field, ID, InputType } from '@nestjs/graphql';
import type { ConsentWay, IdentityCheck } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { ConsentWayEnum } from '../register/petition.graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { IdentityCheckEnum } from './holders.graph.js';

const registerIn = () => IntakeGraph;

@InputType({
  registerIn,
  description: 'A query code for one petitioner of a joint petition; a former code of that petitioner stops working at once',
})
export class IssueMemberCodeInput extends PetitionActInput {
  @Field(() => ID)
  petitionerId: string;

  @Field(() => IdentityCheckEnum, { description: 'How identity was checked; no data of the document is stored' })
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

@InputType({ registerIn, description: 'By the member with a pass of the member’s own code, or by a registrar with the signed paper' })
export class LeaveGroupInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => String, { nullable: true, description: 'By the member: the pass that trackPetition gave for the member’s own code' })
  pass?: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar' })
  petitionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar: the petitioner who leaves' })
  petitionerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By a registrar: the file of the signed paper' })
  fileId?: string | null;

  @Field(() => Day, { nullable: true, description: 'By a registrar; by default today' })
  on?: string | null;
}
