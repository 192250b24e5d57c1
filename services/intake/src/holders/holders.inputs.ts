import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { valuesOf } from '../register/petition.graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';

const registerIn = () => IntakeGraph;

/** How the desk knows that the person before it is the holder. */
export const IdentityCheckEnum = valuesOf(['IDENTITY_DOCUMENT_SHOWN', 'CALLED_BACK_KNOWN_PHONE', 'MANDATE_SHOWN', 'KNOWN_TO_THE_DESK']);
export type IdentityCheck = keyof typeof IdentityCheckEnum;
registerEnumType(IdentityCheckEnum, { name: 'IdentityCheck', registerIn });

@InputType({ registerIn, description: 'Lost query code: the old one is dead at once' })
export class ReissueQueryCodeInput extends PetitionActInput {
  @Field(() => ID, { nullable: true, description: 'The code of an agent; left out: that of the petitioner' })
  mandateId?: string | null;

  @Field(() => IdentityCheckEnum, { description: 'How identity was checked; nothing of the document is kept' })
  identityCheck: IdentityCheck;
}

@InputType({ registerIn, description: 'Written mandate for this matter alone' })
export class RecordMandateInput extends PetitionActInput {
  @Field()
  agentName: string;

  @Field()
  scope: string;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Last day, inclusive' })
  endsOn: string;

  @Field(() => ID, { nullable: true, description: 'Scan of the written mandate' })
  fileId?: string | null;
}

@InputType({ registerIn })
export class EndMandateInput extends PetitionActInput {
  @Field(() => ID)
  mandateId: string;

  @Field()
  reason: string;
}

@ObjectType({ registerIn, description: 'Given this once, and again to the same request' })
export class IssuedQueryCode {
  petitionId: string;

  @Field(() => ID, { description: 'The petition, the mandate of the agent, or the petitioner' })
  holderId: string;

  @Field()
  queryCode: string;

  @Field()
  secret: string;
}
