import { Field, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { CaseGraph } from '../graph.js';

const own = { registerIn: () => CaseGraph };

@ObjectType({ description: 'An old reply brought in by import, exempt from document parts', ...own })
export class LegacyReply {
  @Field()
  reply: string;

  @Field(() => Day)
  repliedOn: string;
}

@ObjectType({ description: 'A withdrawal that stands', ...own })
export class TrackedWithdrawal {
  @Field(() => Day)
  declaredOn: string;

  @Field(() => Day, { nullable: true, description: 'Day of the second contact' })
  confirmedOn: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day on which it can be taken back, inclusive' })
  revocableUntil: string | null;
}
