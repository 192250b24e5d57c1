import { Field, ID, InputType } from '@nestjs/graphql';
import type { CodeSlipWay } from '@sunshine/events';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { CodeSlipWayEnum } from './code-slips.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ isAbstract: true })
abstract class SlipInput extends PetitionActInput {
  @Field(() => CodeSlipWayEnum)
  way: CodeSlipWay;

  @Field(() => String, { nullable: true, description: 'Of the registered letter, where it was posted' })
  receiptNumber?: string | null;
}

@InputType({ registerIn, description: 'How the slip of the registration reached the petitioner' })
export class GiveCodeSlipInput extends SlipInput {
  @Field(() => ID, { nullable: true, description: 'Who got it, where there are several petitioners' })
  petitionerId?: string | null;
}

@InputType({ registerIn, description: 'How the slips of all parts of a split letter reach the petitioner' })
export class IssuePartCodesInput extends SlipInput {}
