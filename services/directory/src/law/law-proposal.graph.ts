import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, Day, Instant } from '@sunshine/platform';
import { DirectoryGraph } from '../graph.js';
import { PublishedPack } from './law.graph.js';

@ObjectType({
  registerIn: () => DirectoryGraph,
  description: 'A day that changes in a calendar; a null kind means that the day follows its weekday',
})
export class CalendarDayChange {
  @Field()
  calendarId: string;

  @Field(() => Day)
  day: string;

  @Field(() => String, { nullable: true })
  formerKind: string | null;

  @Field(() => String, { nullable: true })
  formerFestival: string | null;

  @Field(() => String, { nullable: true })
  kind: string | null;

  @Field(() => String, { nullable: true })
  festival: string | null;
}

@ObjectType({ registerIn: () => DirectoryGraph, description: 'The law that would be published, and how it differs from the published law' })
export class ProposedLaw {
  @Field({ description: 'calendar or pack' })
  kind: string;

  @Field()
  lawId: string;

  @Field(() => Int)
  revision: number;

  @Field()
  title: string;

  @Field()
  source: string;

  @Field(() => Int, { nullable: true, description: 'Of a calendar' })
  year: number | null;

  @Field({ description: 'Of a calendar: the year had no notice before' })
  newYear: boolean;

  @Field(() => [CalendarDayChange])
  dayChanges: CalendarDayChange[];

  @Field(() => [String], { description: 'Calendars of lower divisions that had the same days of this year and take over the new ones' })
  takenOverBy: string[];

  @Field(() => String, { nullable: true, description: 'The pack as its author wrote it' })
  yaml: string | null;

  @Field(() => PublishedPack, { nullable: true, description: 'The pack as it would be published' })
  pack: PublishedPack | null;

  @Field(() => [String], { description: 'Entries of the pack that differ from its last revision: terms.ROUTE' })
  changedPaths: string[];
}

@ObjectType({ registerIn: () => DirectoryGraph, description: 'One administrator proposes law, the other puts it into force' })
export class LawProposal {
  @Field(() => ID)
  id: string;

  @Field(() => ProposedLaw)
  law: ProposedLaw;

  @Field({ description: 'open, published or declined' })
  state: string;

  @Field(() => Instant)
  proposedAt: Date;

  @Field(() => Instant, { nullable: true })
  decidedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined' })
  reason: string | null;

  proposer: string;
  decider: string | null;
}

export const LawProposalConnection = connectionOf(LawProposal);

@ObjectType({ registerIn: () => DirectoryGraph })
export class LawRefusal {
  @Field()
  code: string;

  @Field({ description: 'Path of the entry, such as terms.ROUTE.length or days.3; - for the whole text' })
  path: string;

  @Field(() => Int, { nullable: true, description: 'Line of the YAML text, from 1' })
  line: number | null;

  @Field()
  reason: string;
}

@ObjectType({ registerIn: () => DirectoryGraph })
export class LawAnswer {
  @Field(() => LawRefusal, { nullable: true, description: 'Only in a dry run; otherwise a refusal is an error as everywhere' })
  refusal: LawRefusal | null;

  @Field(() => ProposedLaw, { nullable: true, description: 'Null where it would be refused' })
  law: ProposedLaw | null;

  @Field(() => LawProposal, { nullable: true, description: 'Null for a dry run' })
  proposal: LawProposal | null;
}
