import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';
import { PetitionerActInput } from '../runner/act.inputs.js';

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
