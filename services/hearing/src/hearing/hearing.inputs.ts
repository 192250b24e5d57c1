import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day, Instant } from '@sunshine/platform';
import { inHearing } from '../graph.js';

/** A request that can be repeated without being done twice. */
@InputType({ isAbstract: true, ...inHearing })
export abstract class RequestInput {
  @Field(() => String, {
    nullable: true,
    description: 'The caller’s own id of this request; a repeat does nothing and gets the same answer',
  })
  requestId: string | null;
}

/** What every act on a hearing takes. */
@InputType({ isAbstract: true, ...inHearing })
export abstract class HearingActInput extends RequestInput {
  @Field(() => ID)
  petitionId: string;

  @Field(() => ID)
  hearingId: string;

  @Field(() => Day, { nullable: true, description: 'Legal day of the act, where it is entered afterwards' })
  on: string | null;
}

@InputType({ ...inHearing })
export class RequestHearingInput extends RequestInput {
  @Field(() => ID, { nullable: true, description: 'By an officer' })
  petitionId: string | null;

  @Field(() => String, { nullable: true, description: 'By the petitioner: the pass of trackPetition' })
  pass: string | null;

  @Field(() => Day, { nullable: true, description: 'By an officer: the day on which the written request was received' })
  on: string | null;

  @Field()
  reason: string;

  @Field(() => String, { nullable: true, description: 'What is new, where the matter was heard at this step before' })
  newEvidence: string | null;

  @Field(() => String, { nullable: true, description: 'formal village simple; left out: formal' })
  form: string | null;

  @Field(() => ID, { nullable: true, description: 'By an officer: the petitioner who asked' })
  petitionerId: string | null;
}

@InputType({ ...inHearing })
export class ProposeHearingInput extends RequestInput {
  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, { nullable: true })
  on: string | null;

  @Field()
  reason: string;

  @Field(() => String, { nullable: true })
  newEvidence: string | null;

  @Field(() => String, { nullable: true, description: 'formal village simple; left out: formal' })
  form: string | null;
}

@InputType({ ...inHearing })
export class DecideHearingInput extends HearingActInput {
  @Field()
  hold: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is refused: a ground of the pack for refuseHearing' })
  ground: string | null;

  @Field()
  reason: string;

  @Field(() => [String], { nullable: true, description: 'state_secret business_secret privacy' })
  contains: string[] | null;

  @Field(() => String, { nullable: true })
  form: string | null;
}

@InputType({ ...inHearing })
export class ConfirmHearingInput extends HearingActInput {}

@InputType({ ...inHearing })
export class ListPanelInput extends HearingActInput {
  @Field({ description: 'By the lot of the seed that was published with the decision; else the people named' })
  byLot: boolean;

  @Field(() => Int, { nullable: true, description: 'By lot: how many, an odd number' })
  size: number | null;

  @Field(() => ID, { nullable: true })
  presiderId: string | null;

  @Field(() => [ID], { nullable: true, description: 'With or without the presider' })
  memberIds: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In the order in which they take a seat; by lot they follow from it' })
  substituteIds: string[] | null;
}

@InputType({ ...inHearing })
export class ScheduleHearingInput extends HearingActInput {
  @Field(() => ID)
  roomId: string;

  @Field(() => Instant)
  startsAt: string;

  @Field(() => Instant, { description: 'Exclusive; on the same day' })
  endsAt: string;

  @Field()
  public: boolean;

  @Field(() => String, { nullable: true })
  closedReason: string | null;

  @Field(() => [ID], { nullable: true })
  clerkIds: string[] | null;
}

@InputType({ ...inHearing })
export class RescheduleHearingInput extends ScheduleHearingInput {
  @Field()
  reason: string;
}

@InputType({ ...inHearing })
export class LinkHearingsInput extends HearingActInput {
  @Field(() => ID, { description: 'A hearing of the same organ, in another matter too, that is heard before' })
  afterHearingId: string;
}

@InputType({ ...inHearing })
export class CancelHearingInput extends HearingActInput {
  @Field()
  reason: string;
}

@InputType({ description: 'What shows that a notice arrived; each way needs its own', ...inHearing })
export class NoticeProofInput {
  @Field(() => String, { nullable: true })
  signature: string | null;

  @Field(() => String, { nullable: true })
  witness: string | null;

  @Field(() => String, { nullable: true })
  relation: string | null;

  @Field(() => String, { nullable: true })
  mandate: string | null;

  @Field(() => String, { nullable: true })
  receiptNumber: string | null;

  @Field(() => String, { nullable: true })
  consent: string | null;

  @Field(() => String, { nullable: true })
  photo: string | null;

  @Field(() => ID, { nullable: true })
  receiptFileId: string | null;

  @Field(() => [String], { nullable: true })
  attempts: string[] | null;
}

@InputType({ ...inHearing })
export class ServeHearingNoticeInput extends HearingActInput {
  @Field({ description: 'decision notice cancellation conclusion' })
  kind: string;

  @Field(() => ID, { description: 'A petitioner, an organ or a member of the panel' })
  to: string;

  @Field({ description: 'in_person household agent post electronic left' })
  way: string;

  @Field(() => NoticeProofInput)
  proof: NoticeProofInput;

  @Field(() => Day)
  servedOn: string;

  @Field(() => String, { nullable: true, description: 'Written consent to be told less than the pack’s days before' })
  waiver: string | null;
}

