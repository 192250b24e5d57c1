import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ActInput, ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class JoinedPetitionInput {
  @Field(() => ID)
  petitionId: string;

  @Field(() => Int, { nullable: true, description: 'As in every act' })
  expectedVersion: number | null;
}

@InputType({ description: '`petitionId` is the lead, which goes on for all', ...inCase })
export class MergePetitionsInput extends ReasonedActInput {
  @Field(() => [JoinedPetitionInput])
  joined: JoinedPetitionInput[];
}

@InputType({ description: '`petitionId` is the lead', ...inCase })
export class ConfirmMergeInput extends ActInput {
  @Field(() => ID, { description: 'The merge record of the lead' })
  mergeId: string;
}

@InputType({ description: '`petitionId` is the lead', ...inCase })
export class UnmergePetitionsInput extends ReasonedActInput {
  @Field(() => ID, { description: 'The merge record of the lead' })
  mergeId: string;
}

@InputType({ description: '`petitionId` is the lead', ...inCase })
export class ConfirmUnmergeInput extends ConfirmMergeInput {}
