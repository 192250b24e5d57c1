import { Field, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';

@InputType({ description: 'A limit of the statutory channel whose start is known', ...inCase })
export class LimitStartInput {
  @Field({ description: 'Name of the limit in the channel' })
  limit: string;

  @Field(() => Day, { description: 'Day of the event it starts from; not counted' })
  on: string;
}

@InputType({
  description: 'Contents of the guidance notice besides route, limits and the sentence that petitioning stops none of them',
  ...inCase,
})
export class GuidanceInput {
  @Field(() => String, { nullable: true, description: 'The competent body by name; that of the channel by default' })
  body: string | null;

  @Field(() => [String], { description: 'Papers the petitioner needs there' })
  papers: string[];

  @Field(() => [LimitStartInput], { nullable: true, description: 'Starts learnt since the decision, in place of those in it' })
  starts: LimitStartInput[] | null;
}
