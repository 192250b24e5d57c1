import { HearingCancelled, HearingRescheduled, HearingScheduled, HearingsLinked } from '@sunshine/events';
import { dayNumber, dayOf, type Day } from '@sunshine/procedure';
import { SOURCE, acting, changed, now, requireThisOrgan, daysOf } from './course.js';
import type { Given, Hearing, HearingDecided, MatterState, PassAct, Schedule } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import { required } from './text.js';
import { withVoteStopped } from './vote.js';

/** A room in which an organ hears. */
export interface Room {
  readonly id: string;
  readonly organId: string;
  readonly name: string;
  readonly place: string;
  readonly seats: number;
  /** First day on which it is used no more. */
  readonly endedOn: Day | null;
}

/** When a hearing of another matter of the organ ends that this one follows. */
export interface Before {
  readonly hearingId: string;
  readonly endsAt: string;
}

export interface ScheduleHearing {
  readonly hearingId: string;
  readonly room: Room | null;
  /** UTC; the end exclusive, with their days in Shanghai. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly public: boolean;
  readonly closedReason: string | null;
  readonly clerkIds: readonly string[];
  readonly before: Before | null;
}

/**
 * Room and time. The days of notice must still lie before it, and it lies within the pack's days of the decision.
 * @throws HEARING_ACT_NOT_NOW, ROOM_UNKNOWN, ROOM_ENDED, HEARING_TIMES_BACKWARDS, HEARING_TOO_SOON, HEARING_TOO_LATE,
 * HEARING_CLOSED_REASON_MISSING, HEARING_MUST_BE_CLOSED, HEARING_LINK_BEFORE
 * @source law 9 (held within, notice before)
 */
export function scheduleHearing(given: Given, command: ScheduleHearing): HearingDecided {
  const hearing = now(given, command.hearingId, 'scheduleHearing');
  const decidedOn = hearing.decision?.confirmedOn ?? given.act.on;
  const { days, source } = daysOf(given.law.packOn(given.act.on), 'hearingHoldDays');
  const last = dayOf(dayNumber(decidedOn) + days);
  if (command.startsOn > last) throw hearingError('HEARING_TOO_LATE', { source, details: { days, day: last } });
  const schedule: Schedule = { ...placed(given, hearing, command), round: 1, reason: null };
  const { roomId, startsAt, endsAt } = schedule;
  return changed({ ...hearing, schedule }, HearingScheduled.create({ ...acting(given, hearing), roomId, startsAt, endsAt }));
}

/**
 * Put off, with a reason; everybody is told anew. The pause goes on.
 * @throws as `scheduleHearing`, but may lie beyond the pack's days; HEARING_TEXT_MISSING
 */
export function rescheduleHearing(given: Given, command: ScheduleHearing & { readonly reason: string }): HearingDecided {
  const hearing = now(given, command.hearingId, 'rescheduleHearing');
  const former = hearing.schedule;
  if (!former) throw hearingError('HEARING_NOT_FOUND');
  const reason = required('延期的理由', 'reason', command.reason, 1000);
  const schedule: Schedule = { ...placed(given, hearing, command), round: former.round + 1, reason };
  const { roomId, startsAt, endsAt } = schedule;
  return changed({ ...hearing, schedule }, HearingRescheduled.create({ ...acting(given, hearing), roomId, startsAt, endsAt }));
}

function placed(given: Given, hearing: Hearing, command: ScheduleHearing): Omit<Schedule, 'round' | 'reason'> {
  requireThisOrgan(given, hearing);
  const { act, law } = given;
  const { room, startsAt, endsAt, startsOn, endsOn, before } = command;
  if (room?.organId !== hearing.organId) throw hearingError('ROOM_UNKNOWN');
  if (room.endedOn !== null && room.endedOn <= startsOn) throw hearingError('ROOM_ENDED', { details: { day: room.endedOn } });
  if (endsAt <= startsAt || startsOn !== endsOn) throw hearingError('HEARING_TIMES_BACKWARDS');
  const { days, source } = daysOf(law.packOn(act.on), 'hearingNoticeDays');
  const first = dayOf(dayNumber(act.on) + days);
  if (startsOn < first) throw hearingError('HEARING_TOO_SOON', { source, details: { days, day: first } });
  const contains = hearing.decision?.contains ?? [];
  if (command.public && contains.some((one) => one !== 'state_secret')) throw hearingError('HEARING_MUST_BE_CLOSED', { source: SOURCE });
  if (!command.public && !command.closedReason?.trim()) throw hearingError('HEARING_CLOSED_REASON_MISSING', { source: SOURCE });
  if (before && startsAt < before.endsAt) throw hearingError('HEARING_LINK_BEFORE', { source: SOURCE, details: { at: before.endsAt } });
  return {
    roomId: room.id,
    startsAt,
    endsAt,
    on: startsOn,
    public: command.public,
    closedReason: command.public ? null : required('不公开的理由', 'closedReason', command.closedReason, 500),
    clerkIds: [...new Set(command.clerkIds)],
  };
}

export interface LinkHearings {
  readonly hearingId: string;
  readonly afterHearingId: string;
  /** Null: not known here, of another organ, or without a time. */
  readonly before: Before | null;
}

/** Heard after another hearing of the organ: linked ones keep their order. @throws HEARING_LINK_TO_ITSELF, HEARING_LINK_UNKNOWN, HEARING_LINK_BEFORE */
export function linkHearings(given: Given, { hearingId, afterHearingId, before }: LinkHearings): HearingDecided {
  const hearing = now(given, hearingId, 'linkHearings');
  requireThisOrgan(given, hearing);
  if (hearingId === afterHearingId) throw hearingError('HEARING_LINK_TO_ITSELF');
  if (!before) throw hearingError('HEARING_LINK_UNKNOWN');
  if (hearing.schedule && hearing.schedule.startsAt < before.endsAt)
    throw hearingError('HEARING_LINK_BEFORE', { source: SOURCE, details: { at: before.endsAt } });
  return changed(
    { ...hearing, afterId: afterHearingId },
    HearingsLinked.create({ ...acting(given, hearing), otherHearingId: afterHearingId }),
  );
}

/**
 * It does not take place. It pauses nothing: a re-review has its former date again.
 * @throws HEARING_ACT_NOT_NOW, HEARING_TEXT_MISSING
 * @source law 2.4
 */
export function cancelHearing(
  given: Given,
  { hearingId, reason }: { readonly hearingId: string; readonly reason: string },
): HearingDecided {
  const hearing = now(given, hearingId, 'cancelHearing');
  requireThisOrgan(given, hearing);
  return cancelled(given, hearing, { on: given.act.on, reason: required('取消的理由', 'reason', reason, 1000), why: 'cancelled' });
}

const cancelled = (given: Given | Given<PassAct>, hearing: Hearing, ended: NonNullable<Hearing['ended']>): HearingDecided => {
  const { stage, organId, serviceOn } = hearing;
  const { votes } = withVoteStopped(hearing, ended.reason);
  return changed(
    { ...hearing, state: 'cancelled', votes, ended },
    HearingCancelled.create({ ...acting(given, hearing), stage, organId, serviceOn }),
  );
};

/**
 * A matter whose opinion the organ owes no more is heard no more: the hearing that stands is cancelled, with the reason in words.
 * @param state the matter as case has just told it
 */
export function endedWithMatter(state: MatterState, hearing: Hearing, on: Day): HearingDecided {
  const reason = state.closed
    ? '信访事项已经办结'
    : state.mergedInto === null
      ? '本环节的意见已经作出，或者不再由本单位作出'
      : '信访事项已经并案，随主件办理';
  return cancelled({ state } as Given, hearing, { on, reason, why: 'matter_ended' });
}
