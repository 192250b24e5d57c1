import { Field, ID, InputType } from '@nestjs/graphql';
import { inExchange } from '../graph.js';

@InputType({ ...inExchange })
export class OpenArrivedMatterInput {
  @Field(() => ID)
  messageId: string;

  @Field({ description: 'Why it is opened: 5 to 200 characters; recorded with the opening' })
  purpose: string;
}

@InputType({ ...inExchange })
export class RefuseArrivedMatterInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  messageId: string;

  @Field({ description: 'The sender is told it' })
  reason: string;
}
