import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { DispatchInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType({ description: 'An opinion given earlier in the same matter', ...inCase })
export class EarlierOpinionInput {
  @Field()
  number: string;

  @Field(() => Day)
  servedOn: string;
}

@InputType({ isAbstract: true, ...inCase })
abstract class RefuseInput extends ReasonedActInput {
  @Field({ description: 'Code of a ground of the rule pack in force' })
  ground: string;

  @Field(() => String, { nullable: true, description: 'Where to go, besides what the rule pack says' })
  instead: string | null;

  @Field(() => String, { nullable: true, description: 'The limit of that way, where neither channel nor matter gives it' })
  insteadDeadline: string | null;

  @Field(() => String, { nullable: true, description: 'The statutory channel, where the ground is one' })
  channelId: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the matter in hand elsewhere in this node' })
  matterNumber: string | null;

  @Field(() => ID, { nullable: true, description: 'The organ below, where only its superior may refuse and no matter is named' })
  lowerOrganId: string | null;

  @Field(() => [EarlierOpinionInput], { nullable: true, description: 'Opinions given earlier, oldest first' })
  earlier: EarlierOpinionInput[] | null;

  @Field(() => String, { nullable: true, description: 'Help that goes on' })
  help: string | null;
}

@InputType(inCase)
export class RefuseAcceptanceInput extends RefuseInput {}

@InputType(inCase)
export class RefuseRefilingInput extends RefuseInput {
  @Field(() => ID, { nullable: true, description: 'Scan of the served 复核 opinion, without which nothing is refused for good' })
  rereviewFileId: string | null;
}

@InputType(inCase)
export class ConfirmRefusalInput extends DispatchInput {
  @Field(() => ID)
  refusalId: string;

  @Field(() => Boolean, { nullable: true, description: '不再受理: the second reader has read the scan of the 复核 opinion' })
  rereviewRead: boolean | null;
}
