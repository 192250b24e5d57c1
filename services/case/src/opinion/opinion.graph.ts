import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType(inCase)
export class OpinionAnswer {
  @Field(() => ID)
  requestId: string;

  @Field()
  outcome: string;

  @Field({ description: 'The outcome in words' })
  outcomeName: string;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: readonly string[];
}

@ObjectType({
  description: 'The opinion; until it is issued only the organ in charge sees it, and intake renders it as `preview`',
  ...inCase,
})
@Directive('@key(fields: "id")')
export class CaseOpinion {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Int)
  revision: number;

  @Field({ description: 'drafted returned checked issued' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field()
  facts: string;

  @Field(() => [String])
  evidence: readonly string[];

  @Field(() => [OpinionAnswer])
  @Directive('@listSize(assumedSize: 5)')
  answers: readonly OpinionAnswer[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field(() => Organ, { nullable: true })
  performer: Organ | null;

  @Field(() => String, { nullable: true })
  remark: string | null;

  @Field(() => Day, { nullable: true })
  dispatchedOn: string | null;
}

@ObjectType(inCase)
export class OpinionDraftAnswer {
  @Field(() => ID)
  requestId: string;

  @Field(() => String, { nullable: true })
  outcome: string | null;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: readonly string[];
}

@ObjectType({
  description: 'The text of an opinion while it is typed; erased when it goes to the checker or the matter leaves the organ',
  ...inCase,
})
export class OpinionDraft {
  @Field({ description: 'The next save must name this version' })
  version: string;

  @Field()
  facts: string;

  @Field(() => [String])
  evidence: readonly string[];

  @Field(() => [OpinionDraftAnswer])
  answers: readonly OpinionDraftAnswer[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field(() => Organ, { nullable: true })
  performer: Organ | null;

  @Field(() => Person)
  savedBy: Person;

  @Field(() => Instant)
  savedAt: string;
}

@ObjectType({ description: 'A part that the rules in force demand of the opinion', ...inCase })
export class OpinionPart {
  @Field()
  part: string;

  @Field({ description: 'The part in words' })
  title: string;

  @Field()
  source: string;

  @Field()
  present: boolean;

  @Field(() => [ID], { description: 'For a part that is given per request: the requests that lack it' })
  missingFor: readonly string[];
}
