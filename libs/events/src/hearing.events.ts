import { z } from 'zod';
import { code } from './code.js';
import { HearingStage } from './course.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();

/**
 * Key: petitionId (so for every event of this file). `stage`: at which step of the matter the hearing (听证) is held; `organId`: the organ that
 * holds it: in charge, or reviewing.
 */
const of = { petitionId: id, hearingId: id, stage: growing(HearingStage), organId: id };

/** Asked for by a petitioner, or moved by the organ itself; the organ decides by `decideBy`, both inclusive. */
export const HearingRequested = defineEvent('HearingRequested', 1, {
  ...of,
  by: growing(z.enum(['petitioner', 'organ'])),
  decideBy: day.nullable(),
});
export const HearingDecisionProposed = defineEvent('HearingDecisionProposed', 1, { petitionId: id, hearingId: id, hold: z.boolean() });

/**
 * Confirmed by the head. `ground`: why it is refused, a code of the pack; null where it is held. `serviceOn`: the day on which the decision
 * was served, where that is told at once; null: `HearingDecisionServed` tells it.
 */
export const HearingDecided = defineEvent('HearingDecided', 1, {
  ...of,
  hold: z.boolean(),
  ground: code.nullable(),
  serviceOn: day.nullable(),
});

/**
 * The decision to hold the hearing was served, for the first time on any petitioner: from this day on, itself included, the term of a
 * re-review stands still (Art 36 ¶2), unless the hearing is cancelled. Told once for a hearing, perhaps after its conclusion.
 */
export const HearingDecisionServed = defineEvent('HearingDecisionServed', 1, { ...of, serviceOn: day });

/** By lot where `seed` stands: seed and pool give the same panel again. The panel is presider and members; an odd number. */
export const PanelListed = defineEvent('PanelListed', 1, {
  petitionId: id,
  hearingId: id,
  presiderId: id,
  memberIds: z.array(id),
  substituteIds: z.array(id),
  seed: code.nullable(),
});
export const MemberChallenged = defineEvent('MemberChallenged', 1, { petitionId: id, hearingId: id, challengeId: id, memberId: id });
export const ChallengeDecided = defineEvent('ChallengeDecided', 1, {
  petitionId: id,
  hearingId: id,
  challengeId: id,
  memberId: id,
  upheld: z.boolean(),
});
/** A member left or was challenged with success; `substituteId` took the seat, null: the seat is empty. */
export const PanelMemberReplaced = defineEvent('PanelMemberReplaced', 1, {
  petitionId: id,
  hearingId: id,
  memberId: id,
  substituteId: id.nullable(),
});

/** Room and time are kept for it; instants in UTC, the end exclusive. */
export const HearingScheduled = defineEvent('HearingScheduled', 1, {
  petitionId: id,
  hearingId: id,
  roomId: id,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
/** Put off: the pause goes on, up to what the pack gives. */
export const HearingRescheduled = defineEvent('HearingRescheduled', 1, {
  petitionId: id,
  hearingId: id,
  roomId: id,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export const HearingNoticeServed = defineEvent('HearingNoticeServed', 1, {
  petitionId: id,
  hearingId: id,
  noticeId: id,
  servedOn: day,
});
export const HearingsLinked = defineEvent('HearingsLinked', 1, { petitionId: id, hearingId: id, otherHearingId: id });

/** It pauses nothing: days left out since `serviceOn` (null: not served) count again, as if it had never been decided. */
export const HearingCancelled = defineEvent('HearingCancelled', 1, { ...of, serviceOn: day.nullable() });

export const HearingOpened = defineEvent('HearingOpened', 1, { petitionId: id, hearingId: id });
/** The next entries of the minutes, or corrections beside them; `number` counts them from 1 without gaps. */
export const HearingEntriesAdded = defineEvent('HearingEntriesAdded', 1, {
  petitionId: id,
  hearingId: id,
  first: z.number().int().positive(),
  last: z.number().int().positive(),
});
export const HearingAttendanceNoted = defineEvent('HearingAttendanceNoted', 1, { petitionId: id, hearingId: id, attendanceId: id });
export const HearingSittingEnded = defineEvent('HearingSittingEnded', 1, { petitionId: id, hearingId: id });

/** `round` counts the votes of the hearing: a member who leaves ends one, the next begins with other people. */
export const VoteOpened = defineEvent('VoteOpened', 1, { petitionId: id, hearingId: id, round: z.number().int().positive() });
/** How many have voted, never who and never how. */
export const BallotCast = defineEvent('BallotCast', 1, {
  petitionId: id,
  hearingId: id,
  round: z.number().int().positive(),
  cast: z.number().int().positive(),
});
/** `complete`: counted; else a member left, and it counts for nothing. */
export const VoteStopped = defineEvent('VoteStopped', 1, {
  petitionId: id,
  hearingId: id,
  round: z.number().int().positive(),
  complete: z.boolean(),
});

/**
 * The conclusion was given on `concludedOn`: the last day that a re-review leaves out of its count. `serviceOn`: the first one, null where
 * the service of the decision has not been entered yet.
 */
export const HearingConcluded = defineEvent('HearingConcluded', 1, { ...of, concludedOn: day, serviceOn: day.nullable() });

/** Somebody may follow a public sitting from outside the room. Neither name nor code. */
export const FollowerAdmitted = defineEvent('FollowerAdmitted', 1, { petitionId: id, hearingId: id, followerId: id });
/** That was taken back. */
export const FollowerDismissed = defineEvent('FollowerDismissed', 1, { petitionId: id, hearingId: id, followerId: id });
/** The file of the hearing was bound, or a section of it that became known later; `digest` of its head, hex. */
export const HearingBundleSealed = defineEvent('HearingBundleSealed', 1, {
  petitionId: id,
  hearingId: id,
  section: z.number().int().positive(),
  digest: code,
});
/** Somebody signed the file by a key or on paper, or refused; `part` of the signer in the hearing. */
export const HearingBundleSigned = defineEvent('HearingBundleSigned', 1, {
  petitionId: id,
  hearingId: id,
  section: z.number().int().positive(),
  part: growing(z.enum(['presider', 'member', 'clerk', 'petitioner', 'agent', 'organ', 'interested', 'witness'])),
  way: growing(z.enum(['key', 'paper', 'refused'])),
});
/** What was sealed of a concluded hearing was opened, with a purpose that the audit has. */
export const HearingSealedOpened = defineEvent('HearingSealedOpened', 1, { petitionId: id, hearingId: id });
