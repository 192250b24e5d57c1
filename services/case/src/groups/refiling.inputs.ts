import { Field, InputType } from '@nestjs/graphql';
import { ReasonedActInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';
import { EarlierOpinionInput } from '../exits/refusal.inputs.js';

@InputType(inCase)
export class CompareRefilingInput extends ReasonedActInput {
  @Field({ description: 'Number of the finished matter, or of the one that an organ below has in hand' })
  earlierNumber: string;

  @Field(() => [EarlierOpinionInput], { nullable: true, description: 'Opinions of the finished matter, the last one last' })
  opinions: EarlierOpinionInput[] | null;

  @Field({ description: 'Whether facts and reasons are the same; where they are not clearly so, it is a new matter' })
  same: boolean;
}