@InputType({ ...inHearing })
export class ChallengeMemberInput extends RequestInput {
  @Field(() => ID, { nullable: true, description: 'By an officer' })
  petitionId: string | null;

  @Field(() => String, { nullable: true, description: 'By the petitioner: the pass of trackPetition' })
  pass: string | null;

  @Field(() => Day, { nullable: true })
  on: string | null;

  @Field(() => ID)
  hearingId: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  reason: string;
}

@InputType({ ...inHearing })
export class DecideChallengeInput extends HearingActInput {
  @Field(() => ID)
  challengeId: string;

  @Field()
  upheld: boolean;

  @Field()
  reason: string;

  @Field(() => ID, { nullable: true, description: 'Who takes the seat; left out: it stays empty for now' })
  substituteId: string | null;
}

@InputType({ ...inHearing })
export class ReplaceMemberInput extends HearingActInput {
  @Field(() => ID, { nullable: true, description: 'Who leaves; left out: a seat is empty already' })
  memberId: string | null;

  @Field(() => ID, { nullable: true })
  substituteId: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;
}

@InputType({ ...inHearing })
export class OpenHearingInput extends HearingActInput {
  @Field(() => [ID], { description: 'Members of the panel and clerks who are in the room' })
  presentIds: string[];
}

@InputType({ ...inHearing })
export class NoteAttendanceInput extends HearingActInput {
  @Field(() => ID, { nullable: true })
  personId: string | null;

  @Field(() => String, { nullable: true, description: 'Of somebody without an account' })
  name: string | null;

  @Field({ description: 'petitioner agent organ interested witness observer' })
  part: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Of a petitioner or an agent of a joint petition: which petitioner, or for which one; who is not named signs on paper',
  })
  petitionerId: string | null;

  @Field({ description: 'Goes instead of comes' })
  leaves: boolean;
}

@InputType({ ...inHearing })
export class HearingEntryInput {
  @Field()
  kind: string;

  @Field(() => String, { nullable: true })
  speaker: string | null;

  @Field()
  text: string;

  @Field(() => String, { nullable: true, description: 'SHA-256 of what was shown, hex' })
  hash: string | null;

  @Field(() => Int, { nullable: true, description: 'The entry beside which this correction stands' })
  corrects: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Not shown to those who follow a public sitting; a correction withholds its original from them too',
  })
  withheld: boolean | null;
}

@InputType({ ...inHearing })
export class AddHearingEntriesInput extends HearingActInput {
  @Field(() => [HearingEntryInput])
  entries: HearingEntryInput[];
}

@InputType({ ...inHearing })
export class AdmitFollowerInput extends HearingActInput {
  @Field(() => ID, { nullable: true, description: 'Somebody with an account' })
  personId: string | null;

  @Field(() => String, { nullable: true, description: 'Of somebody without an account, who gets a code' })
  name: string | null;
}

@InputType({ ...inHearing })
export class DismissFollowerInput extends HearingActInput {
  @Field(() => ID)
  followerId: string;

  @Field(() => String, { nullable: true })
  reason: string | null;
}

@InputType({ ...inHearing })
export class EndSittingInput extends HearingActInput {}

@InputType({ ...inHearing })
export class RecordDeliberationInput extends HearingActInput {
  @Field()
  text: string;
}

@InputType({ ...inHearing })
export class OpenVoteInput extends HearingActInput {
  @Field()
  question: string;

  @Field(() => [String])
  options: string[];
}

@InputType({ ...inHearing })
export class CastBallotInput extends HearingActInput {
  @Field()
  choice: string;
}

@InputType({ ...inHearing })
export class StopVoteInput extends HearingActInput {}

@InputType({ ...inHearing })
export class ConcludeHearingInput extends HearingActInput {
  @Field()
  text: string;

  @Field(() => String, { nullable: true, description: 'What the outvoted held; sealed' })
  minority: string | null;
}

@InputType({ description: 'Both days inclusive', ...inHearing })
export class LeaveInput {
  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;
}

@InputType({ ...inHearing })
export class KeepPoolMemberInput extends RequestInput {
  @Field(() => ID, { nullable: true, description: 'Left out: a new term' })
  id: string | null;

  @Field(() => ID, { nullable: true, description: 'Left out: the officer’s own organ' })
  organId: string | null;

  @Field(() => ID)
  personId: string;

  @Field({ description: 'As it stands on notices' })
  name: string;

  @Field(() => [String], { nullable: true })
  skills: string[] | null;

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { nullable: true, description: 'Inclusive' })
  until: string | null;

  @Field(() => Day, { nullable: true, description: 'Called back: first day on which the term is over' })
  endedOn: string | null;

  @Field(() => [LeaveInput], { nullable: true })
  leaves: LeaveInput[] | null;
}

@InputType({ ...inHearing })
export class KeepHearingRoomInput extends RequestInput {
  @Field(() => ID, { nullable: true, description: 'Left out: a new room' })
  id: string | null;

  @Field(() => ID, { nullable: true, description: 'Left out: the officer’s own organ' })
  organId: string | null;

  @Field()
  name: string;

  @Field()
  place: string;

  @Field(() => Int)
  seats: number;

  @Field(() => Day, { nullable: true, description: 'First day on which it is used no more' })
  endedOn: string | null;
}
