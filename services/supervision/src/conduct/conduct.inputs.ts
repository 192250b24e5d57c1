import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { OrganActInput } from '../advice/advice.inputs.js';
import { inSupervision } from '../graph.js';

@InputType({ ...inSupervision })
export class ReceiveConductComplaintInput extends OrganActInput {
  @Field(() => ID, { nullable: true, description: 'Who registers it; absent: the organ where the officer has the right' })
  receivedByOrganId: string | null;

  @Field(() => ID, { description: 'The unit complained about' })
  organId: string;

  @Field(() => ID, { nullable: true, description: 'The officer complained about; absent: the unit as such' })
  personId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The petition by which it came, in which the complainant stands under seal; absent: anonymous',
  })
  petitionId: string | null;

  @Field(() => ID, { nullable: true, description: 'Who handles it, above the unit; absent: who registers it' })
  handledByOrganId: string | null;

  @Field()
  facts: string;

  @Field({ description: 'Code of the rules in force' })
  conduct: string;

  @Field({ description: 'none serious crime' })
  consequence: string;

  @Field(() => Day, { nullable: true, description: 'Until when the complainant has an answer, inclusive; absent for an anonymous one' })
  replyBy: string | null;
}

@InputType({ isAbstract: true, ...inSupervision })
export abstract class ConductActInput extends OrganActInput {
  @Field(() => ID)
  complaintId: string;

  @Field()
  text: string;
}

@InputType({ ...inSupervision })
export class RecordConductProtectionInput extends ConductActInput {
  @Field({ description: 'The complainant was retaliated against' })
  retaliated: boolean;
}

@InputType({ ...inSupervision })
export class ConcludeConductComplaintInput extends ConductActInput {
  @Field()
  substantiated: boolean;

  @Field({ description: 'Code of the rules in force' })
  conduct: string;

  @Field({ description: 'none serious crime' })
  consequence: string;

  @Field(() => String, { nullable: true, description: 'ordered_correction discipline prosecution' })
  measure: string | null;

  @Field(() => ID, { nullable: true, description: 'Who decides about responsibility, above the unit' })
  decidedByOrganId: string | null;
}

@InputType({ ...inSupervision })
export class ReplyToComplainantInput extends ConductActInput {}

@InputType({ ...inSupervision })
export class EndConductComplaintInput extends ConductActInput {}
