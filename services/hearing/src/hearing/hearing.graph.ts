import { Directive, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inHearing } from '../graph.js';
import { HearingRoom } from '../pool/pool.graph.js';
import { KeptFile } from './evidence.graph.js';

@ObjectType({ description: 'A petition: here its hearings', ...inHearing })
@Directive('@key(fields: "id")')
export class Petition {
  @Field(() => ID)
  id: string;

  @Field(() => [KeptFile])
  @Directive('@external')
  files?: readonly KeptFile[];
}

@ObjectType({ description: 'What the query code shows', ...inHearing })
@Directive('@key(fields: "pass")')
export class TrackedPetition {
  @Field()
  pass: string;
}

@ObjectType({ description: 'The decision on a request for a hearing', ...inHearing })
export class HearingDecision {
  @Field({ description: 'Held, or refused' })
  hold: boolean;

  @Field(() => String, { nullable: true })
  ground: string | null;

  @Field(() => String, { nullable: true, description: 'The ground in words, by the pack' })
  groundTitle: string | null;

  @Field()
  reason: string;

  @Field(() => [String], { description: 'state_secret business_secret privacy' })
  contains: string[];

  @Field(() => Day)
  proposedOn: string;

  @Field(() => Person)
  proposedBy: Person;

  @Field(() => Day, { nullable: true, description: 'Null: waits for the head' })
  confirmedOn: string | null;

  @Field(() => Person, { nullable: true })
  confirmedBy: Person | null;

  @Field(() => String, { nullable: true, description: 'What the lot of this hearing is drawn with' })
  seed: string | null;
}

@ObjectType({ description: 'A seat of a panel', ...inHearing })
export class PanelSeat {
  @Field(() => Person)
  person: Person;

  @Field({ description: 'As it stands on notices' })
  name: string;

  @Field({ description: 'presider member substitute' })
  seat: string;

  @Field({ description: 'Whether the person may sit now: term, leave, bars' })
  fit: boolean;

  @Field({ description: 'In the room' })
  present: boolean;
}

@ObjectType({ description: 'Who hears', ...inHearing })
export class HearingPanel {
  @Field(() => Int, { description: 'Seats, an odd number' })
  size: number;

  @Field(() => Int, { description: 'How many must be there to open and to vote' })
  quorum: number;

  @Field(() => [PanelSeat], { description: 'Presider first, then members, then substitutes in their order' })
  seats: PanelSeat[];

  @Field(() => String, { nullable: true, description: 'Null where people were named' })
  seed: string | null;

  @Field(() => [ID], { nullable: true, description: 'Everybody who was in the lot, so that anybody can draw it again' })
  pool: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of those, who may preside' })
  presiders: string[] | null;

  @Field(() => Day)
  listedOn: string;

  @Field(() => String, { nullable: true, description: 'Why it could not open or vote now, as a code; null: it is valid' })
  problem: string | null;

  @Field(() => String, { nullable: true, description: 'The same in words' })
  problemText: string | null;
}

@ObjectType({ description: '回避 of a member', ...inHearing })
export class HearingChallenge {
  @Field(() => ID)
  id: string;

  @Field(() => Person)
  member: Person;

  @Field({ description: 'petitioner officer' })
  by: string;

  @Field()
  reason: string;

  @Field(() => Day)
  on: string;

  @Field(() => Boolean, { nullable: true, description: 'Null: waits for the decision' })
  upheld: boolean | null;

  @Field(() => String, { nullable: true })
  decision: string | null;
}

@ObjectType({ ...inHearing })
export class HearingSchedule {
  @Field(() => HearingRoom, { nullable: true })
  room: HearingRoom | null;

  @Field(() => Instant)
  startsAt: string;

  @Field(() => Instant)
  endsAt: string;

  @Field(() => Day)
  on: string;

  @Field()
  public: boolean;

  @Field(() => String, { nullable: true })
  closedReason: string | null;

  @Field(() => [Person])
  clerks: Person[];

  @Field(() => Int, { description: 'One more with each putting off' })
  round: number;

  @Field(() => String, { nullable: true, description: 'Why it was put off last' })
  reason: string | null;
}

@ObjectType({ description: 'A notice that was served', ...inHearing })
export class HearingNotice {
  @Field(() => ID)
  id: string;

  @Field({ description: 'decision notice cancellation conclusion' })
  kind: string;

  @Field()
  kindName: string;

  @Field(() => ID)
  to: string;

  @Field({ description: 'petitioner organ member' })
  toKind: string;

