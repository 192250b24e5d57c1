import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { OrganActInput } from '../advice/advice.inputs.js';
import { inSupervision } from '../graph.js';

@InputType({ ...inSupervision })
export class InspectedOrganInput {
  @Field(() => ID)
  organId: string;

  @Field()
  places: string;
}

@InputType({ ...inSupervision })
export class PlanInspectionRoundInput extends OrganActInput {
  @Field(() => ID, { nullable: true, description: 'Who inspects; absent: the organ where the officer has the right' })
  byOrganId: string | null;

  @Field(() => ID, { description: 'The own Party committee or government, the bureau or the supervision office' })
  orderedByOrganId: string;

  @Field({ description: 'The paper or decision by which it was ordered' })
  order: string;

  @Field(() => [ID], { description: 'Inspectors, the leader first; none works in an inspected organ or below it' })
  team: string[];

  @Field(() => [InspectedOrganInput])
  organs: InspectedOrganInput[];

  @Field()
  matters: string;

  @Field(() => [String], { description: 'briefing file questioning petitioner on_the_spot spot_check' })
  methods: string[];

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Inclusive' })
  to: string;
}

@InputType({ isAbstract: true, ...inSupervision })
export abstract class RoundActInput extends OrganActInput {
  @Field(() => ID)
  roundId: string;
}

@InputType({ ...inSupervision })
export class ChangeRoundTeamInput extends RoundActInput {
  @Field(() => [ID], { description: 'Inspectors, the leader first; none works in an inspected organ or below it' })
  team: string[];

  @Field()
  reason: string;
}

@InputType({ ...inSupervision })
export class NoteRoundFindingInput extends RoundActInput {
  @Field(() => ID, { description: 'The inspected organ' })
  organId: string;

  @Field()
  found: string;

  @Field({ description: 'What shows it' })
  evidence: string;

  @Field({ description: 'It is to be reported to the Party committee or government' })
  important: boolean;
}

@InputType({ ...inSupervision })
export class GiveRoundFeedbackInput extends RoundActInput {
  @Field(() => ID, { description: 'The inspected organ' })
  organId: string;

  @Field()
  text: string;

  @Field(() => Day, { nullable: true, description: 'Until when it is corrected, inclusive; absent where nothing was found' })
  correctBy: string | null;
}

@InputType({ ...inSupervision })
export class ReportRoundProblemsInput extends RoundActInput {
  @Field(() => ID, { description: 'The own Party committee or government' })
  toOrganId: string;

  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class ReportRoundCorrectionInput extends RoundActInput {
  @Field(() => ID, { description: 'The inspected organ, in whose name it is reported' })
  organId: string;

  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class CheckRoundCorrectionInput extends RoundActInput {
  @Field(() => ID, { description: 'The inspected organ' })
  organId: string;

  @Field()
  passed: boolean;

  @Field()
  text: string;

  @Field(() => Day, { nullable: true, description: 'Where it is not passed: the new day, inclusive' })
  correctBy: string | null;
}

@InputType({ ...inSupervision })
export class EndInspectionRoundInput extends RoundActInput {
  @Field({ description: 'What came of it' })
  text: string;
}
