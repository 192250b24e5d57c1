import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { inCase } from '../graph.js';

@ObjectType({ description: 'What a compared opinion says to one request', ...inCase })
export class ComparedAnswer {
  @Field(() => ID, { nullable: true, description: 'Null: the disposition of a review' })
  requestId: string | null;

  @Field({ description: 'Outcome or disposition in words' })
  outcomeName: string;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: readonly string[];
}

@ObjectType({ description: 'An opinion as a person compares it', ...inCase })
export class ComparedOpinion {
  @Field()
  facts: string;

  @Field(() => [String], { description: 'Empty for the opinion of a review' })
  evidence: readonly string[];

  @Field(() => [ComparedAnswer])
  @Directive('@listSize(assumedSize: 5)')
  answers: readonly ComparedAnswer[];
}

@ObjectType({ description: 'A redone opinion beside the one that was revoked', ...inCase })
export class RedoTexts {
  @Field({ description: 'Why it was revoked, in words' })
  ground: string;

  @Field({ description: 'same outcomes differs: what the comparison of words found, a help and no decision' })
  nearness: string;

  @Field(() => ComparedOpinion)
  revoked: ComparedOpinion;

  @Field(() => ComparedOpinion)
  redone: ComparedOpinion;
}