  @Field()
  way: string;

  @Field(() => Day)
  servedOn: string;

  @Field(() => Int)
  round: number;

  @Field(() => String, { nullable: true })
  waiver: string | null;
}

@ObjectType({ description: 'Somebody who has not been told yet', ...inHearing })
export class HearingAddressee {
  @Field()
  kind: string;

  @Field()
  kindName: string;

  @Field(() => ID)
  to: string;

  @Field()
  toKind: string;
}

@ObjectType({ ...inHearing })
export class HearingAttendance {
  @Field(() => ID)
  id: string;

  @Field(() => Person, { nullable: true })
  person: Person | null;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field()
  part: string;

  @Field(() => Instant)
  from: string;

  @Field(() => Instant, { nullable: true })
  to: string | null;
}

@ObjectType({ description: 'An entry of the minutes; a correction stands beside its original', ...inHearing })
export class HearingEntry {
  @Field(() => Int)
  number: number;

  @Field()
  kind: string;

  @Field()
  kindName: string;

  @Field(() => String, { nullable: true })
  speaker: string | null;

  @Field()
  text: string;

  @Field(() => String, { nullable: true })
  hash: string | null;

  @Field(() => Int, { nullable: true })
  corrects: number | null;

  @Field({ description: 'Not shown to followers' })
  withheld: boolean;

  @Field(() => Person)
  by: Person;

  @Field(() => Instant)
  at: string;
}

@ObjectType({ description: 'A part of the sitting', ...inHearing })
export class HearingAgendaPart {
  @Field()
  kind: string;

  @Field()
  kindName: string;

  @Field({ description: 'Without it the sitting cannot end' })
  required: boolean;

  @Field({ description: 'The minutes have it' })
  done: boolean;

  @Field(() => [String], { description: 'What has to be in the minutes before it and is not yet, in words' })
  waitsFor: string[];
}

@ObjectType({ description: 'Somebody who may follow the sitting (旁听)', ...inHearing })
export class HearingFollower {
  @Field(() => ID)
  id: string;

  @Field(() => Person, { nullable: true })
  person: Person | null;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Of who has no account; seen by the secretaries of the organ that hears' })
  code: string | null;

  @Field(() => Instant)
  admittedAt: string;

  @Field(() => Instant, { nullable: true, description: 'Taken back' })
  endedAt: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was taken back' })
  reason: string | null;
}

@ObjectType({ description: 'A vote; who chose what stays sealed', ...inHearing })
export class HearingVote {
  @Field(() => Int)
  round: number;

  @Field()
  question: string;

  @Field(() => [String])
  options: string[];

  @Field({ description: 'open counted stopped' })
  state: string;

  @Field(() => [Person])
  entitled: Person[];

  @Field(() => Int, { description: 'How many have voted' })
  cast: number;

  @Field({ description: 'Whether the reader has voted' })
  mine: boolean;

  @Field(() => [Int], { nullable: true, description: 'Votes for each option; null until it is counted' })
  counts: number[] | null;

  @Field(() => String, { nullable: true, description: 'What more than half chose' })
  result: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was stopped without a result' })
  why: string | null;
}

@ObjectType({ ...inHearing })
export class HearingConclusion {
  @Field()
  text: string;

  @Field(() => Day)
  on: string;

  @Field()
  result: string;
}

@ObjectType({ description: 'How long a re-review stands still for this hearing; both days inclusive', ...inHearing })
export class HearingPause {
  @Field(() => Day)
  from: string;

  @Field(() => Day, { nullable: true, description: 'Null: not over yet' })
  to: string | null;

  @Field(() => Day, { description: 'The last day that the pack can give' })
  atMost: string;
}

@ObjectType({ description: '听证', ...inHearing })
@Directive('@key(fields: "id")')
export class Hearing {
  @Field(() => ID)
  id: string;
}

export const HearingConnection = connectionOf(Hearing);

@InputType({ ...inHearing })
export class HearingFilter {
  @Field(() => [ID], { nullable: true, description: 'The organ that holds it' })
  organIds: string[] | null;

  @Field(() => [String], { nullable: true })
  states: string[] | null;

  @Field(() => Day, { nullable: true, description: 'Held on that day or later' })
  from: string | null;

  @Field(() => Day, { nullable: true, description: 'Held on that day or before' })
  to: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Those of which somebody has not been told yet' })
  untold: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Those whose vote stopped without a result, as a member left' })
  voteStopped: boolean | null;
}
