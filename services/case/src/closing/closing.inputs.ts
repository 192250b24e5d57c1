import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { ActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';
import { REOPENING_NAMES, type Reopening } from '../domain/closing/closing.records.js';

const ReopenReasonEnum = Object.fromEntries(Object.keys(REOPENING_NAMES).map((reason) => [reason, reason]));
registerEnumType(ReopenReasonEnum, { name: 'ReopenReason', ...inCase });

@InputType(inCase)
export class ClosePetitionInput extends ActInput {
  @Field({ description: 'A closing ground of the rule pack in force' })
  ground: string;
}

@InputType(inCase)
export class VerifyCompletionInput extends ActInput {
  @Field(() => String, { nullable: true })
  remark: string | null;

  @Field(() => String, { nullable: true, description: 'Who goes on helping, where help is needed' })
  helpBy: string | null;
}

@InputType(inCase)
export class ReopenPetitionInput extends ActInput {
  @Field(() => ReopenReasonEnum)
  reason: Reopening['reason'];

  @Field()
  text: string;

  @Field({ description: 'The step it returns to, one that it had reached' })
  stage: string;
}

@InputType(inCase)
export class ArchiveEntryInput {
  @Field(() => ID)
  documentId: string;

  @Field(() => Int)
  pages: number;
}

@InputType(inCase)
export class ArchivePetitionInput extends ActInput {
  @Field(() => [ArchiveEntryInput], { description: 'Every paper in use, in the order of the file' })
  entries: ArchiveEntryInput[];
}

@InputType(inCase)
export class RecordLegacyReplyInput extends ActInput {
  @Field()
  reply: string;
}
