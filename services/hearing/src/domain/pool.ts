import type { Day } from '@sunshine/procedure';
import { hearingError } from './hearing.errors.js';
import { optional, required } from './text.js';

export interface Leave {
  /** Both days inclusive. */
  readonly from: Day;
  readonly to: Day;
}

/** A term of office of somebody in an organ's pool of hearing members (听证员库). */
export interface PoolMember {
  readonly id: string;
  readonly organId: string;
  readonly personId: string;
  /** As it stands on notices and announcements. */
  readonly name: string;
  readonly skills: readonly string[];
  readonly place: string | null;
  /** Both days inclusive; without `until` it has no end yet. */
  readonly from: Day;
  readonly until: Day | null;
  /** Called back: first day on which it is over, whatever `until` says. */
  readonly endedOn: Day | null;
  readonly leaves: readonly Leave[];
  /** Instant at which it was entered, UTC. */
  readonly enteredAt: string;
}

/** Whether the term runs on that day; leaves do not end it. */
export const inForce = ({ from, until, endedOn }: PoolMember, on: Day): boolean =>
  from <= on && (until === null || on <= until) && (endedOn === null || on < endedOn);

export const onLeave = ({ leaves }: PoolMember, on: Day): boolean => leaves.some(({ from, to }) => from <= on && on <= to);

export interface KeepPoolMember extends Omit<PoolMember, 'enteredAt'> {
  /** Null: a new term. */
  readonly former: PoolMember | null;
  /** Other terms of the person in this pool. */
  readonly others: readonly PoolMember[];
  readonly at: string;
}

/**
 * Enters or changes a term of office. A person has one at a time.
 * @throws POOL_TERM_BACKWARDS, POOL_MEMBER_TWICE, HEARING_TEXT_TOO_LONG
 * @source own rule; law 9 (expert pool)
 */
export function keepPoolMember(command: KeepPoolMember): PoolMember {
  const { former, from, until, endedOn, leaves, others, skills, place, at } = command;
  const backwards = [until, endedOn].find((end) => end !== null && end < from) ?? leaves.find((leave) => leave.to < leave.from)?.to;
  if (backwards) throw hearingError('POOL_TERM_BACKWARDS', { details: { from, until: backwards } });
  const member: PoolMember = {
    id: command.id,
    organId: command.organId,
    personId: command.personId,
    name: required('姓名', 'name', command.name, 50),
    skills: [...new Set(skills.map((skill, at) => required('专长', `skills.${at}`, skill, 50)))],
    place: optional('所在地', 'place', place, 100),
    from,
    until,
    endedOn,
    leaves,
    enteredAt: former?.enteredAt ?? at,
  };
  const last = (one: PoolMember) => [one.until, one.endedOn].filter((end): end is Day => end !== null).toSorted()[0] ?? '9999-12-31';
  if (others.some((other) => other.id !== member.id && other.from <= last(member) && member.from <= last(other)))
    throw hearingError('POOL_MEMBER_TWICE');
  return member;
}
