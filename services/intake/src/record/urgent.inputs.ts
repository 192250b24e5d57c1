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

  @Field(() => Instant, { description: 'When it was told' })
  at: string;

  @Field(() => String, { nullable: true, description: 'What shows that it arrived' })
  receipt?: string | null;
}

@InputType({ registerIn, description: 'About what happens, never about a person (Art 25); it moves no term' })
export class ReportUrgentMatterInput extends PetitionActInput {
  @Field(() => UrgentReportKindEnum)
  kind: UrgentReportKind;

  @Field(() => String, { nullable: true, description: 'What happens; demanded of the first report' })
  reason?: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day of the event; demanded of the first report' })
  endsOn?: string | null;

  @Field(() => [UrgentReportInput], { description: '1 to 20' })
  reports: UrgentReportInput[];
}
