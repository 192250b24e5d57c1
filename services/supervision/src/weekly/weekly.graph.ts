import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';

@InputType({ ...inSupervision })
export class FreezeWeeklyReportInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => Day, { description: 'A day of the week: of this one or the last, Monday to Sunday, Asia/Shanghai' })
  day: string;
}

@ObjectType({ description: 'A part of a report, as it was frozen', ...inSupervision })
export class WeeklySection {
  @Field()
  title: string;

  @Field(() => [String])
  paragraphs: string[];

  @Field(() => [String], { description: 'Of its table; empty: it has none' })
  heads: string[];

  @Field(() => [[String]], { description: 'As many cells as heads' })
  rows: string[][];
}

@ObjectType({
  description: '督查周报: what stood in a week in the area of an office, frozen; nothing of it is ever changed',
  ...inSupervision,
})
export class WeeklyReport {
  @Field(() => ID)
  id: string;

  @Field(() => Organ, { description: 'The office that froze it' })
  office: Organ;

  @Field(() => Organ, { description: 'It tells of this organ and those below it' })
  area: Organ;

  @Field({ description: 'Year and week by ISO 8601, as 2026-W49' })
  week: string;

  @Field(() => Day, { description: 'Monday' })
  from: string;

  @Field(() => Day, { description: 'Sunday' })
  to: string;

  @Field(() => Day, { description: 'The day whose standing it tells' })
  asOf: string;

  @Field(() => Person)
  frozenBy: Person;

  @Field(() => Instant)
  frozenAt: Date;

  @Field()
  title: string;

  @Field(() => [String], { description: 'Lines below the title' })
  lead: string[];

  @Field(() => [WeeklySection])
  sections: WeeklySection[];

  @Field({ description: 'SHA-256 over the canonical JSON of the content' })
  hash: string;

  @Field({ description: 'The content has that hash now' })
  holds: boolean;

  @Field({ description: 'Path of the text document below the gateway, for those who may read the report' })
  docx: string;

  @Field({ description: 'Path of the PDF, as above' })
  pdf: string;
}

export const WeeklyReportConnection = connectionOf(WeeklyReport);
