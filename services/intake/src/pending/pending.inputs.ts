import { Field, ID, InputType } from '@nestjs/graphql';
import type { AsideReason } from '../domain/pending/pending.js';
import { IntakeGraph } from '../graph.js';
import { AsideReasonEnum } from './pending.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class PendingFilingInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  filingId: string;
}

@InputType({ registerIn })
export class SetFilingAsideInput extends PendingFilingInput {
  @Field(() => AsideReasonEnum)
  reason: AsideReason;

  @Field(() => String, { nullable: true, description: 'For a duplicate: number of the registered petition' })
  ofNumber?: string | null;

  @Field({ description: '5 to 500 characters' })
  note: string;
}

@InputType({ registerIn })
export class ConfirmFilingAsideInput extends PendingFilingInput {
  @Field()
  accepted: boolean;
}
