import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { type IdentityCheck, IdentityCheckEnum } from './holders.graph.js';

const registerIn = () => IntakeGraph;

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
