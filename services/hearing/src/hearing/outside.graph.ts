import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ } from '@sunshine/platform';
import { inHearing } from '../graph.js';
import { HearingConclusion, HearingPause } from './hearing.graph.js';

@ObjectType({ description: 'A member of a panel as the parties read it', ...inHearing })
export class TrackedMember {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field()
  presides: boolean;
}

/** What everybody outside the organ reads of a hearing who may read it at all. */
@ObjectType({ isAbstract: true, ...inHearing })
abstract class HearingOutside {
  @Field(() => ID)
  id: string;

  @Field(() => Organ)
  organ: Organ;

  @Field()
  stageName: string;

  @Field()
  state: string;

  @Field()
  stateName: string;

  @Field(() => Instant, { nullable: true })
  startsAt: string | null;

  @Field(() => Instant, { nullable: true })
  endsAt: string | null;

  @Field(() => String, { nullable: true })
  room: string | null;

  @Field(() => String, { nullable: true })
  place: string | null;
}

@ObjectType({ description: 'A hearing as its parties see it', ...inHearing })
export class TrackedHearing extends HearingOutside {
  @Field()
  stage: string;

  @Field(() => Day)
  requestedOn: string;

  @Field(() => Day, { nullable: true, description: 'Last day for the decision' })
  decideBy: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Null: not decided' })
  hold: boolean | null;

  @Field(() => String, { nullable: true })
  decisionReason: string | null;

  @Field(() => Boolean, { nullable: true })
  public: boolean | null;

  @Field(() => String, { nullable: true })
  closedReason: string | null;

  @Field(() => [TrackedMember], { description: 'Presider first; each may be challenged' })
  members: TrackedMember[];

  @Field(() => HearingPause, { nullable: true })
  pause: HearingPause | null;

  @Field(() => String, { nullable: true, description: 'Why it does not take place' })
  cancelledReason: string | null;

  @Field(() => HearingConclusion, { nullable: true })
  conclusion: HearingConclusion | null;
}

@ObjectType({ description: 'An entry of the minutes as followers read it: without data of third persons', ...inHearing })
export class FollowedEntry {
  @Field(() => Int)
  number: number;

  @Field()
  kind: string;

  @Field()
  kindName: string;

  @Field(() => String, { nullable: true, description: 'A role, or a member of the panel' })
  speaker: string | null;

  @Field(() => String, { nullable: true, description: 'Null: withheld' })
  text: string | null;

  @Field(() => String, { nullable: true })
  hash: string | null;

  @Field(() => Int, { nullable: true })
  corrects: number | null;

  @Field(() => Instant)
  at: string;
}

@ObjectType({ description: 'A public sitting as somebody follows it who was admitted', ...inHearing })
export class FollowedHearing extends HearingOutside {
  @Field(() => String, { nullable: true, description: 'Who follows, as a mark over the page; null for a person with an account' })
  follower: string | null;

  @Field(() => [TrackedMember], { description: 'Presider first' })
  members: TrackedMember[];

  @Field(() => Int, { nullable: true, description: 'Entries of the minutes so far; null unless the sitting is on' })
  entryCount: number | null;

  @Field({ description: 'To hear that something happened in it; good for fifteen minutes' })
  liveKey: string;
}
