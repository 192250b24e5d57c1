import { Field, ID, InputType } from '@nestjs/graphql';
import type { DeskSlipWay } from '@sunshine/events';
import { IntakeGraph } from '../graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';
import { DeskSlipWayEnum } from './code-slips.graph.js';

const registerIn = () => IntakeGraph;

@InputType({ isAbstract: true })
abstract class SlipInput extends PetitionActInput {
  @Field(() => DeskSlipWayEnum)
  way: DeskSlipWay;

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

@InputType({
  registerIn,
  description: 'By the holder of the query code of the letter, where nobody is named whom the desk could give them to',
})
export class TakePartCodesInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field({ description: 'The pass of trackPetition' })
  pass: string;
}
