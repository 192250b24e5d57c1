import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ActInput } from '../runner/act.inputs.js';
import { CaseGraph } from '../graph.js';

const own = { registerIn: () => CaseGraph };

@InputType(own)
export class JoinedPetitionInput {
  @Field(() => ID)
  petitionId: string;

  @Field(() => Int, { nullable: true, description: 'As in every act' })
  expectedVersion: number | null;
}

@InputType({ description: '`petitionId` is the lead, which goes on for all', ...own })
export class MergePetitionsInput extends ActInput {
  @Field(() => [JoinedPetitionInput])
  joined: JoinedPetitionInput[];

  @Field()
  reason: string;
}

@InputType({ description: '`petitionId` is the lead', ...own })
export class ConfirmMergeInput extends ActInput {
  @Field(() => ID, { description: 'The merge record of the lead' })
  mergeId: string;
}

@InputType({ description: '`petitionId` is the lead', ...own })
export class UnmergePetitionsInput extends ActInput {
  @Field(() => ID, { description: 'The merge record of the lead' })
  mergeId: string;

  @Field()
  reason: string;
}

@InputType({ description: '`petitionId` is the lead', ...own })
export class ConfirmUnmergeInput extends ActInput {
  @Field(() => ID, { description: 'The merge record of the lead' })
  mergeId: string;
}
