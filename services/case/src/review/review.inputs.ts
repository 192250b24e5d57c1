import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';
import { ActInput, DispatchInput, PetitionerActInput, ReasonedActInput } from '../runner/act.inputs.js';

export enum PaperWay {
  LETTER = 'letter',
  WINDOW = 'window',
  AGENT = 'agent',
  POST = 'post',
}
registerEnumType(PaperWay, { name: 'ReviewPaperWay', description: 'How a request for review came on paper; POST bears a postmark' });

@InputType({ isAbstract: true, ...inCase })
export abstract class ReviewRequestInput extends PetitionerActInput {
  @Field({ description: 'What is asked for' })
  requests: string;

  @Field(() => String, { nullable: true, description: 'Facts and reasons' })
  facts: string | null;

  @Field(() => ID, { nullable: true, description: 'Of two organs that may review, the one that the petitioner chose' })
  organId: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a joint petition, who asks; by default whose pass it is, or the only petitioner' })
  petitionerId: string | null;

  @Field(() => PaperWay, { nullable: true, description: 'By an officer, how it came; by default at the window' })
  way: PaperWay | null;

  @Field(() => Day, { nullable: true, description: 'Postmark of what came by post: what was posted in time is in time' })
  postedOn: string | null;

  @Field(() => String, { nullable: true, description: 'Why it comes after the last day' })
  lateReason: string | null;

  @Field(() => [ID], { nullable: true, description: 'Files of the petition: the request, the opinion, evidence' })
  fileIds: string[] | null;
}

@InputType({ description: 'A request for 复查, by the pass or entered by who got the paper', ...inCase })
export class RequestReviewInput extends ReviewRequestInput {}

@InputType({ description: 'A request for 复核, by the pass or entered by who got the paper', ...inCase })
export class RequestReReviewInput extends ReviewRequestInput {}

export enum Level {
  REVIEW = 'review',
  REREVIEW = 'rereview',
}
registerEnumType(Level, { name: 'ReviewLevel', description: '复查 复核' });

@InputType({ description: 'A filing, registered as a petition, that is a request for review of an earlier one', ...inCase })
export class TakeAsReviewInput extends ReasonedActInput {
  @Field({ description: 'Number of the petition whose opinion is attacked, as the opinion has it' })
  earlierNumber: string;

  @Field(() => Level, { nullable: true, description: 'By default of the review where one is decided, else of the opinion' })
  level: Level | null;

  @Field(() => ID, { nullable: true, description: 'Who asks, of several petitioners of the earlier matter' })
  petitionerId: string | null;

  @Field(() => ID, { nullable: true, description: 'Of two organs that may review, the one that the petitioner chose' })
  organId: string | null;

  @Field({ description: 'What is asked for' })
  requests: string;

  @Field(() => String, { nullable: true, description: 'Facts and reasons' })
  facts: string | null;

  @Field(() => PaperWay, { nullable: true, description: 'By default a letter as a letter, all else at the window' })
  way: PaperWay | null;

  @Field(() => Day, { nullable: true, description: 'Postmark of what came by post' })
  postedOn: string | null;

  @Field(() => String, { nullable: true, description: 'Why it comes after the last day' })
  lateReason: string | null;
}

const ONLY = { nullable: true, description: 'The request; by default the only one that waits' };

@InputType(inCase)
export class PassOnReviewInput extends ActInput {
  @Field(() => ID, ONLY)
  reviewId: string | null;

  @Field(() => ID, { nullable: true, description: 'The organ that may review; by default the chosen or the only one' })
  organId: string | null;
}

@InputType(inCase)
export class AdmitLateReviewInput extends ReasonedActInput {
  @Field(() => ID, ONLY)
  reviewId: string | null;
}

@InputType(inCase)
export class AskReviewPapersInput extends DispatchInput {
  @Field(() => ID, ONLY)
  reviewId: string | null;

  @Field(() => [String])
  missing: string[];

  @Field(() => Day, { description: 'Inclusive' })
  answerBy: string;
}

@InputType(inCase)
export class RefuseReviewInput extends ReasonedActInput {
  @Field(() => ID, ONLY)
  reviewId: string | null;

  @Field({ description: 'Code of the pack in force' })
  ground: string;
}

@InputType(inCase)
export class CheckReviewRefusalInput extends ActInput {
  @Field(() => ID, { nullable: true, description: 'The one that waits by default' })
  refusalId: string | null;
}

@InputType(inCase)
export class ConfirmReviewRefusalInput extends DispatchInput {
  @Field(() => ID, { nullable: true, description: 'The one that waits by default' })
  refusalId: string | null;
}

@InputType(inCase)
export class WithdrawReviewInput extends PetitionerActInput {
  @Field(() => ID, ONLY)
  reviewId: string | null;

  @Field(() => ID, { nullable: true, description: 'By an officer: the file of the signed paper' })
  fileId: string | null;
}
