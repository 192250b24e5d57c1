import { Field, ObjectType } from '@nestjs/graphql';
import { Day, Instant } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn })
export class OpenedField {
  @Field()
  value: string;
}

@ObjectType({ registerIn, description: 'One opening of a sealed field, with the right and the purpose' })
export class SealedOpening {
  @Field(() => Day)
  on: string;

  @Field(() => Instant)
  at: Date;

  @Field()
  role: string;

  @Field()
  field: string;

  @Field()
  purpose: string;

  organId: string;
}
