import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { UrgentAddressee, UrgentReportKind } from '@sunshine/events';
import { Day, Instant } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { valuesOf } from '../register/petition.graph.js';
import { PetitionActInput } from '../runner/act.inputs.js';

const registerIn = () => IntakeGraph;

export const UrgentAddresseeEnum = valuesOf(UrgentAddressee.options);
export const UrgentReportKindEnum = valuesOf(UrgentReportKind.options);
registerEnumType(UrgentAddresseeEnum, { name: 'UrgentAddressee', registerIn });
registerEnumType(UrgentReportKindEnum, { name: 'UrgentReportKind', registerIn });

@InputType({ registerIn })
export class UrgentReportInput {
  @Field(() => UrgentAddresseeEnum)
  to: UrgentAddressee;

  @Field(() => ID, { nullable: true })
  organId?: string | null;

  @Field(() => Instant, { description: 'When it was reported' })
  at: string;

  @Field(() => String, { nullable: true, description: 'Proof of receipt' })
  receipt?: string | null;
}

@InputType({ registerIn, description: 'Describes the event, never a person (Art 25); it changes no term' })
export class ReportUrgentMatterInput extends PetitionActInput {
  @Field(() => UrgentReportKindEnum)
  kind: UrgentReportKind;

  @Field(() => String, { nullable: true, description: 'What happens; required in the first report' })
  reason?: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day of the event; required in the first report' })
  endsOn?: string | null;

  @Field(() => [UrgentReportInput], { description: '1 to 20' })
  reports: UrgentReportInput[];
}
