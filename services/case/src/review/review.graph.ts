import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';
import { OpinionAnswer } from '../opinion/opinion.graph.js';
import { NextRightStep } from '../papers/delivery.graph.js';

@ObjectType({ description: 'What the opinion says to one request, of TrackedPetition.requests', ...inCase })
export class TrackedOutcome extends OpinionAnswer {}

@ObjectType({
  description: 'The opinion as it was served on the holder of the query code, without names; reading it here is no service',
  ...inCase,
})
export class TrackedAnswer {
  @Field({ description: 'Name of the paper' })
  title: string;

  @Field()
  number: string;

  @Field(() => Day)
  issuedOn: string;

  @Field({ description: 'Name of the organ that issued it' })
  issuer: string;

  @Field()
  facts: string;

  @Field(() => [String])
  evidence: readonly string[];

  @Field(() => [TrackedOutcome], { description: 'Of a merged matter: the own requests alone' })
  outcomes: readonly TrackedOutcome[];

  @Field(() => Day, { nullable: true, description: 'Until when what is supported is to be carried out; inclusive' })
  executeBy: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the organ that carries it out' })
  performer: string | null;

  @Field(() => [String], { description: 'The paragraph on what can be asked for next, line by line' })
  remedy: readonly string[];
}

@ObjectType({ description: 'An organ to which the petitioner may turn', ...inCase })
export class ReviewingOrganContact {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  address: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;
}

@ObjectType({ description: 'The review that the holder of the query code may ask for now', ...inCase })
export class TrackedReviewRight {
  @Field({ description: 'review rereview' })
  level: string;

  @Field({ description: '复查 or 复核' })
  levelName: string;

  @Field(() => Day, { description: 'Last day of the right, inclusive; past: a request names the reason why it comes late' })
  lastDay: string;

  @Field()
  provisional: boolean;

  @Field(() => [String], { description: 'What is handed in with the request' })
  papers: readonly string[];

  @Field(() => String, { nullable: true, description: 'The article' })
  source: string | null;

  @Field(() => [NextRightStep], { description: 'Why it ends on its day' })
  explanation: readonly NextRightStep[];

  @Field(() => [ReviewingOrganContact], {
    description: 'Two: the petitioner chooses; none: no organ above could review, or none is known yet',
  })
  organs: readonly ReviewingOrganContact[];

  @Field({
    description: 'Whether the holder may ask with the pass: not with the code of a group, of which each asks for themselves',
  })
  online: boolean;
}

@ObjectType({ description: 'What a review or re-review said, as it was served on who asked; reading it here is no service', ...inCase })
export class TrackedReviewOpinion {
  @Field({ description: 'Name of the paper' })
  title: string;

  @Field()
  number: string;

  @Field(() => Day)
  issuedOn: string;

  @Field()
  facts: string;

  @Field(() => String, { nullable: true, description: 'Why it changes or revokes what it reviews' })
  ground: string | null;

  @Field(() => [String])
  basis: readonly string[];

  @Field(() => [TrackedOutcome], { description: 'Of a change: what the own requests are answered now' })
  outcomes: readonly TrackedOutcome[];

  @Field(() => Day, { nullable: true, description: 'Until when what a change supports is to be carried out; inclusive' })
  executeBy: string | null;

  @Field(() => [String], { description: 'The paragraph on what can be asked for next, line by line' })
  remedy: readonly string[];
}

@ObjectType({ description: 'A request for review by the holder of the query code', ...inCase })
export class TrackedReview {
  @Field({ description: 'review rereview' })
  level: string;

  @Field({ description: '复查 or 复核' })
  levelName: string;

  @Field(() => Day, { description: 'The day that counts for the petitioner: of posting, else of the first receipt' })
  filedOn: string;

  @Field(() => Day, { description: 'Receipt by the organ where it is now' })
  receivedOn: string;

  @Field()
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => ReviewingOrganContact, { nullable: true, description: 'Where it is' })
  organ: ReviewingOrganContact | null;

  @Field({ description: 'What is asked for' })
  requests: string;

  @Field(() => String, { nullable: true })
  facts: string | null;

  @Field(() => String, { nullable: true })
  lateReason: string | null;

  @Field(() => Day, {
    nullable: true,
    description: 'Until when the organ owes its opinion, inclusive; null where it owes none, or has answered',
  })
  dueOn: string | null;

  @Field(() => [NextRightStep], { description: 'Why it is this day' })
  explanation: readonly NextRightStep[];

  @Field(() => String, { nullable: true, description: 'What the organ decided, in words, once its opinion was served' })
  dispositionName: string | null;

  @Field(() => TrackedReviewOpinion, { nullable: true, description: 'Null before it was served' })
  opinion: TrackedReviewOpinion | null;
}
