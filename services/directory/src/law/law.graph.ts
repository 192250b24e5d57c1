import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';

@ObjectType({ registerIn: () => DirectoryGraph })
export class PackTerm {
  @Field()
  term: string;

  @Field()
  title: string;

  @Field({ description: 'duty, right or option' })
  nature: string;

  @Field(() => Int, { nullable: true, description: 'Null: a date set in a paper, or no such term' })
  length: number | null;

  @Field(() => String, { nullable: true, description: 'day or working_day' })
  unit: string | null;

  @Field(() => Int, { nullable: true, description: 'Maximum days of extension; null: none, or left to the approver' })
  extensionDays: number | null;

  @Field()
  pauseAllowed: boolean;

  @Field({ description: 'verified, unverified or own' })
  validity: string;

  @Field({ description: 'Article' })
  source: string;

  @Field({ description: 'verified, own_reading, own_rule or unverified' })
  mark: string;
}

@ObjectType({ registerIn: () => DirectoryGraph })
export class PublishedPack {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  revision: number;

  @Field()
  hash: string;

  @Field()
  title: string;

  @Field({ description: 'CN, or the leading digits of the division codes it rules over' })
  jurisdiction: string;

  @Field(() => String, { nullable: true, description: 'The pack it was laid over; null for a national one' })
  base: string | null;

  @Field(() => Day)
  inForceFrom: string;

  @Field(() => Day, { nullable: true, description: 'Last day in force, inclusive' })
  inForceTo: string | null;

  @Field({ description: 'An unverified pack is never chosen by jurisdiction' })
  validity: string;

  @Field(() => Day, {
    nullable: true,
    description: 'Last day on which the pack is known to be in force; after it, the pack is used only by name',
  })
  verifiedTo: string | null;

  @Field()
  source: string;

  @Field(() => [PackTerm])
  terms: PackTerm[];
}

@ObjectType({ registerIn: () => DirectoryGraph })
export class PublishedCalendar {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  revision: number;

  @Field()
  hash: string;

  @Field()
  title: string;

  @Field({ description: 'CN, or the leading digits of the division codes it rules over' })
  jurisdiction: string;

  @Field({ description: 'The notices, each with its year' })
  source: string;

  @Field(() => [Int], { description: 'Years with a notice; dates in any other are provisional' })
  years: number[];
}

@ObjectType({ registerIn: () => DirectoryGraph })
export class CalendarDay {
  @Field(() => Day)
  day: string;

  @Field({ description: 'off, or work where a day of rest is worked' })
  kind: string;

  @Field()
  festival: string;
}

@ObjectType({ registerIn: () => DirectoryGraph })
export class CalendarYear {
  @Field(() => Int)
  year: number;

  @Field({ description: 'False: no notice yet; Monday to Friday count as working days and dates are provisional' })
  published: boolean;

  @Field(() => Int, { description: 'Revision of the calendar' })
  version: number;

  @Field(() => [CalendarDay], { description: 'Days that do not follow their weekday' })
  days: CalendarDay[];
}
