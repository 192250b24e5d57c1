import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { inCase } from '../graph.js';
import { RequestInput } from '../runner/act.inputs.js';

@InputType(inCase)
export class VoidDocumentNumberInput extends RequestInput {
  @Field({ description: 'Kind of paper: numbers run by kind' })
  kind: string;

  @Field({ description: 'The number as it stands on the paper' })
  number: string;

  @Field()
  reason: string;
}

@InputType(inCase)
export class PrintDocumentInput extends RequestInput {
  @Field(() => ID)
  documentId: string;

  @Field(() => Int)
  copies: number;

  @Field(() => String, { nullable: true, description: 'Why it is printed again' })
  reason: string | null;
}
