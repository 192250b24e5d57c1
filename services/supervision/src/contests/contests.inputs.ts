import { Field, ID, InputType } from '@nestjs/graphql';
import { OrganActInput } from '../advice/advice.inputs.js';
import type { FigureId } from '../domain/figures/definitions.js';
import { FigureIdEnum } from '../figures/figures.graph.js';
import { inSupervision } from '../graph.js';

@InputType({ ...inSupervision })
export class ContestFactInput extends OrganActInput {
  @Field(() => FigureIdEnum)
  figure: FigureId;

  @Field(() => ID, { description: 'The fact, by its clock' })
  clockId: string;

  @Field()
  reasons: string;
}

@InputType({ ...inSupervision })
export class DecideContestInput extends OrganActInput {
  @Field(() => ID)
  contestId: string;

  @Field({ description: 'dismissed excluded corrected' })
  outcome: string;

  @Field()
  reasons: string;
}

@InputType({ ...inSupervision })
export class FactContestFilter {
  @Field(() => [String], { nullable: true })
  states?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Who decides' })
  organIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Whose fact it is' })
  byOrganIds?: string[] | null;
}
