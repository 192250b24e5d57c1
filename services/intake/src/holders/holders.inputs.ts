import { Field, ID, InputType } from '@nestjs/graphql';
import type { IdentityCheck } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { IdentityCheckEnum } from './holders.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn, description: 'For a lost query code: the old code stops working at once' })
export class ReissueQueryCodeInput extends PetitionActInput {
  @Field(() => ID, { nullable: true, description: 'For the code of an agent; left out: the code of the petition' })
  mandateId?: string | null;

  @Field(() => IdentityCheckEnum, { description: 'How identity was checked; no data of the document is stored' })
  identityCheck: IdentityCheck;
}

@InputType({ registerIn, description: 'A written mandate for this petition only' })
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
