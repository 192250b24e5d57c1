import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';

@ObjectType({ description: 'What was said or written in the course of an inspection round', ...inSupervision })
export class RoundEntry {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  text: string;
}

@ObjectType({ description: 'What was found at an organ', ...inSupervision })
export class RoundFinding {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  found: string;

  @Field({ description: 'What shows it' })
  evidence: string;

  @Field({ description: 'It is reported to the Party committee or government' })
  important: boolean;
}

@ObjectType({ description: 'A check of a correction', ...inSupervision })
export class RoundCheck {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field()
  passed: boolean;

  @Field()
  text: string;
}

@ObjectType({ description: 'Important problems, as they were reported', ...inSupervision })
export class RoundReport {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => Organ, { description: 'The own Party committee or government' })
  toOrgan: Organ;

  @Field()
  text: string;
}

@ObjectType({ description: 'A change of the team after the planning', ...inSupervision })
export class RoundTeamChange {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => [Person])
  left: Person[];

  @Field(() => [Person])
  joined: Person[];

  @Field()
  reason: string;
}

@ObjectType({ description: 'What an inspection round has of one organ', ...inSupervision })
export class InspectedOrgan {
  @Field(() => Organ)
  organ: Organ;

  @Field()
  places: string;

  @Field({ description: 'inspecting clear correcting corrected checked' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => [RoundFinding], { description: 'The organ itself reads them once they are fed back' })
  findings: RoundFinding[];

  @Field(() => RoundEntry, { nullable: true })
  feedback: RoundEntry | null;

  @Field(() => Day, { nullable: true, description: 'Until when it is corrected, inclusive' })
  correctBy: string | null;

  @Field(() => [RoundEntry])
  corrections: RoundEntry[];

  @Field(() => [RoundCheck])
  checks: RoundCheck[];
}

@ObjectType({ description: 'An inspection round over several organs (督查)', ...inSupervision })
export class InspectionRound {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field({ description: 'planned running correcting checked ended' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Organ)
  orderedBy: Organ;

  @Field({ description: 'The paper or decision by which it was ordered' })
  order: string;

  @Field(() => Organ, { description: 'Who inspects' })
  byOrgan: Organ;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => [Person], { description: 'Inspectors, the leader first' })
  team: Person[];

  @Field(() => [RoundTeamChange], { description: 'Empty for an inspected organ' })
  teamChanges: RoundTeamChange[];

  @Field()
  matters: string;

  @Field(() => [String], { description: 'briefing file questioning petitioner on_the_spot spot_check' })
  methods: string[];

  @Field(() => [String], { description: 'The methods in words' })
  methodNames: string[];

  @Field(() => Day)
  openedOn: string;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Inclusive' })
  to: string;

  @Field(() => Day, { nullable: true, description: 'The first day on which a correction is due, inclusive' })
  replyBy: string | null;

  @Field(() => [InspectedOrgan], { description: 'An inspected organ reads its own alone' })
  organs: InspectedOrgan[];

  @Field(() => [RoundReport], { description: 'Empty for an inspected organ' })
  reports: RoundReport[];

  @Field(() => Day, { nullable: true })
  endedOn: string | null;

  @Field(() => String, { nullable: true, description: 'Null for an inspected organ' })
  result: string | null;
}

export const InspectionRoundConnection = connectionOf(InspectionRound);
