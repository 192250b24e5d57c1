import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { UrgentAddressee, UrgentReportKind } from '@sunshine/events';
import { Day, Instant, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { UrgentAddresseeEnum, UrgentReportKindEnum } from './urgent.inputs.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn })
export class UrgentReport {
  @Field(() => ID)
  id: string;

  @Field(() => UrgentReportKindEnum)
  kind: UrgentReportKind;

  @Field(() => UrgentAddresseeEnum)
  to: UrgentAddressee;

  @Field(() => Instant)
  at: string;

  @Field(() => String, { nullable: true })
  receipt: string | null;

  @Field(() => OrganStub, { nullable: true })
  organ: OrganStub | null;
}

@ObjectType({ registerIn, description: 'An urgent event and the reports on it (Art 25); it describes the event, never a person' })
export class UrgentMatter {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  reason: string | null;

  @Field(() => Day)
  begunOn: string;

  @Field(() => Day, { description: 'Last day, inclusive' })
  endsOn: string;

  @Field()
  open: boolean;

  @Field(() => [UrgentReport])
  reports: readonly UrgentReport[];

  @Field(() => [UrgentAddresseeEnum], { description: 'Bodies that the law names and no report has reached yet' })
  stillToReport: readonly UrgentAddressee[];

  @Field(() => Instant, {
    nullable: true,
    description: 'By when each of them was to be reached; the minutes are of the rule pack, an own rule',
  })
  reportBy: string | null;

  @Field({ description: 'That instant has passed and a body was not reached' })
  late: boolean;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({
  registerIn,
  description: 'For the page of the day and the board: an urgent event of which a body that the law names has not heard',
})
export class UrgentToReport {
  @Field(() => ID)
  id: string;

  @Field(() => OrganStub, { description: 'The organ that has to report' })
  organ: OrganStub;

  @Field(() => ID)
  petitionId: string;

  @Field()
  number: string;

  @Field(() => Instant, { nullable: true })
  reportBy: string | null;

  @Field()
  late: boolean;

  @Field(() => [UrgentAddresseeEnum])
  stillToReport: readonly UrgentAddressee[];
}
