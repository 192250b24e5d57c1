import { Field, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType({ description: 'An old reply brought in by import, exempt from document parts', ...inCase })
export class LegacyReply {
  @Field()
  reply: string;

  @Field(() => Day)
  repliedOn: string;
}

@ObjectType({ description: 'A withdrawal that stands', ...inCase })
export class TrackedWithdrawal {
  @Field(() => Day)
  declaredOn: string;

  @Field(() => Day, { nullable: true, description: 'Day of the second contact' })
  confirmedOn: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day on which it can be taken back, inclusive' })
  revocableUntil: string | null;
}
