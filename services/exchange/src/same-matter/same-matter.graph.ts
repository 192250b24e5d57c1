import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, Day, Instant } from '@sunshine/platform';
import { inExchange } from '../graph.js';

export enum QuestionDirection {
  asked = 'asked',
  received = 'received',
}
registerEnumType(QuestionDirection, {
  name: 'QuestionDirection',
  description: 'Seen from this node',
  valuesMap: { asked: { description: 'A registrar here asked the partner' }, received: { description: 'The partner asked this node' } },
  ...inExchange,
});

export enum PartnerQuestionState {
  waiting = 'waiting',
  answered = 'answered',
  refused = 'refused',
}
registerEnumType(PartnerQuestionState, { name: 'PartnerQuestionState', ...inExchange });

export enum QuestionSample {
  none = 'none',
  drawn = 'drawn',
  explained = 'explained',
  reviewed = 'reviewed',
}
registerEnumType(QuestionSample, {
  name: 'QuestionSample',
  description: 'Of the review by sample',
  valuesMap: {
    none: { description: 'Not drawn' },
    drawn: { description: 'The asking node owes the reason' },
    explained: { description: 'The reason is given; the node that was asked judges it' },
  },
  ...inExchange,
});

@ObjectType({
  description: 'A question about the same matter at two nodes, as both keep it on record; whether it matched is not in it',
  ...inExchange,
})
export class PartnerQuestion {
  @Field(() => ID)
  id: string;

  @Field(() => QuestionDirection)
  direction: 'asked' | 'received';

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field({ description: 'Of the open registration for which it was asked, at the asking node' })
  number: string;

  @Field({ description: 'Who asked, by a name that the asking node alone resolves: the first 12 signs' })
  officer: string;

  @Field(() => Int, { description: 'What was compared at once: two forms at most for each petitioner' })
  forms: number;

  @Field(() => Instant)
  at: Date;

  @Field(() => Day)
  on: string;

  @Field(() => PartnerQuestionState)
  state: 'waiting' | 'answered' | 'refused';

  @Field(() => String, { nullable: true, description: 'Why it was refused' })
  code: string | null;

  @Field(() => QuestionSample)
  sample: 'none' | 'drawn' | 'explained' | 'reviewed';

  @Field(() => Day, { nullable: true, description: 'Last day for the reason' })
  reasonBy: string | null;

  @Field({ description: 'The reason was not given by its day' })
  late: boolean;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => Instant, { nullable: true })
  reasonAt: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'What the review found; null before it' })
  inOrder: boolean | null;

  @Field(() => String, { nullable: true })
  note: string | null;

  @Field(() => Instant, { nullable: true })
  reviewedAt: Date | null;
}

export const PartnerQuestionConnection = connectionOf(PartnerQuestion);

@InputType({ ...inExchange })
export class PartnerQuestionFilter {
  @Field(() => String, { nullable: true, description: 'Id of the partner’s node' })
  node: string | null;

  @Field(() => QuestionDirection, { nullable: true })
  direction: QuestionDirection | null;

  @Field(() => [QuestionSample], { nullable: true })
  samples: QuestionSample[] | null;
}

@InputType({ ...inExchange })
export class SampleQuestionInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  questionId: string;
}

@InputType({ ...inExchange })
export class AnswerSampledQuestionInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  questionId: string;

  @Field({ description: 'Why it was asked; no words about the petitioner' })
  reason: string;
}

@InputType({ ...inExchange })
export class ReviewSampledQuestionInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  questionId: string;

  @Field({ description: 'The question was asked for an open registration, as the rules say' })
  inOrder: boolean;

  @Field({ description: 'What the finding rests on' })
  reason: string;
}
